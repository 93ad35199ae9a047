#!/usr/bin/env node
/**
 * `npm run test:long`: the promises of reliability proved at full length; every proof prints one line of counts. The last line is
 * `N passed, N failed`. A name narrows it: `npm run test:long -- kills`.
 */
import { fileURLToPath } from 'node:url';
import { installed, root, say } from '../../server/bootstrap.mjs';
import { conclude, runProject, runStep } from '../support/counting.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));
const rows = [];
for (const part of ['server', 'web']) {
  say(`build: ${part}`);
  rows.push(await runStep(`build: ${part}`, ['server/bootstrap.mjs', part]));
}
say('tests: long');
rows.push(await runProject('long', process.argv.slice(2)));
conclude(rows);

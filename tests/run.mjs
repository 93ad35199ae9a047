#!/usr/bin/env node
/**
 * `npm test`: every check there is, each run even when an earlier one failed. A step counts as one test beside those that Vitest counts;
 * a skipped test counts as failed. The last line is `N passed, N failed`.
 */
import { fileURLToPath } from 'node:url';
import { installed, root, say } from '../server/bootstrap.mjs';
import { bin, conclude, runProject, runStep } from './support/counting.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));

const tsc = (project) => [bin('typescript', 'bin/tsc'), '-p', project, '--noEmit'];

const STEPS = [
  ['build: server', ['server/bootstrap.mjs', 'server']],
  ['build: web', ['server/bootstrap.mjs', 'web']],
  ['types: server', tsc('server')],
  ['types: web', tsc('web')],
  ['types: tests', tsc('tests')],
  ['types: tests of the web', tsc('tests/web')],
  ['lint', [bin('oxlint', 'bin/oxlint'), '--deny-warnings']],
  ['format', [bin('prettier', 'bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['lock file', ['tests/house/lock.mjs', '--check']],
  ['lock file of the peers', ['tests/house/lock.mjs', '--check', 'tests/bench/peers']],
  ['arrows', ['tests/house/arrows.mjs']],
  ['licences and notices', ['tests/house/notices.mjs', '--check']],
];

const rows = [];
for (const [name, args] of STEPS) {
  say(name);
  rows.push(await runStep(name, args));
}
for (const project of ['server', 'siege', 'proof', 'web', 'e2e', 'measured']) {
  say(`tests: ${project}`);
  rows.push(await runProject(project));
}
conclude(rows);

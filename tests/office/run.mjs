#!/usr/bin/env node
/**
 * `npm run test:office`: every document of the demo, opened by a real LibreOffice, rendered to pictures and checked as a reader sees it.
 * Without LibreOffice it fails and says what to install. The last line is `N passed, N failed`.
 */
import { fileURLToPath } from 'node:url';
import { installed, root, say } from '../../server/bootstrap.mjs';
import { conclude, runProject, runStep } from '../support/counting.mjs';
import { advice, missingTools } from './tools.mjs';

process.chdir(root);
const missing = missingTools();
if (missing.length > 0) {
  console.error(advice(missing));
  conclude([{ name: 'tools', passed: 0, failed: 1, seconds: 0 }]);
} else {
  await installed(fileURLToPath(import.meta.url));
  say('build: server');
  const built = await runStep('build: server', ['server/bootstrap.mjs', 'server']);
  say('tests: office');
  conclude([built, await runProject('office')]);
}

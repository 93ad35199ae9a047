#!/usr/bin/env node
/**
 * `npm test`: every check there is, each run even when an earlier one failed. A step counts as one test beside those that Vitest counts;
 * a skipped test counts as failed. The last line is `N passed, N failed`.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { installed, root, say } from '../server/bootstrap.mjs';

process.chdir(root);
await installed(fileURLToPath(import.meta.url));

const bin = (name, file) => path.join(root, 'node_modules', name, file);
const workplace = mkdtempSync(path.join(os.tmpdir(), 'fugai-test-'));
const report = path.join(workplace, 'vitest.json');
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
  ['arrows', ['tests/house/arrows.mjs']],
  ['licences and notices', ['tests/house/notices.mjs', '--check']],
];

/** Runs one Node script and lets it print. Gives its exit code and its seconds; never throws. */
function run(args, env = {}) {
  const began = performance.now();
  return new Promise((resolve) => {
    const seconds = () => (performance.now() - began) / 1000;
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...env } });
    child.on('error', () => resolve({ code: 1, seconds: seconds() }));
    child.on('exit', (code) => resolve({ code: code ?? 1, seconds: seconds() }));
  });
}

/** Passed and failed of Vitest's own report. A file that could not be loaded holds no test and is one failure; no report at all, too. */
function counted(file, code) {
  let outcome;
  try {
    outcome = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1 };
  }
  const broken = outcome.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = outcome.numPassedTests;
  const failed = outcome.numTotalTests - passed + broken.length;
  // Vitest may also fail outside any test: an unhandled rejection, a set-up that threw.
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}

const rows = [];
for (const [name, args] of STEPS) {
  say(name);
  const { code, seconds } = await run(args);
  rows.push({ name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, seconds });
}
for (const project of ['server', 'web', 'e2e']) {
  say(`tests: ${project}`);
  const args = [bin('vitest', 'vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts', '--project', project];
  const { code, seconds } = await run([...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    NODE_ENV: 'test',
  });
  rows.push({ name: `tests: ${project}`, ...counted(report, code), seconds });
  rmSync(report, { force: true });
}
rmSync(workplace, { recursive: true, force: true });

const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
console.log('');
for (const { name, passed, failed, seconds } of rows) {
  console.log(
    `${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(24)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${seconds.toFixed(1).padStart(7)} s`,
  );
}
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;

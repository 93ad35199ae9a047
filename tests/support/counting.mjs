/** What the runs of tests have in common: a step in a Node of its own, the count of Vitest's report, the table and the last line. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../server/bootstrap.mjs';

export const bin = (name, file) => path.join(root, 'node_modules', name, file);

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

/** A step counts as one test. */
export async function runStep(name, args) {
  const { code, seconds } = await run(args);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, seconds };
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

/** Runs one project of tests/vitest.config.ts, or those of its files whose paths hold one of `names`; a skipped test counts as failed. */
export async function runProject(project, names = []) {
  const workplace = mkdtempSync(path.join(os.tmpdir(), 'fugai-test-'));
  const report = path.join(workplace, 'vitest.json');
  const args = [bin('vitest', 'vitest.mjs'), 'run', '--config', 'tests/vitest.config.ts', '--project', project, ...names];
  const { code, seconds } = await run([...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`], {
    NODE_ENV: 'test',
  });
  const row = { name: `tests: ${project}`, ...counted(report, code), seconds };
  rmSync(workplace, { recursive: true, force: true });
  return row;
}

/** Prints a line a row and last `N passed, N failed`; the exit code follows it. */
export function conclude(rows) {
  const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
  console.log('');
  for (const { name, passed, failed, seconds } of rows) {
    console.log(
      `${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(24)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${seconds.toFixed(1).padStart(7)} s`,
    );
  }
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') === 0 ? 0 : 1;
}

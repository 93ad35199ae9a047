/** What the runs of tests have in common: a step in a Node of its own, the count of Vitest's report, the table and the last line. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
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
  return {
    name,
    passed: code === 0 ? 1 : 0,
    failed: code === 0 ? 0 : 1,
    seconds,
    failures: code === 0 ? [] : [`${name}: exit code ${code}`],
  };
}

/** The head of a message, without colours: what was expected and what came, in at most `LINES` lines. */
const LINES = 6;
const headOf = (message) => stripVTControlCharacters(message).split('\n').slice(0, LINES).join('\n    ').slice(0, 1_500);

/** What did not pass, each with its file, its name and the head of its message. */
const failuresOf = (outcome) =>
  outcome.testResults.flatMap((suite) => {
    const file = path.relative(root, suite.name);
    const tests = suite.assertionResults
      .filter(({ status }) => status !== 'passed')
      .map(({ fullName, status, failureMessages }) => `${file} › ${fullName} (${status})\n    ${headOf(failureMessages?.[0] ?? '')}`);
    return tests.length === 0 && suite.status === 'failed' ? [`${file}\n    ${headOf(suite.message ?? '')}`] : tests;
  });

/** Passed and failed of Vitest's own report. A file that could not be loaded holds no test and is one failure; no report at all, too. */
function counted(file, code) {
  let outcome;
  try {
    outcome = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, failures: ['no report was written'] };
  }
  const broken = outcome.testResults.filter(
    (suite) => suite.status === 'failed' && !suite.assertionResults.some((test) => test.status === 'failed'),
  );
  const passed = outcome.numPassedTests;
  const failed = outcome.numTotalTests - passed + broken.length;
  // Vitest may also fail outside any test: an unhandled rejection, a set-up that threw.
  const failures = failuresOf(outcome);
  if (failed === 0 && (code !== 0 || passed === 0))
    return { passed, failed: 1, failures: [...failures, `exit code ${code} outside any test`] };
  return { passed, failed, failures };
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

/** Prints a line a row, what did not pass once more (whoever reads only the end sees it), and last `N passed, N failed`; the exit code follows. */
export function conclude(rows) {
  const total = (key) => rows.reduce((sum, row) => sum + row[key], 0);
  console.log('');
  for (const { name, passed, failed, seconds } of rows) {
    console.log(
      `${failed === 0 ? 'ok  ' : 'FAIL'} ${name.padEnd(24)} ${String(passed).padStart(5)} passed ${String(failed).padStart(3)} failed ${seconds.toFixed(1).padStart(7)} s`,
    );
  }
  for (const { failures = [] } of rows) for (const failure of failures) console.log(`not passed: ${failure}`);
  console.log(`${total('passed')} passed, ${total('failed')} failed`);
  process.exitCode = total('failed') === 0 ? 0 : 1;
}

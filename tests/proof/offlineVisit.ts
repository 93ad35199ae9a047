/**
 * Starts the built program over a prepared folder, traced, and uses all of it: every page in a real browser, files, exports, maps, the API.
 * Prints one line of JSON. Usage: node --import tsx tests/proof/offlineVisit.ts <folder>, where it runs being the caller's choice.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createConnection } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { PAGES, SUFFIXES } from '../../web/src/state/pages.ts';
import { openChromium } from '../support/chromium.ts';
import { freePort } from '../support/ports.ts';

export interface OfflineReport {
  /** Whether a connection to another machine fails for want of a route. */
  readonly cutOff: boolean;
  /** Whether the kernel's own record of connections was kept beside that of the program. */
  readonly straced: boolean;
  readonly pages: number;
  readonly questions: number;
  readonly files: number;
  /** What did not come as it should, and what went elsewhere. */
  readonly failures: readonly string[];
  readonly outside: readonly string[];
  readonly exitCode: number | null;
}

const root = path.join(import.meta.dirname, '..', '..');
const [folder = ''] = process.argv.slice(2);
const REGION = '410300';
/** An address that is set aside for documentation: nobody has it. */
const NOBODY = '192.0.2.1';
const PATIENCE = 60_000;

const isCutOff = (): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = createConnection({ host: NOBODY, port: 9, timeout: 500 });
    const answer = (cut: boolean): void => {
      socket.destroy();
      resolve(cut);
    };
    socket.once('connect', () => answer(false)).once('timeout', () => answer(false));
    socket.once('error', (error) => answer('code' in error && error.code === 'ENETUNREACH'));
  });

/** strace in its own process group member, so that the program itself is our child and gets our signals. */
const STRACE = ['-D', '-f', '-qq', '--seccomp-bpf', '-e', 'trace=connect,sendto,sendmmsg', '-o', path.join(folder, 'strace.txt')];
const canTrace = (): boolean => spawnSync('strace', ['-f', '--seccomp-bpf', '-e', 'trace=connect', 'true']).status === 0;

function startProgram(port: number, straced: boolean): ChildProcess {
  const program = [process.execPath, path.join(root, 'dist', 'server', 'main.js')];
  const [command = '', ...args] = straced ? ['strace', ...STRACE, ...program] : program;
  return spawn(command, args, {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      FUGAI_DATA: folder,
      FUGAI_DATABASE: path.join(folder, 'fugai.sqlite'),
      FUGAI_PORT: String(port),
      FUGAI_LOG: 'warn',
      FUGAI_TEST_TRACE: path.join(folder, 'connects.jsonl'),
      NODE_OPTIONS: `--import ${path.join(import.meta.dirname, 'connects.mjs')}`,
    },
  });
}

async function untilReady(home: string, program: ChildProcess): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end && program.exitCode === null; await pause(100)) {
    const ready = await fetch(`${home}readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (ready) return;
  }
  throw new Error('the program did not get ready');
}

/** Every file of a view once, each suffix and each page at least once; every export; shapes that a child makes. */
const addresses = (): string[] => [
  ...PAGES.map((page, at) => `${page}.${page === 'present' ? 'pptx' : (SUFFIXES[at % SUFFIXES.length] ?? '')}?region=${REGION}`),
  ...['bulletin.docx', 'bulletin.pdf', 'present.pdf', 'overview.pptx', 'overview.json'].map((file) => `${file}?region=${REGION}`),
  ...EXPORTS.flatMap(({ noun, suffixes }) => [
    ...suffixes.map(
      (suffix) =>
        `export/${noun}.${suffix}?region=${REGION}&period=2026Q3${noun === 'observations' ? '&indicators=PARTY_ORG_COVERAGE' : ''}`,
    ),
    `export/${noun}.dictionary.json`,
  ]),
  'maps/manifest.json',
  'maps/county/410000.topo.json',
  'schema.graphql',
  'metrics',
  'healthz',
  'clients/fugai.py',
];

async function readFiles(home: string, failures: string[]): Promise<number> {
  const all = addresses();
  for (const address of all) {
    const answer = await fetch(home + address, { redirect: 'error' });
    await answer.arrayBuffer();
    if (!answer.ok) failures.push(`${address}: ${answer.status}`);
  }
  return all.length;
}

/** A question so wide that a process of its own answers it. */
const COSTLY = `{ observations(indicators: [PARTY_ORG_COVERAGE], regions: { under: "410000", level: COUNTY }, periods: { from: "2023Q4", to: "2026Q3" }) { region { code } period rate { numerator denominator value missing } } }`;

async function askCostly(home: string, failures: string[]): Promise<void> {
  const answer = await fetch(`${home}graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: COSTLY }),
  });
  const { errors } = (await answer.json()) as { errors?: unknown };
  if (errors !== undefined) failures.push(`a costly question: ${JSON.stringify(errors)}`);
}

async function seePages(home: string, failures: string[], outside: string[]): Promise<{ pages: number; questions: number }> {
  const browser = await openChromium();
  const places = [...PAGES.map((page) => (page === 'overview' ? '' : page)), 'explorer', `?why=410302`];
  let questions = 0;
  const see = async (place: string): Promise<void> => {
    const page = await browser.newPage({ locale: 'zh-CN' });
    page.on('request', (request) => {
      if (!request.url().startsWith(home) && !/^(data|blob):/.test(request.url())) outside.push(request.url());
    });
    page.on('response', (response) => {
      if (response.url().startsWith(`${home}graphql`)) questions += 1;
      if (response.status() >= 400) failures.push(`${place}: ${response.status()} ${response.url()}`);
    });
    page.on('console', (message) => {
      if (message.type() === 'error') failures.push(`${place}: ${message.text()}`);
    });
    page.on('pageerror', (error) => failures.push(`${place}: ${error.message}`));
    await page.goto(`${home}${place}${place.includes('?') ? '&' : '?'}region=${REGION}`);
    await page.locator('h1, .query .view-line').first().waitFor();
    await page.waitForLoadState('networkidle');
    await page.close();
  };
  const waiting = places.values();
  const seeAll = async (): Promise<void> => {
    for (const place of waiting) await see(place);
  };
  await Promise.all([seeAll(), seeAll()]);
  await browser.close();
  return { pages: places.length, questions };
}

const port = await freePort();
const home = `http://127.0.0.1:${port}/`;
const straced = canTrace();
const program = startProgram(port, straced);
const ended = new Promise<number | null>((resolve) => program.once('exit', resolve));
const failures: string[] = [];
const outside: string[] = [];
try {
  await untilReady(home, program);
  const [files, seen] = await Promise.all([readFiles(home, failures), seePages(home, failures, outside)]);
  await askCostly(home, failures);
  program.kill('SIGTERM');
  const report: OfflineReport = { cutOff: await isCutOff(), straced, ...seen, files, failures, outside, exitCode: await ended };
  console.log(JSON.stringify(report));
} finally {
  program.kill('SIGKILL');
}

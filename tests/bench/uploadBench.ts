/** A large workbook sent to a server in a process of its own while somebody else looks at the map. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { openAccounts } from '../../server/cli/accounts.ts';
import { UNIT_HEADERS } from '../ledger/grids.ts';
import { childrenOf, residentBytes } from '../support/memory.ts';
import { freePort } from '../support/ports.ts';
import { quantile } from './figures.ts';
import { largeWorkbook } from './largeWorkbook.ts';

const root = path.join(import.meta.dirname, '..', '..');
const MEGABYTE = 2 ** 20;
const EVERY = 50;
/** Map queries before the upload. */
const IDLE = 400;
/** A reader moves the map ten times a second. */
const PAUSE = 100;
const MAP = `{ observationTable(indicators: [PARTY_ORG_COVERAGE, PARTY_WORK_COVERAGE], regions: {childrenOf: "410300"}, periods: {last: 1}) { regions numerators denominators missing } }`;

export interface UploadFigures {
  readonly rows: number;
  readonly columns: number;
  readonly fileMegabytes: number;
  /** From the first byte sent to the ledger being received. */
  readonly seconds: number;
  /** From the request that applies it to its answer. */
  readonly applySeconds: number;
  /** Of the server and its children together, at their greatest. */
  readonly peakMegabytes: number;
  readonly restMegabytes: number;
  /** Milliseconds. */
  readonly idle: { readonly p50: number; readonly p99: number };
  readonly during: { readonly p50: number; readonly p99: number; readonly worst: number; readonly asked: number };
  readonly state: string;
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

async function ready(url: string): Promise<void> {
  while (
    !(await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    ))
  )
    await pause();
}

function* familyOf(pid: number): Generator<number> {
  yield pid;
  for (const child of childrenOf(pid)) yield* familyOf(child);
}

/** Looks at the memory of a process and all below it now and then. */
function watchMemory(pid: number): { greatest(): number; end(): void } {
  let greatest = 0;
  const look = (): void => {
    const now = [...familyOf(pid)].reduce((sum, one) => sum + Number(residentBytes(one)), 0);
    greatest = Math.max(greatest, now);
  };
  look();
  const timer = setInterval(look, EVERY);
  return { greatest: () => greatest / MEGABYTE, end: () => clearInterval(timer) };
}

async function askMap(url: string): Promise<number> {
  const began = performance.now();
  // An answer that is kept is no measure: every question differs in a word that means nothing.
  const query = `${MAP}# ${began}`;
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { errors } = (await answer.json()) as { errors?: unknown };
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return performance.now() - began;
}

async function askUntil(url: string, done: Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  const asking = { over: false };
  void done.finally(() => (asking.over = true));
  while (!asking.over) {
    taken.push(await askMap(url));
    await pause();
  }
  return taken;
}

const GROUP = { region: '410302', period: '2025Q4' } as const;

async function measured(url: string, pid: number, token: string, rows: number): Promise<UploadFigures> {
  const file = largeWorkbook(rows);
  const headers = { authorization: `Bearer ${token}` };
  // Somewhere to look at before the large one comes.
  const small = largeWorkbook(300);
  const first = await fetch(`${url}/submissions?region=410303&period=2025Q4&apply=1&wait=1&name=a.xlsx`, {
    method: 'POST',
    headers,
    body: new Uint8Array(small),
  });
  if (!first.ok && first.status !== 422) throw new Error(await first.text());
  const idle: number[] = [];
  for (let at = 0; at < IDLE; at += 1) idle.push(await askMap(url));
  const rest = watchMemory(pid);
  const restMegabytes = rest.greatest();
  rest.end();
  const memory = watchMemory(pid);
  const began = performance.now();
  const sending = fetch(`${url}/submissions?region=${GROUP.region}&period=${GROUP.period}&wait=1&name=large.xlsx`, {
    method: 'POST',
    headers,
    body: new Uint8Array(file),
  }).then(async (answer) => ({
    seconds: (performance.now() - began) / 1000,
    told: (await answer.json()) as { state: string; message: string; submission: number },
  }));
  const during = await askUntil(url, sending);
  const { seconds, told } = await sending;
  if (told.state !== 'RECEIVED') throw new Error(`${told.state}: ${told.message}`);
  const applying = performance.now();
  const apply = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ query: `mutation { applySubmission(id: "${told.submission}") { state } }` }),
  }).then(async (answer) => ({ applySeconds: (performance.now() - applying) / 1000, words: await answer.text() }));
  during.push(...(await askUntil(url, apply)));
  const { applySeconds, words } = await apply;
  if (!words.includes('APPLIED')) throw new Error(words);
  memory.end();
  return {
    rows,
    columns: UNIT_HEADERS.length,
    fileMegabytes: file.length / MEGABYTE,
    seconds,
    applySeconds,
    peakMegabytes: memory.greatest(),
    restMegabytes,
    idle: { p50: quantile(idle, 0.5), p99: quantile(idle, 0.99) },
    during: { p50: quantile(during, 0.5), p99: quantile(during, 0.99), worst: Math.max(...during), asked: during.length },
    state: told.state,
  };
}

/** Needs the built server. */
export async function benchUpload(rows: number): Promise<UploadFigures> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-upload-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, [path.join(root, 'dist/server/main.js')], {
    env: { ...process.env, FUGAI_DATA: folder, FUGAI_PORT: String(port), FUGAI_DEMO: 'off', FUGAI_LOG: 'error', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const url = `http://127.0.0.1:${port}`;
    await ready(url);
    const accounts = await openAccounts(path.join(folder, 'fugai.sqlite'), () => undefined);
    const { secret } = await accounts.operator.createToken({ name: 'bench', scopes: ['QUERY', 'SUBMIT'], days: 1 });
    await accounts.close();
    return await measured(url, Number(child.pid), secret, rows);
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

const MOST_MEGABYTES = 1_024;

/** A table with one row a figure. */
export function spellUpload(figures: UploadFigures): string {
  const { rows, columns, fileMegabytes, seconds, applySeconds, peakMegabytes, restMegabytes, idle, during } = figures;
  const lines = [
    ['a workbook sent over HTTP', `${rows.toLocaleString('en')} rows × ${columns} columns, ${fileMegabytes.toFixed(1)} MB`],
    ['read, checked, compared and received', `${seconds.toFixed(1)} s`],
    ['applied', `${applySeconds.toFixed(1)} s`],
    [
      'peak memory of all processes',
      `${peakMegabytes.toFixed(0)} MiB (${restMegabytes.toFixed(0)} at rest; goal < ${MOST_MEGABYTES}: ${peakMegabytes < MOST_MEGABYTES ? 'met' : 'missed'})`,
    ],
    ['map query, nobody else there', `p50 ${idle.p50.toFixed(1)} ms, p99 ${idle.p99.toFixed(1)} ms`],
    [
      'map query meanwhile',
      `p50 ${during.p50.toFixed(1)} ms, p99 ${during.p99.toFixed(1)} ms, worst ${during.worst.toFixed(0)} ms of ${during.asked}`,
    ],
  ];
  const width = Math.max(...lines.map(([what]) => String(what).length));
  return lines.map(([what, found]) => `${String(what).padEnd(width)}  ${String(found)}`).join('\n');
}

/** A large workbook sent to a server in a process of its own while somebody else looks at the map. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { UNIT_HEADERS } from '../ledger/grids.ts';
import { quantile, type Line } from './figures.ts';
import { largeWorkbook } from './largeWorkbook.ts';
import { megabytesOf, watchMemory } from './memory.ts';
import { startProgram, type Program } from './servers.ts';

/** Map queries before the upload. */
const IDLE = 400;
/** A reader moves the map ten times a second. */
const PAUSE = 100;
const MOST_MEGABYTES = 1_024;
const GROUP = { region: '410302', period: '2025Q4' } as const;
const MAP = `{ observationTable(indicators: [PARTY_ORG_COVERAGE, PARTY_WORK_COVERAGE], regions: {childrenOf: "410300"}, periods: {last: 1}) { regions numerators denominators missing } }`;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, PAUSE));

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

/** Somewhere to look at before the large one comes. */
async function sendSmall(url: string, headers: Readonly<Record<string, string>>): Promise<void> {
  const first = await fetch(`${url}/submissions?region=410303&period=${GROUP.period}&apply=1&wait=1&name=a.xlsx`, {
    method: 'POST',
    headers,
    body: new Uint8Array(largeWorkbook(300)),
  });
  if (!first.ok && first.status !== 422) throw new Error(await first.text());
}

async function measured({ url, pid, token }: Program, rows: number): Promise<Line[]> {
  const file = largeWorkbook(rows);
  const headers = { authorization: `Bearer ${token}` };
  await sendSmall(url, headers);
  const idle: number[] = [];
  for (let at = 0; at < IDLE; at += 1) idle.push(await askMap(url));
  const rest = megabytesOf(pid);
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
  const sent = `${rows.toLocaleString('en')} rows × ${UNIT_HEADERS.length} columns, ${(file.length / 2 ** 20).toFixed(1)} MiB`;
  const quiet = { bare: null, goal: null, note: '' };
  const beside = { unit: 'ms' as const, against: 'nobody uploading', goal: null };
  const note = `worst ${Math.max(...during).toFixed(0)} ms of ${during.length}`;
  return [
    { ...quiet, what: 'upload: received', ours: seconds, unit: 's', note: sent },
    { ...quiet, what: 'upload: applied', ours: applySeconds, unit: 's' },
    {
      ...quiet,
      what: 'upload: peak memory',
      ours: memory.greatest(),
      unit: 'MB',
      goal: MOST_MEGABYTES,
      note: `all processes; ${rest.toFixed(0)} at rest`,
    },
    { ...beside, what: 'map during the upload: p50', ours: quantile(during, 0.5), bare: quantile(idle, 0.5), note },
    { ...beside, what: 'map during the upload: p99', ours: quantile(during, 0.99), bare: quantile(idle, 0.99), note: '' },
  ];
}

/** Needs the built server. */
export async function benchUpload(rows: number): Promise<Line[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  const program = await startProgram(path.join(folder, 'fugai.sqlite'));
  try {
    return await measured(program, rows);
  } finally {
    await program.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

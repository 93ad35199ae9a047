/** Servers and imports told to end while they are at work. */
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import http from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { openPrepared } from '../../server/cli/prepare.ts';
import { PERIOD, writeLedgers } from '../support/ledgerFiles.ts';
import { randomFrom } from '../support/random.ts';
import { startCommand, startServer } from '../support/served.ts';
import { integrityOf, unsound } from '../support/sound.ts';

const READERS = 6;
const UNITS = 1500;
const PLACES = `regions: { codes: ["410300", "410302"] }, periods: { only: ["${PERIOD}"] }`;
const QUESTION = JSON.stringify({
  query: `{ observations(indicators: [PARTY_ORG_COVERAGE], ${PLACES}) { rate { numerator denominator } } dataset { version } }`,
});

export interface Endings {
  readonly ends: number;
  readonly answered: number;
  /** Requests whose connection stood, and that got no whole answer. */
  readonly unanswered: number;
  /** Imports that the end cut, and those that were over before it. */
  readonly cut: number;
  readonly slowestMs: number;
  readonly wrong: readonly string[];
}

type Outcome = 'answered' | 'unanswered' | 'refused';

/** One request on a connection of its own. Refused: there was nobody to connect to. */
const ask = (url: string): Promise<Outcome> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(QUESTION) };
    const request = http.request(`${url}/graphql`, { agent: false, method: 'POST', headers }, (answer) => {
      let text = '';
      answer.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      answer.on('end', () => resolve(answer.statusCode === 200 && text.includes('"dataset"') ? 'answered' : 'unanswered'));
      answer.on('error', () => resolve('unanswered'));
    });
    request.on('error', (error: NodeJS.ErrnoException) => resolve(error.syscall === 'connect' ? 'refused' : 'unanswered'));
    request.end(QUESTION);
  });

async function askUntilRefused(url: string, sums: Record<Outcome, number>): Promise<void> {
  for (;;) {
    const outcome = await ask(url);
    sums[outcome] += 1;
    if (outcome === 'refused') return;
  }
}

/** What an end may not leave: rows without a publication, or a log that the next start would have to read. */
function leftBehind(database: string): string[] {
  const wal = `${database}-wal`;
  const left = existsSync(wal) && statSync(wal).size > 0 ? [`a log of ${statSync(wal).size} bytes`] : [];
  const connection = new SqliteDatabase(database, { readonly: true });
  const staged = connection.prepare('select count(*) from submission where published_at is null').pluck().get() as number;
  connection.close();
  return staged > 0 ? [...left, `${staged} staged submissions`] : left;
}

/** Ends a server that answers and an import that runs beside it, `ends` times at random instants, with SIGTERM. */
export async function endUnderLoad(ends: number, seed: number): Promise<Endings> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-ends-'));
  const random = randomFrom(seed);
  try {
    const database = path.join(folder, 'fugai.sqlite');
    const files = await writeLedgers(folder, UNITS);
    await (await openPrepared(database, () => undefined)).close();
    const sums = { answered: 0, unanswered: 0, refused: 0 };
    const wrong: string[] = [];
    let cut = 0;
    let slowestMs = 0;
    for (let end = 0; end < ends; end += 1) {
      const { url, child, ended } = await startServer(database);
      const { file, region, period } = files[end % files.length]?.file ?? { file: '', region: '', period: '' };
      const reading = Promise.all(Array.from({ length: READERS }, () => askUntilRefused(url, sums)));
      const importing = startCommand(database, ['import', file, '--region', region, '--period', period]);
      await sleep(900 + random() * 1600);
      const began = performance.now();
      child.kill('SIGTERM');
      importing.child.kill('SIGTERM');
      const codes = await Promise.all([ended, importing.ended]);
      slowestMs = Math.max(slowestMs, performance.now() - began);
      await reading;
      if (codes[0] !== 0) wrong.push(`the server ended with ${String(codes[0])}`);
      cut += Number(codes[1] !== 0);
      wrong.push(...leftBehind(database));
    }
    if (integrityOf(database) !== 'ok') wrong.push('the database is corrupt');
    const store = await openPrepared(database, () => undefined);
    wrong.push(...(await unsound(store)));
    await store.close();
    return { ends, answered: sums.answered, unanswered: sums.unanswered, cut, slowestMs, wrong };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const lineOf = ({ ends, answered, unanswered, cut, slowestMs, wrong }: Endings): string =>
  `ends under load ${ends} / answered ${answered} / unanswered ${unanswered} / imports cut ${cut} / slowest ${Math.round(slowestMs)} ms / left behind ${wrong.length}`;

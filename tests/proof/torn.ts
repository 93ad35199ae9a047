/** Requests of several parts while versions are published: whether the parts of an answer are of one version. */
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { openPrepared } from '../../server/cli/prepare.ts';
import type { LedgerFile } from '../../server/ledger/importLedger.ts';
import { writeLedgerCsv } from '../../server/ledger/writeXlsx.ts';
import { countyLedger, PERIOD, VERSIONS } from '../support/ledgerFiles.ts';

const PUBLISHER = path.join(import.meta.dirname, '..', 'support', 'publisher.mjs');
const [FIRST, SECOND, PREFECTURE] = ['410302', '410303', '410300'];
const AT_ONCE = 8;

/** Batches of the same two counties: in each both have the same number of units, and no two batches have the same. */
async function writeBatches(folder: string): Promise<LedgerFile[][]> {
  const batches: LedgerFile[][] = [];
  for (let version = 0; version < VERSIONS; version += 1) {
    const batch: LedgerFile[] = [];
    for (const region of [FIRST, SECOND] as const) {
      const file = path.join(folder, `${region}-${version}`);
      const { units, organizations } = countyLedger(region, version, 10);
      await writeLedgerCsv(file, units, organizations);
      batch.push({ file, region, period: PERIOD, receivedAt: '2026-01-10T01:00:00.000Z', state: 'APPLIED', demo: false });
    }
    batches.push(batch);
  }
  return batches;
}

/** Makes the database with a first version in it and the list for the publisher. */
export async function prepareTorn(folder: string): Promise<{ database: string; list: string }> {
  const database = path.join(folder, 'fugai.sqlite');
  const list = path.join(folder, 'batches.json');
  writeFileSync(list, JSON.stringify(await writeBatches(folder)));
  await (await openPrepared(database, () => undefined)).close();
  return { database, list };
}

export interface Torn {
  readonly requests: number;
  readonly publishes: number;
  /** Different data versions that were answered of. */
  readonly versions: number;
  /** Answers whose parts are of two versions. */
  readonly torn: number;
  readonly failed: number;
}

interface Part {
  readonly rate: { readonly denominator: number | null };
}
interface Parts {
  readonly data?: { readonly a: Part[]; readonly b: Part[]; readonly p: Part[]; readonly dataset: { readonly version: string } } | null;
  readonly extensions?: { readonly dataVersion?: string };
}

/** Another text each time, so that no answer is one that was kept. */
const questionOf = (number: number): string => {
  const of = (region: string): string =>
    `observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: ["${region}"] }, periods: { only: ["${PERIOD}"] }) { rate { denominator } }`;
  return `query Q${number} { a: ${of(FIRST)} b: ${of(SECOND)} p: ${of(PREFECTURE)} dataset { version } }`;
};

/** Asks until there were `requests` answers and `publishes` versions. */
export async function askWhilePublishing(
  server: string,
  { database, list }: { database: string; list: string },
  { requests, publishes }: { requests: number; publishes: number },
): Promise<Torn> {
  const publisher = spawn(process.execPath, [PUBLISHER, database, list], { stdio: ['pipe', 'pipe', 'inherit'] });
  const over = new Promise<number | null>((resolve) => publisher.once('close', resolve));
  const sums = { requests: 0, publishes: 0, torn: 0, failed: 0 };
  const begun = new Promise<void>((resolve) => {
    createInterface({ input: publisher.stdout }).on('line', () => {
      sums.publishes += 1;
      resolve();
    });
  });
  const seen = new Map<string, number>();
  const judge = ({ data, extensions }: Parts): void => {
    const [a, b, p] = [data?.a, data?.b, data?.p].map((part) => part?.[0]?.rate.denominator);
    if (typeof a !== 'number' || typeof b !== 'number' || typeof p !== 'number' || !data) {
      sums.failed += 1;
      return;
    }
    const { version } = data.dataset;
    const units = seen.get(version) ?? a;
    seen.set(version, units);
    if (a !== b || p !== a + b || version !== extensions?.dataVersion || units !== a) sums.torn += 1;
  };
  const reader = async (): Promise<void> => {
    while (publisher.exitCode === null && (sums.requests < requests || sums.publishes < publishes)) {
      sums.requests += 1;
      const body = JSON.stringify({ query: questionOf(sums.requests) });
      const answer = await fetch(`${server}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      judge((await answer.json()) as Parts);
    }
  };
  await Promise.race([begun, over]);
  await Promise.all(Array.from({ length: AT_ONCE }, reader));
  publisher.stdin.end();
  if ((await over) !== 0) throw new Error('the publisher failed');
  return { ...sums, versions: seen.size };
}

export const lineOf = ({ requests, publishes, versions, torn, failed }: Torn): string =>
  `requests ${requests} / publishes ${publishes} / versions answered of ${versions} / torn ${torn} / failed ${failed}`;

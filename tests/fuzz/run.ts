/** Sends mutated files to a parser process, one after another, and counts what must not happen. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startParser } from '../../server/ledger/parser.ts';
import type { LedgerScope } from '../../server/ledger/context.ts';
import { MUTATIONS, type Sent } from './mutations.ts';
import { pick, rolls } from './rolls.ts';

/** Milliseconds that any of these small files may take. */
const LONGEST = 5_000;

export const SCOPE: LedgerScope = {
  region: '410302',
  period: '2025Q4',
  inside: ['410302', '410302001', '410302002'],
  parks: ['P41030201'],
  known: ['D-ELSEWHERE'],
  near: [{ code: '410302', name: '老城区' }],
};

export interface FuzzCounts {
  readonly files: number;
  readonly accepted: number;
  readonly crash: number;
  readonly hang: number;
  readonly unmapped: number;
  readonly slowest: number;
  /** What went wrong, each with the seed that makes the file again. */
  readonly wrong: readonly string[];
}

function put(folder: string, sent: Sent): string {
  if ('workbook' in sent) {
    const file = join(folder, 'ledger.xlsx');
    writeFileSync(file, sent.workbook);
    return file;
  }
  const place = join(folder, 'csv');
  mkdirSync(place, { recursive: true });
  writeFileSync(join(place, 'units.csv'), sent.units);
  writeFileSync(join(place, 'organizations.csv'), sent.organizations);
  return place;
}

/** A refusal that people can read: a code in capitals, a sentence in Chinese, and nothing of the program in it. */
const isMapped = ({ code, message }: { readonly code: string; readonly message: string }): boolean =>
  /^[A-Z][A-Z0-9_]+$/.test(code) && /\p{Script=Han}/u.test(message) && !/\bat \S+:\d+|Error:|undefined|NaN列|\[object/.test(message);

/** File number `at` of a run is made from `seed + at` alone. */
export async function fuzz(count: number, seed: number): Promise<FuzzCounts> {
  const folder = mkdtempSync(join(tmpdir(), 'fugai-fuzz-'));
  const parser = startParser(folder, { heap: 320, patience: LONGEST, patiencePerMegabyte: 0 });
  const wrong: string[] = [];
  let [accepted, crash, hang, unmapped, slowest] = [0, 0, 0, 0, 0];
  try {
    for (let at = 0; at < count; at += 1) {
      const roll = rolls(seed + at);
      roll(2);
      const mutation = pick(roll, MUTATIONS);
      const file = put(folder, mutation.make(roll));
      const began = performance.now();
      const read = await parser.read(file, SCOPE).catch((error: unknown) => String(error));
      slowest = Math.max(slowest, performance.now() - began);
      const told = `${mutation.kind}, seed ${seed + at}`;
      if (typeof read === 'string') {
        crash += 1;
        wrong.push(`${told}: ${read}`);
        continue;
      }
      const { errors, warnings } = read.reading;
      if (errors.length === 0) accepted += 1;
      if (errors.some(({ code }) => code === 'READER_ENDED')) crash += 1;
      else if (errors.some(({ code }) => code === 'READING_TIME')) hang += 1;
      else if ([...errors, ...warnings].every(isMapped)) continue;
      else unmapped += 1;
      wrong.push(`${told}: ${JSON.stringify([...errors, ...warnings].find((one) => !isMapped(one)) ?? errors[0])}`);
    }
  } finally {
    parser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return { files: count, accepted, crash, hang, unmapped, slowest: Math.round(slowest), wrong };
}

export const spell = ({ files, accepted, crash, hang, unmapped, slowest }: FuzzCounts, seed: number): string =>
  `fuzz ${files} / crash ${crash} / hang ${hang} / unmapped ${unmapped} (seed ${seed}, accepted ${accepted}, slowest ${slowest} ms)`;

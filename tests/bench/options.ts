/** What of the bench is run: `npm run bench -- --only queries,import --engine sqlite --rounds 5`, and FUGAI_BENCH_SIZES=100k,1M. */
import { parseArgs } from 'node:util';
import type { Engine } from '../../server/db/open.ts';
import { SIZES, unitsOf, type Size } from './ground/spread.ts';

export const PARTS = [
  'queries',
  'lists',
  'peers',
  'statement',
  'load',
  'import',
  'resubmission',
  'during',
  'workbook',
  'upload',
  'exports',
  'start',
  'web',
] as const;
export type Part = (typeof PARTS)[number];

export interface Options {
  readonly sizes: readonly Size[];
  readonly engines: readonly Engine[];
  readonly parts: ReadonlySet<Part>;
  /** Rounds of each measurement: at least 5 make a figure. */
  readonly rounds: number;
  /** Seconds of each turn under load. */
  readonly seconds: number;
  /** Rows of the large workbook. */
  readonly workbookRows: number;
  /** Whether the results go into the page of the docs. */
  readonly write: boolean;
  /** What a run measured that was cut off is taken. */
  readonly goOn: boolean;
  /** All parts at all usual sizes on both engines, so that the run is one of the history. */
  readonly whole: boolean;
}

const USUAL: readonly Size[] = ['100k', '300k', '1M'];
const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];
const WORKBOOK_ROWS = 200_000;

const among = <One extends string>(
  name: string,
  said: string | undefined,
  known: readonly One[],
  usual: readonly One[],
): readonly One[] => {
  if (said === undefined) return usual;
  return said.split(',').map((word) => {
    const found = known.find((one) => one === word);
    if (found === undefined) throw new Error(`${name} knows ${known.join(', ')}; «${word}» is none of them`);
    return found;
  });
};

/** @throws Error that names what is wrong */
export function readOptions(args: readonly string[], sizes: string | undefined): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      only: { type: 'string' },
      engine: { type: 'string' },
      rounds: { type: 'string' },
      sizes: { type: 'string' },
      quick: { type: 'boolean' },
      largest: { type: 'boolean' },
      write: { type: 'boolean' },
      continue: { type: 'boolean' },
    },
  });
  const quick = values.quick ?? false;
  const known = [...(Object.keys(SIZES) as Size[]), '10k' as const];
  const usual = quick ? (['10k'] as const) : values.largest ? ([...USUAL, '3M'] as const) : USUAL;
  const picked = among('--sizes', values.sizes ?? sizes, known, usual).toSorted((one, other) => unitsOf(one) - unitsOf(other));
  const parts = new Set(among('--only', values.only, PARTS, PARTS));
  const engines = among('--engine', values.engine, ENGINES, ENGINES);
  const rounds = Number(values.rounds ?? (quick ? 1 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds is a whole number from 1 on, not «${values.rounds}»`);
  return {
    sizes: picked,
    engines,
    parts,
    rounds,
    seconds: quick ? 1 : 3,
    workbookRows: quick ? 5_000 : WORKBOOK_ROWS,
    write: values.write ?? false,
    goOn: values.continue ?? false,
    whole: parts.size === PARTS.length && engines.length === ENGINES.length && USUAL.every((size) => picked.includes(size)) && rounds >= 5,
  };
}

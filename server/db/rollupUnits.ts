/** Sums over units, read once for all that they are split by: in SQL each split is a look of its own at every row. */
import { dimensionColumn, MEASURES } from '../domain/measures.ts';
import type { Db } from './open.ts';
import { ROLLED_UP } from './rollup.ts';

/** Of units of one ledger: those of one region, or of one value of a dimension. */
export interface UnitSums {
  readonly ledger: string;
  /** Null: by region. */
  readonly dimension: string | null;
  /** Empty text where the ledger does not say. */
  readonly value: string;
  /** In the order of UNIT_MEASURES. */
  readonly sums: Float64Array;
}

type Cell = string | number | null;
type Row = Readonly<Record<string, Cell>>;

/** Rows that are read at a time. */
const PAGE = 10_000;

export const UNIT_MEASURES = MEASURES.filter((measure) => measure.source === 'unit');
const SPLITS = [
  { dimension: null, column: 'region' },
  ...ROLLED_UP.map((dimension) => ({ dimension, column: String(dimensionColumn(dimension, 'unit', 'PARTY')) })),
];

/** Whether a column holds a constant, or anything at all (null): asked once a row, however many measures ask it. */
interface Condition {
  readonly column: string;
  readonly constant: string | number | null;
}

const CONDITIONS: Condition[] = [];
function placeOf(wanted: Condition): number {
  const found = CONDITIONS.findIndex(({ column, constant }) => column === wanted.column && constant === wanted.constant);
  return found >= 0 ? found : CONDITIONS.push(wanted) - 1;
}
const COMPILED = UNIT_MEASURES.map(({ when, known, value }) => ({
  conditions: [
    ...Object.entries(when).map(([column, constant]) => placeOf({ column, constant })),
    ...(known === undefined ? [] : [placeOf({ column: known, constant: null })]),
  ],
  value,
}));
const COLUMNS = [
  ...new Set([
    ...SPLITS.map(({ column }) => column),
    ...CONDITIONS.map(({ column }) => column),
    ...UNIT_MEASURES.flatMap(({ value }) => value ?? []),
  ]),
];

/** What a row adds to each measure, written into `amounts`. */
function measureRow(row: Row, holds: Uint8Array, amounts: Float64Array): void {
  for (const [at, { column, constant }] of CONDITIONS.entries())
    holds[at] = Number(constant === null ? row[column] !== null : row[column] === constant);
  for (const [at, { conditions, value }] of COMPILED.entries()) {
    const counts = conditions.every((place) => holds[place] === 1);
    // What is not known adds nothing, as in SQL.
    amounts[at] = counts ? (value === undefined ? 1 : Number(row[value])) : 0;
  }
}

interface Source {
  readonly id: number;
  readonly ledger_region: string;
  readonly units: number;
}

/** The units of some submissions, a page at a time: small ones together, a large one in pieces. */
async function* pagesOf(db: Db, sources: readonly Source[]): AsyncGenerator<readonly Row[]> {
  const read = (ids: readonly number[]) =>
    db
      .selectFrom('unit_quarter')
      .select(['submission', 'credit_code', ...(COLUMNS as 'region'[])])
      .where('submission', 'in', [...ids]);
  let some: number[] = [];
  let rows = 0;
  for (const { id, units } of sources) {
    if (units > PAGE) {
      let past = '';
      for (;;) {
        const page = await read([id]).where('credit_code', '>', past).orderBy('credit_code').limit(PAGE).execute();
        yield page;
        const last = page.at(-1);
        if (last === undefined || page.length < PAGE) break;
        past = last.credit_code;
      }
      continue;
    }
    if (rows + units > PAGE) {
      yield await read(some).execute();
      some = [];
      rows = 0;
    }
    some.push(id);
    rows += units;
  }
  if (some.length > 0) yield await read(some).execute();
}

/** Of what stands of some ledgers in a period: by region, and by value of each dimension that is rolled up. */
export async function sumUnits(db: Db, period: string, ledgers: readonly string[]): Promise<UnitSums[]> {
  const sources = await db
    .selectFrom('submission')
    .select(['id', 'ledger_region', 'units'])
    .where('period', '=', period)
    .where('is_current', '=', 1)
    .where('ledger_region', 'in', [...ledgers])
    .orderBy('id')
    .execute();
  const ledgerOf = new Map<Cell, string>(sources.map((one) => [one.id, one.ledger_region]));
  const found = new Map<string, Map<string, UnitSums>[]>();
  const holds = new Uint8Array(CONDITIONS.length);
  const amounts = new Float64Array(UNIT_MEASURES.length);
  for await (const page of pagesOf(db, sources)) {
    for (const row of page) {
      const ledger = String(ledgerOf.get(row['submission'] ?? null));
      const splits = found.get(ledger) ?? SPLITS.map(() => new Map<string, UnitSums>());
      found.set(ledger, splits);
      measureRow(row, holds, amounts);
      for (const [at, { dimension, column }] of SPLITS.entries()) {
        const split = splits[at];
        const value = String(row[column] ?? '');
        const kept = split?.get(value) ?? { ledger, dimension, value, sums: new Float64Array(amounts.length) };
        split?.set(value, kept);
        for (let place = 0; place < amounts.length; place += 1) kept.sums[place] = Number(kept.sums[place]) + Number(amounts[place]);
      }
    }
  }
  return [...found.values()].flatMap((splits) => splits.flatMap((split) => [...split.values()]));
}

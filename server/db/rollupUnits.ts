/** Sums over units, read once for all that they are split by: in SQL each split is a look of its own at every row. */
import { sql } from 'kysely';
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

/** Rows that are read at a time: what dies with its page never grows old. */
const PAGE = 4_000;

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
const VALUES = [...new Set(UNIT_MEASURES.flatMap(({ value }) => value ?? []))];
const COMPILED = UNIT_MEASURES.map(({ when, known, value }) => ({
  conditions: [
    ...Object.entries(when).map(([column, constant]) => placeOf({ column, constant })),
    ...(known === undefined ? [] : [placeOf({ column: known, constant: null })]),
  ],
  value: value === undefined ? null : VALUES.indexOf(value),
}));

/** What a number that is exact has room for, one condition a bit. */
const BITS = 53;
if (CONDITIONS.length > BITS) throw new Error(`${CONDITIONS.length} conditions of measures do not fit into ${BITS} bits`);

/** SQL: which conditions a row meets, as a sum of powers of two. Rows differ in it far less than in what they say. */
const MET = sql<number>`cast(${sql.join(
  CONDITIONS.map(({ column, constant }, at) => {
    const holds = constant === null ? sql`${sql.ref(column)} is not null` : sql`${sql.ref(column)} = ${sql.lit(constant)}`;
    return sql`case when ${holds} then ${sql.lit(2 ** at)} else 0 end`;
  }),
  sql` + `,
)} as double precision)`;

/** Measures that a row adds to, by their places: one each, or what a value column holds. */
interface Added {
  readonly ones: readonly number[];
  readonly values: readonly (readonly [place: number, value: number])[];
}

/** What rows add that meet the same conditions is worked out once. */
class Additions {
  readonly #known = new Map<number, Added>();

  of(met: number): Added {
    const known = this.#known.get(met);
    if (known !== undefined) return known;
    const holds = CONDITIONS.map((_, at) => Math.floor(met / 2 ** at) % 2 === 1);
    const counted = COMPILED.map(({ conditions, value }, place) => ({
      place,
      value,
      counts: conditions.every((at) => holds[at] === true),
    }));
    const added = {
      ones: counted.flatMap(({ place, value, counts }) => (counts && value === null ? [place] : [])),
      values: counted.flatMap(({ place, value, counts }) => (counts && value !== null ? [[place, value] as const] : [])),
    };
    this.#known.set(met, added);
    return added;
  }
}

function add(sums: Float64Array, { ones, values }: Added, amounts: Float64Array): void {
  for (const place of ones) sums[place] = Number(sums[place]) + 1;
  for (const [place, value] of values) sums[place] = Number(sums[place]) + Number(amounts[value]);
}

interface Source {
  readonly id: number;
  readonly ledger_region: string;
  readonly units: number;
}

const COLUMNS = [...new Set([...SPLITS.map(({ column }) => column), ...VALUES])];

/** The units of some submissions, a page at a time: small ones together, a large one in pieces. */
async function* pagesOf(db: Db, sources: readonly Source[]): AsyncGenerator<readonly Row[]> {
  const read = (ids: readonly number[]) =>
    db
      .selectFrom('unit_quarter')
      .select(['submission', 'credit_code', ...(COLUMNS as 'region'[]), MET.as('met')])
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

type Split = Map<string, UnitSums>;

/** The sums of one value, which begin with its first row. */
function sumsIn(split: Split | undefined, of: Omit<UnitSums, 'sums'>): Float64Array {
  const known = split?.get(of.value);
  if (known !== undefined) return known.sums;
  const sums = new Float64Array(UNIT_MEASURES.length);
  split?.set(of.value, { ...of, sums });
  return sums;
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
  const found = new Map<string, Split[]>();
  const additions = new Additions();
  const amounts = new Float64Array(VALUES.length);
  for await (const page of pagesOf(db, sources)) {
    for (const row of page) {
      const ledger = String(ledgerOf.get(row['submission'] ?? null));
      const splits = found.get(ledger) ?? SPLITS.map((): Split => new Map());
      found.set(ledger, splits);
      const added = additions.of(Number(row['met']));
      // What is not known adds nothing, as in SQL.
      for (const [at, column] of VALUES.entries()) amounts[at] = Number(row[column]);
      for (const [at, { dimension, column }] of SPLITS.entries()) {
        const value = String(row[column] ?? '');
        add(sumsIn(splits[at], { ledger, dimension, value }), added, amounts);
      }
    }
  }
  return [...found.values()].flatMap((splits) => splits.flatMap((split) => [...split.values()]));
}

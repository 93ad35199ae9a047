/** Measures of a question, looked up by region, quarter and dimension values, with the receipt that goes with them. */
import { readReceipts, sumFacts, type Knowledge, type OrganizationCondition, type UnitCondition } from '../db/facts.ts';
import type { Db } from '../db/open.ts';
import { readRollup, readRollupBy, ROLLED_UP, type MeasureRow } from '../db/rollup.ts';
import { dimensionColumn, measureOf, RECEIPT_MEASURES, type Dimension, type Measure } from '../domain/measures.ts';
import type { Subject } from '../domain/organizations.ts';

export interface MeasureAsk {
  readonly regions: readonly string[];
  readonly quarters: readonly string[];
  readonly measures: readonly string[];
  readonly where: UnitCondition;
  readonly whereOrganization: OrganizationCondition;
  /** Whether `where` leaves anything out; a plain question is answered by the rollup. */
  readonly filtered: boolean;
  readonly by: readonly Dimension[];
  /** Whose tier, setup and form a dimension means. */
  readonly subject: Subject;
  readonly knowledge: Knowledge;
  /** Townships among the regions: the split rollups stop at counties. */
  readonly belowCounty: boolean;
}

/** Dimension values of a row, null where the ledger does not say. */
export type DimensionKey = readonly (string | null)[];

export interface Measured {
  /** Undefined: no row has these values there. */
  row(region: string, quarter: string, key?: DimensionKey): MeasureRow | undefined;
  /** Undefined: nothing was expected there. */
  receipt(region: string, quarter: string): MeasureRow | undefined;
  /** Dimension values that occur in any asked row, in their order of appearance. */
  readonly keys: readonly DimensionKey[];
}

const RECEIPTS = Object.keys(RECEIPT_MEASURES);
const text = (key: DimensionKey): string => JSON.stringify(key);
const place = (region: string, quarter: string, key: DimensionKey = []): string => `${region} ${quarter} ${text(key)}`;

function measured(rows: readonly MeasureRow[], receipts: readonly MeasureRow[], keyOf: (row: MeasureRow) => DimensionKey): Measured {
  const at = new Map<string, MeasureRow>();
  const keys = new Map<string, DimensionKey>();
  for (const row of rows) {
    const key = keyOf(row);
    const where = place(row.region, row.period, key);
    at.set(where, { ...at.get(where), ...row });
    keys.set(text(key), key);
  }
  const receiptAt = new Map(receipts.map((row) => [place(row.region, row.period), row]));
  return {
    row: (region, quarter, key) => at.get(place(region, quarter, key)),
    receipt: (region, quarter) => receiptAt.get(place(region, quarter)),
    keys: [...keys.values()],
  };
}

const splitBySource = (ids: readonly string[]): Record<'unit' | 'organization', Measure[]> => {
  const all = ids.flatMap((id) => measureOf(id) ?? []);
  return {
    unit: all.filter((measure) => measure.source === 'unit'),
    organization: all.filter((measure) => measure.source === 'organization'),
  };
};

const value = (cell: string | number | null | undefined): string | null =>
  cell === undefined || cell === null || cell === '' ? null : String(cell);

/** Regions whose facts one statement sums. */
const PIECE = 25;

const inPieces = (regions: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(regions.length / PIECE) }, (_, at) => regions.slice(at * PIECE, (at + 1) * PIECE));

/** Reads what a question needs: the rollup when it can, rows of facts when it must. */
export async function readMeasured(db: Db, ask: MeasureAsk): Promise<Measured> {
  const { regions, quarters: periods } = ask;
  const standing = !ask.knowledge.acceptedOnly && ask.knowledge.asKnownOn === null;
  if (standing && !ask.filtered && ask.by.length === 0) {
    const rows = await readRollup(db, { regions, periods, measures: [...new Set([...RECEIPTS, ...ask.measures])] });
    return measured(rows, rows, () => []);
  }
  const receipts = standing
    ? await readRollup(db, { regions, periods, measures: RECEIPTS })
    : await readReceipts(db, regions, periods, { ...ask.knowledge, acceptedOnly: false });
  const [dimension] = ask.by;
  const { unit, organization } = splitBySource(ask.measures);
  if (
    standing &&
    !ask.filtered &&
    ask.by.length === 1 &&
    dimension &&
    ROLLED_UP.includes(dimension) &&
    organization.length === 0 &&
    !ask.belowCounty
  ) {
    const rows = await readRollupBy(db, { dimension, regions, periods, measures: unit.map((measure) => measure.id) });
    return measured(rows, receipts, (row) => [value(row['value'])]);
  }
  const { where, whereOrganization, knowledge } = ask;
  const columns = (source: 'unit' | 'organization'): string[] => ask.by.flatMap((one) => dimensionColumn(one, source, ask.subject) ?? []);
  const common = { where, whereOrganization, knowledge };
  const rows: MeasureRow[] = [];
  // A statement cannot be interrupted, and twelve quarters of a province take a second: a quarter and a few regions at a time.
  for (const quarter of periods) {
    for (const some of inPieces(regions)) {
      const asked = { ...common, regions: some, periods: [quarter] };
      rows.push(...(await sumFacts(db, { ...asked, source: 'unit', measures: unit, by: columns('unit') })));
      rows.push(...(await sumFacts(db, { ...asked, source: 'organization', measures: organization, by: columns('organization') })));
    }
  }
  return measured(rows, receipts, (row) => ask.by.map((_, at) => value(row[`d${at}`])));
}

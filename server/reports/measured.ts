/** Measures of a question, looked up by region, quarter and dimension values, with the receipt that goes with them. */
import { findPartlyAccepted, sumAccepted, sumAcceptedBy } from '../db/accepted.ts';
import { sumFacts, type Knowledge, type OrganizationCondition, type UnitCondition } from '../db/facts.ts';
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
  /** Which receipts are read along with a plain question: those that say whether something came in, or also those that a row tells. */
  readonly receipts: 'STANDING' | 'TOLD';
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
const RECEIPTS_READ = {
  STANDING: ['received', 'returned'],
  TOLD: ['expected', 'received', 'on_time', 'accepted', 'carried_forward', 'returned'],
} as const satisfies Record<MeasureAsk['receipts'], readonly (keyof typeof RECEIPT_MEASURES)[]>;
const text = (key: DimensionKey): string => (key.length === 0 ? '' : JSON.stringify(key));

const NO_KEY: DimensionKey = [];
const noKey = (): DimensionKey => NO_KEY;

/** Rows by quarter and dimension values, then by region: of all counties in one quarter one map. */
type Places = Map<string, Map<string, MeasureRow>>;

const placeOf = (quarter: string, key: DimensionKey): string => (key.length === 0 ? quarter : `${quarter} ${text(key)}`);

function put(places: Places, row: MeasureRow, where: string): void {
  const there = places.get(where);
  if (there === undefined) places.set(where, new Map([[row.region, row]]));
  else {
    const known = there.get(row.region);
    there.set(row.region, known === undefined ? row : { ...known, ...row });
  }
}

function measured(rows: readonly MeasureRow[], receipts: readonly MeasureRow[], keyOf: (row: MeasureRow) => DimensionKey): Measured {
  const at: Places = new Map();
  const keys = new Map<string, DimensionKey>();
  for (const row of rows) {
    const key = keyOf(row);
    put(at, row, placeOf(row.period, key));
    if (key !== NO_KEY || keys.size === 0) keys.set(text(key), key);
  }
  const receiptAt: Places = receipts === rows && keyOf === noKey ? at : new Map();
  if (receiptAt !== at) for (const row of receipts) put(receiptAt, row, row.period);
  return {
    row: (region, quarter, key = NO_KEY) => at.get(placeOf(quarter, key))?.get(region),
    receipt: (region, quarter) => receiptAt.get(quarter)?.get(region),
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

/** Sums over rows, a quarter and a few regions at a time: a statement cannot be interrupted, and twelve quarters of a province take a second. */
async function readRows(db: Db, ask: MeasureAsk, regions: readonly string[], periods: readonly string[]): Promise<MeasureRow[]> {
  const { unit, organization } = splitBySource(ask.measures);
  const { where, whereOrganization, knowledge } = ask;
  const columns = (source: 'unit' | 'organization'): string[] => ask.by.flatMap((one) => dimensionColumn(one, source, ask.subject) ?? []);
  const common = { where, whereOrganization, knowledge };
  const rows: MeasureRow[] = [];
  for (const quarter of periods) {
    for (const some of inPieces(regions)) {
      const asked = { ...common, regions: some, periods: [quarter] };
      rows.push(...(await sumFacts(db, { ...asked, source: 'unit', measures: unit, by: columns('unit') })));
      rows.push(...(await sumFacts(db, { ...asked, source: 'organization', measures: organization, by: columns('organization') })));
    }
  }
  return rows;
}

const keyOfValue = (row: MeasureRow): DimensionKey => [value(row['value'])];

/** What rollups hold of a question: sums of everything, or by one dimension, whose measures are of units and whose regions counties or above. */
const rolledUpBy = ({ filtered, by, measures, belowCounty }: MeasureAsk): Dimension | null => {
  const [dimension] = by;
  const fits = !filtered && by.length === 1 && !belowCounty && splitBySource(measures).organization.length === 0;
  return fits && dimension !== undefined && ROLLED_UP.includes(dimension) ? dimension : null;
};

const RECEIVED = 'received';
const ACCEPTED = 'accepted';
const ENDED = RECEIPTS.filter((id) => id.endsWith('_dissolved'));
/** A park stands on units of any ledger: those of its parent do not say whether theirs were accepted. */
const isPark = (code: string): boolean => code.startsWith('P');

/** Receipts whose counts of what ended are those of accepted ledgers; of a ledger that was accepted in part nobody says them. */
function withEnded(receipts: readonly MeasureRow[], mixed: readonly string[], ended: readonly MeasureRow[]): MeasureRow[] {
  const none = Object.fromEntries(ENDED.map((id) => [id, 0]));
  const open = new Set(mixed);
  return receipts.map((row) =>
    Number(row[ACCEPTED]) > 0 && !open.has(row.region) ? row : { ...row, ...none, ...ended.find((one) => one.region === row.region) },
  );
}

interface Accepted {
  readonly rows: readonly MeasureRow[];
  readonly receipts: readonly MeasureRow[];
}

/**
 * Sums over accepted submissions of a quarter without a walk through rows: where all that came in was accepted the rollup has them, elsewhere the
 * rollups of the ledgers below. Rows are read of parks, and of regions where a ledger was accepted in part.
 */
async function readAccepted(db: Db, ask: MeasureAsk, period: string, receipts: readonly MeasureRow[]): Promise<Accepted> {
  const dimension = rolledUpBy(ask);
  const { unit, organization } = splitBySource(ask.measures);
  const measures = [...unit, ...organization].map(({ id }) => id);
  const codes = (some: readonly MeasureRow[]): string[] => some.map((row) => row.region);
  const stand = receipts.filter((row) => Number(row[ACCEPTED]) > 0);
  const isMixed = (row: MeasureRow): boolean => row[ACCEPTED] !== row[RECEIVED];
  const whole = codes(stand.filter((row) => !isPark(row.region) && !isMixed(row)));
  const mixed = codes(stand.filter((row) => !isPark(row.region) && isMixed(row)));
  const partly = new Set(await findPartlyAccepted(db, { regions: mixed, period }));
  const summed = { regions: mixed.filter((code) => !partly.has(code)), period };
  const plain = { regions: whole, periods: [period], measures };
  const found =
    dimension === null
      ? [...(await readRollup(db, plain)), ...(await sumAccepted(db, summed, measures))]
      : [...(await readRollupBy(db, { ...plain, dimension })), ...(await sumAcceptedBy(db, summed, measures, dimension))];
  const rows = dimension === null ? found : found.map((row) => ({ ...row, d0: value(row['value']) }));
  const left = [...codes(stand.filter((row) => isPark(row.region))), ...partly];
  const ended = await sumAccepted(db, { regions: mixed, period }, ENDED);
  return { rows: [...rows, ...(await readRows(db, ask, left, [period]))], receipts: withEnded(receipts, mixed, ended) };
}

/** Reads what a question needs: the rollup when it can, rows of facts when it must. */
export async function readMeasured(db: Db, ask: MeasureAsk): Promise<Measured> {
  const { regions, quarters: periods, knowledge, filtered, by } = ask;
  const plain = !filtered && by.length === 0;
  if (plain && !knowledge.acceptedOnly) {
    const rows = await readRollup(db, { regions, periods, measures: [...new Set([...RECEIPTS_READ[ask.receipts], ...ask.measures])] });
    return measured(rows, rows, noKey);
  }
  const receipts = await readRollup(db, { regions, periods, measures: RECEIPTS });
  const dimension = rolledUpBy(ask);
  const byMembers = (row: MeasureRow): DimensionKey => by.map((_, at) => value(row[`d${at}`]));
  if (knowledge.acceptedOnly && (plain || dimension !== null)) {
    const parts: Accepted[] = [];
    for (const [period, some] of Map.groupBy(receipts, (row) => row.period)) parts.push(await readAccepted(db, ask, period, some));
    return measured(
      parts.flatMap((part) => part.rows),
      parts.flatMap((part) => part.receipts),
      byMembers,
    );
  }
  if (dimension !== null) {
    const measures = splitBySource(ask.measures).unit.map((measure) => measure.id);
    return measured(await readRollupBy(db, { dimension, regions, periods, measures }), receipts, keyOfValue);
  }
  return measured(await readRows(db, ask, regions, periods), receipts, byMembers);
}

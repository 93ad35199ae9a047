/**
 * Query module of differences: the rows of one submission held against those of the ones that it takes the place of. Only what the sheets
 * say is compared, never what rules make of it; no more of a ledger is read than a page of rows that differ.
 */
import { sql, type RawBuilder } from 'kysely';
import type { DifferenceKind, LedgerSheet } from '../domain/ledgerSheets.ts';
import type { Measure } from '../domain/measures.ts';
import type { RowCounts } from '../domain/review.ts';
import { measureSum } from './expressions.ts';
import type { Db } from './open.ts';
import type { SubmissionRow } from './schema.ts';

const TABLES = {
  UNITS: { table: 'unit_quarter', code: 'credit_code' },
  ORGANIZATIONS: { table: 'organization_quarter', code: 'code' },
} as const satisfies Record<LedgerSheet, { table: string; code: string }>;

/** Two sides of one sheet; `columns` are those that the sheet says. */
export interface DifferenceAsk {
  readonly sheet: LedgerSheet;
  readonly after: number;
  /** None: everything was added. */
  readonly before: readonly number[];
  readonly columns: readonly string[];
}

interface Parts {
  readonly table: RawBuilder<unknown>;
  readonly code: (alias: string) => RawBuilder<unknown>;
  /** Whether row `b` is one of before: of a code that several hold, the newest says it. */
  readonly isBefore: RawBuilder<boolean>;
  readonly isSame: RawBuilder<boolean>;
}

function partsOf({ sheet, before, columns }: DifferenceAsk): Parts {
  const { table, code } = TABLES[sheet];
  const ids = sql.join([-1, ...before]);
  const named = sql.table(table);
  const newer = sql`select 1 from ${named} as x where x.submission in (${ids}) and ${sql.ref(`x.${code}`)} = ${sql.ref(`b.${code}`)} and x.submission > b.submission`;
  return {
    table: named,
    code: (alias) => sql.ref(`${alias}.${code}`),
    isBefore: before.length > 1 ? sql<boolean>`b.submission in (${ids}) and not exists (${newer})` : sql<boolean>`b.submission in (${ids})`,
    isSame: sql<boolean>`(${sql.join(
      columns.map((column) => sql`${sql.ref(`n.${column}`)} is not distinct from ${sql.ref(`b.${column}`)}`),
      sql` and `,
    )})`,
  };
}

const countOf = async (db: Db, query: RawBuilder<{ n: number }>): Promise<number> => Number((await query.execute(db)).rows[0]?.n);

export async function countDifferences(db: Db, ask: DifferenceAsk): Promise<RowCounts> {
  const { table, code, isBefore, isSame } = partsOf(ask);
  const after = await countOf(db, sql`select count(*) as n from ${table} as n where n.submission = ${ask.after}`);
  if (ask.before.length === 0) return { before: 0, after, added: after, removed: 0, changed: 0, same: 0 };
  const before = await countOf(db, sql`select count(*) as n from ${table} as b where ${isBefore}`);
  const { rows } = await sql<{ both: number; same: number }>`
    select count(*) as both, coalesce(sum(case when ${isSame} then 1 else 0 end), 0) as same
    from ${table} as n join ${table} as b on ${code('b')} = ${code('n')} and ${isBefore} where n.submission = ${ask.after}`.execute(db);
  const [both, same] = [Number(rows[0]?.both), Number(rows[0]?.same)];
  return { before, after, added: after - both, removed: before - both, changed: both - same, same };
}

export interface ListedDifference {
  readonly code: string;
  readonly kind: DifferenceKind;
}

/** Codes of one page after a code, ascending, one more than `first` when there are more. */
export async function listDifferences(
  db: Db,
  ask: DifferenceAsk & { readonly kinds: readonly DifferenceKind[]; readonly first: number; readonly past: string | null },
): Promise<ListedDifference[]> {
  const { table, code, isBefore, isSame } = partsOf(ask);
  const { kinds, past } = ask;
  const limit = ask.first + 1;
  const beyond = (alias: string): RawBuilder<unknown> => (past === null ? sql`` : sql` and ${code(alias)} > ${past}`);
  const branches: RawBuilder<unknown>[] = [];
  if (kinds.includes('ADDED'))
    branches.push(sql`select ${code('n')} as code, 'ADDED' as kind from ${table} as n where n.submission = ${ask.after}${beyond('n')}
      and not exists (select 1 from ${table} as b where ${isBefore} and ${code('b')} = ${code('n')}) order by ${code('n')} limit ${limit}`);
  if (kinds.includes('CHANGED'))
    branches.push(sql`select ${code('n')} as code, 'CHANGED' as kind from ${table} as n join ${table} as b on ${code('b')} = ${code('n')} and ${isBefore}
      where n.submission = ${ask.after}${beyond('n')} and not ${isSame} order by ${code('n')} limit ${limit}`);
  if (kinds.includes('REMOVED'))
    branches.push(sql`select ${code('b')} as code, 'REMOVED' as kind from ${table} as b where ${isBefore}${beyond('b')}
      and not exists (select 1 from ${table} as n where n.submission = ${ask.after} and ${code('n')} = ${code('b')}) order by ${code('b')} limit ${limit}`);
  if (branches.length === 0) return [];
  // Each branch follows the order of its key and ends early; what is left to sort is a few pages.
  const union = sql.join(
    branches.map((branch, at) => sql`select * from (${branch}) as ${sql.ref(`part${at}`)}`),
    sql` union all `,
  );
  const { rows } = await sql<ListedDifference>`select code, kind from (${union}) as page order by code limit ${limit}`.execute(db);
  return rows;
}

/** A row as it is stored: its code, its name, and the cells of `columns`. */
export type StoredCells = Readonly<Record<string, string | number | null>>;

/** What the sheets say of some codes before and after; a code that a side does not hold is absent there. */
export async function readDifferences(
  db: Db,
  ask: DifferenceAsk & { readonly codes: readonly string[] },
): Promise<{ before: Map<string, StoredCells>; after: Map<string, StoredCells> }> {
  const { table, code, isBefore } = partsOf(ask);
  const read = async (alias: string, side: RawBuilder<unknown>): Promise<Map<string, StoredCells>> => {
    const cells = sql.join(ask.columns.map((column) => sql`${sql.ref(`${alias}.${column}`)} as ${sql.ref(column)}`));
    const { rows } =
      await sql<StoredCells>`select ${code(alias)} as listed_code, ${cells} from ${table} as ${sql.ref(alias)} where ${side} and ${code(alias)} in (${sql.join(['', ...ask.codes])})`.execute(
        db,
      );
    return new Map(rows.map((row) => [String(row['listed_code']), row]));
  };
  return { before: await read('b', isBefore), after: await read('n', sql`n.submission = ${ask.after}`) };
}

/** Sums of measures over the rows of some submissions together, by the measure's id. */
export async function sumSubmissions(db: Db, ids: readonly number[], measures: readonly Measure[]): Promise<ReadonlyMap<string, number>> {
  const sums = new Map<string, number>();
  for (const [source, { table }] of [
    ['unit', TABLES.UNITS],
    ['organization', TABLES.ORGANIZATIONS],
  ] as const) {
    const own = measures.filter((measure) => measure.source === source);
    if (own.length === 0) continue;
    const columns = sql.join(own.map((measure) => sql`${measureSum(measure, 'f')} as ${sql.ref(measure.id)}`));
    const { rows } = await sql<
      Record<string, number>
    >`select ${columns} from ${sql.table(table)} as f where f.submission in (${sql.join([-1, ...ids])})`.execute(db);
    for (const { id } of own) sums.set(id, Number(rows[0]?.[id]));
  }
  return sums;
}

type Told = Pick<SubmissionRow, 'id' | 'region' | 'ledger_region' | 'period' | 'version' | 'held' | 'origin'>;

/** What a region's next version would take the place of now: what stands there, or else the version that was returned last. */
export async function findStandingBefore(db: Db, one: Pick<Told, 'region' | 'ledger_region' | 'period'>): Promise<SubmissionRow[]> {
  const standing = await placed(db, one).where('is_current', '=', 1).execute();
  if (standing.length > 0) return standing;
  return returnedBefore(db, one, null);
}

/** What a submission took the place of, or would take the place of now. Newest first. */
export async function findBefore(db: Db, one: Told): Promise<SubmissionRow[]> {
  if (one.held === 1) return findStandingBefore(db, one);
  const first = await db
    .selectFrom('submission')
    .select('published_in')
    .where('id', '=', one.origin ?? one.id)
    .executeTakeFirst();
  const since = first?.published_in ?? null;
  const replaced = since === null ? [] : await placed(db, one).where('superseded_in', '=', since).where('id', '!=', one.id).execute();
  const others = replaced.filter((row) => row.region !== one.region || row.version < one.version);
  return others.length > 0 ? others : returnedBefore(db, one, one.version);
}

/** Published versions of the same place and period: of a whole county those of its townships too. */
const placed = (db: Db, { region, ledger_region, period }: Pick<Told, 'region' | 'ledger_region' | 'period'>) =>
  db
    .selectFrom('submission')
    .selectAll()
    .where('period', '=', period)
    .where('published_at', 'is not', null)
    .where(region === ledger_region ? 'ledger_region' : 'region', '=', region)
    .orderBy('id', 'desc');

/** The last version of a region before `version`, if it was returned. */
async function returnedBefore(db: Db, one: Pick<Told, 'region' | 'period'>, version: number | null): Promise<SubmissionRow[]> {
  const versions = db
    .selectFrom('submission')
    .selectAll()
    .where('region', '=', one.region)
    .where('period', '=', one.period)
    .where('published_at', 'is not', null);
  const last = await (version === null ? versions : versions.where('version', '<', version))
    .orderBy('version', 'desc')
    .orderBy('revision', 'desc')
    .executeTakeFirst();
  return last?.state === 'RETURNED' ? [last] : [];
}

/** The mark of what stands before: it changes with every newer version, and not when the same rows are judged anew. Null: nothing. */
export const baseOf = (before: readonly SubmissionRow[]): number | null =>
  before.length === 0 ? null : Math.max(...before.map((row) => row.origin ?? row.id));

/** Sums and lists over unit and organization rows: the path for filters and two dimensions. */
import { sql, type RawBuilder } from 'kysely';
import { basisFlag, type Basis } from '../domain/bases.ts';
import type { Measure } from '../domain/measures.ts';
import type { Subject, Tier } from '../domain/organizations.ts';
import { ACCEPTED_STATES } from '../domain/submissions.ts';
import { columnSum, contains, holds, measureSum } from './expressions.ts';
import { pinned } from './nation/apart.ts';
import { leavesApart, placePark, provincesOf, submissionsOf } from './nation/facts.ts';
import type { Db } from './open.ts';
import type { MeasureRow } from './rollup.ts';

/** Bounds of a column, both of them inside; a row whose column is empty is outside. */
export interface Range {
  readonly column: string;
  readonly min?: number | string | undefined;
  readonly max?: number | string | undefined;
}

/** What conditions on units and on organizations have in common. */
interface Bounded {
  readonly ranges?: readonly Range[];
  /** Flags that must be 0; a flag that the ledger leaves empty is neither 0 nor 1. */
  readonly unset?: readonly string[];
}

/** Units of a park in a quarter. */
export interface ParkAsk {
  readonly code: string;
  readonly period: string;
  /** SQL that follows the conditions on them: see nation/apart.ts. */
  readonly pinned?: RawBuilder<unknown>;
}

/** Conditions on an organization row; lists are alternatives. */
export interface OrganizationCondition extends Bounded {
  /** Covers a unit of this park. */
  readonly park?: ParkAsk | undefined;
  readonly region?: string | undefined;
  readonly equals: Readonly<Record<string, readonly string[]>>;
  readonly flags: readonly string[];
  readonly search?: string | undefined;
}

/** Conditions on a unit row; lists are alternatives. */
export interface UnitCondition extends Bounded {
  readonly region?: string | undefined;
  readonly park?: string | undefined;
  readonly equals: Readonly<Record<string, readonly string[]>>;
  readonly flags: readonly string[];
  readonly tier?: { readonly subject: Subject; readonly tiers: readonly Tier[] } | undefined;
  readonly without?: Subject | undefined;
  readonly search?: string | undefined;
}

/** Which submissions count: the current ones, or of them only those that were accepted. */
export interface Knowledge {
  readonly acceptedOnly: boolean;
}

export const CURRENT: Knowledge = { acceptedOnly: false };

const ACCEPTED = sql.join(ACCEPTED_STATES.map((state) => sql.lit(state)));

/** SQL: whether a submission counts. */
export function counted({ acceptedOnly }: Knowledge, alias = 's'): RawBuilder<boolean> {
  const current = sql<boolean>`${sql.ref(`${alias}.is_current`)} = 1`;
  return acceptedOnly ? sql<boolean>`${current} and ${sql.ref(`${alias}.state`)} in (${ACCEPTED})` : current;
}

/** Codes that at any time stood at or below one of `codes`; which of them count in a period the join with the tree of its day says. */
export const below = (codes: readonly string[]): RawBuilder<unknown> =>
  sql`(select descendant from region_closure where ancestor in (${sql.join(codes)}))`;
/** Ledger regions that can hold rows of any of `codes`: those below, and the county of a township. */
export const ledgersOf = (codes: readonly string[]): RawBuilder<unknown> =>
  sql`(select descendant from region_closure where ancestor in (${sql.join(codes)}) union select ancestor from region_closure where descendant in (${sql.join(codes)}))`;

export const basisColumn = (basis: Basis, subject: Subject): string => basisFlag(basis, subject);

const SUBJECT_NAMES = ['PARTY', 'UNION', 'LEAGUE', 'WOMEN'] as const;

/** Organizations that cover a unit of a park: a code is unique within a prefecture and a subject. */
const covering = ({ code, period, pinned: only = sql`` }: ParkAsk, knowledge: Knowledge): RawBuilder<unknown> =>
  sql.join(
    SUBJECT_NAMES.map((subject) => {
      const organization = sql.ref(`u.${subject.toLowerCase()}_org`);
      return sql`select us.prefecture, ${sql.lit(subject)}, ${organization} from unit_quarter as u join submission as us on us.id = u.submission
        where u.park = ${code} and us.period = ${period} and ${counted(knowledge, 'us')} and ${organization} is not null${only}`;
    }),
    sql` union all `,
  );

function bounded({ ranges = [], unset = [] }: Bounded, column: (name: string) => RawBuilder<unknown>): RawBuilder<unknown>[] {
  return [
    ...ranges.flatMap(({ column: name, min, max }) => [
      ...(min === undefined ? [] : [sql`${column(name)} >= ${min}`]),
      ...(max === undefined ? [] : [sql`${column(name)} <= ${max}`]),
    ]),
    ...unset.map((name) => sql`${column(name)} = 0`),
  ];
}

export function organizationConditions(where: OrganizationCondition, alias: string, knowledge: Knowledge = CURRENT): RawBuilder<unknown>[] {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`);
  const found: RawBuilder<unknown>[] = Object.entries(where.equals).map(([name, values]) =>
    values.length === 0 ? sql`1 = 0` : sql`${column(name)} in (${sql.join(values)})`,
  );
  if (where.region !== undefined) found.push(sql`${column('region')} in ${below([where.region])}`);
  for (const flag of where.flags) found.push(sql`${column(flag)} = 1`);
  found.push(...bounded(where, column));
  if (where.park !== undefined)
    found.push(sql`(s.prefecture, ${column('subject')}, ${column('code')}) in (${covering(where.park, knowledge)})`);
  if (where.search !== undefined && where.search !== '')
    found.push(sql`(${contains(`${alias}.name`, where.search)} or ${column('code')} = ${where.search})`);
  return found;
}

export function unitConditions(where: UnitCondition, alias: string): RawBuilder<unknown>[] {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`);
  const found: RawBuilder<unknown>[] = Object.entries(where.equals).map(([name, values]) =>
    values.length === 0 ? sql`1 = 0` : sql`${column(name)} in (${sql.join(values)})`,
  );
  if (where.region !== undefined) found.push(sql`${column('region')} in ${below([where.region])}`);
  if (where.park !== undefined) found.push(sql`${column('park')} = ${where.park}`);
  for (const flag of where.flags) found.push(sql`${column(flag)} = 1`);
  found.push(...bounded(where, column));
  if (where.tier) found.push(sql`${column(`${where.tier.subject.toLowerCase()}_tier`)} in (${sql.join(where.tier.tiers)})`);
  if (where.without)
    found.push(sql`${column(`eligible_${where.without.toLowerCase()}`)} = 1 and ${column(`${where.without.toLowerCase()}_covered`)} = 0`);
  if (where.search !== undefined && where.search !== '')
    found.push(sql`(${contains(`${alias}.name`, where.search)} or ${column('credit_code')} = ${where.search})`);
  return found;
}

export interface FactAsk {
  readonly source: 'unit' | 'organization';
  readonly regions: readonly string[];
  readonly periods: readonly string[];
  readonly measures: readonly Measure[];
  readonly where: UnitCondition;
  readonly whereOrganization: OrganizationCondition;
  /** Columns to split by, at most two. */
  readonly by: readonly string[];
  readonly knowledge?: Knowledge;
}

/**
 * Sums by region, period and up to two dimensions (columns `d0`, `d1`; null where the ledger does not say), in the order of these, what is not
 * said first. Pairs without rows are absent.
 */
export async function sumFacts(db: Db, ask: FactAsk): Promise<MeasureRow[]> {
  const { knowledge = CURRENT } = ask;
  if (ask.periods.length === 0 || ask.measures.length === 0) return [];
  const parks = ask.source === 'unit' ? ask.regions.filter((code) => code.startsWith('P')) : [];
  const divisions = ask.regions.filter((code) => !code.startsWith('P'));
  const table = sql.table(ask.source === 'unit' ? 'unit_quarter' : 'organization_quarter');
  const dims = ask.by.map((column) => sql.ref(`f.${column}`));
  const dimColumns = dims.map((dim, at) => sql`, ${dim} as ${sql.ref(`d${at}`)}`);
  const sums = sql.join(ask.measures.map((measure) => sql`${measureSum(measure, 'f')} as ${sql.ref(measure.id)}`));
  const place = [counted(knowledge), sql`s.period in (${sql.join(ask.periods)})`];
  const whereOrganization = await placePark(db, ask.whereOrganization, counted(knowledge, 'us'));
  const rowConditions = ask.source === 'unit' ? unitConditions(ask.where, 'f') : organizationConditions(whereOrganization, 'f', knowledge);
  const conditions = sql.join([...place, ...rowConditions], sql` and `);
  const grouped = (region: RawBuilder<unknown>): RawBuilder<unknown> => sql.join([region, sql`s.period`, ...dims]);
  const ordered = (region: RawBuilder<unknown>, period: string, of: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
    sql`order by ${sql.join([region, sql.ref(period), ...of.map((dim) => sql`${dim} nulls first`)])}`;
  const found: MeasureRow[] = [];
  if (divisions.length > 0) {
    // Leaves are summed first: joined with the tree before, a planner may walk the tree once a unit.
    const names = sql.join(ask.measures.map(({ id }) => sql`${columnSum('leaf', id)} as ${sql.ref(id)}`));
    const outer = ask.by.map((_, at) => sql.ref(`leaf.d${at}`));
    const ledgers = sql`s.ledger_region in ${ledgersOf(divisions)}`;
    // Organizations of a park are told by their submission, too.
    const rowsAlone = ask.source === 'unit' || whereOrganization.park === undefined;
    const measures = ask.measures.map(({ id }) => id);
    const apart = rowsAlone
      ? await leavesApart(db, { table, place: [ledgers, ...place], rows: rowConditions, dimensions: dims, sums, measures })
      : null;
    const joined = async (): Promise<RawBuilder<unknown>> =>
      sql`select f.region as region, s.period as period, s.as_of as as_of${sql.join(dimColumns, sql``)}, ${sums} from submission as s join ${table} as f on f.submission = s.id
        where ${ledgers} and ${conditions}${await pinned(db, 'f.submission', submissionsOf([ledgers, ...place]))} group by ${grouped(sql`f.region, s.as_of`)}`;
    const { rows } = await sql<MeasureRow>`
      with leaf as materialized (
        ${apart ?? (await joined())})
      select c.ancestor as region, leaf.period as period${sql.join(
        outer.map((dim) => sql`, ${dim}`),
        sql``,
      )}, ${names}
      from leaf join region_closure as c on c.descendant = leaf.region and ${holds('c', sql.ref('leaf.as_of'))} where c.ancestor in (${sql.join(divisions)}) group by ${sql.join([sql`c.ancestor`, sql`leaf.period`, ...outer])} ${ordered(sql`c.ancestor`, 'leaf.period', outer)}`.execute(
      db,
    );
    found.push(...rows);
  }
  if (parks.length > 0) {
    const only = await pinned(db, 'f.submission', submissionsOf([...place, sql`s.province in ${provincesOf(parks)}`]));
    const { rows } =
      await sql<MeasureRow>`select f.park as region, s.period as period${sql.join(dimColumns, sql``)}, ${sums} from submission as s join ${table} as f on f.submission = s.id where f.park in (${sql.join(parks)}) and ${conditions}${only} group by ${grouped(sql`f.park`)} ${ordered(sql`f.park`, 's.period', dims)}`.execute(
        db,
      );
    found.push(...rows);
  }
  return found;
}

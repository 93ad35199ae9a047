/** Query module of submissions: where a reporting region stands, and what submissions say. */
import { sql, type RawBuilder } from 'kysely';
import type { Form, Setup, Subject } from '../domain/organizations.ts';
import type { UnitStatus } from '../domain/units.ts';
import { holds } from './expressions.ts';
import { isAmong, numbersApart } from './nation/apart.ts';
import { submissionsOf } from './nation/facts.ts';
import type { Db } from './open.ts';
import type { SubmissionRow } from './schema.ts';

/** Where a reporting region stands: the county-level ledger it belongs to, and the units above. */
export interface LedgerPlace {
  readonly region: string;
  readonly ledgerRegion: string;
  readonly prefecture: string;
  readonly province: string;
}

/** Where a region stood on a day. Undefined when it is unknown or too high to report: a nation, a province, or a prefecture that has counties. */
export async function findLedgerPlace(db: Db, region: string, asOf: string): Promise<LedgerPlace | undefined> {
  const day = sql<string>`${asOf}`;
  const line = await db
    .selectFrom('region_closure as c')
    .innerJoin('region as g', 'g.code', 'c.ancestor')
    .select(['g.code', 'g.level', 'g.parent'])
    .where('c.descendant', '=', region)
    .where(holds('c', day))
    .where(holds('g', day))
    .execute();
  const at = (level: string): string | undefined => line.find((one) => one.level === level)?.code;
  const own = line.find((one) => one.code === region);
  const province = at('PROVINCE');
  if (own === undefined || province === undefined) return undefined;
  if (own.level === 'PREFECTURE') {
    const county = await db
      .selectFrom('region')
      .select('code')
      .where('parent', '=', region)
      .where('level', '=', 'COUNTY')
      .where('kind', '=', 'ADMINISTRATIVE')
      .where(holds('region', day))
      .executeTakeFirst();
    return county ? undefined : { region, ledgerRegion: region, prefecture: region, province };
  }
  const ledgerRegion = own.level === 'COUNTY' ? region : own.level === 'TOWNSHIP' ? own.parent : null;
  if (ledgerRegion === null) return undefined;
  return { region, ledgerRegion, prefecture: at('PREFECTURE') ?? ledgerRegion, province };
}

/** Submissions of a period that stand for `ledgerRegions`, current first and newest first. */
export async function findSubmissions(db: Db, period: string, ledgerRegions: readonly string[]): Promise<SubmissionRow[]> {
  if (ledgerRegions.length === 0) return [];
  return db
    .selectFrom('submission')
    .selectAll()
    .where('period', '=', period)
    .where('ledger_region', 'in', [...ledgerRegions])
    .orderBy('is_current', 'desc')
    .orderBy('version', 'desc')
    .execute();
}

export interface KnownOrganization {
  readonly code: string;
  readonly subject: Subject;
  readonly setup: Setup;
  readonly form: Form;
  readonly shell: number;
}

/** A code of an organization, and who submitted it. */
export interface KnownCode {
  readonly code: string;
  readonly region: string;
  readonly ledger_region: string;
}

/** Codes of all organizations that a prefecture ever submitted for `period` or earlier. */
export async function findKnownCodes(db: Db, prefecture: string, period: string): Promise<KnownCode[]> {
  const ever = sql`s.prefecture = ${prefecture} and s.period <= ${period} and s.is_current = 1`;
  const apart = await numbersApart(db, submissionsOf([ever]));
  return db
    .selectFrom('submission as s')
    .innerJoin('organization_quarter as o', 'o.submission', 's.id')
    .select(['o.code', 's.region', 's.ledger_region'])
    .distinct()
    .where('s.prefecture', '=', prefecture)
    .where('s.period', '<=', period)
    .where('s.is_current', '=', 1)
    .$if(apart !== null, (query) => query.where(isAmong('o.submission', apart ?? [])))
    .execute();
}

/** Whether `s` is the latest current submission of its region up to a period: what a later one leaves out no longer stands. */
const latestUpTo = (period: string): RawBuilder<boolean> => sql<boolean>`s.period <= ${period} and not exists (
  select 1 from submission as x where x.is_current = 1 and x.period <= ${period} and x.period > s.period and x.ledger_region = s.ledger_region
    and (x.region = s.region or x.region = s.ledger_region or s.region = s.ledger_region))`;

/** So many codes are asked for one by one; of more all of the prefecture is read. */
const FEW = 1_000;

/** Organizations of a prefecture that stand in `period` outside some ledgers: in the latest submission of their region, whatever it left out. */
export async function findStandingOrganizations(
  db: Db,
  prefecture: string,
  period: string,
  { without, codes }: { readonly without: readonly string[]; readonly codes: readonly string[] },
): Promise<Map<string, KnownOrganization>> {
  // Which submissions stand is asked once, and not of each row of theirs.
  const standing = await db
    .selectFrom('submission as s')
    .select('s.id')
    .where('s.prefecture', '=', prefecture)
    .where('s.is_current', '=', 1)
    .where(latestUpTo(period))
    .where('s.ledger_region', 'not in', ['', ...without])
    .execute();
  const rows = await db
    .selectFrom('organization_quarter')
    .select(['code', 'subject', 'setup', 'form', 'shell'])
    .where('submission', 'in', [-1, ...standing.map((row) => row.id)])
    .$if(codes.length <= FEW, (query) => query.where('code', 'in', ['', ...codes]))
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

export interface EarlierOrganization {
  readonly prefecture: string;
  readonly ledger: string;
  /** Region that submitted it: the ledger's, or a township of it. */
  readonly region: string;
  readonly code: string;
  readonly subject: Subject;
  readonly active: number | null;
  readonly covered_full_members: number;
}

/** Organizations of some ledgers as they were last submitted before a period. */
export async function findEarlierOrganizations(db: Db, period: string, ledgerRegions: readonly string[]): Promise<EarlierOrganization[]> {
  if (ledgerRegions.length === 0) return [];
  const last = db
    .selectFrom('submission')
    .select((of) => ['ledger_region', of.fn.max('period').as('period')])
    .where('is_current', '=', 1)
    .where('period', '<', period)
    .where('ledger_region', 'in', [...ledgerRegions])
    .groupBy('ledger_region');
  const earlier = sql`s.is_current = 1 and s.ledger_region in (${sql.join([...ledgerRegions])}) and s.period = (
    select max(x.period) from submission as x where x.is_current = 1 and x.period < ${period} and x.ledger_region = s.ledger_region)`;
  const apart = await numbersApart(db, submissionsOf([earlier]));
  return db
    .selectFrom(last.as('l'))
    .innerJoin('submission as s', (on) =>
      on.onRef('s.ledger_region', '=', 'l.ledger_region').onRef('s.period', '=', 'l.period').on('s.is_current', '=', 1),
    )
    .innerJoin('organization_quarter as o', 'o.submission', 's.id')
    .select(['s.prefecture', 's.ledger_region as ledger', 's.region', 'o.code', 'o.subject', 'o.active', 'o.covered_full_members'])
    .$if(apart !== null, (query) => query.where(isAmong('o.submission', apart ?? [])))
    .execute();
}

/** Those of some ledgers that were submitted before a period. */
export async function findEarlierLedgers(db: Db, period: string, ledgerRegions: readonly string[]): Promise<string[]> {
  if (ledgerRegions.length === 0) return [];
  const rows = await db
    .selectFrom('submission')
    .select('ledger_region')
    .distinct()
    .where('is_current', '=', 1)
    .where('period', '<', period)
    .where('ledger_region', 'in', [...ledgerRegions])
    .execute();
  return rows.map((row) => row.ledger_region);
}

export interface ForeignUnit {
  readonly prefecture: string;
  readonly party_org: string | null;
  readonly union_org: string | null;
  readonly league_org: string | null;
  readonly women_org: string | null;
  readonly status: UnitStatus;
  readonly full_members: number;
  readonly members: number;
}

/** Units of a period, outside some ledgers, in submissions that name organizations of other counties. */
export async function findForeignUnits(
  db: Db,
  period: string,
  prefectures: readonly string[],
  without: readonly string[],
): Promise<ForeignUnit[]> {
  const naming = sql`s.period = ${period} and s.is_current = 1 and s.foreign_refs = 1 and s.prefecture in (${sql.join(['', ...prefectures])})`;
  const apart = await numbersApart(db, submissionsOf([naming]));
  return db
    .selectFrom('submission as s')
    .innerJoin('unit_quarter as u', 'u.submission', 's.id')
    .select(['s.prefecture', 'u.party_org', 'u.union_org', 'u.league_org', 'u.women_org', 'u.status', 'u.full_members', 'u.members'])
    .where('s.period', '=', period)
    .where('s.is_current', '=', 1)
    .where('s.foreign_refs', '=', 1)
    .where('s.prefecture', 'in', [...prefectures])
    .where('s.ledger_region', 'not in', ['', ...without])
    .$if(apart !== null, (query) => query.where(isAmong('u.submission', apart ?? [])))
    .execute();
}

/** Current submissions of any of `codes` (or of regions below them) whose period ends on or after a day, oldest first. */
export async function findReportedSince(db: Db, codes: readonly string[], day: string): Promise<{ region: string; period: string }[]> {
  if (codes.length === 0) return [];
  return db
    .selectFrom('submission as s')
    .select(['s.region', 's.period'])
    .distinct()
    .where('s.is_current', '=', 1)
    .where('s.as_of', '>=', day)
    .where('s.region', 'in', (of) =>
      of
        .selectFrom('region_closure')
        .select('descendant')
        .where('ancestor', 'in', [...codes]),
    )
    .orderBy('s.period')
    .execute();
}

/** Unit rows of one submission, for the difference against a new version. */
export const findUnitRows = (db: Db, submission: number) =>
  db.selectFrom('unit_quarter').selectAll().where('submission', '=', submission).execute();

/** The next of them in the order of their codes, behind one of these. */
export const findUnitsPast = (db: Db, submission: number, past: string, most: number) =>
  db
    .selectFrom('unit_quarter')
    .selectAll()
    .where('submission', '=', submission)
    .where('credit_code', '>', past)
    .orderBy('credit_code')
    .limit(most)
    .execute();

export const findOrganizationRows = (db: Db, submission: number) =>
  db.selectFrom('organization_quarter').selectAll().where('submission', '=', submission).execute();

/** Current submissions at or below a region from a quarter on, by period. */
export const findSubmissionsSince = (db: Db, region: string, from: string): Promise<SubmissionRow[]> =>
  db
    .selectFrom('submission')
    .selectAll()
    .where('is_current', '=', 1)
    .where('period', '>=', from)
    .where('ledger_region', 'in', (of) => of.selectFrom('region_closure').select('descendant').where('ancestor', '=', region))
    .orderBy('period')
    .orderBy('ledger_region')
    .execute();

/** Those of some periods in which anything stands. */
export async function findStandingPeriods(db: Db, periods: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  // One look a period: how many ledgers stand in it does not matter.
  for (const period of periods) {
    const one = db.selectFrom('submission').select('period').where('period', '=', period).where('is_current', '=', 1).limit(1);
    if ((await one.executeTakeFirst()) !== undefined) found.push(period);
  }
  return found;
}

/** Current submissions of a period at or below a region, and whether they are of the demo. */
export const findLedgersBelow = (db: Db, region: string, period: string): Promise<{ ledger_region: string; demo: number }[]> =>
  db
    .selectFrom('submission as s')
    .innerJoin('region_closure as c', 'c.descendant', 's.ledger_region')
    .select(['s.ledger_region', 's.demo'])
    .where('c.ancestor', '=', region)
    .where('s.period', '=', period)
    .where('s.is_current', '=', 1)
    .where(holds('c', sql<string>`s.as_of`))
    .execute();

/** The current ones among some submissions. */
export const findSubmissionsByIds = (db: Db, ids: readonly number[]): Promise<SubmissionRow[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : db
        .selectFrom('submission')
        .selectAll()
        .where('id', 'in', [...ids])
        .where('is_current', '=', 1)
        .orderBy('ledger_region')
        .execute();

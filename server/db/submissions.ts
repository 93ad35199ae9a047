/** Query module of submissions: where a reporting region stands, and what submissions say. */
import { sql } from 'kysely';
import type { Form, Setup, Subject } from '../domain/organizations.ts';
import type { UnitStatus } from '../domain/units.ts';
import { holds } from './expressions.ts';
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

/** Organizations of a prefecture submitted for `period` or earlier: the latest row of each code. */
export async function findKnownOrganizations(db: Db, prefecture: string, period: string): Promise<Map<string, KnownOrganization>> {
  const rows = await db
    .selectFrom('submission as s')
    .innerJoin('organization_quarter as o', 'o.submission', 's.id')
    .select(['o.code', 'o.subject', 'o.setup', 'o.form', 'o.shell'])
    .where('s.prefecture', '=', prefecture)
    .where('s.period', '<=', period)
    .where('s.is_current', '=', 1)
    .orderBy('s.period')
    .execute();
  return new Map(rows.map((row) => [row.code, row]));
}

/** What the organizations of some ledgers were in one period: activity and members, and their subject. */
export async function findEarlierOrganizations(
  db: Db,
  period: string,
  ledgerRegions: readonly string[],
): Promise<{ ledger: string; code: string; subject: Subject; active: number | null; covered_full_members: number }[]> {
  if (ledgerRegions.length === 0) return [];
  return db
    .selectFrom('submission as s')
    .innerJoin('organization_quarter as o', 'o.submission', 's.id')
    .select(['s.ledger_region as ledger', 'o.code', 'o.subject', 'o.active', 'o.covered_full_members'])
    .where('s.period', '=', period)
    .where('s.ledger_region', 'in', [...ledgerRegions])
    .where('s.is_current', '=', 1)
    .execute();
}

/** Units of other ledgers that name one of `codes` as their Party organization in the same period. */
export async function findUnitsCoveredElsewhere(
  db: Db,
  period: string,
  codes: readonly string[],
  ledgers: readonly string[],
): Promise<{ code: string; status: UnitStatus; fullMembers: number; members: number }[]> {
  if (codes.length === 0) return [];
  const rows = await db
    .selectFrom('unit_quarter as u')
    .innerJoin('submission as s', 's.id', 'u.submission')
    .select(['u.party_org', 'u.status', 'u.full_members', 'u.members'])
    .where('u.party_org', 'in', [...codes])
    .where('s.period', '=', period)
    .where('s.is_current', '=', 1)
    .where('s.ledger_region', 'not in', [...ledgers])
    .execute();
  return rows.flatMap((row) =>
    row.party_org === null ? [] : [{ code: row.party_org, status: row.status, fullMembers: row.full_members, members: row.members }],
  );
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

/** The list of units, page by page. */
import type { UnitCondition } from '../db/facts.ts';
import type { Ordering, Position } from '../db/listing.ts';
import type { Db } from '../db/open.ts';
import type { UnitRowStored } from '../db/schema.ts';
import { countUnits, listUnits, type ListedUnit } from '../db/units.ts';
import { BASES, basisFlag, type Basis } from '../domain/bases.ts';
import type { Quarter } from '../domain/period.ts';
import type { UnitListAsk } from './bulkTypes.ts';
import { cursorsOf, placeIn, toPage } from './cursor.ts';
import { settled, toCondition } from './filter.ts';
import { listedQuarter } from './selection.ts';
import type { Ground } from './ground.ts';
import type { Page } from './types.ts';
import type { UnitRow, UnitsAsk } from './unitTypes.ts';
import type { UnitOrder } from './orders.ts';
import { mustSeeRows } from './withheld.ts';

/** Rows that a file reads at a time: each page looks through the whole list for what comes next. */
const PAGE = 1000;

const ORDERINGS: Readonly<Record<UnitOrder, Ordering<keyof UnitRowStored>>> = {
  CREDIT_CODE: { column: 'credit_code', descending: false },
  STAFF_DESC: { column: 'staff', descending: true },
  FULL_MEMBERS_DESC: { column: 'full_members', descending: true },
  NAME: { column: 'name', descending: false },
  STAFF: { column: 'staff', descending: false },
  REVENUE_DESC: { column: 'revenue_wan', descending: true, empty: -1 },
  REGISTERED_DESC: { column: 'registered_on', descending: true, empty: '' },
  REGION: { column: 'region', descending: false },
};

const known = (flag: number | null): boolean | null => (flag === null ? null : flag === 1);

const toUnit = (row: UnitRowStored, period: Quarter): UnitRow => ({
  creditCode: row.credit_code,
  name: row.name,
  region: row.region,
  park: row.park,
  kind: row.kind,
  sector: row.sector,
  industry: row.industry,
  scale: row.scale,
  status: row.status,
  management: row.management,
  staff: row.staff,
  fullMembers: row.full_members,
  probationaryMembers: row.probationary_members,
  leagueMembers: row.league_members,
  unionMembers: row.union_members,
  partyTier: row.party_tier,
  unionTier: row.union_tier,
  leagueTier: row.league_tier,
  womenTier: row.women_tier,
  bases: (Object.keys(BASES) as Basis[]).filter((basis) => row[basisFlag(basis, 'PARTY')] === 1),
  reason: row.reason,
  registeredOn: row.registered_on,
  openedOn: row.opened_on,
  womenStaff: row.women_staff,
  revenueWan: row.revenue_wan,
  hasPremises: known(row.has_premises),
  applicants: row.applicants,
  activists: row.activists,
  instructors: row.instructors,
  instructorVisits: row.instructor_visits,
  period,
});

/** A list as it is asked for, whether by the page or as a whole. */
interface Listing {
  /** Undefined: nothing was ever reported. */
  readonly period: Quarter | undefined;
  readonly order: UnitOrder;
  readonly where: UnitCondition;
}

function listingOf(ground: Ground, ask: UnitListAsk): Listing {
  const period = listedQuarter(ground, ask.period);
  const where = settled(ground, ask.where);
  mustSeeRows(ground, '单位清单', where);
  return { period, order: ask.orderBy ?? 'CREDIT_CODE', where: toCondition(where) };
}

async function pageOf<Count extends number | null>(
  db: Db,
  ground: Ground,
  ask: UnitsAsk,
  count: (listing: Listing) => Promise<Count>,
): Promise<Page<UnitRow, Count>> {
  const listing = listingOf(ground, ask);
  const { period, order, where } = listing;
  if (period === undefined) return toPage([], ask.first, await count(listing), false, (row: never) => ({ cursor: '', node: row }));
  const cursors = cursorsOf('units', order, { ...ask.where, period, ...(ground.acceptedOnly && { acceptedOnly: true }) });
  const rows = await listUnits(db, {
    period,
    knowledge: ground,
    where,
    order: ORDERINGS[order],
    first: ask.first,
    after: placeIn(cursors, ask.after),
    seesAll: ground.seen.rows === 'ALL',
  });
  return toPage(rows, ask.first, await count(listing), ask.after !== undefined, (row) => ({
    cursor: cursors.encode([row.sort_key, row.credit_code, row.reported_by]),
    node: toUnit(row, period),
  }));
}

const countOf = async (db: Db, ground: Ground, { period, where }: Listing): Promise<number> =>
  period === undefined ? 0 : countUnits(db, { period, knowledge: ground, where });

export const pageUnits = (db: Db, ground: Ground, ask: UnitsAsk): Promise<Page<UnitRow>> =>
  pageOf(db, ground, ask, (listing) => countOf(db, ground, listing));

/** A page of which nobody asks how many rows there are in all: to count a nation's takes as long as to find fifty of them. */
export const pageUnitRows = (db: Db, ground: Ground, ask: UnitsAsk): Promise<Page<UnitRow, null>> =>
  pageOf(db, ground, ask, async () => null);

export const countAllUnits = async (db: Db, ground: Ground, ask: UnitListAsk): Promise<number> =>
  countOf(db, ground, listingOf(ground, ask));

/** All units of a list by the page; the next is read when it is asked for. */
export async function* unitPages(db: Db, ground: Ground, ask: UnitListAsk): AsyncGenerator<readonly UnitRow[]> {
  const { period, order, where } = listingOf(ground, ask);
  if (period === undefined) return;
  let after: Position | null = null;
  for (;;) {
    const rows: ListedUnit[] = await listUnits(db, {
      period,
      knowledge: ground,
      where,
      order: ORDERINGS[order],
      first: PAGE,
      after,
      seesAll: ground.seen.rows === 'ALL',
    });
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map((row) => toUnit(row, period));
    if (rows.length <= PAGE) return;
    after = { value: last.sort_key, code: last.credit_code, reportedBy: last.reported_by };
  }
}

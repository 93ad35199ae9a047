/** The list of units, page by page. */
import { countUnits, listUnits, type UnitCondition, type UnitOrdering, type UnitPosition } from '../db/facts.ts';
import type { Db } from '../db/open.ts';
import type { UnitRowStored } from '../db/schema.ts';
import { BASES, basisFlag, type Basis } from '../domain/bases.ts';
import { badInput } from '../domain/errors.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import type { UnitListAsk } from './bulkTypes.ts';
import { decodeCursor, encodeCursor, toPage } from './cursor.ts';
import { toCondition } from './filter.ts';
import { mustExist } from './selection.ts';
import type { Ground } from './ground.ts';
import type { Page } from './types.ts';
import type { UnitOrder, UnitRow, UnitsAsk } from './unitTypes.ts';

/** Rows that a file reads at a time: each page looks through the whole list for what comes next. */
const PAGE = 1000;

const ORDERINGS: Readonly<Record<UnitOrder, UnitOrdering>> = {
  CREDIT_CODE: { column: 'credit_code', descending: false },
  STAFF_DESC: { column: 'staff', descending: true },
  FULL_MEMBERS_DESC: { column: 'full_members', descending: true },
  NAME: { column: 'name', descending: false },
};

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
  period,
});

function position(after: string | undefined, order: UnitOrder): UnitPosition | null {
  if (after === undefined) return null;
  const [kind, value, creditCode, submission] = decodeCursor(after);
  if (
    kind !== order ||
    (typeof value !== 'string' && typeof value !== 'number') ||
    typeof creditCode !== 'string' ||
    typeof submission !== 'number'
  )
    throw badInput('after 不是本列表的游标，请用上一页 pageInfo.endCursor');
  return { value, creditCode, submission };
}

interface Listing {
  /** Undefined: nothing was ever reported. */
  readonly period: Quarter | undefined;
  readonly order: UnitOrder;
  readonly where: UnitCondition;
}

function listingOf(ground: Ground, ask: UnitListAsk): Listing {
  const period = ask.period ?? ground.periods.at(-1);
  if (period !== undefined && !isQuarter(period)) throw badInput(`units 的 period 须为季度，如 2025Q4；收到「${period}」`);
  if (ask.where.region !== undefined) mustExist(ground, ask.where.region);
  if (ask.where.park !== undefined) mustExist(ground, ask.where.park);
  return { period, order: ask.orderBy ?? 'CREDIT_CODE', where: toCondition(ask.where) };
}

const positionOf = (row: UnitRowStored, order: UnitOrder): UnitPosition => ({
  value: row[ORDERINGS[order].column],
  creditCode: row.credit_code,
  submission: row.submission,
});

export async function pageUnits(db: Db, ground: Ground, ask: UnitsAsk): Promise<Page<UnitRow>> {
  const { period, order, where } = listingOf(ground, ask);
  if (period === undefined) return toPage([], ask.first, 0, false, (row: never) => ({ cursor: '', node: row }));
  const after = position(ask.after, order);
  const rows = await listUnits(db, { period, where, order: ORDERINGS[order], first: ask.first, after });
  const totalCount = await countUnits(db, { period, where });
  return toPage(rows, ask.first, totalCount, ask.after !== undefined, (row) => {
    const { value, creditCode, submission } = positionOf(row, order);
    return { cursor: encodeCursor([order, value, creditCode, submission]), node: toUnit(row, period) };
  });
}

export async function countAllUnits(db: Db, ground: Ground, ask: UnitListAsk): Promise<number> {
  const { period, where } = listingOf(ground, ask);
  return period === undefined ? 0 : countUnits(db, { period, where });
}

/** All units of a list by the page; the next is read when it is asked for. */
export async function* unitPages(db: Db, ground: Ground, ask: UnitListAsk): AsyncGenerator<readonly UnitRow[]> {
  const { period, order, where } = listingOf(ground, ask);
  if (period === undefined) return;
  let after: UnitPosition | null = null;
  for (;;) {
    const rows: UnitRowStored[] = await listUnits(db, { period, where, order: ORDERINGS[order], first: PAGE, after });
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map((row) => toUnit(row, period));
    if (rows.length <= PAGE) return;
    after = positionOf(last, order);
  }
}

/** The list of units, page by page. */
import { countUnits, listUnits, type UnitOrdering, type UnitPosition } from '../db/facts.ts';
import type { Db } from '../db/open.ts';
import type { UnitRowStored } from '../db/schema.ts';
import { BASES, basisFlag, type Basis } from '../domain/bases.ts';
import { badInput } from '../domain/errors.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import { decodeCursor, encodeCursor, toPage } from './cursor.ts';
import { toCondition } from './filter.ts';
import { mustExist } from './selection.ts';
import type { Ground } from './ground.ts';
import type { Page } from './types.ts';
import type { UnitOrder, UnitRow, UnitsAsk } from './unitTypes.ts';

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

export async function pageUnits(db: Db, ground: Ground, ask: UnitsAsk): Promise<Page<UnitRow>> {
  const period = ask.period ?? ground.periods.at(-1);
  if (period === undefined) return toPage([], ask.first, 0, false, (row: never) => ({ cursor: '', node: row }));
  if (!isQuarter(period)) throw badInput(`units 的 period 须为季度，如 2025Q4；收到「${period}」`);
  if (ask.where.region !== undefined) mustExist(ground, ask.where.region);
  if (ask.where.park !== undefined) mustExist(ground, ask.where.park);
  const order = ask.orderBy ?? 'CREDIT_CODE';
  const ordering = ORDERINGS[order];
  const where = toCondition(ask.where);
  const rows = await listUnits(db, { period, where, order: ordering, first: ask.first, after: position(ask.after, order) });
  const totalCount = await countUnits(db, { period, where });
  return toPage(rows, ask.first, totalCount, ask.after !== undefined, (row) => ({
    cursor: encodeCursor([order, row[ordering.column], row.credit_code, row.submission]),
    node: toUnit(row, period),
  }));
}

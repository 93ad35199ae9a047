/** Query module of regions: the dated tree, its closure, and parks. */
import type { Region } from '../domain/region.ts';
import type { Target } from '../domain/targets.ts';
import type { Db, Store } from './open.ts';
import type { RegionTable } from './schema.ts';

const OPEN = '0001-01-01';

const toRegion = (row: RegionTable): Region => ({
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  level: row.level,
  kind: row.kind,
  parent: row.parent,
  validFrom: row.valid_from === OPEN ? null : row.valid_from,
  validTo: row.valid_to,
});

/** Every region of every time, in table order. */
export const readRegions = async (db: Db): Promise<Region[]> => (await db.selectFrom('region').selectAll().orderBy('position').orderBy('code').execute()).map(toRegion);

/** Codes at or below which a ledger stands: reporting regions with all their ancestors and townships, and the parks that units name. */
export async function readLedgerCodes(db: Db): Promise<string[]> {
  const above = db.selectFrom('submission as s').innerJoin('region_closure as c', 'c.descendant', 's.ledger_region').select('c.ancestor as code').where('s.is_current', '=', 1);
  const below = db.selectFrom('submission as s').innerJoin('region_closure as c', 'c.ancestor', 's.ledger_region').select('c.descendant as code').where('s.is_current', '=', 1);
  const parks = db.selectFrom('unit_quarter').select((of) => of.ref('park').$notNull().as('code')).where('park', 'is not', null);
  return (await above.union(below).union(parks).execute()).map((row) => row.code);
}

/** Every target, latest first. */
export async function readTargets(db: Db): Promise<Target[]> {
  const rows = await db.selectFrom('target').selectAll().orderBy('valid_from', 'desc').execute();
  return rows.map((row) => ({ region: row.region, indicator: row.indicator, validFrom: row.valid_from, target: row.target }));
}

/** Replaces the whole tree. `regions` in table order; parents before children is not required. */
export async function storeRegions(store: Store, regions: readonly Region[], aliases: readonly (readonly [old: string, now: string])[]): Promise<void> {
  const parents = new Map(regions.filter((region) => region.kind === 'ADMINISTRATIVE' && region.validTo === null).map((region) => [region.code, region.parent]));
  const closure: [string, string][] = [];
  for (const code of parents.keys()) for (let at: string | null | undefined = code; at; at = parents.get(at)) closure.push([at, code]);
  await store.db.transaction().execute(async (work) => {
    for (const table of ['region', 'region_closure', 'region_alias'] as const) await work.deleteFrom(table).execute();
    const columns = ['code', 'valid_from', 'valid_to', 'name', 'name_en', 'level', 'kind', 'parent', 'position'];
    await store.insertMany(work, 'region', columns, regions.map((region, at) => [region.code, region.validFrom ?? OPEN, region.validTo, region.name, region.nameEn, region.level, region.kind, region.parent, at]));
    await store.insertMany(work, 'region_closure', ['ancestor', 'descendant'], closure);
    await store.insertMany(work, 'region_alias', ['old_code', 'new_code'], aliases);
  });
}

export const countRegions = async (db: Db): Promise<number> => Number((await db.selectFrom('region').select((of) => of.fn.countAll().as('n')).executeTakeFirstOrThrow()).n);

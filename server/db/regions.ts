/** Query module of regions: the dated tree, its closure, and parks. */
import type { Region } from '../domain/region.ts';
import type { RegionEvent, RegionEventKind } from '../domain/regionHistory.ts';
import { BEGINNING, closureOf } from '../domain/regionTree.ts';
import type { Target } from '../domain/targets.ts';
import type { Db, Store } from './open.ts';
import { inTransaction } from './transaction.ts';
import type { RegionTable } from './schema.ts';
import { readParksWithUnits } from './rollup.ts';

const toRegion = (row: RegionTable): Region => ({
  code: row.code,
  name: row.name,
  nameEn: row.name_en,
  level: row.level,
  kind: row.kind,
  parent: row.parent,
  validFrom: row.valid_from === BEGINNING ? null : row.valid_from,
  validTo: row.valid_to,
});

/** Every region of every time, in table order. */
export const readRegions = async (db: Db): Promise<Region[]> =>
  (await db.selectFrom('region').selectAll().orderBy('position').orderBy('code').execute()).map(toRegion);

/** Codes at or below which a ledger stands: reporting regions with all their ancestors and townships, and the parks that units name. */
export async function readLedgerCodes(db: Db): Promise<string[]> {
  const above = db
    .selectFrom('submission as s')
    .innerJoin('region_closure as c', 'c.descendant', 's.ledger_region')
    .select('c.ancestor as code')
    .where('s.is_current', '=', 1);
  const below = db
    .selectFrom('submission as s')
    .innerJoin('region_closure as c', 'c.ancestor', 's.ledger_region')
    .select('c.descendant as code')
    .where('s.is_current', '=', 1);
  const divisions = await above.union(below).execute();
  return [...divisions.map((row) => row.code), ...(await readParksWithUnits(db))];
}

/** Events in the order in which they were recorded. */
export async function readRegionEvents(db: Db): Promise<RegionEvent[]> {
  const rows = await db.selectFrom('region_event').selectAll().orderBy('position').execute();
  return rows.map((row) => ({
    on: row.happened_on,
    kind: row.kind as RegionEventKind,
    from: JSON.parse(row.from_codes) as string[],
    to: JSON.parse(row.to_codes) as string[],
    note: row.note,
  }));
}

export const readAliases = async (db: Db): Promise<[string, string][]> =>
  (await db.selectFrom('region_alias').selectAll().execute()).map((row) => [row.old_code, row.new_code]);

/** Every target, latest first. */
export async function readTargets(db: Db): Promise<Target[]> {
  const rows = await db.selectFrom('target').selectAll().orderBy('valid_from', 'desc').execute();
  return rows.map((row) => ({ region: row.region, indicator: row.indicator, validFrom: row.valid_from, target: row.target }));
}

/** Replaces the whole tree. `regions` in table order; parents before children is not required. */
export async function storeRegions(
  store: Store,
  regions: readonly Region[],
  aliases: readonly (readonly [old: string, now: string])[],
  events: readonly RegionEvent[] = [],
): Promise<void> {
  const closure = closureOf(regions).map((one) => [one.ancestor, one.descendant, one.validFrom, one.validTo]);
  await inTransaction(store, async (work) => {
    for (const table of ['region', 'region_closure', 'region_alias', 'region_event'] as const) await work.deleteFrom(table).execute();
    const columns = ['code', 'valid_from', 'valid_to', 'name', 'name_en', 'level', 'kind', 'parent', 'position'];
    await store.insertMany(
      work,
      'region',
      columns,
      regions.map((region, at) => [
        region.code,
        region.validFrom ?? BEGINNING,
        region.validTo,
        region.name,
        region.nameEn,
        region.level,
        region.kind,
        region.parent,
        at,
      ]),
    );
    await store.insertMany(work, 'region_closure', ['ancestor', 'descendant', 'valid_from', 'valid_to'], closure);
    await store.insertMany(work, 'region_alias', ['old_code', 'new_code'], aliases);
    await store.insertMany(
      work,
      'region_event',
      ['happened_on', 'kind', 'from_codes', 'to_codes', 'note', 'position'],
      events.map((one, at) => [one.on, one.kind, JSON.stringify(one.from), JSON.stringify(one.to), one.note, at]),
    );
  });
}

export const countRegions = async (db: Db): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('region')
        .select((of) => of.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

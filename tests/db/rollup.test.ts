import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { ROLLUP, ROLLUP_BY, ROLLUP_MEASURES, type MeasureRow } from '../../server/db/rollup.ts';
import { rebuildRollups } from '../../server/db/rollupBuild.ts';
import { BASIS_FLAGS } from '../../server/domain/bases.ts';
import { MEASURES } from '../../server/domain/measures.ts';
import { loadDivisions } from '../../seed/divisions.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { demoSlice, importSlice } from '../support/demoLedger.ts';

const PERIODS = ['2026Q1', '2026Q2'];
const slice = demoSlice(['4103', '4104', '419001'], PERIODS);
const regions = loadDivisions();

const everything = async (db: TestDatabase, table: string): Promise<MeasureRow[]> =>
  (await sql<MeasureRow>`select * from ${sql.table(table)} order by region, period`.execute(db.store.db)).rows;

describe.each(ENGINES)('rollups on %s', (engine) => {
  let db: TestDatabase;
  let rows: MeasureRow[];
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await importSlice(db.store, slice);
    rows = await everything(db, ROLLUP);
  }, 120_000);
  afterAll(() => db.drop());

  it('holds every measure of a parent as the sum of its children, at every level above the counties', () => {
    const childrenOf = new Map<string, string[]>();
    for (const region of regions)
      if (region.parent && region.kind === 'ADMINISTRATIVE')
        childrenOf.set(region.parent, [...(childrenOf.get(region.parent) ?? []), region.code]);
    let compared = 0;
    for (const parent of rows.filter((row) => ['100000', '410000', '410300', '410400'].includes(row.region))) {
      const children = rows.filter((row) => row.period === parent.period && childrenOf.get(parent.region)?.includes(row.region));
      for (const id of ROLLUP_MEASURES) {
        expect(
          children.reduce((sum, row) => sum + Number(row[id]), 0),
          `${parent.region} ${parent.period} ${id}`,
        ).toBeCloseTo(Number(parent[id]), 4);
        compared += 1;
      }
    }
    expect(compared).toBe(8 * ROLLUP_MEASURES.length);
  });

  it('holds every measure of units and organizations of a county as the sum of its townships and its own rows', () => {
    const counted = MEASURES.filter((measure) => measure.source !== 'receipt').map((measure) => measure.id);
    const townships = regions.filter((region) => region.level === 'TOWNSHIP' && region.parent === '410329').map((region) => region.code);
    const county = rows.find((row) => row.region === '410329' && row.period === '2026Q2');
    const below = rows.filter((row) => townships.includes(row.region) && row.period === '2026Q2');
    const own = slice
      .find((one) => one.region === '410329' && one.period === '2026Q2')
      ?.units.filter((unit) => unit.region === '410329' && unit.status !== 'CANCELLED' && unit.status !== 'MOVED').length;
    const sum = below.reduce((added, row) => added + Number(row['in_registered__units']), 0);
    expect(sum + Number(own)).toBe(Number(county?.['in_registered__units']));
    for (const id of counted)
      expect(below.reduce((added, row) => added + Number(row[id]), 0)).toBeLessThanOrEqual(Number(county?.[id]) + 1e-6);
  });

  it('partitions every basis by tier: SOLE + JOINT + WORK + NONE is all of it, in every row', () => {
    const broken: string[] = [];
    for (const row of rows) {
      for (const flag of BASIS_FLAGS) {
        const of = (name: string): number => Number(row[`${flag}__${name}`]);
        const sum = (names: string[]): number => names.reduce((total, name) => total + of(name), 0);
        const wide = flag.startsWith('in_');
        if ((wide || flag === 'eligible_party') && sum(['party_sole', 'party_joint', 'party_work', 'party_none']) !== of('units'))
          broken.push(`${row.region} ${flag}`);
        if ((wide || flag === 'eligible_union') && sum(['union_sole', 'union_joint', 'union_none']) !== of('units'))
          broken.push(`${row.region} ${flag}`);
      }
    }
    expect(broken).toEqual([]);
    expect(rows.length).toBeGreaterThan(500);
  });

  it('counts the same units as the files hold, county by county', () => {
    for (const one of slice.filter((some) => some.state !== 'RETURNED')) {
      const row = rows.find((found) => found.region === one.region && found.period === one.period);
      expect(Number(row?.['in_operating__units'])).toBe(one.units.filter((unit) => unit.status === 'OPERATING').length);
      expect(Number(row?.['applicants'])).toBe(one.units.reduce((sum, unit) => sum + Number(unit.applicants), 0));
      expect(Number(row?.['party_organizations'])).toBe(one.organizations.filter((fact) => fact.subject === 'PARTY').length);
    }
  });

  it('splits every unit measure of a prefecture by five dimensions without losing a unit', async () => {
    const split = await everything(db, ROLLUP_BY);
    const plain = rows.find((row) => row.region === '410300' && row.period === '2026Q2');
    for (const dimension of ['KIND', 'SECTOR', 'SCALE', 'INDUSTRY', 'MANAGEMENT']) {
      const parts = split.filter((row) => row['dimension'] === dimension && row.region === '410300' && row.period === '2026Q2');
      for (const id of ['in_operating__units', 'in_base_list__party_sole', 'eligible_union__union_members'])
        expect(parts.reduce((sum, row) => sum + Number(row[id]), 0)).toBe(Number(plain?.[id]));
    }
  });

  it('comes out the same when rebuilt from the facts', async () => {
    const before = [await everything(db, ROLLUP), await everything(db, ROLLUP_BY)];
    expect(await rebuildRollups(db.store)).toEqual({ periods: 2 });
    const after = [await everything(db, ROLLUP), await everything(db, ROLLUP_BY)];
    const sorted = (table: MeasureRow[] | undefined): string[] => (table ?? []).map((row) => JSON.stringify(row)).toSorted();
    expect(sorted(after[0])).toEqual(sorted(before[0]));
    expect(sorted(after[1])).toEqual(sorted(before[1]));
  });
});

import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { stage } from '../../server/db/publishing.ts';
import { removeDemo, removeStaging } from '../../server/db/removing.ts';
import { ROLLUP } from '../../server/db/rollup.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';

const coverage = async (db: TestDatabase, region: string, period: string) =>
  db.ask(async (view) => {
    const [row] = await view.observations({
      indicators: ['party_org_coverage'],
      regions: { codes: [region] },
      periods: { only: [period] },
    });
    return row;
  });

describe.each(ENGINES)('publishing on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
  });
  afterAll(() => db.drop());

  it('sums two counties into prefecture, province and nation: 3/4 and 1/6 make 4/10 = 40 %, not the mean 45.8 %', async () => {
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 2, joint: 1, none: 1 }));
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 1, work: 2, none: 3 }));
    for (const region of ['410300', '410000', '100000']) {
      const row = await coverage(db, region, '2025Q4');
      expect(row?.rate).toEqual({ numerator: 4, denominator: 10, value: 40, missing: null });
      expect(row?.receipt.received).toBe(2);
    }
  });

  it('counts every county of the province as expected once one has reported, and keeps the others missing', async () => {
    const row = await coverage(db, '410304', '2025Q4');
    expect(row?.rate).toEqual({ numerator: null, denominator: null, value: null, missing: 'NOT_RECEIVED' });
    expect((await coverage(db, '410000', '2025Q4'))?.receipt.expected).toBe(157);
  });

  it('changes nothing when the same content comes again, and the data version stays', async () => {
    const before = await db.ask(async (view) => view.dataVersion);
    const again = await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 2, joint: 1, none: 1 }));
    expect(again).toMatchObject({ unchanged: true, version: 1, difference: { added: 0, removed: 0, changed: 0, same: 4 } });
    expect(await db.ask(async (view) => view.dataVersion)).toBe(before);
  });

  it('replaces a version as a whole: 4 units become 5, one of them changed, and the old answer stays readable', async () => {
    const next = ledgerOf('410302', { sole: 2, joint: 1, none: 2 });
    const units = next.units.map((unit, at) => (at === 0 ? { ...unit, staff: 30 } : unit));
    const applied = await db.submit('410302', '2025Q4', { ...next, units }, { receivedAt: '2026-02-01T01:00:00.000Z' });
    expect(applied).toMatchObject({ unchanged: false, version: 2, difference: { added: 1, removed: 0, changed: 1, same: 3 } });
    expect((await coverage(db, '410302', '2025Q4'))?.rate).toMatchObject({ numerator: 3, denominator: 5 });
    const earlier = await db.ask(
      (view) =>
        view.observations({
          indicators: ['party_org_coverage'],
          regions: { codes: ['410302', '410300'] },
          periods: { only: ['2025Q4'] },
        }),
      { knownOn: '2026-01-15T00:00:00.000Z' },
    );
    expect(earlier.map((row) => [row.rate.numerator, row.rate.denominator])).toEqual([
      [3, 4],
      [4, 10],
    ]);
  });

  it('counts only accepted submissions when asked: 410302 is not accepted and says so', async () => {
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 2, none: 4 }), {
      state: 'ACCEPTED',
      receivedAt: '2026-02-02T01:00:00.000Z',
    });
    const rows = await db.ask((view) =>
      view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: ['410302', '410303', '410300'] },
        periods: { only: ['2025Q4'] },
        acceptedOnly: true,
      }),
    );
    expect(rows.map((row) => [row.rate.numerator, row.rate.denominator, row.rate.missing])).toEqual([
      [null, null, 'REJECTED'],
      [2, 6, null],
      [2, 6, null],
    ]);
  });

  it('keeps a returned submission out of every total and names the reason', async () => {
    await db.submit('410304', '2025Q4', ledgerOf('410304', { none: 3 }), { state: 'RETURNED' });
    expect((await coverage(db, '410304', '2025Q4'))?.rate.missing).toBe('REJECTED');
    expect((await coverage(db, '410300', '2025Q4'))?.rate.denominator).toBe(11);
  });

  it('adds a park to nobody twice: 2 of its units stay in their county, the park has its own row', async () => {
    const [park] = (await db.ask((view) => view.regions({ parent: '410300', kind: 'PARK' }))).map((region) => region.code);
    const units = [1, 2, 3].map((number) => unitFact('410305', number, { park: number < 3 ? (park ?? null) : null }));
    await db.submit('410305', '2025Q4', { units, organizations: [] });
    const rows = await db.ask((view) =>
      view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: [String(park), '410305', '410300'] },
        periods: { only: ['2025Q4'] },
      }),
    );
    expect(rows.map((row) => row.rate.denominator)).toEqual([2, 3, 14]);
  });

  it('gives townships their own rows, zero denominator where a received county has no unit there', async () => {
    const townships = await db.ask((view) => view.childrenOf(['410306', '410307'])).then((lists) => lists.flat());
    const [first, second] = townships;
    await db.submit('410307', '2025Q4', { units: [unitFact(String(first?.code), 1)], organizations: [] });
    const rows = await db.ask((view) =>
      view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: [String(first?.code), String(second?.code)] },
        periods: { only: ['2025Q4'] },
      }),
    );
    expect(rows.map((row) => row.rate.missing ?? row.rate.denominator)).toEqual([1, 'ZERO_DENOMINATOR']);
  });

  it('covers a unit by an organization of a neighbouring county that was submitted before', async () => {
    const units = [unitFact('410311', 1, { partyOrg: '410302-J' })];
    await db.submit('410311', '2025Q4', { units, organizations: [] });
    expect((await coverage(db, '410311', '2025Q4'))?.rate).toMatchObject({ numerator: 1, denominator: 1 });
  });

  it('removes rows of a submission that was never published', async () => {
    const known = await db.store.db.selectFrom('submission').selectAll().executeTakeFirstOrThrow();
    const { id: _id, is_current: _current, published_at: _published, superseded_at: _superseded, ...rest } = known;
    await stage(db.store, [
      {
        submission: { ...rest, version: 99 },
        units: { columns: ['credit_code'], rows: [] },
        organizations: { columns: ['code'], rows: [] },
      },
    ]);
    expect(await removeStaging(db.store, '2026-03-01T00:00:00.000Z')).toBe(1);
    expect(await removeStaging(db.store, '2026-03-01T00:00:00.000Z')).toBe(0);
  });

  it('removes the demo and nothing else', async () => {
    await db.submit('410402', '2025Q4', ledgerOf('410402', { sole: 1 }), { demo: true });
    await db.submit('410402', '2026Q1', ledgerOf('410402', { sole: 1 }), { demo: true });
    expect(await removeDemo(db.store, '2026-03-01T00:00:00.000Z')).toBe(2);
    const dataset = await db.ask((view) => view.dataset());
    expect(dataset.periods).toEqual(['2025Q4']);
    expect((await coverage(db, '410402', '2025Q4'))?.rate.missing).toBe('NOT_RECEIVED');
    const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(ROLLUP)} where period = '2026Q1'`.execute(db.store.db);
    expect(Number(rows[0]?.n)).toBe(0);
  });
});

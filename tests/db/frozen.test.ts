import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { publishChange } from '../../server/db/publishing.ts';
import type { View } from '../../server/reports/types.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

/** What leadership asks of a version, by the rollup, by rows, and by both periods at once. */
const everything = async (view: View) => ({
  dataset: await view.dataset(),
  observations: await view.observations({
    indicators: ['party_org_coverage', 'submission_received'],
    regions: { codes: ['410300', '410302', '410303', '410000'] },
    periods: { last: 2 },
    compare: true,
  }),
  byScale: await view.observations({
    indicators: ['party_org_coverage'],
    regions: { codes: ['410300'] },
    periods: { last: 2 },
    by: ['SCALE'],
  }),
  filtered: await view.observations({
    indicators: ['party_org_coverage'],
    regions: { codes: ['410300'] },
    periods: { last: 1 },
    where: { minStaff: 1 },
  }),
  ranking: await view.ranking({ indicator: 'party_org_coverage', parent: '410300' }),
  change: await view.change({ indicator: 'party_org_coverage', region: '410300', from: '2025Q3', to: '2025Q4' }),
  gap: await view.gap({ indicator: 'party_org_coverage', region: '410300' }),
  units: await view.units({ where: { region: '410300' }, first: 50 }),
  organizations: await view.organizations({ where: { region: '410300' }, first: 50 }),
});

describe.each(ENGINES)('an earlier data version on %s', (engine) => {
  let db: TestDatabase;
  let seen: Awaited<ReturnType<typeof everything>>;
  let version: string;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 2, none: 2 }), { receivedAt: '2025-10-10T01:00:00.000Z' });
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 1, none: 5 }));
    version = await db.ask(async (view) => view.dataVersion);
    seen = await db.ask(everything);
    await db.submit('410303', '2025Q4', ledgerOf('410303', { sole: 5, none: 1 }), { receivedAt: '2026-02-01T01:00:00.000Z' });
    await db.submit('410304', '2025Q4', ledgerOf('410304', { sole: 9, none: 1 }), { receivedAt: '2026-02-01T02:00:00.000Z' });
    await db.submit('410302', '2026Q1', ledgerOf('410302', { sole: 4 }), { receivedAt: '2026-04-08T01:00:00.000Z' });
  });
  afterAll(() => db.drop());

  it('gives the 40 % of its day after 4/10 became 17/20 and a quarter was added, in every report', async () => {
    const now = await db.ask(everything);
    const rateOf = (of: typeof now) =>
      of.observations.find((row) => row.region === '410300' && row.period === '2025Q4' && row.indicator === 'party_org_coverage')?.rate;
    expect(rateOf(now)).toMatchObject({ numerator: 17, denominator: 20 });
    expect(now.dataset.periods).toEqual(['2025Q3', '2025Q4', '2026Q1']);
    const then = await db.ask(everything, version);
    expect(rateOf(then)).toMatchObject({ numerator: 4, denominator: 10, value: 40 });
    expect(then).toEqual(seen);
  });

  it('reads the same version in 8 requests at once, and the newest beside them', async () => {
    const versions = await Promise.all(
      [...Array.from({ length: 8 }, () => version), undefined].map((one) => db.ask(async (view) => (await view.dataset()).version, one)),
    );
    expect(versions.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => version));
    expect(versions[8]).not.toBe(version);
  });

  it('stays what it was when more is published while it is kept ready', async () => {
    await db.submit('410304', '2025Q4', ledgerOf('410304', { sole: 1, none: 9 }), { receivedAt: '2026-05-01T02:00:00.000Z' });
    expect(await db.ask(everything, version)).toEqual(seen);
  });

  it('is refused in words when there never was such a version, or none is named', async () => {
    await expect(db.ask(async (view) => view.dataVersion, 'v9999')).rejects.toThrow('没有数据版本 v9999');
    await expect(db.ask(async (view) => view.dataVersion, 'latest')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('is refused once rows of its day were restated in place, with the version and the day that did so', async () => {
    const restating = await publishChange(db.store, '2026-06-01T00:00:00.000Z', 'region MERGED 2026-06-01', true);
    await expect(db.ask(async (view) => view.dataVersion, version)).rejects.toThrow(`v${restating}（2026-06-01）`);
    expect(await db.ask(async (view) => view.dataVersion, `v${restating}`)).toBe(`v${restating}`);
  });
});

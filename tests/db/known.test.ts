import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { recordPublication } from '../../server/db/publishing.ts';
import { refreshRollups } from '../../server/db/rollupBuild.ts';
import { recordStep } from '../../server/db/steps.ts';
import { putTarget } from '../../server/db/targets.ts';
import { SUBMISSION_ACTS, type SubmissionAct } from '../../server/domain/submissions.ts';
import type { View } from '../../server/reports/types.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';

const COVERAGE = { indicator: 'party_org_coverage', region: '410300' } as const;
const COUNTIES = ['410302', '410303'];
const CODES = ['410000', '410300', ...COUNTIES];

/** A brief without the queries that its sentences name: those name the moment. */
async function said(view: View, counting: { readonly acceptedOnly: boolean }) {
  const { statements, ...brief } = await view.brief({ page: 'overview', region: '410300', ...counting });
  return { ...brief, statements: statements.map(({ trace, ...statement }) => ({ ...statement, traced: trace !== undefined })) };
}

/** What leadership asks: by the rollup, by rows, over all that came and over what was accepted. */
async function everything(view: View) {
  const observed = {
    indicators: ['party_org_coverage', 'submission_received'] as const,
    regions: { codes: CODES },
    periods: { last: 2 },
  };
  const answers: Record<string, unknown> = {
    targets: await view.datedTargets({}),
    submissions: await view.submissions({ first: 50 }),
    hasLedger: (await view.regionsByCode(CODES)).map((region) => region?.hasLedger),
  };
  const { version: _, ...dataset } = await view.dataset();
  if (dataset.latestPeriod === null) return { ...answers, dataset };
  for (const acceptedOnly of [false, true]) {
    const [counting, name] = [{ acceptedOnly }, acceptedOnly ? 'accepted' : 'all'];
    Object.assign(answers, {
      [`observations of ${name}`]: await view.observations({ ...observed, ...counting, compare: true }),
      [`sizes of ${name}`]: await view.observations({ ...observed, indicators: ['party_org_coverage'], by: ['SCALE'], ...counting }),
      [`filtered of ${name}`]: await view.observations({ ...observed, where: { minStaff: 1 }, ...counting }),
      [`ranking of ${name}`]: await view.ranking({ indicator: 'party_org_coverage', parent: '410300', ...counting }),
      [`change of ${name}`]: await view.change({ ...COVERAGE, from: '2025Q3', to: '2025Q4', ...counting }),
      [`gap of ${name}`]: await view.gap({ ...COVERAGE, ...counting }),
      [`attainment of ${name}`]: await view.attainment({ ...COVERAGE, ...counting }),
      [`bounds of ${name}`]: await view.bounds({ ...COVERAGE, ...counting }),
      [`units of ${name}`]: await view.units({ where: { region: '410300' }, first: 50, ...counting }),
      [`organizations of ${name}`]: await view.organizations({ where: { region: '410300' }, first: 50, ...counting }),
      [`terms of ${name}`]: await view.terms({ region: '410300', subject: 'PARTY', ...counting }),
      [`brief of ${name}`]: await said(view, counting),
    });
  }
  return { ...answers, dataset };
}

/** Brings the current or last submission of a region to its next state, as a review does. */
async function review({ store }: TestDatabase, region: string, period: string, act: SubmissionAct, at: string): Promise<void> {
  const state = SUBMISSION_ACTS[act].to;
  if (state === null) throw new Error(`${act} leaves nothing`);
  await store.db.transaction().execute(async (work) => {
    const one = await work
      .selectFrom('submission')
      .selectAll()
      .where('region', '=', region)
      .where('period', '=', period)
      .where('is_current', '=', 1)
      .executeTakeFirstOrThrow();
    const accepted = state === 'RETURNED' ? null : act === 'ACCEPT' ? at : one.accepted_at;
    await work
      .updateTable('submission')
      .set({ state, is_current: Number(state !== 'RETURNED'), accepted_at: accepted })
      .where('id', '=', one.id)
      .execute();
    const version = await recordPublication(work, store.trail, at, `${act} ${region} ${period}`);
    const who = { actor: '7', actor_name: 'reviewer', reason: null };
    await recordStep(work, { region, period, version: one.version, act, state, at, ...who, data_version: version });
    await refreshRollups(store, work, period, [one.ledger_region]);
  });
}

const TOLD = { receivedAt: '' };
const at = (day: string): string => `${day}T01:00:00.000Z`;
const sent = (day: string): typeof TOLD => ({ receivedAt: at(day) });
/** The neighbour's only unit of its own is covered from 410302, by an organization that the second version there no longer holds. */
const neighbour = (none: number) => {
  const own = ledgerOf('410303', { sole: 1, none });
  return { ...own, units: [...own.units, unitFact('410303', 90, { partyOrg: '410302-J' })] };
};

const EVENTS: readonly [day: string, what: string, happen: (db: TestDatabase, day: string) => Promise<unknown>][] = [
  [
    '2025-10-10',
    'a first quarter',
    (db, day) => db.submit('410302', '2025Q3', ledgerOf('410302', { sole: 1, joint: 1, none: 4 }), sent(day)),
  ],
  ['2026-01-10', 'the next', (db, day) => db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 2, joint: 1, none: 3 }), sent(day))],
  ['2026-01-11', 'a neighbour', (db, day) => db.submit('410303', '2025Q4', neighbour(3), sent(day))],
  ['2026-01-20', 'an acceptance', (db, day) => review(db, '410302', '2025Q4', 'ACCEPT', at(day))],
  ['2026-01-21', 'another, of the quarter before', (db, day) => review(db, '410302', '2025Q3', 'ACCEPT', at(day))],
  ['2026-01-25', 'a return', (db, day) => review(db, '410303', '2025Q4', 'RETURN', at(day))],
  ['2026-02-01', 'a correction', (db, day) => db.submit('410303', '2025Q4', neighbour(1), sent(day))],
  ['2026-02-02', 'its acceptance', (db, day) => review(db, '410303', '2025Q4', 'ACCEPT', at(day))],
  ['2026-02-03', 'its lock', (db, day) => review(db, '410303', '2025Q4', 'LOCK', at(day))],
  [
    '2026-02-10',
    'a version that covers its neighbour no more',
    (db, day) => db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 2, none: 4 }), sent(day)),
  ],
  [
    '2026-02-15',
    'a target',
    (db, day) =>
      putTarget(db.store, { region: '410300', indicator: 'party_org_coverage', validFrom: '2025-01-01', target: 77 }, '7', at(day)),
  ],
  ['2026-04-05', 'a third quarter', (db, day) => db.submit('410303', '2026Q1', ledgerOf('410303', { sole: 1 }), sent(day))],
];

describe.each(ENGINES)('what was known on %s', (engine) => {
  let db: TestDatabase;
  const told: { day: string; what: string; version: string; answers: object }[] = [];
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    for (const [day, what, happen] of EVENTS) {
      await happen(db, day);
      told.push({ day, what, version: await db.ask(async (view) => view.dataVersion), answers: await db.ask(everything) });
    }
  });
  afterAll(() => db.drop());

  it(`is told again of each of ${EVENTS.length} days, and later on that day, by 24 questions that count all or accepted submissions`, async () => {
    for (const { day, what, answers } of told)
      expect(await db.ask(everything, { knownOn: `${day}T09:30:00.000Z` }), `${what}, at the moment`).toEqual(answers);
  }, 60_000);

  it('is told again by the data version of every second day', async () => {
    for (const { what, version, answers } of told.filter((_, place) => place % 2 === 1))
      expect(await db.ask(everything, version), `${what}, ${version}`).toEqual(answers);
  }, 60_000);

  it('knows of a version what was known at a moment: of v3 on the day before it what v2 told', async () => {
    const [, second, third] = told;
    expect(await db.ask(everything, { version: String(third?.version), knownOn: at('2026-01-10') })).toEqual(second?.answers);
  });

  it('makes a second revision of the neighbour that was judged anew, under the number of the first, and restates nothing', async () => {
    const rows = await db.store.db
      .selectFrom('submission')
      .selectAll()
      .where('region', '=', '410303')
      .where('period', '=', '2025Q4')
      .orderBy('id')
      .execute();
    expect(rows.map((row) => [row.version, row.revision, row.is_current, row.state])).toEqual([
      [1, 1, 0, 'RETURNED'],
      [2, 1, 0, 'LOCKED'],
      [2, 2, 1, 'LOCKED'],
    ]);
    expect(rows[2]?.origin).toBe(rows[1]?.id);
    const restating = await db.store.db.selectFrom('publication').selectAll().where('restates', '=', 1).execute();
    expect(restating).toEqual([]);
    const listed = await db.ask((view) => view.submissions({ region: '410303', period: '2025Q4', first: 10 }));
    expect(listed.rows.map(({ node }) => [node.id, node.version])).toEqual([
      [String(rows[1]?.id), 2],
      [String(rows[0]?.id), 1],
    ]);
    expect(listed.totalCount).toBe(2);
  });

  it('keeps its rows where judging anew comes to the same: the same organization again makes no revision', async () => {
    const count = async (): Promise<number> => (await db.store.db.selectFrom('submission').select('id').execute()).length;
    const before = await count();
    await db.submit('410302', '2025Q4', ledgerOf('410302', { sole: 2, none: 5 }), sent('2026-05-01'));
    expect(await count()).toBe(before + 1);
  });

  it('is refused in words before the first event, with its day', async () => {
    await expect(db.ask(everything, { knownOn: '2024-01-01T00:00:00.000Z' })).rejects.toThrow(
      '早于最早的一份数据（2025-10-10T01:00:00.000Z）',
    );
  });
});

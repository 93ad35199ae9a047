import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readNewest } from '../../server/db/audit.ts';
import type { UnitFact } from '../../server/domain/facts.ts';
import type { Quarter } from '../../server/domain/period.ts';
import type { SubmissionAct } from '../../server/domain/submissions.ts';
import { failureFacts } from '../../server/cli/jobAudit.ts';
import { performAudited, type AuditedStore } from '../../server/db/trail.ts';
import type { Held } from '../../server/ledger/hold.ts';
import { setNoteShare } from '../../server/ledger/reviewSettings.ts';
import { applySubmission, discardSubmission, reviewSubmission } from '../../server/ledger/states.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf, organizationFact, unitFact } from '../support/facts.ts';
import { hold as holdIn, type HeldFrom, type LedgerRows } from '../support/held.ts';
import { asked, judge } from '../support/judges.ts';

const CLERK = judge('clerk', ['REPORTER'], ['410302']);
const REVIEWER = judge('reviewer', ['APPROVER'], ['410300']);
const OTHER = judge('other', ['REPORTER', 'APPROVER'], ['410500']);
const ADMINISTRATOR = judge('administrator', ['SYSADMIN'], []);
const BOTH = judge('both', ['REPORTER', 'APPROVER'], ['410300']);
const AT = '2026-10-10T02:00:00.000Z';
const PERIOD: Quarter = '2026Q3';

const units = (count: number, more: Partial<UnitFact> = {}): UnitFact[] =>
  Array.from({ length: count }, (_, at) => unitFact('410302', at + 1, more));
const plain = (count: number): LedgerRows => ({ units: units(count), organizations: [] });

describe.each(ENGINES)('the states of a submission on %s', (engine) => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
  });
  afterAll(() => db.drop());

  const hold = (region: string, period: Quarter, rows: LedgerRows, from: HeldFrom = {}): Promise<Held> =>
    holdIn(db.store, region, period, rows, from);
  const apply = ({ id }: Pick<Held, 'id'>, more: { note?: string; confirmRemovals?: boolean } = {}, who = CLERK) =>
    applySubmission(db.store, { id: String(id), note: null, confirmRemovals: false, ...asked(who), ...more }, AT);
  const review = (id: number, act: SubmissionAct, who = REVIEWER, reason: string | null = null) =>
    reviewSubmission(db.store, { id: String(id), act, reason, ...asked(who) }, AT);
  const rate = (region: string, period: Quarter, version?: string, acceptedOnly = false) =>
    db.ask(async (view) => {
      const [row] = await view.observations({
        indicators: ['party_org_coverage'],
        regions: { codes: [region] },
        periods: { only: [period] },
        acceptedOnly,
      });
      return row?.rate;
    }, version);
  const version = (): Promise<string> => db.ask(async (view) => view.dataVersion);

  it('begin with one that is received: told to who asks for it, counted nowhere, in no data version', async () => {
    const held = await hold('410302', PERIOD, plain(4));
    expect(held).toMatchObject({ version: 1, replaced: null, difference: { added: 4 } });
    expect(await rate('410302', PERIOD)).toMatchObject({ missing: 'NOT_RECEIVED' });
    expect(await version()).toBe('v0');
    const list = (received?: 'ALL') =>
      db.ask(async (view) => (await view.submissions({ received, first: 10 })).rows.map(({ node }) => [node.id, node.state]));
    expect([await list(), await list('ALL')]).toEqual([[], [[String(held.id), 'RECEIVED']]]);
  });

  it('keep one a region and quarter: the second takes the place of the first, whose rows are gone', async () => {
    const second = await hold('410302', PERIOD, plain(5));
    expect(second).toMatchObject({ version: 1, replaced: expect.any(Number) as number });
    const rows = await db.store.db.selectFrom('unit_quarter').select('submission').distinct().execute();
    expect(rows).toEqual([{ submission: second.id }]);
  });

  it('refuse to apply what is another region’s, without the role, or what is not there', async () => {
    const { id } = await hold('410302', PERIOD, plain(4));
    await expect(apply({ id }, {}, OTHER)).rejects.toThrow('410302 不在您的填报范围内');
    await expect(apply({ id }, {}, REVIEWER)).rejects.toThrow('您的角色没有「报送台账」的权限');
    await expect(apply({ id: 999 })).rejects.toThrow('没有编号为 999 的报送');
    await expect(review(id, 'ACCEPT')).rejects.toThrow('现在是「已接收」，不能审核通过');
  });

  it('count from APPLIED on, count as accepted from ACCEPTED on, and take no new version when LOCKED', async () => {
    const { id } = await hold('410302', PERIOD, ledgerOf('410302', { sole: 3, joint: 0, none: 1 }));
    expect(await apply({ id })).toMatchObject({ id, state: 'APPLIED', version: 1, held: 0, is_current: 1 });
    expect(await rate('410302', PERIOD)).toMatchObject({ numerator: 3, denominator: 4 });
    expect(await rate('410302', PERIOD, undefined, true)).toMatchObject({ missing: 'REJECTED' });
    await expect(review(id, 'LOCK')).rejects.toThrow('现在是「已入库」，不能锁定');
    expect(await review(id, 'ACCEPT')).toMatchObject({ state: 'ACCEPTED', accepted_at: AT, is_current: 1 });
    expect(await rate('410302', PERIOD, undefined, true)).toMatchObject({ numerator: 3, denominator: 4 });
    expect(await review(id, 'LOCK')).toMatchObject({ state: 'LOCKED', is_current: 1 });
    await expect(hold('410302', PERIOD, plain(9))).rejects.toThrow('2026Q3 已锁定，请联系审核员退回');
    await expect(review(id, 'RETURN', REVIEWER, '请改')).rejects.toThrow('现在是「已锁定」，不能退回');
  });

  it('unlock for an administrator with a reason alone, and return then with a reason alone: the region has no value then', async () => {
    const found = await db.ask(async (view) => (await view.submissions({ region: '410302', period: PERIOD, first: 1 })).rows[0]?.node);
    const id = Number(found?.id);
    await expect(review(id, 'UNLOCK')).rejects.toThrow('您的角色没有「解锁已锁定的报告期」的权限');
    await expect(review(id, 'UNLOCK', ADMINISTRATOR)).rejects.toThrow('解锁须写明原因');
    await expect(review(id, 'UNLOCK', ADMINISTRATOR, '  ')).rejects.toThrow('解锁须写明原因');
    expect(await review(id, 'UNLOCK', ADMINISTRATOR, '县里来函更正')).toMatchObject({ state: 'ACCEPTED' });
    await expect(review(id, 'RETURN')).rejects.toThrow('退回须写明原因');
    const pinned = await version();
    expect(await review(id, 'RETURN', REVIEWER, '单位少报')).toMatchObject({ state: 'RETURNED', is_current: 0 });
    expect(await rate('410302', PERIOD)).toMatchObject({ missing: 'REJECTED' });
    expect(await rate('410302', PERIOD, pinned)).toMatchObject({ numerator: 3, denominator: 4 });
    const steps = await db.ask((view) => view.submissionSteps(String(id)));
    expect(steps.map(({ act, state, by, reason }) => [act, state, by, reason])).toEqual([
      ['APPLY', 'APPLIED', 'clerk', null],
      ['ACCEPT', 'ACCEPTED', 'reviewer', null],
      ['LOCK', 'LOCKED', 'reviewer', null],
      ['UNLOCK', 'ACCEPTED', 'administrator', '县里来函更正'],
      ['RETURN', 'RETURNED', 'reviewer', '单位少报'],
    ]);
    expect(steps.map(({ dataVersion }) => dataVersion)).toEqual(['v1', 'v2', 'v3', 'v4', 'v5']);
  });

  it('show a pinned version as it was: accepted in v2, and not yet in v1', async () => {
    expect(await rate('410302', PERIOD, 'v1', true)).toMatchObject({ missing: 'REJECTED' });
    expect(await rate('410302', PERIOD, 'v2', true)).toMatchObject({ numerator: 3, denominator: 4 });
  });

  it('hold a corrected version against the returned one, and the second of two reviewers is told that it is accepted', async () => {
    const corrected = ledgerOf('410302', { sole: 3, joint: 0, none: 1 });
    const { id, difference } = await hold('410302', PERIOD, {
      ...corrected,
      units: corrected.units.map((unit, at) => (at === 0 ? { ...unit, staff: 99 } : unit)),
    });
    expect(difference).toMatchObject({ added: 0, removed: 0, changed: 1, same: 3 });
    expect(await apply({ id })).toMatchObject({ version: 2 });
    await review(id, 'ACCEPT');
    await expect(review(id, 'ACCEPT', BOTH)).rejects.toThrow('410302 2026Q3 第 2 版现在是「已审核」，不能审核通过');
  });

  it('are not accepted by who sent or who applied it', async () => {
    const sent = await hold('410303', PERIOD, { units: [unitFact('410303', 1)], organizations: [] }, { by: 'both' });
    await apply(sent, {}, BOTH);
    await expect(review(sent.id, 'ACCEPT', BOTH)).rejects.toThrow('410303 2026Q3 第 1 版是您自己报送的，不能由您审核通过');
    const applied = await hold('410304', PERIOD, { units: [unitFact('410304', 1)], organizations: [] }, { by: 'clerk' });
    await apply(applied, {}, BOTH);
    await expect(review(applied.id, 'ACCEPT', BOTH)).rejects.toThrow('您自己报送');
    expect(await review(applied.id, 'ACCEPT')).toMatchObject({ state: 'ACCEPTED' });
  });

  it('are refused at first where something newer stands, held against that then, and applied after it with the next number', async () => {
    const earlier: Quarter = '2026Q2';
    await db.submit('410302', earlier, plain(10));
    const { id } = await hold('410302', earlier, plain(11));
    await db.submit('410302', earlier, plain(12));
    const told = await db.ask((view) => view.submissionDifference(String(id)));
    expect(told).toMatchObject({ stale: true, against: { version: 2 }, units: { before: 12, after: 11, added: 0, removed: 1 } });
    await expect(apply({ id }, { confirmRemovals: true })).rejects.toThrow('410302 2026Q2 又有第 2 版入库，没有提交');
    expect(await db.ask((view) => view.submissionDifference(String(id)))).toMatchObject({ stale: false });
    await expect(apply({ id })).rejects.toThrow('将减少 1 家（上次 12 家），名单见差异，须确认');
    expect(await apply({ id }, { confirmRemovals: true })).toMatchObject({ version: 3, units_removed: 1, units_added: 0 });
  });

  it('need a note above 30 % and not at it: 3 of 10 pass, 4 of 10 do not until they are explained', async () => {
    const period: Quarter = '2026Q1';
    const changed = (count: number): LedgerRows => ({
      units: units(10).map((unit, at) => (at < count ? { ...unit, staff: 77 } : unit)),
      organizations: [],
    });
    await db.submit('410302', period, plain(10));
    await apply(await hold('410302', period, changed(3)));
    const { id } = await hold('410302', period, {
      units: units(10, { staff: 78 }).map((unit, at) => (at < 6 ? (changed(3).units[at] ?? unit) : unit)),
      organizations: [],
    });
    expect(await db.ask((view) => view.submissionDifference(String(id)))).toMatchObject({
      changedShare: 40,
      noteShare: 30,
      noteRequired: true,
    });
    await expect(apply({ id })).rejects.toThrow('新增 0 家、减少 0 家、变更 4 家，占 40.0%，超过 30%，须写变更说明');
    expect(await apply({ id }, { note: '年度复核' })).toMatchObject({ note: '年度复核' });
    await setNoteShare(db.store, 0, 'administrator', AT);
    await expect(apply(await hold('410302', period, plain(10)))).rejects.toThrow('超过 0%');
    await setNoteShare(db.store, 30, 'administrator', AT);
    await expect(setNoteShare(db.store, 101, 'administrator', AT)).rejects.toThrow('应为 0 到 100');
  });

  it('go away when they are discarded, with all their rows, and never once they are applied', async () => {
    const period: Quarter = '2025Q4';
    const { id } = await hold('410302', period, plain(3));
    await expect(discardSubmission(db.store, { id: String(id), ...asked(OTHER) }, AT)).rejects.toThrow('不在您的填报范围内');
    await discardSubmission(db.store, { id: String(id), ...asked(CLERK) }, AT);
    const left = await db.store.db.selectFrom('unit_quarter').select('submission').where('submission', '=', id).execute();
    expect([left, await db.ask((view) => view.submission(String(id)))]).toEqual([[], null]);
    await apply(await hold('410302', period, plain(3)));
    const found = await db.ask(async (view) => (await view.submissions({ region: '410302', period, first: 1 })).rows[0]?.node);
    await expect(discardSubmission(db.store, { id: String(found?.id), ...asked(CLERK) }, AT)).rejects.toThrow('现在是「已入库」，不能撤回');
  });

  it('are judged anew where a neighbour was published since, and its units lose their cover when that is returned', async () => {
    const period: Quarter = '2025Q3';
    const { id } = await hold('410302', period, { units: units(2, { partyOrg: 'NEIGHBOUR' }), organizations: [] });
    const neighbour = await hold('410303', period, {
      units: [unitFact('410303', 1)],
      organizations: [organizationFact('410303', 'NEIGHBOUR', { setup: 'JOINT' })],
    });
    await apply(neighbour, {}, BOTH);
    await apply({ id });
    expect(await rate('410302', period)).toMatchObject({ numerator: 2, denominator: 2 });
    await review(neighbour.id, 'RETURN', REVIEWER, '请核对');
    expect(await rate('410302', period)).toMatchObject({ numerator: 0, denominator: 2 });
  });

  it('refuse an organization code that another county took in the meantime', async () => {
    const period: Quarter = '2025Q2';
    const mine = { units: units(1), organizations: [organizationFact('410302', 'TAKEN')] };
    const { id } = await hold('410302', period, mine);
    await db.submit('410303', period, { units: [], organizations: [organizationFact('410303', 'TAKEN')] });
    await expect(apply({ id })).rejects.toThrow('组织代码"TAKEN"（示例组织TAKEN）本期已由 410303 报送');
  });

  it('leave one entry of the log each, done or refused, that says which version it was', async () => {
    const { id } = await hold('410305', PERIOD, { units: [unitFact('410305', 1)], organizations: [] });
    const job = (work: (store: AuditedStore) => Promise<unknown>, action: SubmissionAct) =>
      performAudited(
        db.store,
        { actor: { id: 'reviewer', name: 'reviewer', address: null }, action, object: `submission ${id}`, facts: {} },
        { now: () => AT, perform: work, failure: failureFacts },
      ).catch(() => undefined);
    await job((store) => applySubmission(store, { id: String(id), note: null, confirmRemovals: false, ...asked(BOTH) }, AT), 'APPLY');
    await job((store) => reviewSubmission(store, { id: String(id), act: 'LOCK', reason: null, ...asked(REVIEWER) }, AT), 'LOCK');
    await job((store) => reviewSubmission(store, { id: String(id), act: 'RETURN', reason: '请改', ...asked(REVIEWER) }, AT), 'RETURN');
    const entries = (await readNewest(db.store.db, 'ledger_audit', { most: 3 })).toReversed();
    expect(entries.map(({ action, outcome, facts }) => [action, outcome, JSON.parse(facts) as object])).toEqual([
      ['APPLY', 'DONE', { region: '410305', period: PERIOD, version: 1, units: 1, added: 1, changed: 0, removed: 0 }],
      ['LOCK', 'REFUSED', expect.objectContaining({ region: '410305', period: PERIOD, version: 1, code: 'BAD_USER_INPUT' })],
      ['RETURN', 'DONE', { region: '410305', period: PERIOD, version: 1, reason: '请改' }],
    ]);
  });

  it('find an organization of its own that 2 units name when it is applied, not while it is received, and take that back when it is returned', async () => {
    const codes = (): Promise<string[]> =>
      db.ask(async (view) => (await view.findings({ region: '410328', first: 10 })).rows.map(({ node }) => node.check));
    const shared = { units: [1, 2].map((number) => unitFact('410328', number, { partyOrg: '410328-A' })) };
    const { id } = await hold('410328', PERIOD, { ...shared, organizations: [organizationFact('410328', '410328-A')] });
    expect(await codes()).toEqual([]);
    const clerk = judge('clerk', ['REPORTER'], ['410328']);
    await apply({ id }, {}, clerk);
    expect(await codes()).toEqual(['SOLE_OF_SEVERAL']);
    await review(id, 'RETURN', REVIEWER, '组建方式有误');
    expect(await codes()).toEqual([]);
  });
});

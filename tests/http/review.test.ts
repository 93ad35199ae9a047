import { afterAll, beforeAll, expect, it } from 'vitest';
import { readXlsx } from 'hucre/xlsx';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { openChains } from '../../server/cli/anchors.ts';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readNewest } from '../../server/db/audit.ts';
import { bySystem } from '../support/trail.ts';
import { ledgerOf, unitFact } from '../support/facts.ts';
import { hold } from '../support/held.ts';
import { postAs, signedIn, type SignedIn } from '../support/users.ts';
import { serve, temporaryFolder, type Served } from './serve.ts';

interface Told {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

const PERIOD = '2026Q3';
let served: Served;
let accounts: OpenAccounts;
let database = '';
let people: Record<'clerk' | 'reviewer' | 'neighbour' | 'both' | 'viewer' | 'chief', SignedIn>;
/** Ids of what was received for three counties. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = `${temporaryFolder()}/fugai.sqlite`;
  const store = bySystem(await openPrepared(database, () => undefined));
  served = await serve({ database, accounts: true, office: true });
  accounts = await openAccounts(database, () => undefined);
  const user = (name: string, roles: Parameters<typeof signedIn>[2]['roles'], regions: readonly string[]) =>
    signedIn(served.url, accounts, { name, roles, view: regions, report: regions });
  people = {
    clerk: await user('clerk', ['REPORTER'], ['410302']),
    reviewer: await user('reviewer', ['APPROVER'], ['410300']),
    neighbour: await user('neighbour', ['REPORTER', 'APPROVER'], ['410500']),
    both: await user('both', ['REPORTER', 'APPROVER'], ['410300']),
    viewer: await user('viewer', ['ANALYST'], ['410000']),
    chief: await user('chief', ['SYSADMIN'], []),
  };
  ids['410302'] = String((await hold(store, '410302', PERIOD, ledgerOf('410302', { sole: 3, none: 1 }), { by: people.clerk.id })).id);
  ids['410303'] = String(
    (await hold(store, '410303', PERIOD, { units: [unitFact('410303', 1)], organizations: [] }, { by: people.both.id })).id,
  );
  ids['410304'] = String(
    (await hold(store, '410304', '2026Q2', { units: [unitFact('410304', 1)], organizations: [] }, { by: people.clerk.id })).id,
  );
  await store.close();
}, 120_000);
afterAll(async () => {
  await accounts.close();
  await served.close();
});

const ask = async (who: SignedIn | null, query: string, variables: object = {}): Promise<Told> =>
  (await (await postAs(served.url, query, variables, who === null ? {} : who.headers)).json()) as Told;
const told = ({ errors = [] }: Told): string[] => errors.map(({ message }) => message);
const LIST = `{ submissions(region: "410300", period: "2026Q3") { totalCount nodes { id state acts } } }`;
const REVIEW = `mutation($id: ID!, $act: SubmissionAct!, $reason: String) { review(id: $id, act: $act, reason: $reason) { state acts steps { act by reason } } }`;
const APPLY = `mutation($id: ID!, $note: String, $confirm: Boolean) { applySubmission(id: $id, note: $note, confirmRemovals: $confirm) { state version } }`;

it('lists what was received to those who send or review it, and to nobody else', async () => {
  const seen = async (who: SignedIn | null) => {
    const { data } = await ask(who, LIST);
    return ((data?.['submissions'] as { nodes: { id: string; state: string; acts: string[] }[] } | undefined)?.nodes ?? []).map((one) => [
      one.id,
      one.acts,
    ]);
  };
  expect(await seen(people.reviewer)).toEqual([
    [ids['410303'], []],
    [ids['410302'], []],
  ]);
  expect(await seen(people.both)).toEqual([
    [ids['410303'], ['APPLY', 'DISCARD']],
    [ids['410302'], ['APPLY', 'DISCARD']],
  ]);
  expect([await seen(people.viewer), await seen(null)]).toEqual([[], []]);
  const own = await ask(people.clerk, `{ submissions(region: "410302") { nodes { id sentBy acts } } }`);
  expect(own.data).toEqual({ submissions: { nodes: [{ id: ids['410302'], sentBy: people.clerk.id, acts: ['APPLY', 'DISCARD'] }] } });
});

it('tells of one by its id to who may know of it: NOT_FOUND otherwise, in the workbook of its differences as well', async () => {
  const one = `{ submission(id: "${ids['410302']}") { state difference { stale changedShare noteRequired units { before after added } rows(sheet: UNITS, first: 1) { totalCount nodes { kind changes { header before after } } } rates { indicator basis change after { value } } } } }`;
  const { data } = await ask(people.clerk, one);
  expect(data).toMatchObject({
    submission: {
      state: 'RECEIVED',
      difference: { stale: false, changedShare: null, units: { before: 0, after: 4, added: 4 }, rows: { totalCount: 4 } },
    },
  });
  const file = (who: SignedIn | null) =>
    fetch(`${served.url}/submissions/${ids['410302']}/differences.xlsx`, { headers: who === null ? {} : who.headers });
  for (const who of [people.viewer, people.neighbour, null]) {
    expect((await ask(who, one)).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const refused = await file(who);
    expect([refused.status, await refused.json()]).toMatchObject([404, { code: 'NOT_FOUND' }]);
  }
  const answer = await file(people.clerk);
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const book = await readXlsx(new Uint8Array(await answer.arrayBuffer()));
  const [head, first] = book.sheets[0]?.rows ?? [];
  expect(head).toEqual(['变动', '表', '代码', '名称', '上一版', '这一版']);
  expect(first).toEqual(['新增', '两新组织', expect.any(String), '示例单位1', null, expect.stringContaining('从业人员：20；')]);
  expect(book.sheets[0]?.rows.length).toBe(1 + 4 + 3);
});

it('lets the clerk apply, the reviewer accept and lock, an administrator unlock, and says of each refusal why', async () => {
  const id = ids['410302'];
  expect(told(await ask(null, APPLY, { id }))).toEqual([expect.stringContaining('「报送台账」须先登录')]);
  expect(told(await ask(people.viewer, APPLY, { id }))).toEqual([expect.stringContaining('您的角色没有「报送台账」的权限')]);
  expect(told(await ask(people.neighbour, APPLY, { id }))).toEqual([expect.stringContaining('410302 不在您的填报范围内')]);
  expect((await ask(people.clerk, APPLY, { id })).data).toEqual({ applySubmission: { state: 'APPLIED', version: 1 } });
  expect(told(await ask(people.clerk, APPLY, { id }))).toEqual([expect.stringContaining('现在是「已入库」，不能提交入库')]);
  expect(told(await ask(people.reviewer, REVIEW, { id, act: 'APPLY' }))).toEqual([expect.stringContaining('「报送台账」的权限')]);
  expect(told(await ask(people.both, REVIEW, { id, act: 'APPLY' }))).toEqual([expect.stringContaining('提交、撤回不是审核')]);
  expect((await ask(people.reviewer, REVIEW, { id, act: 'ACCEPT' })).data).toMatchObject({
    review: { state: 'ACCEPTED', acts: ['RETURN', 'LOCK'] },
  });
  expect((await ask(people.reviewer, REVIEW, { id, act: 'LOCK' })).data).toMatchObject({ review: { state: 'LOCKED', acts: [] } });
  expect(told(await ask(people.reviewer, REVIEW, { id, act: 'UNLOCK', reason: '更正' }))).toEqual([
    expect.stringContaining('「解锁已锁定的报告期」的权限'),
  ]);
  expect(told(await ask(people.chief, REVIEW, { id, act: 'UNLOCK' }))).toEqual([expect.stringContaining('解锁须写明原因')]);
  const locked = `{ lockedSubmissions(region: "410300", period: "2026Q3") { id region { code } period version lockedAt } }`;
  expect(told(await ask(people.reviewer, locked))).toEqual([expect.stringContaining('「解锁已锁定的报告期」的权限')]);
  expect((await ask(people.chief, `{ submissions { totalCount } }`)).data).toBeNull();
  expect((await ask(people.chief, locked)).data).toEqual({
    lockedSubmissions: [{ id, region: { code: '410302' }, period: '2026Q3', version: 1, lockedAt: expect.stringMatching(/^20/) as string }],
  });
  expect((await ask(people.chief, locked.replace('410300', '410500'))).data).toEqual({ lockedSubmissions: [] });
  const unlocked = await ask(people.chief, `mutation { review(id: "${id}", act: UNLOCK, reason: "更正") { state } }`);
  expect(unlocked.data).toEqual({ review: { state: 'ACCEPTED' } });
  const returned = await ask(people.reviewer, REVIEW, { id, act: 'RETURN', reason: '少报两家' });
  expect(returned.data).toMatchObject({ review: { state: 'RETURNED', acts: [] } });
  const last = { act: 'RETURN', by: 'reviewer', reason: '少报两家' };
  expect(returned.data?.['review']).toMatchObject({ steps: expect.arrayContaining([last]) as object[] });
});

it('does not let who sent a ledger accept it, nor offers it to them', async () => {
  const id = ids['410303'];
  expect((await ask(people.both, APPLY, { id })).data).toEqual({ applySubmission: { state: 'APPLIED', version: 1 } });
  expect(told(await ask(people.both, REVIEW, { id, act: 'ACCEPT' }))).toEqual([expect.stringContaining('是您自己报送的')]);
  const { data } = await ask(people.both, `{ submission(id: "${id}") { acts } }`);
  expect(data).toEqual({ submission: { acts: ['RETURN'] } });
  const both = [people.reviewer, people.both].map((who) =>
    ask(who, REVIEW, { id, act: who === people.both ? 'RETURN' : 'ACCEPT', reason: '请核对' }),
  );
  const answers = await Promise.all(both);
  expect(answers.flatMap(told).length).toBeLessThanOrEqual(1);
});

it('knows who applied a ledger with a token of their own, and does not let them accept it with their session', async () => {
  const create = `mutation { createToken(name: "脚本", scopes: [SUBMIT, QUERY], days: 1) { secret } }`;
  const made = (await ask(people.both, create)).data?.['createToken'] as { secret: string };
  const id = ids['410304'];
  const applied = await postAs(served.url, APPLY, { id }, { authorization: `Bearer ${made.secret}` });
  expect(await applied.json()).toMatchObject({ data: { applySubmission: { state: 'APPLIED', version: 1 } } });
  expect(told(await ask(people.both, REVIEW, { id, act: 'ACCEPT' }))).toEqual([expect.stringContaining('是您自己报送的')]);
  expect((await ask(people.reviewer, REVIEW, { id, act: 'ACCEPT' })).data).toMatchObject({ review: { state: 'ACCEPTED' } });
});

it('takes the share above which a note is needed from an administrator: 12.5 % is told to everybody at once', async () => {
  const settings = `{ reviewSettings { noteShare setBy } }`;
  expect((await ask(people.clerk, settings)).data).toEqual({ reviewSettings: { noteShare: 30, setBy: null } });
  const set = `mutation { setReviewSettings(noteShare: 12.5) { noteShare setBy } }`;
  expect(told(await ask(people.reviewer, set))).toEqual([expect.stringContaining('「管理规则集与目标」的权限')]);
  expect((await ask(people.chief, set)).data).toEqual({ setReviewSettings: { noteShare: 12.5, setBy: 'chief' } });
  expect((await ask(people.clerk, settings)).data).toEqual({ reviewSettings: { noteShare: 12.5, setBy: 'chief' } });
  expect(told(await ask(people.chief, `mutation { setReviewSettings(noteShare: 130) { noteShare } }`))).toEqual([
    expect.stringContaining('0 到 100'),
  ]);
});

it('leaves one entry of each in the log of the ledger, in the name of who did it', async () => {
  const chains = await openChains(database);
  try {
    const ledger = chains.open.find(({ chain }) => chain === 'LEDGER');
    if (ledger === undefined) throw new Error('no chain');
    const entries = await readNewest(ledger.db, 'ledger_audit', {
      actions: ['APPLY', 'ACCEPT', 'LOCK', 'UNLOCK', 'RETURN', 'SETTING'],
      outcome: 'DONE',
      most: 100,
    });
    const done = entries.toReversed().map(({ action, actorName, object }) => [action, actorName, object]);
    expect(done.slice(0, 6)).toEqual([
      ['APPLY', 'clerk', `submission ${ids['410302']}`],
      ['ACCEPT', 'reviewer', `submission ${ids['410302']}`],
      ['LOCK', 'reviewer', `submission ${ids['410302']}`],
      ['UNLOCK', 'chief', `submission ${ids['410302']}`],
      ['RETURN', 'reviewer', `submission ${ids['410302']}`],
      ['APPLY', 'both', `submission ${ids['410303']}`],
    ]);
  } finally {
    await chains.close();
  }
});

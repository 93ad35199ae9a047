import { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { openChains } from '../../server/cli/anchors.ts';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readHead, readNewest } from '../../server/db/audit.ts';
import { AUDIT_CHAINS, type AuditEntry } from '../../server/domain/auditChain.ts';
import { applySubmission, reviewSubmission } from '../../server/ledger/states.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { serve, temporaryFolder, type Served } from '../http/serve.ts';
import { unitFact } from '../support/facts.ts';
import { hold } from '../support/held.ts';
import { bySystem } from '../support/trail.ts';
import { cookiesOf, postAs, signedIn } from '../support/users.ts';

const PASSWORD = 'correct horse battery 9';
const UNKNOWN = '0123456789abcdef';
type Variables = Readonly<Record<string, unknown>>;
type Form = readonly [
  by: 'administrator' | 'clerk' | 'nobody',
  variables: () => Variables | Promise<Variables>,
  outcome: AuditEntry['outcome'],
];

/** What the forms below make, for those that come after them. */
const made = { code: '', user: '', token: '', query: '', temporary: '', locked: '', held: '', second: '' };
const set = JSON.stringify(loadRuleSets().find((one) => one.region !== '100000') ?? loadRuleSets()[0]);
const scopes = { roles: ['ANALYST'], view: { regions: ['410300'] }, report: { regions: [] } };
const first = { name: 'chief', displayName: '首任', password: PASSWORD, roles: ['SYSADMIN', 'SECADMIN', 'AUDITOR'] };
const of =
  (variables: Variables): (() => Variables) =>
  () =>
    variables;
const onUser = (more: Variables = {}): Form[] => [
  ['administrator', () => ({ id: made.user, ...more }), 'DONE'],
  ['administrator', of({ id: UNKNOWN, ...more }), 'REFUSED'],
  ['nobody', () => ({ id: made.user, ...more }), 'REFUSED'],
];
const text = { name: '覆盖率', query: '{ dataset { version } }', shared: false };
const due = { region: '410300', period: '2026Q3' };
const target = { region: '410300', indicator: 'PARTY_ORG_COVERAGE', from: '2026-01-01' };

/** Every mutation, in an order in which each can be done, with what is done and what is refused. One without forms fails the test. */
const FORMS: Readonly<Record<string, readonly Form[]>> = {
  setUp: [
    ['nobody', of({ code: 'wrong', administrators: [first] }), 'REFUSED'],
    ['nobody', () => ({ code: made.code, administrators: [first] }), 'DONE'],
  ],
  login: [
    ['nobody', of({ name: 'chief', password: 'wrong' }), 'REFUSED'],
    ['nobody', of({ name: 'chief', password: PASSWORD }), 'DONE'],
  ],
  changePassword: [
    ['administrator', of({ old: PASSWORD, new: PASSWORD }), 'REFUSED'],
    ['nobody', of({ old: PASSWORD, new: PASSWORD }), 'REFUSED'],
    ['administrator', of({ old: PASSWORD, new: `${PASSWORD}!` }), 'DONE'],
  ],
  createUser: [
    ['administrator', of({ name: 'zhang', displayName: '张' }), 'DONE'],
    ['administrator', of({ name: 'zhang', displayName: '张' }), 'REFUSED'],
    ['nobody', of({ name: 'li', displayName: '李' }), 'REFUSED'],
  ],
  changeUser: onUser({ displayName: '张三' }),
  setUserEnabled: onUser({ enabled: true }),
  resetPassword: onUser(),
  unlockUser: onUser(),
  endSessions: onUser(),
  grant: [...onUser(scopes), ['administrator', () => ({ id: made.user, ...scopes, view: { regions: ['999999'] } }), 'REFUSED']],
  createToken: [
    ['administrator', of({ name: '报表', scopes: ['QUERY'], days: 1 }), 'REFUSED'],
    ['nobody', of({ name: '报表', scopes: ['QUERY'], days: 1 }), 'DONE'],
    ['nobody', of({ name: '报表', scopes: ['QUERY'], days: 0 }), 'REFUSED'],
    ['nobody', of({ name: '报表', scopes: ['QUERY'], days: 1, regions: ['999999'] }), 'REFUSED'],
  ],
  revokeToken: [
    ['administrator', () => ({ id: made.token }), 'DONE'],
    ['administrator', of({ id: UNKNOWN }), 'REFUSED'],
    ['nobody', of({ id: UNKNOWN }), 'REFUSED'],
  ],
  saveQuery: [
    ['nobody', of(text), 'DONE'],
    ['nobody', of({ ...text, name: '' }), 'REFUSED'],
    ['administrator', of(text), 'REFUSED'],
  ],
  deleteQuery: [
    ['nobody', of({ id: UNKNOWN }), 'REFUSED'],
    ['nobody', () => ({ id: made.query }), 'DONE'],
  ],
  setTarget: [
    ['administrator', of({ ...target, target: 90 }), 'DONE'],
    ['administrator', of({ ...target, region: '999999', target: 90 }), 'REFUSED'],
    ['nobody', of({ ...target, target: 90 }), 'REFUSED'],
  ],
  removeTarget: [
    ['administrator', of(target), 'DONE'],
    ['administrator', of({ ...target, region: '999999' }), 'REFUSED'],
    ['nobody', of(target), 'REFUSED'],
  ],
  setRuleSet: [
    ['administrator', of({ document: set }), 'DONE'],
    ['administrator', of({ document: '{' }), 'REFUSED'],
    ['nobody', of({ document: set }), 'REFUSED'],
  ],
  setHeaderMapping: [
    ['administrator', of({ region: '410302', sheet: 'UNITS', columns: [] }), 'REFUSED'],
    ['nobody', of({ region: '410302', sheet: 'UNITS', columns: [] }), 'REFUSED'],
  ],
  setReviewSettings: [
    ['administrator', of({ noteShare: 25 }), 'DONE'],
    ['administrator', of({ noteShare: 101 }), 'REFUSED'],
    ['nobody', of({ noteShare: 25 }), 'REFUSED'],
  ],
  review: [
    ['administrator', () => ({ id: made.locked, act: 'UNLOCK' }), 'REFUSED'],
    ['administrator', () => ({ id: made.locked, act: 'UNLOCK', reason: '更正' }), 'DONE'],
    ['administrator', () => ({ id: made.locked, act: 'ACCEPT' }), 'REFUSED'],
    ['nobody', () => ({ id: made.locked, act: 'RETURN', reason: '更正' }), 'REFUSED'],
  ],
  applySubmission: [
    ['administrator', () => ({ id: made.held }), 'REFUSED'],
    ['clerk', of({ id: UNKNOWN }), 'REFUSED'],
    ['clerk', () => ({ id: made.held }), 'DONE'],
    ['nobody', () => ({ id: made.held }), 'REFUSED'],
  ],
  discardSubmission: [
    ['clerk', () => ({ id: made.held }), 'REFUSED'],
    ['clerk', () => ({ id: made.second }), 'DONE'],
    ['nobody', () => ({ id: made.second }), 'REFUSED'],
  ],
  sendSummary: [
    ['administrator', of({ region: '410302', period: '2025Q4', values: [{ measure: 'party_organizations', value: 3 }] }), 'REFUSED'],
    ['nobody', of({ region: '410302', period: '2025Q4', values: [] }), 'REFUSED'],
  ],
  setDueDate: [
    ['administrator', of({ ...due, dueOn: '2026-10-20' }), 'DONE'],
    ['administrator', of({ ...due, dueOn: '2026-09-30' }), 'REFUSED'],
    ['administrator', of({ ...due, period: '2026', dueOn: '2026-10-20' }), 'REFUSED'],
    ['nobody', of({ ...due, dueOn: '2026-10-20' }), 'REFUSED'],
  ],
  removeDueDate: [
    ['administrator', of(due), 'DONE'],
    ['administrator', of({ ...due, region: '999999' }), 'REFUSED'],
    ['nobody', of(due), 'REFUSED'],
  ],
  carryForward: [
    ['administrator', of({ ...due, region: '410302', reason: '未报' }), 'REFUSED'],
    ['nobody', of({ ...due, region: '410302', reason: '未报' }), 'REFUSED'],
  ],
  createBackup: [
    ['administrator', of({}), 'DONE'],
    ['nobody', of({}), 'REFUSED'],
  ],
  logout: [['administrator', of({}), 'DONE']],
};
/** Changes nothing, whatever it is told. */
const QUESTIONS: ReadonlySet<string> = new Set(['checkRuleSet']);

const schema = createSchema();
const mutations = schema.getMutationType()?.getFields() ?? {};

/** The operation of a mutation with all of its arguments as variables, and the ids of what it gives. */
function operationOf(name: string): string {
  const field = mutations[name];
  if (field === undefined) throw new Error(`no mutation ${name}`);
  const declared = field.args.map((arg) => `$${arg.name}: ${String(arg.type)}`).join(', ');
  const passed = field.args.map((arg) => `${arg.name}: $${arg.name}`).join(', ');
  const given = /^[[\]!]*(\w+)/.exec(String(field.type))?.[1] ?? '';
  const type = schema.getType(given);
  const inner: Readonly<Record<string, string>> = {
    CreatedUser: '{ user { id } temporaryPassword }',
    CreatedToken: '{ token { id } secret }',
  };
  const selection = type instanceof GraphQLObjectType ? (inner[given] ?? ('id' in type.getFields() ? '{ id }' : '{ __typename }')) : '';
  return `mutation${declared === '' ? '' : `(${declared})`} { done: ${name}${passed === '' ? '' : `(${passed})`} ${selection} }`;
}

let served: Served;
let accounts: OpenAccounts;
let database: string;
let administrator = '';
let browser = '';
let clerk = '';

/** A quarter that is locked, and two that were received. */
async function makeSubmissions(): Promise<void> {
  const store = bySystem(await openPrepared(database, () => undefined));
  const held = async (region: string): Promise<string> =>
    String((await hold(store, region, '2026Q2', { units: [unitFact(region, 1)], organizations: [] })).id);
  made.locked = await held('410302');
  const operator = { judge: { id: 'cli', permissions: [], report: 'ALL', trusted: true }, by: { id: 'cli', name: 'cli' } } as const;
  await applySubmission(store, { id: made.locked, note: null, confirmRemovals: false, ...operator }, '2026-10-10T03:00:00.000Z');
  for (const act of ['ACCEPT', 'LOCK'] as const)
    await reviewSubmission(store, { id: made.locked, act, reason: null, ...operator }, '2026-10-10T03:00:00.000Z');
  made.held = await held('410303');
  made.second = await held('410304');
  await store.close();
}

beforeAll(async () => {
  database = `${temporaryFolder()}/fugai.sqlite`;
  await makeSubmissions();
  served = await serve({ database, accounts: true, office: true });
  accounts = await openAccounts(database, () => undefined);
  made.code = String(await accounts.operator.newSetUpCode());
});
afterAll(async () => {
  await accounts.close();
  await served.close();
});

async function stand(): Promise<{ entries: number; last: AuditEntry | undefined }> {
  const chains = await openChains(database);
  try {
    let entries = 0;
    const newest: AuditEntry[] = [];
    for (const { chain, db } of chains.open) {
      entries += (await readHead(db, AUDIT_CHAINS[chain].table)).position;
      newest.push(...(await readNewest(db, AUDIT_CHAINS[chain].table, { most: 1 })));
    }
    return { entries, last: newest.toSorted((left, right) => (left.at < right.at ? 1 : -1))[0] };
  } finally {
    await chains.close();
  }
}

interface Given {
  readonly data?: {
    readonly done?: { readonly id?: string; readonly user?: { id: string }; readonly token?: { id: string } } | null;
  } | null;
  readonly errors?: readonly { readonly message: string }[];
}

/** What a form made is there for those after it. */
function keep(name: string, by: Form[0], { data }: Given, cookie: string): void {
  const done = data?.done;
  if (name === 'createUser' && done?.user) made.user = done.user.id;
  if (name === 'createToken' && done?.token) made.token = done.token.id;
  if (name === 'saveQuery' && done?.id !== undefined) made.query = done.id;
  if (cookie === '' || !done) return;
  if (['setUp', 'login', 'changePassword'].includes(name)) administrator = cookie;
  else if (by === 'nobody') browser = cookie;
}

it('leaves exactly one entry of every mutation of the schema, done or refused', async () => {
  const asked = Object.keys(mutations).filter((name) => !QUESTIONS.has(name));
  expect(asked.filter((name) => FORMS[name] === undefined)).toEqual([]);
  let tried = 0;
  let exact = 0;
  for (const [name, forms] of Object.entries(FORMS)) {
    // The first set-up wants a program that nobody has an account of.
    if (clerk === '' && forms.some(([by]) => by === 'clerk'))
      clerk = (await signedIn(served.url, accounts, { name: 'clerk', roles: ['REPORTER'], view: ['410300'], report: ['410300'] })).cookie;
    if (mutations[name] === undefined) continue;
    for (const [by, variables, outcome] of forms) {
      const before = await stand();
      const cookie = { administrator, clerk, nobody: browser }[by];
      const response = await postAs(served.url, operationOf(name), await variables(), cookie === '' ? {} : { cookie });
      const answer = (await response.json()) as Given;
      const after = await stand();
      const told = `${name} by ${by}: ${JSON.stringify(answer.errors ?? 'done')}`;
      keep(name, by, answer, cookiesOf(response));
      tried += 1;
      exact += after.entries - before.entries === 1 ? 1 : 0;
      expect([told, after.entries - before.entries, after.last?.outcome]).toEqual([told, 1, outcome]);
    }
  }
  console.log(`audit mutations ${asked.length}, tried ${tried} / exactly one entry ${exact}`);
  expect(exact).toBe(tried);
});

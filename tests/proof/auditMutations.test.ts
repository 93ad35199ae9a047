import { GraphQLObjectType } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { openChains } from '../../server/cli/anchors.ts';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readHead, readNewest } from '../../server/db/audit.ts';
import { AUDIT_CHAINS, type AuditEntry } from '../../server/domain/auditChain.ts';
import { createSchema } from '../../server/graphql/schema.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { serve, temporaryFolder, type Served } from '../http/serve.ts';
import { cookiesOf, postAs } from '../support/users.ts';

const PASSWORD = 'correct horse battery 9';
const UNKNOWN = '0123456789abcdef';
type Variables = Readonly<Record<string, unknown>>;
type Form = readonly [by: 'administrator' | 'nobody', variables: () => Variables | Promise<Variables>, outcome: AuditEntry['outcome']];

/** What the forms below make, for those that come after them. */
const made = { code: '', user: '', token: '', query: '', temporary: '' };
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

beforeAll(async () => {
  database = `${temporaryFolder()}/fugai.sqlite`;
  await (await openPrepared(database, () => undefined)).close();
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
    if (mutations[name] === undefined) continue;
    for (const [by, variables, outcome] of forms) {
      const before = await stand();
      const cookie = by === 'administrator' ? administrator : browser;
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

/** Whom a kept answer is given to: what a reader may is seen before anything kept is looked up, and an answer is one for readers of the same sight. */
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { loadConfig } from '../../server/config.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { cookiesOf, PASSWORD, postAs, signedIn } from '../support/users.ts';
import { serve, temporaryFolder, type Served } from './serve.ts';

/** Comes with the web app. */
const KNOWN = 'query Version { dataset { version } }';
/** Written by a reader. */
const OWN = '{ dataset { version units } }';
const SETTINGS = { open: {}, closed: { anonymous: 'none' }, separated: { anonymous: 'none', separation: true } } as const;
type Place = keyof typeof SETTINGS;

let database: TestDatabase;
let site: string;
let accounts: OpenAccounts;
let served: Readonly<Record<Place, Served>>;
let waiting: Served;
let setUp = false;
let who: Readonly<Record<string, Readonly<Record<string, string>>>>;

beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  await database.submit('410102', '2025Q4', ledgerOf('410102', { none: 7 }));
  // Of a real ledger everybody sees another part.
  await database.store.db.updateTable('submission').set({ demo: 0 }).execute();
  site = temporaryFolder();
  mkdirSync(path.join(site, 'assets'));
  writeFileSync(path.join(site, 'index.html'), '<!doctype html>');
  const hash = createHash('sha256').update(KNOWN).digest('hex');
  writeFileSync(path.join(site, 'operations.json'), JSON.stringify({ [hash]: { name: 'Version', text: KNOWN } }));
  const places = { ...loadConfig({}).places, web: site };
  const start = (change: object) => serve({ database: database.url, accounts: true, change: { places, ...change } });
  served = {
    open: await start(SETTINGS.open),
    closed: await start(SETTINGS.closed),
    separated: await start(SETTINGS.separated),
  };
  waiting = await serve({
    database: database.url,
    accounts: true,
    change: { places, host: '0.0.0.0', trustedProxies: ['192.0.2.1'] },
    needsSetup: async () => !setUp,
  });
  accounts = await openAccounts(database.url, () => undefined);
  const { url } = served.open;
  const user = async (name: string, role: 'VIEWER' | 'ANALYST' | 'SYSADMIN', view: readonly string[] | 'ALL') =>
    (await signedIn(url, accounts, { name, roles: [role], view })).headers;
  const luoyang = ['410300'];
  const { temporaryPassword } = await accounts.operator.addUser({
    name: 'xin',
    displayName: 'xin',
    roles: ['ANALYST'],
    view: luoyang,
    report: [],
  });
  const login = await postAs(url, `mutation { login(name: "xin", password: "${temporaryPassword}") { id } }`);
  const token = async (scopes: readonly ('QUERY' | 'EXPORT')[]) => ({
    authorization: `Bearer ${(await accounts.operator.createToken({ name: scopes.join(), scopes: [...scopes], days: 1 })).secret}`,
  });
  who = {
    nobody: {},
    analyst: await user('fen', 'ANALYST', luoyang),
    'another analyst': await user('xi', 'ANALYST', luoyang),
    'an analyst elsewhere': await user('zheng', 'ANALYST', ['410100']),
    leader: await user('ling', 'VIEWER', luoyang),
    administrator: await user('sys', 'SYSADMIN', 'ALL'),
    'temporary password': { origin: url, cookie: cookiesOf(login) },
    token: await token(['QUERY']),
    'token for exports': await token(['EXPORT']),
  };
});
afterAll(async () => {
  await accounts.close();
  for (const one of [...Object.values(served), waiting]) await one.close();
  await database.drop();
  rmSync(site, { recursive: true, force: true });
});

interface Got {
  readonly status: number;
  readonly cache: string | null;
  readonly text: string;
}
async function ask(at: Served, name: string, query: string): Promise<Got> {
  const { origin, ...headers } = who[name] ?? {};
  const response = await postAs(at.url, query, {}, { ...headers, ...(origin !== undefined && { origin: at.url }) });
  return { status: response.status, cache: response.headers.get('x-fugai-cache'), text: await response.text() };
}

/** What each gets of answers that others of the same sight have had kept before: of the web app's query, and of one written by hand. */
const MATRIX: readonly (readonly [Place, string, known: string, own: string])[] = [
  ['open', 'nobody', 'hit', 'hit'],
  ['open', 'analyst', 'hit', 'hit'],
  ['open', 'another analyst', 'hit', 'hit'],
  ['open', 'leader', 'hit', 'FORBIDDEN'],
  ['open', 'temporary password', 'FORBIDDEN', 'FORBIDDEN'],
  ['open', 'token', 'hit', 'hit'],
  ['open', 'token for exports', 'FORBIDDEN', 'FORBIDDEN'],
  ['closed', 'nobody', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
  ['closed', 'another analyst', 'hit', 'hit'],
  ['closed', 'leader', 'hit', 'FORBIDDEN'],
  ['closed', 'temporary password', 'FORBIDDEN', 'FORBIDDEN'],
  ['closed', 'token for exports', 'FORBIDDEN', 'FORBIDDEN'],
  ['separated', 'another analyst', 'hit', 'hit'],
  ['separated', 'nobody', 'UNAUTHENTICATED', 'UNAUTHENTICATED'],
];

describe('a kept answer', () => {
  beforeAll(async () => {
    for (const at of Object.values(served))
      for (const name of ['nobody', 'analyst', 'token', 'administrator']) for (const query of [KNOWN, OWN]) await ask(at, name, query);
  });

  it.each(MATRIX)(
    '%s to readers without a name, asked for by %s: of the web app %s, written by hand %s',
    async (place, name, ...wanted) => {
      const got = [await ask(served[place], name, KNOWN), await ask(served[place], name, OWN)];
      expect(got.map(({ cache, text }) => cache ?? /"code":"([A-Z_]+)"/.exec(text)?.[1])).toEqual(wanted);
      for (const [at, one] of got.entries()) if (wanted[at] !== 'hit') expect(one.text).not.toContain('"version"');
    },
  );

  it('is none of who sees another part: an analyst of 郑州, one of 洛阳 and who sees everything count 7, 4 and 11 units', async () => {
    const unitsOf = async (name: string): Promise<unknown> => {
      const answers = [await ask(served.closed, name, OWN), await ask(served.closed, name, OWN)];
      expect(answers[1]).toMatchObject({ cache: 'hit', text: answers[0]?.text });
      return (JSON.parse(String(answers[1]?.text)) as { data: { dataset: { units: unknown } } }).data.dataset.units;
    };
    expect([await unitsOf('an analyst elsewhere'), await unitsOf('analyst'), await unitsOf('token')]).toEqual([7, 4, 11]);
  });

  it('is none of an administrator where the three are separated: what they asked first is nobody else’s', async () => {
    const [first, own] = [await ask(served.separated, 'administrator', OWN), await ask(served.separated, 'an analyst elsewhere', OWN)];
    expect(first.text).not.toMatch(/"units":(7|4|11)\b/);
    expect(own.text).toContain('"units":7');
  });

  it('is not what holds anything of a reader: who asks, their queries, their sight, backups', async () => {
    for (const query of [
      '{ viewer { loginName } }',
      '{ savedQueries { id } }',
      '{ site { sight { demo } } }',
      '{ dataset { version } viewer { id } }',
    ])
      for (const name of ['analyst', 'another analyst', 'analyst']) expect((await ask(served.open, name, query)).cache).toBeNull();
    for (let times = 0; times < 2; times += 1) expect((await ask(served.open, 'administrator', '{ backups { name } }')).cache).toBeNull();
  });

  it('of what only the known are told is given to nobody else', async () => {
    const knowing = await serve({ database: database.url, accounts: true, change: { introspection: 'KNOWN' } });
    const query = '{ __schema { queryType { name } } }';
    await ask(knowing, 'administrator', query);
    expect(await ask(knowing, 'administrator', query)).toMatchObject({ cache: 'hit', status: 200 });
    expect(await ask(knowing, 'nobody', query)).toMatchObject({ cache: null, status: 401 });
    await knowing.close();
  });

  it('is not even said to be unchanged to who may not read: their tag is looked at by the engine', async () => {
    const address = (at: Served): string => `${at.url}/graphql?query=${encodeURIComponent(KNOWN)}`;
    const get = (name: string, tag?: string) => {
      const { cookie } = who[name] ?? {};
      const headers = {
        accept: 'application/json',
        ...(cookie !== undefined && { cookie }),
        ...(tag !== undefined && { 'if-none-match': tag }),
      };
      return fetch(address(served.closed), { headers });
    };
    const tag = String((await get('analyst')).headers.get('etag'));
    expect((await get('analyst', tag)).status).toBe(304);
    expect([(await get('nobody', tag)).status, (await get('temporary password', tag)).status]).toEqual([401, 403]);
  });

  it('waits for the end of set-up, and goes with the session', async () => {
    for (let times = 0; times < 2; times += 1) expect((await ask(waiting, 'nobody', KNOWN)).text).toContain('UNAUTHENTICATED');
    setUp = true;
    await ask(waiting, 'nobody', KNOWN);
    expect((await ask(waiting, 'nobody', KNOWN)).cache).toBe('hit');
    const cookie = cookiesOf(await postAs(served.closed.url, `mutation { login(name: "fen", password: "${PASSWORD}") { id } }`));
    const mine = async () => (await postAs(served.closed.url, OWN, {}, { cookie })).headers.get('x-fugai-cache');
    expect(await mine()).toBe('hit');
    await postAs(served.closed.url, 'mutation { logout }', {}, { cookie });
    expect(await mine()).toBeNull();
  });
});

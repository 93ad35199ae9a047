import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openAccounts, type OpenAccounts } from '../../server/cli/accounts.ts';
import { loadConfig } from '../../server/config.ts';
import { readNewest } from '../../server/db/audit.ts';
import { openAccountsStore } from '../../server/db/accounts/open.ts';
import { openStore } from '../../server/db/open.ts';
import { startIdentityProvider, type IdentityProvider } from '../support/identityProvider.mjs';
import { freePort } from '../support/ports.ts';
import { serve, temporaryFolder, type Served } from './serve.ts';

/** Cookies by host, as a browser keeps them. */
class Browser {
  readonly #jar = new Map<string, Map<string, string>>();

  of(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#jar.get(host) ?? new Map<string, string>();
    this.#jar.set(host, jar);
    return jar;
  }

  async get(url: string, form?: Readonly<Record<string, string>>): Promise<Response> {
    const jar = this.of(url);
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }
}

const people = { 'subject-1': 'zhang', 'subject-2': 'nobody', 'subject-3': 'gone', 'subject-4': 'own', 'subject-5': undefined };
let provider: IdentityProvider;
let served: Served;
let accounts: OpenAccounts;
let database: string;
let browser: Browser;

beforeAll(async () => {
  database = `${temporaryFolder()}/fugai.sqlite`;
  await (await openStore(database)).close();
  const port = await freePort();
  provider = await startIdentityProvider(people, [`http://127.0.0.1:${port}/openid/callback`]);
  const { openId } = loadConfig({
    FUGAI_OIDC_ISSUER: provider.issuer,
    FUGAI_OIDC_CLIENT_ID: 'fugai',
    FUGAI_OIDC_CLIENT_SECRET: 'a secret of this test',
    FUGAI_OIDC_NAME: '统一登录',
  });
  served = await serve({ database, accounts: true, change: { openId, port } });
  accounts = await openAccounts(database, () => undefined);
  for (const name of ['zhang', 'gone', 'own'])
    await accounts.operator.addUser({ name, displayName: name, roles: ['ANALYST'], view: ['410300'], report: [] });
  await accounts.operator.setUserEnabled('gone', false);
});
afterAll(async () => {
  await accounts.close();
  await served.close();
  await provider.close();
});
beforeEach(() => {
  browser = new Browser();
});

/** Goes to the provider from `start`, signs in as `subject` and agrees; gives the address it is sent back to. */
async function signInThere(start: string, subject: string): Promise<string> {
  let at = start;
  for (let step = 0; step < 12; step += 1) {
    if (at.startsWith(`${served.url}/openid/callback`)) return at;
    const form = /\/interaction\//.test(at)
      ? /name="login"/.test(await (await browser.get(at)).text())
        ? { prompt: 'login', login: subject, password: 'x' }
        : { prompt: 'consent' }
      : undefined;
    const response = await browser.get(at, form);
    at = new URL(String(response.headers.get('location')), at).href;
  }
  throw new Error(`no way back from ${at}`);
}

const begin = async (): Promise<string> => String((await browser.get(`${served.url}/openid/start`)).headers.get('location'));
const signIn = async (subject: string): Promise<Response> => browser.get(await signInThere(await begin(), subject));
const isSignedIn = (): boolean => browser.of(served.url).has('fugai_session');

async function viewer(): Promise<unknown> {
  const response = await fetch(`${served.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      origin: served.url,
      cookie: [...browser.of(served.url)].map(([name, value]) => `${name}=${value}`).join('; '),
    },
    body: JSON.stringify({ query: '{ viewer { name kind mustChangePassword } }' }),
  });
  return ((await response.json()) as { data: { viewer: unknown } }).data.viewer;
}

async function lastLogins(most: number): Promise<[outcome: string, actor: string][]> {
  const store = await openAccountsStore(database);
  const found = await readNewest(store.db, 'account_audit', { actions: ['LOGIN'], most });
  await store.close();
  return found.map((entry) => [entry.outcome, entry.actorName]);
}

describe('signing in with an identity provider', () => {
  it('is offered by name, and leads there with code, PKCE, state and nonce', async () => {
    const site = await served.ask('{ site { openId { name start } } }');
    expect(site.data).toEqual({ site: { openId: { name: '统一登录', start: '/openid/start' } } });
    const to = new URL(await begin());
    expect(to.origin).toBe(provider.issuer);
    const asked = Object.fromEntries(to.searchParams);
    expect(asked).toMatchObject({ response_type: 'code', code_challenge_method: 'S256', client_id: 'fugai' });
    expect([asked['state'], asked['nonce'], asked['code_challenge']].every((text) => String(text).length >= 43)).toBe(true);
  });

  it('signs in who has an account of their name with an unused temporary password, and knows them by their subject from then on', async () => {
    const response = await signIn('subject-1');
    expect([response.status, isSignedIn()]).toEqual([200, true]);
    expect(await response.text()).toContain('url=/');
    expect(await viewer()).toEqual({ name: 'zhang', kind: 'USER', mustChangePassword: false });
    expect(await lastLogins(1)).toEqual([['DONE', 'zhang']]);
    expect((await accounts.operator.users()).find((user) => user.name === 'zhang')).toMatchObject({ openId: true });
    browser = new Browser();
    await signIn('subject-1');
    expect(await viewer()).toMatchObject({ name: 'zhang' });
  });

  it('ends with the session: who signed out is nobody again', async () => {
    await signIn('subject-1');
    const cookie = [...browser.of(served.url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: served.url, cookie },
      body: JSON.stringify({ query: 'mutation { logout }' }),
    });
    expect(await response.json()).toMatchObject({ data: { logout: true } });
    expect(await viewer()).toBeNull();
  });

  it.each([
    ['without an account', 'subject-2', 403, '没有您的账号'],
    ['whose provider tells no name', 'subject-5', 403, '没有您的账号'],
    ['who is disabled', 'subject-3', 403, '已停用'],
  ])('refuses a person %s', async (_name, subject, status, words) => {
    const response = await signIn(subject);
    expect([response.status, isSignedIn()]).toEqual([status, false]);
    expect(await response.text()).toContain(words);
    expect((await lastLogins(1))[0]?.[0]).toBe('REFUSED');
    expect((await accounts.operator.users()).map((user) => user.name)).toEqual(['gone', 'own', 'zhang']);
  });

  it('refuses the name of an account whose password somebody uses', async () => {
    const { temporaryPassword } = await accounts.operator.resetPassword('own');
    const signedIn = await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: served.url },
      body: JSON.stringify({
        query: 'mutation ($name: String!, $password: String!) { login(name: $name, password: $password) { id } }',
        variables: { name: 'own', password: temporaryPassword },
      }),
    });
    const cookie = /fugai_session=[^;]+/.exec(signedIn.headers.getSetCookie().join('; '))?.[0];
    await fetch(`${served.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: served.url, cookie: String(cookie) },
      body: JSON.stringify({
        query: 'mutation ($old: String!, $new: String!) { changePassword(old: $old, new: $new) { id } }',
        variables: { old: temporaryPassword, new: 'a long walk by the river 7' },
      }),
    });
    const response = await signIn('subject-4');
    expect([response.status, isSignedIn()]).toEqual([403, false]);
    expect(await response.text()).toContain('还没有与您的身份关联');
  });

  it('refuses another state, another nonce, a return twice, a code that was used, and a return that nobody began', async () => {
    const callback = await signInThere(await begin(), 'subject-1');
    const other = new URL(callback);
    other.searchParams.set('state', 'x'.repeat(43));
    expect((await browser.get(other.href)).status).toBe(401);

    browser = new Browser();
    const start = new URL(await begin());
    start.searchParams.set('nonce', 'y'.repeat(43));
    const forged = await browser.get(await signInThere(start.href, 'subject-1'));
    expect([forged.status, await forged.text()]).toEqual([401, expect.stringContaining('没有确认')]);

    browser = new Browser();
    const good = await signInThere(await begin(), 'subject-1');
    const kept = new Map(browser.of(served.url));
    expect((await browser.get(good)).status).toBe(200);
    for (const [name, value] of kept) browser.of(served.url).set(name, value);
    browser.of(served.url).delete('fugai_session');
    expect((await browser.get(good)).status).toBe(401);

    browser = new Browser();
    const again = new URL(await begin());
    const replayed = new URL(good);
    replayed.searchParams.set('state', String(again.searchParams.get('state')));
    expect((await browser.get(replayed.href)).status).toBe(401);

    browser = new Browser();
    expect((await browser.get(good)).status).toBe(401);
    expect(isSignedIn()).toBe(false);
    expect((await lastLogins(6)).map(([outcome]) => outcome)).toEqual(['REFUSED', 'REFUSED', 'REFUSED', 'DONE', 'REFUSED', 'REFUSED']);
  });

  it('is not there where no provider is named, and half a provider stops the start', async () => {
    const plain = await serve();
    expect((await fetch(`${plain.url}/openid/start`, { redirect: 'manual' })).status).toBe(404);
    await plain.close();
    expect(() => loadConfig({ FUGAI_OIDC_ISSUER: 'https://id.example.org' })).toThrow('FUGAI_OIDC_CLIENT_ID');
    expect(() => loadConfig({ FUGAI_OIDC_CLIENT_ID: 'x' })).toThrow('FUGAI_OIDC_ISSUER');
    expect(() => loadConfig({ FUGAI_OIDC_ISSUER: 'http://id.example.org', FUGAI_OIDC_CLIENT_ID: 'x' })).toThrow('https://');
  });

  it('says that the provider does not answer, with the setting to look at', async () => {
    const port = await freePort();
    const { openId } = loadConfig({ FUGAI_OIDC_ISSUER: `http://127.0.0.1:${port}`, FUGAI_OIDC_CLIENT_ID: 'fugai' });
    const alone = await serve({ change: { openId } });
    const response = await fetch(`${alone.url}/openid/start`, { redirect: 'manual' });
    expect([response.status, await response.text()]).toEqual([503, expect.stringContaining('FUGAI_OIDC_ISSUER')]);
    await alone.close();
  });
});

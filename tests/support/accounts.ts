/** Accounts for tests: on SQLite and on PostgreSQL, with a clock that the test moves. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createAccounts } from '../../server/accounts/index.ts';
import { createPasswords, type Hashing } from '../../server/accounts/passwords.ts';
import type { Accounts, Desk, Visit } from '../../server/accounts/types.ts';
import { performWrite, type AccountWrite } from '../../server/accounts/writes.ts';
import { openAccountsStore, type AccountsStore } from '../../server/db/accounts/open.ts';
import type { Engine } from '../../server/db/open.ts';
import { browserScopes, type Place, type Viewer } from '../../server/domain/viewers.ts';
import { emptyDatabase } from './postgres.ts';

export const HERE: Place = { anonymous: 'aggregates', separation: false, direct: true, fromPage: true };
/** A visit from this machine that gets no cookies; what differs is given. */
export const visitOf = (more: Partial<Visit> = {}): Visit => ({
  viewer: null,
  place: HERE,
  address: '127.0.0.1',
  openId: null,
  notice: '',
  welcome: () => undefined,
  session: () => undefined,
  ...more,
});

export interface TestAccounts {
  readonly accounts: Accounts;
  readonly store: AccountsStore;
  /** Of the database that the accounts belong to. */
  readonly url: string;
  /** Names of the writes so far. */
  readonly written: AccountWrite[];
  /** What was complained of so far. */
  readonly complaints: unknown[];
  /** Waits for the writes that nobody waited for. */
  settled(): Promise<void>;
  setNow(now: string): void;
  /** A page on this machine that saves its first thing: its secret, and the desk it comes back to. */
  newBrowser(): Promise<{ secret: string; viewer: Viewer; desk: Desk }>;
  drop(): Promise<void>;
}

async function place(engine: Engine, postgresUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  if (engine === 'postgres') return emptyDatabase(postgresUrl);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-accounts-'));
  return { url: path.join(folder, 'fugai.sqlite'), drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** `hashing`: in place of argon2, or around it. */
export async function testAccounts(engine: Engine, postgresUrl: string, hashing?: Hashing): Promise<TestAccounts> {
  const { url, drop } = await place(engine, postgresUrl);
  const store = await openAccountsStore(url);
  const written: AccountWrite[] = [];
  const complaints: unknown[] = [];
  const writing: Promise<unknown>[] = [];
  let now = '2026-11-21T08:00:00.000Z';
  const perform = performWrite(store.db);
  const accounts = createAccounts({
    db: store.db,
    write: (name, ask, actor) => {
      written.push(name);
      const answer = perform(name, ask, actor);
      writing.push(answer);
      return answer;
    },
    now: () => now,
    ...(hashing && { passwords: createPasswords(hashing) }),
    complain: (error) => complaints.push(error),
  });
  return {
    accounts,
    store,
    url,
    written,
    complaints,
    settled: async () => {
      await Promise.allSettled(writing);
    },
    setNow: (moment) => (now = moment),
    newBrowser: async () => {
      let secret = '';
      const first = accounts.desk(visitOf({ welcome: (given) => (secret = given) }));
      await first.deleteQuery((await first.saveQuery({ name: 'x', query: '{ x }', shared: false })).id);
      const viewer = await accounts.byBrowser(secret, HERE);
      if (viewer === null) throw new Error('the browser is not known');
      return { secret, viewer, desk: accounts.desk(visitOf({ viewer })) };
    },
    drop: async () => {
      await Promise.allSettled(writing);
      await store.close();
      await drop();
    },
  };
}

export const ALL_SCOPES = browserScopes(HERE);

/** People at their desks: accounts with a clock that the test moves, and argon2 that is counted. */
import { hash, verify } from '@node-rs/argon2';
import { afterAll, afterEach, expect } from 'vitest';
import type { Desk } from '../../server/accounts/types.ts';
import type { Engine } from '../../server/db/open.ts';
import type { Role } from '../../server/domain/roles.ts';
import type { Extent } from '../../server/domain/sight.ts';
import type { Place, Viewer } from '../../server/domain/viewers.ts';
import { HERE, testAccounts, visitOf, type TestAccounts } from '../support/accounts.ts';

export const START = '2026-11-21T08:00:00.000Z';
const MINUTE = 60_000;
export const PASSWORD = 'correct horse battery 9';
export const WRONG = 'wrong horse battery 9';

/** Prints how many cases of a file ran, at least so many, and how many of them failed. */
export function tally(of: string, least: number): void {
  let cases = 0;
  let failed = 0;
  afterEach(({ task }) => {
    cases += 1;
    if (task.result?.state === 'fail') failed += 1;
  });
  afterAll(() => {
    console.log(`accounts cases ${cases} / failed ${failed} (${of})`);
    expect(cases).toBeGreaterThanOrEqual(least);
  });
}

/** Code and message of a refusal. */
export const refusalOf = (promise: Promise<unknown>): Promise<readonly unknown[]> =>
  promise.then(
    () => ['nothing was refused'],
    (error: { code: unknown; message: unknown }) => [error.code, error.message],
  );

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Secret of the session that holds, null when it was ended at this desk. */
  secret: string | null;
}

export interface People extends TestAccounts {
  /** Passwords that were checked by argon2 so far. */
  checked(): number;
  /** Moves the clock to so many minutes after the start. */
  minutes(after: number): void;
  /** The desk of whoever has this secret, or of nobody. */
  at(
    secret: string | null,
    more?: { readonly address?: string; readonly place?: Partial<Place>; onSession?(secret: string | null): void },
  ): Promise<Desk>;
  viewer(secret: string | null): Promise<Viewer | null>;
  login(name: string, password?: string, address?: string): Promise<string>;
  /** Made by the operator, the temporary password changed, signed in. */
  add(name: string, roles: readonly Role[], view?: Extent, report?: Extent): Promise<Person>;
}

/** argon2 as cheap as it goes: what is counted here is how often it is asked. */
const CHEAP = { memoryCost: 64, timeCost: 1, parallelism: 1 };

export async function people(engine: Engine, postgresUrl: string): Promise<People> {
  let checks = 0;
  const test = await testAccounts(engine, postgresUrl, {
    hash: (password) => hash(password, CHEAP),
    verify: (kept, password) => {
      checks += 1;
      return verify(kept, password);
    },
  });
  const { accounts } = test;
  const viewer = async (secret: string | null): Promise<Viewer | null> => (secret === null ? null : accounts.bySession(secret));
  const at: People['at'] = async (secret, { address = '10.0.0.1', place = {}, onSession = () => undefined } = {}) =>
    accounts.desk(visitOf({ viewer: await viewer(secret), address, place: { ...HERE, ...place }, session: onSession }));
  const login: People['login'] = async (name, password = PASSWORD, address = '10.0.0.1') => {
    let given: string | null = null;
    await (await at(null, { address, onSession: (secret) => (given = secret) })).login(name, password);
    if (given === null) throw new Error('no session was given');
    return given;
  };
  return {
    ...test,
    checked: () => checks,
    minutes: (after) => test.setNow(new Date(Date.parse(START) + after * MINUTE).toISOString()),
    at,
    viewer,
    login,
    add: async (name, roles, view = [], report = []) => {
      const { user, temporaryPassword } = await accounts.operator.addUser({ name, displayName: name, roles, view, report });
      const first = await login(name, String(temporaryPassword));
      let secret: string | null = null;
      await (await at(first, { onSession: (given) => (secret = given) })).changePassword(String(temporaryPassword), PASSWORD);
      return { id: user.id, name: user.name, secret };
    },
  };
}

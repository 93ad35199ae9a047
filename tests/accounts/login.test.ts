import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { ENGINES } from '../support/database.ts';
import { PASSWORD, people, type People, refusalOf, tally, WRONG } from './people.ts';

tally('signing in, sessions', 30);

let test: People;
afterEach(() => test.drop());

const WORDS = '登录名或密码不对，请核对后再试。';

async function failures(count: number, name: string, address?: string): Promise<void> {
  for (let at = 0; at < count; at += 1) expect(await refusalOf(test.login(name, WRONG, address))).toEqual(['UNAUTHENTICATED', WORDS]);
}

describe.each(ENGINES)('signing in on %s', (engine) => {
  beforeEach(async () => {
    test = await people(engine, inject('postgresUrl'));
    await test.add('Zhang.San', ['ANALYST'], ['410300']);
  });

  it('takes the name in any case, and keeps of 256 random bits nothing but their hash', async () => {
    const secret = await test.login(' ZHANG.san ');
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(await test.viewer(secret)).toMatchObject({ kind: 'USER', loginName: 'zhang.san', roles: ['ANALYST'], view: ['410300'] });
    const tables = ['account_session', 'account_user', 'account_audit', 'login_failure'];
    for (const table of tables) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(test.store.db);
      expect(JSON.stringify(rows)).not.toContain(secret);
      expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    }
    const users = await sql<{ password_hash: string }>`select password_hash from account_user`.execute(test.store.db);
    expect(users.rows[0]?.password_hash).toMatch(/^\$argon2id\$/);
  });

  it('says the same of a wrong password, an unknown name and an account without a password, after one argon2 each', async () => {
    const { id } = await test.add('li.si', ['ANALYST']);
    await sql`update account_user set password_hash = null where id = ${id}`.execute(test.store.db);
    const told = [];
    for (const name of ['zhang.san', 'nobody.here', 'li.si', '', 'x'.repeat(5000)]) {
      const before = test.checked();
      told.push([await refusalOf(test.login(name, WRONG)), test.checked() - before]);
    }
    expect(told).toEqual(Array.from({ length: 5 }, () => [['UNAUTHENTICATED', WORDS], 1]));
  });

  it('locks name and address for 15 minutes after 5 failures, the right password too, and no other address', async () => {
    await failures(5, 'zhang.san');
    const before = test.checked();
    expect(await refusalOf(test.login('zhang.san'))).toEqual(['FORBIDDEN', expect.stringMatching(/连续 5 次失败.*15 分钟后再试/)]);
    expect(test.checked()).toBe(before);
    await expect(test.login('zhang.san', PASSWORD, '10.0.0.2')).resolves.toBeTypeOf('string');
    test.minutes(14.9);
    expect((await refusalOf(test.login('zhang.san')))[0]).toBe('FORBIDDEN');
    test.minutes(15);
    await expect(test.login('zhang.san')).resolves.toBeTypeOf('string');
  });

  it('locks a name that nobody has in the same words, so that the lock tells nothing', async () => {
    await failures(5, 'nobody.here');
    await failures(5, 'zhang.san');
    expect(await refusalOf(test.login('nobody.here'))).toEqual(await refusalOf(test.login('zhang.san')));
  });

  it('lets 40 attempts at once try no more than 6 passwords', async () => {
    const before = test.checked();
    const told = await Promise.all(Array.from({ length: 40 }, () => refusalOf(test.login('zhang.san', WRONG))));
    expect(test.checked() - before).toBeLessThanOrEqual(6);
    expect(told.filter(([code]) => code === 'UNAUTHENTICATED').length).toBeLessThanOrEqual(6);
    expect((await refusalOf(test.login('zhang.san')))[0]).toBe('FORBIDDEN');
  });

  it('forgets 4 failures after a success, and after 15 minutes without one', async () => {
    await failures(4, 'zhang.san');
    await test.login('zhang.san');
    await failures(4, 'zhang.san');
    test.minutes(16);
    await failures(4, 'zhang.san');
    await expect(test.login('zhang.san')).resolves.toBeTypeOf('string');
  });

  it('is unlocked by who administers users, who sees until when it was locked', async () => {
    const admin = await test.add('admin1', ['SYSADMIN']);
    await failures(5, 'zhang.san');
    const desk = await test.at(admin.secret);
    const [row] = (await desk.users({ search: 'zhang', first: 10 })).rows;
    expect(row?.node.lockedUntil).toBe('2026-11-21T08:15:00.000Z');
    expect((await desk.unlockUser(String(row?.node.id))).lockedUntil).toBeNull();
    await expect(test.login('zhang.san')).resolves.toBeTypeOf('string');
  });

  it('writes exactly one entry in the audit log of each attempt: signed in, wrong, unknown, locked', async () => {
    const count = async (): Promise<string[]> => {
      const { rows } = await sql<{
        outcome: string;
        facts: string;
      }>`select outcome, facts from account_audit where action = 'LOGIN' order by position`.execute(test.store.db);
      return rows.map(({ outcome }) => outcome);
    };
    const before = (await count()).length;
    await test.login('zhang.san');
    await failures(5, 'zhang.san');
    await refusalOf(test.login('zhang.san'));
    await refusalOf(test.login('nobody.here', 'my password in the wrong field'));
    expect((await count()).slice(before)).toEqual(['DONE', ...Array<string>(7).fill('REFUSED')]);
  });
});

describe.each(ENGINES)('a session on %s', (engine) => {
  beforeEach(async () => {
    test = await people(engine, inject('postgresUrl'));
    await test.add('zhang.san', ['ANALYST'], ['410300']);
  });

  it('ends after 30 minutes without use, and not while it is used every 29', async () => {
    const [used, idle] = [await test.login('zhang.san'), await test.login('zhang.san')];
    test.minutes(29);
    expect((await test.viewer(used))?.session?.idleUntil).toBe('2026-11-21T08:59:00.000Z');
    await test.settled();
    test.minutes(30);
    expect([await test.viewer(used), await test.viewer(idle)]).toEqual([expect.objectContaining({ kind: 'USER' }), null]);
    await test.settled();
    test.minutes(59.9);
    expect(await test.viewer(used)).not.toBeNull();
    await test.settled();
    test.minutes(89.9);
    expect(await test.viewer(used)).toBeNull();
  });

  it('ends after 12 hours, however it is used', async () => {
    const secret = await test.login('zhang.san');
    for (let at = 20; at < 720; at += 20) {
      test.minutes(at);
      expect(await test.viewer(secret)).not.toBeNull();
      await test.settled();
    }
    test.minutes(719.9);
    expect((await test.viewer(secret))?.session?.idleUntil).toBe('2026-11-21T20:00:00.000Z');
    test.minutes(720);
    expect(await test.viewer(secret)).toBeNull();
  });

  it('writes that it was seen at most once a minute', async () => {
    const secret = await test.login('zhang.san');
    for (let at = 0; at < 10; at += 1) await test.viewer(secret);
    expect(test.written.filter((name) => name === 'markSeen')).toHaveLength(0);
    test.minutes(1);
    await Promise.all(Array.from({ length: 10 }, () => test.viewer(secret)));
    await test.settled();
    expect(test.written.filter((name) => name === 'markSeen')).toHaveLength(1);
  });

  it('takes the place of the one before when its browser signs in again', async () => {
    const first = await test.login('zhang.san');
    const other = await test.login('zhang.san');
    let second: string | null = null;
    await (await test.at(first, { onSession: (secret) => (second = secret) })).login('zhang.san', PASSWORD);
    expect(second).not.toBe(first);
    expect([await test.viewer(first), await test.viewer(other), await test.viewer(second)].map((one) => one !== null)).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('is one of its own after a change of the password, and all others end', async () => {
    const [first, other] = [await test.login('zhang.san'), await test.login('zhang.san')];
    let next: string | null = null;
    const desk = await test.at(first, { onSession: (secret) => (next = secret) });
    await desk.changePassword(PASSWORD, 'another battery horse 7');
    expect([await test.viewer(first), await test.viewer(other)]).toEqual([null, null]);
    expect(await test.viewer(next)).toMatchObject({ loginName: 'zhang.san' });
    expect((await refusalOf(test.login('zhang.san')))[0]).toBe('UNAUTHENTICATED');
    await expect(test.login('zhang.san', 'another battery horse 7')).resolves.toBeTypeOf('string');
  });

  it('changes no password without the one so far, 5 times wrong and it is locked; nor for one that is too common', async () => {
    const desk = await test.at(await test.login('zhang.san'));
    for (const [next, words] of [
      ['short', '至少 10 个'],
      ['1234567890', '连续或重复'],
      ['zhang.san.2026', '登录名'],
      [PASSWORD, '与现在的相同'],
    ] as const)
      expect(await refusalOf(desk.changePassword(PASSWORD, next))).toEqual(['BAD_USER_INPUT', expect.stringContaining(words)]);
    for (let at = 0; at < 5; at += 1)
      expect(await refusalOf(desk.changePassword(WRONG, 'another battery horse 7'))).toEqual([
        'UNAUTHENTICATED',
        expect.stringContaining('现在的密码不对'),
      ]);
    expect((await refusalOf(desk.changePassword(PASSWORD, 'another battery horse 7')))[0]).toBe('FORBIDDEN');
  });

  it('ends alone when its user signs out, and with all others when an administrator says so', async () => {
    const [first, second, third] = [await test.login('zhang.san'), await test.login('zhang.san'), await test.login('zhang.san')];
    const ended: (string | null)[] = [];
    const desk = await test.at(first, { onSession: (secret) => ended.push(secret) });
    expect([await desk.logout(), await desk.logout(), desk.viewer(), ended]).toEqual([true, false, null, [null]]);
    expect([await test.viewer(first), await test.viewer(second)].map((one) => one !== null)).toEqual([false, true]);
    const admin = await test.add('admin1', ['SYSADMIN']);
    const { id } = (await test.viewer(second)) ?? { id: '' };
    expect((await (await test.at(admin.secret)).endSessions(id)).sessions).toBe(0);
    expect([await test.viewer(second), await test.viewer(third)]).toEqual([null, null]);
  });

  it('is nobody’s for a secret that is not one here', async () => {
    for (const secret of ['', 'x', 'A'.repeat(43), "' or 1=1 --"]) expect(await test.viewer(secret)).toBeNull();
  });
});

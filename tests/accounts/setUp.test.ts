import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createAccounts } from '../../server/accounts/index.ts';
import type { Role } from '../../server/domain/roles.ts';
import { NOTHING } from '../../server/domain/sight.ts';
import { sightFor } from '../../server/domain/viewers.ts';
import { ENGINES } from '../support/database.ts';
import { PASSWORD, people, type People, refusalOf, START, tally } from './people.ts';

tally('set-up, separation', 16);

let test: People;
afterEach(() => test.drop());

const FIRST = (name: string, ...roles: ('SYSADMIN' | 'SECADMIN' | 'AUDITOR' | 'ANALYST')[]) => ({
  name,
  displayName: name,
  password: PASSWORD,
  roles,
});
const ALL_THREE = ['SYSADMIN', 'SECADMIN', 'AUDITOR'] as const;

describe.each(ENGINES)('the first set-up on %s', (engine) => {
  beforeEach(async () => {
    test = await people(engine, inject('postgresUrl'));
  });

  it('takes the code of the last start once, in any spelling, and signs the first administrator in', async () => {
    const { operator, needsSetUp } = test.accounts;
    const [old, code] = [await operator.newSetUpCode(), await operator.newSetUpCode()];
    expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}(-[0-9A-HJKMNP-TV-Z]{5}){3}$/);
    expect(await needsSetUp()).toBe(true);
    let secret: string | null = null;
    const desk = await test.at(null, { onSession: (given) => (secret = given) });
    expect((await refusalOf(desk.setUp(String(old), [FIRST('root1', ...ALL_THREE)])))[1]).toContain('设置码不对');
    const typed = String(code).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect(await desk.setUp(typed, [FIRST('Root1', ...ALL_THREE)])).toMatchObject({ loginName: 'root1', mustChangePassword: false });
    expect(await test.viewer(secret)).toMatchObject({
      roles: [...ALL_THREE],
      permissions: ['UNLOCK', 'USERS', 'GRANTS', 'SETTINGS', 'BACKUP', 'AUDIT'],
    });
    expect(await needsSetUp()).toBe(false);
    expect((await refusalOf(desk.setUp(String(code), [FIRST('root2', ...ALL_THREE)])))[1]).toContain('已经有管理员');
    expect(await operator.newSetUpCode()).toBeNull();
    const { rows } = await sql`select * from setup_code`.execute(test.store.db);
    expect(rows).toEqual([]);
  });

  it('is locked after 5 wrong codes from an address, and keeps nothing of the code but its hash', async () => {
    const code = String(await test.accounts.operator.newSetUpCode());
    const desk = await test.at(null);
    for (let at = 0; at < 5; at += 1) await refusalOf(desk.setUp('AAAAA-AAAAA-AAAAA-AAAAA', [FIRST('root1', ...ALL_THREE)]));
    expect((await refusalOf(desk.setUp(code, [FIRST('root1', ...ALL_THREE)])))[0]).toBe('FORBIDDEN');
    const { rows } = await sql<{ code_hash: string }>`select * from setup_code`.execute(test.store.db);
    expect(JSON.stringify(rows)).not.toContain(code);
    const other = await test.at(null, { address: '10.0.0.9' });
    expect(await other.setUp(code, [FIRST('root1', ...ALL_THREE)])).toMatchObject({ loginName: 'root1' });
  });

  it.each([
    ['nobody', [], '还缺少系统管理员、安全管理员、审计员'],
    ['no auditor', [FIRST('root1', 'SYSADMIN', 'SECADMIN')], '还缺少审计员'],
    ['an analyst', [FIRST('root1', ...ALL_THREE, 'ANALYST')], '首次设置只建管理员'],
    ['one name twice', [FIRST('root1', ...ALL_THREE), FIRST('ROOT1', 'AUDITOR')], '不能相同'],
    ['a common password', [{ ...FIRST('root1', ...ALL_THREE), password: 'admin123456' }], '最常见的密码'],
  ])('refuses %s, and the code stays good', async (_what, given, words) => {
    const code = String(await test.accounts.operator.newSetUpCode());
    const desk = await test.at(null);
    expect(await refusalOf(desk.setUp(code, given))).toEqual(['BAD_USER_INPUT', expect.stringContaining(words)]);
    expect(await desk.setUp(code, [FIRST('root1', ...ALL_THREE)])).toMatchObject({ loginName: 'root1' });
  });
});

describe.each(ENGINES)('with the three administrators separated, on %s', (engine) => {
  const separated = { separation: true };
  beforeEach(async () => {
    test = await people(engine, inject('postgresUrl'));
  });

  it('wants three people, who hold no other role and grant nothing to themselves', async () => {
    const code = String(await test.accounts.operator.newSetUpCode());
    const desk = await test.at(null, { place: separated });
    expect((await refusalOf(desk.setUp(code, [FIRST('root1', ...ALL_THREE)])))[1]).toContain('须为三个人');
    await desk.setUp(code, [FIRST('one', 'SYSADMIN'), FIRST('two', 'SECADMIN'), FIRST('three', 'AUDITOR')]);
    const sec = await test.at(await test.login('two'), { place: separated });
    const [one, , two] = (await sec.users({ first: 9 })).rows.map(({ node }) => node.id);
    const refused = await refusalOf(sec.grant(String(one), { roles: ['SYSADMIN', 'ANALYST'], view: [], report: [] }));
    expect(refused).toEqual(['BAD_USER_INPUT', expect.stringContaining('FUGAI_SEPARATION=on')]);
    expect((await refusalOf(sec.grant(String(two), { roles: ['ANALYST'], view: 'ALL', report: [] })))[1]).toContain('不能给自己授权');
  });

  it('lets a SYSADMIN neither reset, disable nor sign out a SECADMIN or an AUDITOR, who could be taken the place of; a second SYSADMIN and an analyst, yes', async () => {
    const add = (name: string, role: Role) => test.add(name, [role]);
    const [sys, other, sec, auditor, analyst] = [
      await add('sys', 'SYSADMIN'),
      await add('other', 'SYSADMIN'),
      await add('sec', 'SECADMIN'),
      await add('aud', 'AUDITOR'),
      await add('li.si', 'ANALYST'),
    ];
    const desk = await test.at(sys.secret, { place: separated });
    for (const one of [sec, auditor]) {
      for (const attempt of [desk.resetPassword(one.id), desk.setUserEnabled(one.id, false), desk.endSessions(one.id)])
        expect(await refusalOf(attempt)).toEqual(['FORBIDDEN', expect.stringMatching(/三员分立.*fugai user/)]);
      expect(await test.viewer(one.secret)).toMatchObject({ loginName: one.name });
      expect(await desk.unlockUser(one.id)).toMatchObject({ enabled: true });
    }
    for (const one of [other, analyst]) expect((await desk.resetPassword(one.id)).temporaryPassword).not.toBeNull();
    const { rows } = await sql<{ n: number }>`select count(*) as n from account_audit where outcome = 'REFUSED'`.execute(test.store.db);
    expect(Number(rows[0]?.n)).toBe(6);
    expect((await (await test.at(sys.secret)).resetPassword(sec.id)).temporaryPassword).not.toBeNull();
  });

  it('shows an administrator nothing of the data, and everybody else what they saw', async () => {
    const analyst = await test.add('li.si', ['ANALYST'], ['410300']);
    const sys = await test.add('sys', ['SYSADMIN'], ['410300']);
    const place = { anonymous: 'aggregates', separation: true } as const;
    expect(sightFor(await test.viewer(sys.secret), place)).toEqual(NOTHING);
    expect(sightFor(await test.viewer(analyst.secret), place)).toEqual({ rows: ['410300'], sums: 'ALL', demo: true });
  });

  it('does not start over users who hold two roles: their names, and what to do', async () => {
    await test.add('both', ['SYSADMIN', 'AUDITOR']);
    await test.add('sec', ['SECADMIN']);
    const { db } = test.store;
    const start = async (separation: boolean): Promise<void> => {
      const write = async (): Promise<never> => Promise.reject(new Error('nothing is written'));
      await createAccounts({ db, write, now: () => START, separation, complain: () => undefined }).assertSeparated();
    };
    await expect(start(false)).resolves.toBeUndefined();
    expect(await refusalOf(start(true))).toEqual(['FORBIDDEN', expect.stringMatching(/both（系统管理员、审计员）.*fugai user grant/)]);
  });
});

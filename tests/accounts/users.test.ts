import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { createAccounts } from '../../server/accounts/index.ts';
import { NOTHING } from '../../server/domain/sight.ts';
import { sightFor } from '../../server/domain/viewers.ts';
import { ENGINES } from '../support/database.ts';
import { PASSWORD, people, START, type People, type Person } from './people.ts';

let test: People;
let admin: Person;
let security: Person;
afterEach(() => test.drop());

const refusalOf = (promise: Promise<unknown>): Promise<readonly unknown[]> =>
  promise.then(
    () => ['nothing was refused'],
    (error: { code: unknown; message: unknown }) => [error.code, error.message],
  );

const OPEN = { anonymous: 'aggregates', separation: false } as const;
const entries = async (): Promise<{ action: string; outcome: string; actor_name: string; facts: string }[]> =>
  (
    await sql<{
      action: string;
      outcome: string;
      actor_name: string;
      facts: string;
    }>`select action, outcome, actor_name, facts from account_audit order by position`.execute(test.store.db)
  ).rows;

describe.each(ENGINES)('users on %s', (engine) => {
  beforeEach(async () => {
    test = await people(engine, inject('postgresUrl'));
    admin = await test.add('sys', ['SYSADMIN']);
    security = await test.add('sec', ['SECADMIN']);
  });

  it('are made without a role and with a temporary password, until which is changed they may do nothing else', async () => {
    const { user, temporaryPassword } = await (await test.at(admin.secret)).createUser({ name: 'Li.Si', displayName: ' 李四 ' });
    expect(user).toMatchObject({
      name: 'li.si',
      displayName: '李四',
      roles: [],
      view: [],
      mustChangePassword: true,
      sessions: 0,
      lastLoginAt: null,
    });
    expect(temporaryPassword).toMatch(/^(?:[a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    await (await test.at(security.secret)).grant(user.id, { roles: ['ANALYST'], view: 'ALL', report: [] });
    const secret = await test.login('li.si', String(temporaryPassword));
    const viewer = await test.viewer(secret);
    expect(viewer).toMatchObject({ roles: ['ANALYST'], permissions: [], scopes: [], mustChangePassword: true });
    expect(sightFor(viewer, OPEN).rows).toEqual([]);
    const desk = await test.at(secret);
    const asked = [
      () => desk.saveQuery({ name: 'x', query: '{ x }', shared: false }),
      () => desk.createToken({ name: 'x', scopes: ['QUERY'], days: 1 }),
      () => desk.users({ first: 1 }),
    ];
    for (const ask of asked) expect(await refusalOf(ask())).toEqual(['FORBIDDEN', expect.stringContaining('先修改密码')]);
    expect((await desk.changePassword(String(temporaryPassword), PASSWORD)).permissions).toContain('ASK');
  });

  it('have names of their own: the same in other letters is refused', async () => {
    const desk = await test.at(admin.secret);
    await desk.createUser({ name: 'li.si', displayName: '李四' });
    expect(await refusalOf(desk.createUser({ name: 'LI.SI', displayName: '李四' }))).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('已有人使用'),
    ]);
    expect(await refusalOf(desk.createUser({ name: 'a b', displayName: '李四' }))).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('2 到 40 个字'),
    ]);
    expect(await refusalOf(desk.createUser({ name: 'wang', displayName: '王', password: '1234567890' }))).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('连续或重复'),
    ]);
  });

  it('are administered by who may: SYSADMIN makes and disables, SECADMIN grants, nobody else either', async () => {
    const analyst = await test.add('li.si', ['ANALYST'], 'ALL');
    const desks = {
      nobody: await test.at(null),
      analyst: await test.at(analyst.secret),
      sys: await test.at(admin.secret),
      sec: await test.at(security.secret),
    };
    const told: Record<string, unknown[]> = {};
    for (const [who, desk] of Object.entries(desks)) {
      const asked = [
        desk.users({ first: 10 }),
        desk.createUser({ name: `by.${who}`, displayName: 'x' }),
        desk.changeUser(analyst.id, '李四'),
        desk.unlockUser(analyst.id),
        desk.grant(analyst.id, { roles: ['ANALYST'], view: ['410300'], report: [] }),
        desk.apiTokens({ first: 10 }),
      ];
      told[who] = (await Promise.all(asked.map(refusalOf))).map(([code]) => (code === 'nothing was refused' ? 'done' : code));
    }
    expect(told).toEqual({
      nobody: Array(6).fill('UNAUTHENTICATED'),
      analyst: Array(6).fill('FORBIDDEN'),
      sys: ['done', 'done', 'done', 'done', 'FORBIDDEN', 'done'],
      sec: ['done', 'FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN', 'done', 'FORBIDDEN'],
    });
  });

  it('that are disabled stop at once: their sessions, their tokens, and signing in', async () => {
    const analyst = await test.add('li.si', ['ANALYST'], 'ALL');
    const { secret } = await (await test.at(analyst.secret)).createToken({ name: '报表', scopes: ['QUERY'], days: 30 });
    expect(await test.accounts.byToken(secret)).toMatchObject({ kind: 'TOKEN' });
    const desk = await test.at(admin.secret);
    expect(await desk.setUserEnabled(analyst.id, false)).toMatchObject({ enabled: false, sessions: 0 });
    expect(await test.viewer(analyst.secret)).toBeNull();
    expect(await refusalOf(test.accounts.byToken(secret))).toEqual(['UNAUTHENTICATED', expect.stringContaining('「li.si」已停用')]);
    expect(await refusalOf(test.login('li.si'))).toEqual(['FORBIDDEN', expect.stringContaining('已停用')]);
    expect((await refusalOf(test.login('li.si', 'wrong horse battery')))[0]).toBe('UNAUTHENTICATED');
    await desk.setUserEnabled(analyst.id, true);
    expect(await test.accounts.byToken(secret)).toMatchObject({ kind: 'TOKEN' });
    await expect(test.login('li.si')).resolves.toBeTypeOf('string');
  });

  it('whose roles change sign in anew; who changes their own goes on in another session', async () => {
    const analyst = await test.add('li.si', ['ANALYST'], 'ALL');
    await (await test.at(security.secret)).grant(analyst.id, { roles: ['VIEWER'], view: ['410300'], report: [] });
    expect(await test.viewer(analyst.secret)).toBeNull();
    expect(await test.viewer(await test.login('li.si'))).toMatchObject({ roles: ['VIEWER'], view: ['410300'], permissions: ['READ'] });
    let next: string | null = null;
    const own = await test.at(security.secret, { onSession: (secret) => (next = secret) });
    await own.grant(security.id, { roles: ['SECADMIN', 'ANALYST'], view: 'ALL', report: [] });
    expect(await test.viewer(security.secret)).toBeNull();
    expect(await test.viewer(next)).toMatchObject({ roles: ['ANALYST', 'SECADMIN'], view: 'ALL' });
  });

  it('keep one who administers and one who grants: neither the last of them is disabled nor loses the role', async () => {
    const sec = await test.at(security.secret);
    expect(await refusalOf(sec.grant(admin.id, { roles: [], view: [], report: [] }))).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('最后一个能管理用户'),
    ]);
    const sys = await test.at(admin.secret);
    expect(await refusalOf(sys.setUserEnabled(security.id, false))).toEqual([
      'BAD_USER_INPUT',
      expect.stringContaining('最后一个能授予角色与范围'),
    ]);
    expect((await refusalOf(sys.setUserEnabled(admin.id, false)))[1]).toContain('不能停用自己');
    await test.add('sec2', ['SECADMIN']);
    expect(await sys.setUserEnabled(security.id, false)).toMatchObject({ enabled: false });
  });

  it('get a temporary password in place of a forgotten one, which ends their sessions and their lock', async () => {
    const analyst = await test.add('li.si', ['ANALYST'], 'ALL');
    for (let at = 0; at < 5; at += 1) await refusalOf(test.login('li.si', 'wrong horse battery'));
    const { temporaryPassword } = await (await test.at(admin.secret)).resetPassword(analyst.id);
    expect(await test.viewer(analyst.secret)).toBeNull();
    expect(await test.viewer(await test.login('li.si', String(temporaryPassword)))).toMatchObject({ mustChangePassword: true });
    expect((await refusalOf(test.login('li.si')))[0]).toBe('UNAUTHENTICATED');
  });

  it('are listed by name in pages of 2, and found by a part of a name, by role and by state', async () => {
    for (const name of ['b.one', 'a.two', 'c.three']) await test.add(name, ['ANALYST'], ['410300']);
    const desk = await test.at(admin.secret);
    const first = await desk.users({ first: 2 });
    expect([first.rows.map(({ node }) => node.name), first.hasNextPage, first.hasPreviousPage, first.totalCount]).toEqual([
      ['a.two', 'b.one'],
      true,
      false,
      5,
    ]);
    const second = await desk.users({ first: 2, after: first.rows[1]?.cursor });
    expect([second.rows.map(({ node }) => node.name), second.hasNextPage, second.hasPreviousPage]).toEqual([
      ['c.three', 'sec'],
      true,
      true,
    ]);
    expect((await desk.users({ first: 9, search: 'THREE' })).rows.map(({ node }) => node.name)).toEqual(['c.three']);
    expect((await desk.users({ first: 9, role: 'SYSADMIN' })).rows.map(({ node }) => node.name)).toEqual(['sys']);
    expect((await desk.users({ first: 9, enabled: false })).totalCount).toBe(0);
    expect((await refusalOf(desk.users({ first: 2, after: 'x' })))[0]).toBe('BAD_USER_INPUT');
  });

  it('leave exactly one entry in the audit log a change, DONE or REFUSED, and no password in any', async () => {
    const sys = await test.at(admin.secret);
    const analyst = await test.add('li.si', ['ANALYST'], 'ALL');
    const began = (await entries()).length;
    const { temporaryPassword } = await sys.createUser({ name: 'wang', displayName: '王' });
    await sys.changeUser(analyst.id, '李四');
    await sys.setUserEnabled(analyst.id, false);
    await refusalOf(sys.grant(analyst.id, { roles: [], view: [], report: [] }));
    await refusalOf(sys.setUserEnabled('x', false));
    await refusalOf(sys.changeUser('0123456789abcdef', 'x'));
    await refusalOf((await test.at(null)).createUser({ name: 'x', displayName: 'x' }));
    await sys.unlockUser(analyst.id);
    await sys.endSessions(analyst.id);
    const since = (await entries()).slice(began);
    expect(since.map(({ action, outcome, actor_name }) => `${actor_name} ${action} ${outcome}`)).toEqual([
      'sys USER_CREATE DONE',
      'sys USER_CHANGE DONE',
      'sys USER_STATE DONE',
      'sys GRANT REFUSED',
      'sys USER_STATE REFUSED',
      'sys USER_CHANGE REFUSED',
      'anonymous USER_CREATE REFUSED',
      'sys USER_UNLOCK DONE',
      'sys SESSIONS_END DONE',
    ]);
    expect(JSON.stringify(await entries())).not.toMatch(new RegExp(`${String(temporaryPassword)}|${PASSWORD}|argon2id`));
  });
});

describe.each(ENGINES)('a token of a user on %s', (engine) => {
  beforeEach(async () => {
    test = await people(engine, inject('postgresUrl'));
    admin = await test.add('sys', ['SYSADMIN']);
    security = await test.add('sec', ['SECADMIN']);
  });

  it('reaches no further than its user: no scope and no region that they have not', async () => {
    const analyst = await test.add('li.si', ['ANALYST'], ['410300']);
    const viewer = await test.add('ling', ['VIEWER'], ['410300']);
    const desk = await test.at(analyst.secret);
    const make = (view?: readonly string[]) => desk.createToken({ name: 'x', scopes: ['QUERY', 'EXPORT'], days: 90, view });
    const all = await test.accounts.byToken((await make()).secret);
    expect([all.view, all.report, all.permissions]).toEqual([['410300'], [], ['READ', 'ASK', 'EXPORT']]);
    expect((await test.accounts.byToken((await make(['410302'])).secret)).view).toEqual(['410302']);
    expect(await refusalOf(make(['410400']))).toEqual(['FORBIDDEN', expect.stringContaining('查看范围之内')]);
    expect(await refusalOf(make(['410000']))).toEqual(['FORBIDDEN', expect.stringContaining('查看范围之内')]);
    expect(await refusalOf((await test.at(viewer.secret)).createToken({ name: 'x', scopes: ['QUERY'], days: 1 }))).toEqual([
      'FORBIDDEN',
      expect.stringContaining('建立自己的令牌'),
    ]);
    expect((await refusalOf(desk.createToken({ name: 'x', scopes: ['QUERY'], days: 91 })))[0]).toBe('BAD_USER_INPUT');
  });

  it('loses at once what its user loses: a region, a role, the right to export', async () => {
    const analyst = await test.add('li.si', ['ANALYST'], ['410300', '410400']);
    const { secret } = await (await test.at(analyst.secret)).createToken({ name: 'x', scopes: ['QUERY', 'EXPORT', 'SAVE'], days: 90 });
    const grant = async (roles: ('ANALYST' | 'VIEWER')[], view: string[]) => {
      await (await test.at(security.secret)).grant(analyst.id, { roles, view, report: [] });
      const token = await test.accounts.byToken(secret);
      return [token.scopes, token.view, sightFor(token, OPEN).rows];
    };
    expect(await grant(['ANALYST'], ['410400'])).toEqual([['QUERY', 'EXPORT', 'SAVE'], ['410400'], ['410400']]);
    expect(await grant(['VIEWER'], ['410400'])).toEqual([[], ['410400'], ['410400']]);
    expect(await grant([], ['410400'])).toEqual([[], [], []]);
  });

  it('is revoked by its user and by who administers users, who see whose it is, and by nobody else', async () => {
    const [one, other] = [await test.add('li.si', ['ANALYST'], 'ALL'), await test.add('wang', ['ANALYST'], 'ALL')];
    const { token, secret } = await (await test.at(one.secret)).createToken({ name: 'x', scopes: ['QUERY'], days: 90 });
    expect((await refusalOf((await test.at(other.secret)).revokeToken(token.id)))[0]).toBe('NOT_FOUND');
    const sys = await test.at(admin.secret);
    expect((await sys.apiTokens({ first: 5 })).rows.map(({ node }) => [node.name, node.ownerName])).toEqual([['x', 'li.si']]);
    expect((await sys.revokeToken(token.id)).state).toBe('REVOKED');
    expect((await refusalOf(test.accounts.byToken(secret)))[1]).toContain('吊销');
    expect((await sys.apiTokens({ first: 5, state: 'ACTIVE' })).totalCount).toBe(0);
  });

  it('of a browser without a name sees what such a reader sees, and one of the command line what its role and regions say', async () => {
    const { desk } = await test.newBrowser();
    const browser = await test.accounts.byToken((await desk.createToken({ name: 'x', scopes: ['QUERY'], days: 1 })).secret);
    expect(sightFor(browser, { anonymous: 'none', separation: false })).toEqual(NOTHING);
    const make = async (more: object) =>
      test.accounts.byToken(
        (await test.accounts.operator.createToken({ name: 'x', scopes: ['QUERY', 'EXPORT'], days: 1, ...more })).secret,
      );
    expect(sightFor(await make({}), { anonymous: 'none', separation: false })).toEqual({ rows: 'ALL', sums: 'ALL', demo: true });
    expect(sightFor(await make({ view: ['410300'] }), { anonymous: 'none', separation: false })).toEqual({
      rows: ['410300'],
      sums: ['410300'],
      demo: false,
    });
    const viewer = await make({ role: 'VIEWER', view: ['410300'] });
    expect([viewer.scopes, viewer.view]).toEqual([[], ['410300']]);
    const auditor = await make({ role: 'AUDITOR' });
    expect(sightFor(auditor, { anonymous: 'none', separation: false }).rows).toEqual([]);
  });
});

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
      permissions: ['USERS', 'GRANTS', 'SETTINGS', 'BACKUP', 'AUDIT'],
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

import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { NOTHING } from '../../server/domain/sight.ts';
import { sightFor } from '../../server/domain/viewers.ts';
import { ENGINES } from '../support/database.ts';
import { PASSWORD, people, type People, type Person, refusalOf, tally } from './people.ts';

tally('users, tokens', 20);

let test: People;
let admin: Person;
let security: Person;
afterEach(() => test.drop());

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
    const analyst = await make({ role: 'ANALYST', view: ['410300'] });
    expect([analyst.scopes, analyst.permissions, analyst.view]).toEqual([['QUERY', 'EXPORT'], ['READ', 'ASK', 'EXPORT'], ['410300']]);
    for (const role of ['VIEWER', 'AUDITOR']) expect((await refusalOf(make({ role })))[1]).toContain('什么也打不开');
  });
});

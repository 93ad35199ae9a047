import { describe, expect, test } from 'vitest';
import type { Access } from '../../web/src/api/access.ts';
import { Permission } from '../../web/src/api/gql/enums.ts';
import { factLines, toAuditFilter, toAuditSearch } from '../../web/src/features/admin/auditWhere.ts';
import { fromScope, reportsFor, toScope } from '../../web/src/features/admin/grantForm.ts';
import { isClosed, ownRoot, permissionsOf, reaches, reads, seesSums, standsSeparated, tabsOf } from '../../web/src/view/may.ts';

const region = (code: string, name: string) => ({ code, name, nameEn: `${name} in English` });
const NONE = { all: false, regions: [] };
const ALL = { all: true, regions: [] };
const LUOYANG = { all: false, regions: [region('410300', '洛阳市')] };
const place = (code: string, ...above: string[]) => ({ code, ancestors: above.map((one) => ({ code: one })) });

type Extent = Access['site']['sight']['rows'];
const site = (rows: Extent, sums: Extent, demo = false): Access['site'] => ({
  anonymous: 'AGGREGATES',
  needsSetup: false,
  separation: false,
  openId: null,
  notice: '',
  sight: { rows, sums, demo },
});
const accessOf = (of: Pick<Access, 'site' | 'viewer'>): Access => ({ ...of, expired: false, lasts: null });
const viewer = (more: Partial<NonNullable<Access['viewer']>>): Access['viewer'] => ({
  id: '3f',
  kind: 'USER',
  name: '王领导',
  loginName: 'wang',
  roles: ['VIEWER'],
  permissions: ['READ'],
  viewScope: LUOYANG,
  reportScope: NONE,
  mustChangePassword: false,
  session: null,
  ...more,
});

describe('what a reader may see', () => {
  test('nobody with nothing to read finds only the sign-in page; with sums or a demo the pages stand open with 5 permissions', () => {
    const closed = accessOf({ site: site(NONE, NONE), viewer: null });
    expect([isClosed(closed), reads(closed), permissionsOf(closed).size]).toEqual([true, false, 0]);
    const sums = accessOf({ site: site(NONE, ALL), viewer: null });
    expect([isClosed(sums), permissionsOf(sums).size]).toEqual([false, 5]);
    expect(reads(accessOf({ site: site(NONE, NONE, true), viewer: null }))).toBe(true);
  });

  test('a user has the permissions that the server tells, and begins at the first of their regions', () => {
    const access = accessOf({ site: site(LUOYANG, LUOYANG), viewer: viewer({}) });
    expect([...permissionsOf(access)]).toEqual(['READ']);
    expect(ownRoot(access)).toBe('410300');
    expect(ownRoot({ ...access, viewer: viewer({ viewScope: ALL }) })).toBeNull();
    expect(ownRoot(accessOf({ site: site(NONE, NONE), viewer: viewer({}) }))).toBeNull();
    expect(ownRoot({ ...access, viewer: null })).toBeNull();
  });

  test('洛阳市 reaches itself and 老城区 below it, and neither 河南省 nor 安阳市; a demo is open everywhere', () => {
    const laocheng = place('410302', '410300', '410000', '100000');
    expect(
      [place('410300', '410000'), laocheng, place('410000', '100000'), place('410500', '410000')].map((one) => reaches(LUOYANG, one)),
    ).toEqual([true, true, false, false]);
    expect(seesSums(accessOf({ site: site(NONE, LUOYANG), viewer: null }), place('410500', '410000'))).toBe(false);
    expect(seesSums(accessOf({ site: site(NONE, NONE, true), viewer: null }), place('410500', '410000'))).toBe(true);
  });

  test('each permission opens its tabs: all 13 open eight, USERS two, READ none', () => {
    expect(tabsOf(new Set(Permission))).toEqual(['users', 'grants', 'tokens', 'rules', 'targets', 'submissions', 'audit', 'backups']);
    expect(tabsOf(new Set(['USERS']))).toEqual(['users', 'tokens']);
    expect(tabsOf(new Set(['READ', 'ASK']))).toEqual([]);
  });

  test('three administrators in one person do not stand separated, nor one who also reads', () => {
    expect(standsSeparated(['SYSADMIN', 'SECADMIN', 'AUDITOR'])).toBe(false);
    expect(standsSeparated(['AUDITOR', 'ANALYST'])).toBe(false);
    expect([standsSeparated(['AUDITOR']), standsSeparated(['ANALYST', 'REPORTER']), standsSeparated([])]).toEqual([true, true, true]);
  });
});

describe('roles and scopes as they are chosen', () => {
  test('a scope is sent as all or as its codes, never as both; its names come in the language of the page', () => {
    expect(toScope(LUOYANG, 'zh')).toEqual({ all: false, regions: [{ code: '410300', name: '洛阳市' }] });
    expect(toScope(LUOYANG, 'en').regions[0]?.name).toBe('洛阳市 in English');
    expect(fromScope({ all: true, regions: [{ code: '410300', name: null }] })).toEqual({ all: true });
    expect(fromScope({ all: false, regions: [{ code: '410300', name: null }] })).toEqual({ regions: ['410300'] });
    expect(fromScope({ all: false, regions: [] })).toEqual({ regions: [] });
  });

  test('only who submits or reviews needs regions to do it for', () => {
    expect([reportsFor(['REPORTER']), reportsFor(['ANALYST', 'APPROVER']), reportsFor(['ANALYST']), reportsFor([])]).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe('conditions on the audit log', () => {
  const none = { actor: ' ', action: [], outcome: null, chain: null, since: null, until: null } as const;

  test('without any the filter is empty and the file has no parameters', () => {
    const filter = toAuditFilter(none);
    expect(Object.values(filter).every((value) => value === null)).toBe(true);
    expect(toAuditSearch(filter)).toBe('');
  });

  test('both days are included at the clock of the reader, and a day that does not exist is no condition', () => {
    const { from, to } = toAuditFilter({ ...none, since: '2026-02-28', until: '2026-02-28' });
    expect([from, to]).toEqual([new Date('2026-02-28T00:00:00').toISOString(), new Date('2026-03-01T00:00:00').toISOString()]);
    expect(toAuditFilter({ ...none, since: '2026-13-01' }).from).toBeNull();
  });

  test('the file has the same conditions as the list', () => {
    const filter = toAuditFilter({ ...none, actor: ' 王 ', action: ['LOGIN', 'GRANT'], outcome: 'REFUSED', chain: 'ACCOUNTS' });
    expect(filter).toMatchObject({ actor: '王', action: ['LOGIN', 'GRANT'], outcome: 'REFUSED', chain: 'ACCOUNTS' });
    expect(Object.fromEntries(new URLSearchParams(toAuditSearch(filter)))).toEqual({
      actor: '王',
      action: 'LOGIN,GRANT',
      outcome: 'REFUSED',
      chain: 'ACCOUNTS',
    });
  });

  test('facts are a line each; what is no object stays as it was written', () => {
    expect(factLines('{"name":"wang","tries":5,"openId":null}')).toEqual(['name: wang', 'tries: 5', 'openId: null']);
    expect(factLines('null')).toEqual(['null']);
    expect(factLines('{')).toEqual(['{']);
  });
});

/** People with a name here: how they are called, what they may do and see, and how long a session of theirs lasts. */
import { badInput, DomainError } from './errors.ts';
import { holds } from './extents.ts';
import { administers, ROLE_IDS, ROLES, standsSeparated, type Role } from './roles.ts';
import type { Extent } from './sight.ts';
import { readName } from './tokens.ts';

/** Moments are ISO text in UTC. */
export interface User {
  readonly id: string;
  /** What is typed to sign in, in its canonical form. */
  readonly name: string;
  readonly displayName: string;
  /** In the order of the registry; none until they are granted. */
  readonly roles: readonly Role[];
  readonly view: Extent;
  readonly report: Extent;
  readonly enabled: boolean;
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
  readonly lastLoginAt: string | null;
}

/** What is granted to a user, all of it at once. */
export interface Grant {
  readonly roles: readonly Role[];
  readonly view: Extent;
  readonly report: Extent;
}

export interface NewUser {
  readonly name: string;
  readonly displayName: string;
}

/** One of the first administrators. */
export interface FirstUser extends NewUser {
  readonly password: string;
  readonly roles: readonly Role[];
}

const MINUTE = 60_000;
export const IDLE_MINUTES = 30;
export const SESSION_HOURS = 12;
export const FAILURES = 5;
export const LOCK_MINUTES = 15;

export const after = (moment: string, minutes: number): string => new Date(Date.parse(moment) + minutes * MINUTE).toISOString();
export const sessionEnd = (startedAt: string): string => after(startedAt, SESSION_HOURS * 60);

export interface SessionSpan {
  readonly startedAt: string;
  readonly seenAt: string;
  readonly endsAt: string;
}

export const idleUntil = ({ seenAt, endsAt }: Pick<SessionSpan, 'seenAt' | 'endsAt'>): string => {
  const idle = after(seenAt, IDLE_MINUTES);
  return idle < endsAt ? idle : endsAt;
};
export const lasts = (session: SessionSpan, now: string): boolean => now < idleUntil(session);
/** Whether it is worth a write that a session was used: the last one that was written is a minute old. */
export const isSightWorthWriting = ({ seenAt }: Pick<SessionSpan, 'seenAt'>, now: string): boolean => after(seenAt, 1) <= now;

/** The one form of a login name: `ZHANG.San` is `zhang.san`. */
export const foldName = (name: string): string => name.trim().normalize('NFKC').toLowerCase();

/** @throws DomainError */
export function readLoginName(name: string): string {
  const folded = foldName(name);
  if (/^[\p{L}\p{N}][\p{L}\p{N}._@-]{1,39}$/u.test(folded)) return folded;
  throw badInput('登录名为 2 到 40 个字：以字母、汉字或数字开头，可含 . _ - @，不分大小写。请换一个。');
}

export const readDisplayName = (name: string): string => readName(name, '用户');

export const roleNames = (roles: readonly Role[]): string => (roles.length === 0 ? '无' : roles.map((role) => ROLES[role].zh).join('、'));

const inOrder = (roles: readonly Role[]): readonly Role[] => ROLE_IDS.filter((role) => roles.includes(role));

const SEPARATED =
  '三员分立已开启（FUGAI_SEPARATION=on）：系统管理员、安全管理员、审计员须为三个人，且不能兼任其他角色。请只给一个角色，或由另一个人担任。';

/** The grant in its canonical form. @throws DomainError */
export function readGrant({ roles, view, report }: Grant, separation: boolean): Grant {
  const kept = inOrder(roles);
  if (separation && !standsSeparated(kept)) throw badInput(SEPARATED);
  if (!holds(view, report)) throw badInput('填报范围须在查看范围之内：报送的人要看得到自己报送的地区。请扩大查看范围，或缩小填报范围。');
  return { roles: kept, view, report };
}

/** Who is first makes all three administrators at once, so that nobody is needed who is not there. @throws DomainError */
export function readFirstUsers(given: readonly FirstUser[], separation: boolean): readonly FirstUser[] {
  const users = given.map(({ name, displayName, password, roles }) => ({
    name: readLoginName(name),
    displayName: readDisplayName(displayName),
    password,
    roles: inOrder(roles),
  }));
  const missing = ROLE_IDS.filter((role) => administers(role) && !users.some(({ roles }) => roles.includes(role)));
  if (missing.length > 0) throw badInput(`还缺少${roleNames(missing)}：首次设置须同时有系统管理员、安全管理员和审计员。`);
  if (users.length > 3) throw badInput(`首次设置最多 3 个管理员，收到 ${users.length} 个。其他用户请在登录后新建。`);
  const other = users.find(({ roles }) => roles.length === 0 || !roles.every(administers));
  if (other) throw badInput(`首次设置只建管理员：「${other.name}」的角色为${roleNames(other.roles)}。其他角色请在登录后授予。`);
  if (separation && !users.every(({ roles }) => standsSeparated(roles))) throw badInput(SEPARATED);
  if (new Set(users.map(({ name }) => name)).size < users.length) throw badInput('管理员的登录名不能相同，请改正。');
  return users;
}

/** The program does not start over accounts that break the separation that is asked for. @throws DomainError */
export function assertSeparated(users: readonly Pick<User, 'name' | 'roles'>[]): void {
  const wrong = users.filter(({ roles }) => !standsSeparated(roles));
  if (wrong.length === 0) return;
  throw new DomainError(
    'FORBIDDEN',
    `三员分立已开启（FUGAI_SEPARATION=on），但下列用户兼任了角色：${wrong.map(({ name, roles }) => `${name}（${roleNames(roles)}）`).join('、')}。` +
      '请用 fugai user grant 名称 --role 角色 给每人只留一个角色，或把 FUGAI_SEPARATION 设为 off，再启动。',
  );
}

/** The writes of users, sessions and attempts to sign in. */
import type { AccountsDb } from '../db/accounts/open.ts';
import {
  addSession,
  markSeen,
  putFailures,
  putSetUpCode,
  readFailures,
  readSetUpCode,
  readSetUpCodeMade,
  removeFailures,
  removeSessions,
  type Attempt,
  type KeptSession,
} from '../db/accounts/sessions.ts';
import { addUser, putUser, readUsers, type KeptUser } from '../db/accounts/users.ts';
import type { AuditAction } from '../domain/audit.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import { administers, permissionsOf, PERMISSIONS, type Permission } from '../domain/roles.ts';
import { after, FAILURES, LOCK_MINUTES, type Grant, type User } from '../domain/users.ts';
import { hashOf, sameHash } from './secrets.ts';

/** What stays locked or not after an attempt. */
export interface Failed {
  readonly failures: number;
  readonly lockedUntil: string | null;
}

interface OnUser {
  readonly id: string;
  readonly at: string;
}

/** Each write with its question and its answer. */
export interface UserWrites {
  /** Nothing is changed: what was refused before any write is told to the audit log. */
  refuse: {
    ask: { readonly action: AuditAction; readonly object: string | null; readonly reason: string; readonly at: string };
    answer: null;
  };
  /** A wrong password or code, counted. */
  fail: {
    ask: {
      readonly action: AuditAction;
      readonly object: string | null;
      readonly reason: string;
      readonly attempt: Attempt;
      readonly at: string;
    };
    answer: Failed;
  };
  /** `verified` is the hash that the password was checked against; `ends` a session that this one takes the place of. */
  /** `subject` is the provider's name for them. */
  loginOpenId: {
    ask: OnUser & { readonly subject: string; readonly session: KeptSession; readonly ends: string | null };
    answer: KeptUser;
  };
  login: {
    ask: OnUser & {
      readonly verified: string | null;
      readonly attempt: Attempt;
      readonly session: KeptSession;
      readonly ends: string | null;
    };
    answer: KeptUser;
  };
  logout: { ask: { readonly key: string; readonly user: string; readonly at: string }; answer: null };
  markSeen: { ask: { readonly secretHash: string; readonly at: string }; answer: null };
  /** One that was made at or after `since` stays; true: the new one stands. */
  newSetUpCode: { ask: { readonly hash: string; readonly at: string; readonly since: string | null }; answer: boolean };
  /** Signs the first of them in. */
  setUp: {
    ask: { readonly codeHash: string; readonly users: readonly KeptUser[]; readonly session: KeptSession; readonly at: string };
    answer: null;
  };
  setPassword: {
    ask: OnUser & { readonly verified: string; readonly passwordHash: string; readonly session: KeptSession };
    answer: KeptUser;
  };
  addUser: { ask: { readonly user: KeptUser; readonly at: string }; answer: KeptUser };
  renameUser: { ask: OnUser & { readonly displayName: string }; answer: KeptUser };
  enableUser: { ask: OnUser & { readonly enabled: boolean }; answer: KeptUser };
  resetPassword: { ask: OnUser & { readonly passwordHash: string }; answer: KeptUser };
  unlockUser: { ask: OnUser; answer: KeptUser };
  endSessions: { ask: OnUser; answer: KeptUser };
  /** `session`: of who grants to themselves, in place of those that end. */
  grant: { ask: OnUser & { readonly grant: Grant; readonly session: KeptSession | null }; answer: KeptUser };
}

export type UserWork = {
  readonly [Name in keyof UserWrites]: (db: AccountsDb, ask: UserWrites[Name]['ask']) => Promise<UserWrites[Name]['answer']>;
};

export const isAdministrator = ({ enabled, roles }: Pick<User, 'enabled' | 'roles'>): boolean => enabled && roles.some(administers);

export async function needsSetUp(db: AccountsDb): Promise<boolean> {
  return !(await readUsers(db, {})).some(isAdministrator);
}

export const lockedWords = `连续 ${FAILURES} 次失败，从这个地址暂时不能再试。请 ${LOCK_MINUTES} 分钟后再试，或请系统管理员解除锁定。`;

async function lockOf(db: AccountsDb, attempt: Attempt, at: string): Promise<Failed> {
  const [kept] = await readFailures(db, { nameHashes: [attempt.nameHash], address: attempt.address });
  const forgotten = kept === undefined || kept.lastAt <= after(at, -LOCK_MINUTES) || (kept.lockedUntil !== null && kept.lockedUntil <= at);
  return forgotten ? { failures: 0, lockedUntil: null } : kept;
}

/** @throws DomainError while the pair of name and address is locked */
export async function assertUnlocked(db: AccountsDb, attempt: Attempt, at: string): Promise<void> {
  if ((await lockOf(db, attempt, at)).lockedUntil !== null) throw new DomainError('FORBIDDEN', lockedWords);
}

/** Of attempts that were made at once, wherever, only as many as are allowed learn whether they were right. @throws DomainError as assertUnlocked */
async function countFailure(db: AccountsDb, { attempt, at }: UserWrites['fail']['ask']): Promise<Failed> {
  await assertUnlocked(db, attempt, at);
  const failures = (await lockOf(db, attempt, at)).failures + 1;
  const lockedUntil = failures >= FAILURES ? after(at, LOCK_MINUTES) : null;
  await removeFailures(db, { before: after(at, -LOCK_MINUTES) });
  await putFailures(db, { ...attempt, failures, lastAt: at, lockedUntil });
  return { failures, lockedUntil };
}

async function userOf(db: AccountsDb, id: string): Promise<KeptUser> {
  const [user] = await readUsers(db, { ids: [id] });
  if (user === undefined) throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的用户，请核对编号。`);
  return user;
}

/** What somebody must always be able to do: nobody inside could give it back. */
const KEPT: readonly Permission[] = ['USERS', 'GRANTS'];

async function change(db: AccountsDb, id: string, part: Partial<KeptUser>): Promise<KeptUser> {
  const before = await userOf(db, id);
  const user = { ...before, ...part };
  const others = (await readUsers(db, {})).filter((one) => one.id !== id && one.enabled);
  for (const permission of KEPT) {
    const holds = (one: User): boolean => one.enabled && permissionsOf(one.roles).includes(permission);
    if (holds(before) && !holds(user) && !others.some(holds))
      throw badInput(`「${user.name}」是最后一个能${PERMISSIONS[permission].zh}的用户，不能停用或收回。请先把这一权限授予另一个人。`);
  }
  await putUser(db, user);
  return user;
}

const STALE = '账号在此期间有变动，请重新登录后再试。';

const disabledWords = ({ name }: User): string => `账号「${name}」已停用，不能登录。请联系系统管理员启用。`;

async function signIn(db: AccountsDb, { id, at, verified, attempt, session, ends }: UserWrites['login']['ask']): Promise<KeptUser> {
  const user = await userOf(db, id);
  await assertUnlocked(db, attempt, at);
  if (user.passwordHash !== verified && verified !== null) throw new DomainError('UNAUTHENTICATED', STALE);
  if (!user.enabled) throw new DomainError('FORBIDDEN', disabledWords(user));
  await removeFailures(db, attempt);
  await removeSessions(db, { endedBy: at, ...(ends !== null && { secretHash: ends }) });
  await putUser(db, { ...user, lastLoginAt: at });
  await addSession(db, session);
  return { ...user, lastLoginAt: at };
}

/** A temporary password has done its work with the first sign-in by a provider. */
async function signInOpenId(db: AccountsDb, { id, at, subject, session, ends }: UserWrites['loginOpenId']['ask']): Promise<KeptUser> {
  const user = await userOf(db, id);
  if (user.openIdSubject !== subject && (user.openIdSubject !== null || !user.mustChangePassword))
    throw new DomainError('UNAUTHENTICATED', STALE);
  if (!user.enabled) throw new DomainError('FORBIDDEN', disabledWords(user));
  const signedIn = {
    ...user,
    openIdSubject: subject,
    lastLoginAt: at,
    ...(user.mustChangePassword && { passwordHash: null, mustChangePassword: false }),
  };
  await removeSessions(db, { endedBy: at, ...(ends !== null && { secretHash: ends }) });
  await putUser(db, signedIn);
  await addSession(db, session);
  return signedIn;
}

async function setUp(db: AccountsDb, { codeHash, users, session }: UserWrites['setUp']['ask']): Promise<null> {
  const kept = await readSetUpCode(db);
  if (kept === undefined || !sameHash(kept, codeHash) || !(await needsSetUp(db)))
    throw new DomainError('FORBIDDEN', '设置码已用过或已失效，请用控制台最近一次启动时显示的设置码。');
  for (const user of users) await addNamed(db, user);
  await putSetUpCode(db, null);
  await addSession(db, session);
  return null;
}

async function addNamed(db: AccountsDb, user: KeptUser): Promise<KeptUser> {
  const [taken] = await readUsers(db, { names: [user.name] });
  if (taken) throw badInput(`登录名「${user.name}」已有人使用，请换一个。`);
  await addUser(db, user);
  return user;
}

export const USER_WORK: UserWork = {
  refuse: async () => null,
  fail: countFailure,
  login: signIn,
  loginOpenId: signInOpenId,
  logout: async (db, { key }) => {
    await removeSessions(db, { secretHash: key });
    return null;
  },
  markSeen: async (db, ask) => {
    await markSeen(db, ask);
    return null;
  },
  newSetUpCode: async (db, { since, ...ask }) => {
    const needed = await needsSetUp(db);
    const made = await readSetUpCodeMade(db);
    if (needed && since !== null && made !== undefined && made >= since) return false;
    await putSetUpCode(db, needed ? ask : null);
    return needed;
  },
  setUp,
  setPassword: async (db, { id, verified, passwordHash, session }) => {
    const user = await userOf(db, id);
    if (user.passwordHash !== verified) throw new DomainError('UNAUTHENTICATED', STALE);
    await removeSessions(db, { user: id });
    await addSession(db, session);
    return change(db, id, { passwordHash, mustChangePassword: false });
  },
  addUser: (db, { user }) => addNamed(db, user),
  renameUser: (db, { id, displayName }) => change(db, id, { displayName }),
  enableUser: async (db, { id, enabled }) => {
    if (!enabled) await removeSessions(db, { user: id });
    return change(db, id, { enabled });
  },
  resetPassword: async (db, { id, passwordHash }) => {
    const user = await change(db, id, { passwordHash, mustChangePassword: true });
    await removeSessions(db, { user: id });
    await removeFailures(db, { nameHash: hashOf(user.name) });
    return user;
  },
  unlockUser: async (db, { id }) => {
    const user = await userOf(db, id);
    await removeFailures(db, { nameHash: hashOf(user.name) });
    return user;
  },
  endSessions: async (db, { id }) => {
    const user = await userOf(db, id);
    await removeSessions(db, { user: id });
    return user;
  },
  grant: async (db, { id, grant, session }) => {
    const user = await change(db, id, { roles: grant.roles, view: grant.view, report: grant.report });
    await removeSessions(db, { user: id });
    if (session !== null) await addSession(db, session);
    return user;
  },
};

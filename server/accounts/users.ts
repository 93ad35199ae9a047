/** What administrators do with users. */
import { readFailures, readSessions } from '../db/accounts/sessions.ts';
import { readTokens } from '../db/accounts/tokens.ts';
import { readUsers, type KeptUser } from '../db/accounts/users.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import { assertGoodPassword } from '../domain/passwords.ts';
import { administers, ROLES } from '../domain/roles.ts';
import { assertMay, may } from '../domain/viewers.ts';
import { lasts, readDisplayName, readGrant, readLoginName, type Grant } from '../domain/users.ts';
import { pageOf } from './pages.ts';
import { beginSession, type AccountsParts, type Seat } from './parts.ts';
import { assertId, hashOf, newId, newTemporaryPassword } from './secrets.ts';
import { toTokenRow } from './tokens.ts';
import type { AccountPage, CreatedUser, TokenRow, TokensAsk, UserDesk, UserRow, UsersAsk } from './types.ts';
import { userViewer } from './viewerOf.ts';

/** Users as an administrator sees them, in their order. */
export async function toUserRows({ db, now }: Pick<AccountsParts, 'db' | 'now'>, users: readonly KeptUser[]): Promise<UserRow[]> {
  if (users.length === 0) return [];
  const at = now();
  const failures = await readFailures(db, { nameHashes: users.map(({ name }) => hashOf(name)) });
  const sessions = (await readSessions(db, { users: users.map(({ id }) => id) })).filter((session) => lasts(session, at));
  return users.map(({ passwordHash: _hash, openIdSubject, ...user }) => {
    const nameHash = hashOf(user.name);
    const locks = failures.flatMap((one) =>
      one.nameHash === nameHash && one.lockedUntil !== null && one.lockedUntil > at ? [one.lockedUntil] : [],
    );
    return {
      ...user,
      lockedUntil: locks.toSorted().at(-1) ?? null,
      openId: openIdSubject !== null,
      sessions: sessions.filter((session) => session.user === user.id).length,
    };
  });
}

export async function toUserRow(parts: Pick<AccountsParts, 'db' | 'now'>, user: KeptUser): Promise<UserRow> {
  const [row] = await toUserRows(parts, [user]);
  if (row === undefined) throw new Error('one user gives one row');
  return row;
}

/** A user who has yet to be written; `grant` of who gives it at once. */
export const newUser = (
  named: { readonly name: string; readonly displayName: string },
  passwordHash: string,
  at: string,
  grant: Grant = { roles: [], view: [], report: [] },
): KeptUser => ({
  ...named,
  ...grant,
  id: newId(),
  enabled: true,
  mustChangePassword: true,
  createdAt: at,
  lastLoginAt: null,
  passwordHash,
  openIdSubject: null,
});

async function listUsers({ parts, viewer }: Seat, { search, role, enabled, ...page }: UsersAsk): Promise<AccountPage<UserRow>> {
  if (!may(viewer, 'GRANTS')) assertMay(viewer, 'USERS');
  const part = search?.trim().toLowerCase() ?? '';
  const rows = (await readUsers(parts.db, {})).filter(
    (user) =>
      (part === '' || user.name.includes(part) || user.displayName.toLowerCase().includes(part)) &&
      (role === undefined || user.roles.includes(role)) &&
      (enabled === undefined || user.enabled === enabled),
  );
  const found = pageOf({ rows, keyOf: ({ id }) => id }, page);
  const nodes = await toUserRows(
    parts,
    found.rows.map(({ node }) => node),
  );
  return { ...found, rows: nodes.map((node, at) => ({ cursor: String(found.rows[at]?.cursor), node })) };
}

async function listTokens({ parts, viewer }: Seat, { state, ...page }: TokensAsk): Promise<AccountPage<TokenRow>> {
  assertMay(viewer, 'USERS');
  const rows = (await readTokens(parts.db, {})).map((token) => toTokenRow(token, parts.now()));
  return pageOf({ rows: state === undefined ? rows : rows.filter((token) => token.state === state), keyOf: ({ id }) => id }, page);
}

const createUser = (seat: Seat, { password, ...given }: Parameters<UserDesk['createUser']>[0]): Promise<CreatedUser> =>
  seat.attempt('USER_CREATE', null, async (write) => {
    const { parts, viewer } = seat;
    assertMay(viewer, 'USERS');
    const named = { name: readLoginName(given.name), displayName: readDisplayName(given.displayName) };
    if (password !== undefined) assertGoodPassword(password, named.name);
    const first = password ?? newTemporaryPassword();
    const passwordHash = await parts.passwords.hash(first);
    const at = parts.now();
    const user = await write('addUser', { user: newUser(named, passwordHash, at), at });
    return { user: await toUserRow(parts, user), temporaryPassword: password === undefined ? first : null };
  });

/** Whoever resets, disables or signs out an administrator of another kind could act in that one's place, or free of them. */
async function assertApart({ parts, viewer, visit }: Seat, id: string): Promise<void> {
  if (!visit.place.separation) return;
  const [user] = await readUsers(parts.db, { ids: [id] });
  const role = user?.roles.find((one) => administers(one) && viewer?.roles.includes(one) !== true);
  if (user === undefined || role === undefined) return;
  throw new DomainError(
    'FORBIDDEN',
    `三员分立已开启，「${user.name}」是${ROLES[role].zh}，不能由你重置密码、启用停用或结束会话。请在服务器上用 fugai user 操作。`,
  );
}

const resetPassword = (seat: Seat, id: string): Promise<CreatedUser> =>
  seat.attempt('USER_PASSWORD', `user ${id}`, async (write) => {
    const { parts, viewer } = seat;
    const { id: self } = assertMay(viewer, 'USERS');
    assertId(id, '用户');
    if (id === self) throw badInput('自己的密码请用「修改密码」，不用重置。');
    await assertApart(seat, id);
    const temporaryPassword = newTemporaryPassword();
    const passwordHash = await parts.passwords.hash(temporaryPassword);
    const user = await write('resetPassword', { id, passwordHash, at: parts.now() });
    return { user: await toUserRow(parts, user), temporaryPassword };
  });

const setEnabled = (seat: Seat, id: string, enabled: boolean): Promise<UserRow> =>
  seat.attempt('USER_STATE', `user ${id}`, async (write) => {
    const { id: self } = assertMay(seat.viewer, 'USERS');
    assertId(id, '用户');
    if (id === self && !enabled) throw badInput('不能停用自己的账号。请由另一个系统管理员操作。');
    await assertApart(seat, id);
    return toUserRow(seat.parts, await write('enableUser', { id, enabled, at: seat.parts.now() }));
  });

/** Who grants to themselves goes on in a session of its own; everybody else signs in anew. */
const grant = (seat: Seat, id: string, asked: () => Promise<Grant>): Promise<UserRow> =>
  seat.attempt('GRANT', `user ${id}`, async (write) => {
    const { parts, visit } = seat;
    const self = assertMay(seat.viewer, 'GRANTS');
    assertId(id, '用户');
    const { separation } = visit.place;
    if (separation && id === self.id) throw badInput('三员分立已开启，不能给自己授权。请由另一个安全管理员操作。');
    const at = parts.now();
    const begun = id === self.id && self.session !== null ? beginSession(id, at) : null;
    const user = await write('grant', { id, grant: readGrant(await asked(), separation), session: begun?.session ?? null, at });
    if (begun !== null) {
      seat.viewer = userViewer(user, begun.session);
      visit.session(begun.secret);
    }
    return toUserRow(parts, user);
  });

export const createUserDesk = (seat: Seat): UserDesk => {
  const { parts } = seat;
  return {
    users: (ask) => listUsers(seat, ask),
    apiTokens: (ask) => listTokens(seat, ask),
    createUser: (ask) => createUser(seat, ask),
    resetPassword: (id) => resetPassword(seat, id),
    setUserEnabled: (id, enabled) => setEnabled(seat, id, enabled),
    grant: (id, asked) => grant(seat, id, async () => (typeof asked === 'function' ? asked() : asked)),
    changeUser: (id, displayName) =>
      seat.attempt('USER_CHANGE', `user ${id}`, async (write) => {
        assertMay(seat.viewer, 'USERS');
        assertId(id, '用户');
        return toUserRow(parts, await write('renameUser', { id, displayName: readDisplayName(displayName), at: parts.now() }));
      }),
    unlockUser: (id) =>
      seat.attempt('USER_UNLOCK', `user ${id}`, async (write) => {
        assertMay(seat.viewer, 'USERS');
        assertId(id, '用户');
        return toUserRow(parts, await write('unlockUser', { id, at: parts.now() }));
      }),
    endSessions: (id) =>
      seat.attempt('SESSIONS_END', `user ${id}`, async (write) => {
        const { id: self } = assertMay(seat.viewer, 'USERS');
        assertId(id, '用户');
        await assertApart(seat, id);
        const row = await toUserRow(parts, await write('endSessions', { id, at: parts.now() }));
        if (id === self) seat.visit.session(null);
        return row;
      }),
  };
};

/** Signing in and out, the first set-up, and one's own password. */
import { readSetUpCode, type Attempt } from '../db/accounts/sessions.ts';
import { readUsers, type KeptUser } from '../db/accounts/users.ts';
import type { AuditAction } from '../domain/audit.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import { assertGoodPassword } from '../domain/passwords.ts';
import { foldName, readFirstUsers, type FirstUser } from '../domain/users.ts';
import type { Viewer } from '../domain/viewers.ts';
import type { WriteOnce } from './attempts.ts';
import { beginSession, type Seat } from './parts.ts';
import { hashOf, newId, readSetUpSecret, sameHash } from './secrets.ts';
import type { SessionDesk } from './types.ts';
import { assertUnlocked, needsSetUp } from './userWrites.ts';
import { userViewer } from './viewerOf.ts';

const WRONG_LOGIN = '登录名或密码不对，请核对后再试。';
const WRONG_PASSWORD = '现在的密码不对，请核对后再试。';
const WRONG_CODE = '设置码不对：请用控制台最近一次启动时显示的设置码。';
/** No login name has a space: failures with the code are nobody's. */
const OF_THE_CODE = 'set-up code';

const attemptOf = ({ visit }: Seat, name: string): Attempt => ({ nameHash: hashOf(name), address: visit.address ?? 'local' });

/** Counts a failure, and refuses. */
async function fail(seat: Seat, write: WriteOnce, failed: { action: AuditAction; object: string | null; name: string; words: string }) {
  const { action, object, name, words } = failed;
  await write('fail', { action, object, reason: words, attempt: attemptOf(seat, name), at: seat.parts.now() });
  return new DomainError('UNAUTHENTICATED', words);
}

/** The request goes on as this user, and its browser comes back as them. */
function seatUser(seat: Seat, user: KeptUser, begun: ReturnType<typeof beginSession>): Viewer {
  const viewer = userViewer(user, begun.session);
  seat.viewer = viewer;
  seat.visit.session(begun.secret);
  return viewer;
}

const login = (seat: Seat, typed: string, password: string): Promise<Viewer> =>
  seat.attempt('LOGIN', null, (write) =>
    seat.parts.passwords.attempt(async (matches) => {
      const { db, now } = seat.parts;
      const name = foldName(typed);
      const attempt = attemptOf(seat, name);
      await assertUnlocked(db, attempt, now());
      const [user] = await readUsers(db, { names: [name] });
      const verified = user?.passwordHash ?? null;
      if (!(await matches(verified, password)) || user === undefined)
        throw await fail(seat, write, { action: 'LOGIN', object: user === undefined ? null : `user ${user.id}`, name, words: WRONG_LOGIN });
      const at = now();
      const begun = beginSession(user.id, at);
      const ends = seat.viewer?.session?.key ?? null;
      const session = userViewer(user, begun.session);
      return seatUser(seat, await write('login', { id: user.id, at, verified, attempt, session: begun.session, ends }, session), begun);
    }),
  );

async function logout(seat: Seat): Promise<boolean> {
  const { viewer } = seat;
  const key = viewer?.session?.key;
  if (viewer === null || key === undefined) return false;
  await seat.attempt('LOGOUT', `user ${viewer.id}`, (write) => write('logout', { key, user: viewer.id, at: seat.parts.now() }));
  seat.viewer = null;
  seat.visit.session(null);
  return true;
}

const setUp = (seat: Seat, typed: string, given: readonly FirstUser[]): Promise<Viewer> =>
  seat.attempt('SET_UP', null, async (write) => {
    const { db, now, passwords } = seat.parts;
    await assertUnlocked(db, attemptOf(seat, OF_THE_CODE), now());
    if (!(await needsSetUp(db))) throw new DomainError('FORBIDDEN', '已经有管理员，首次设置已完成。请直接登录；其他用户由管理员新建。');
    const codeHash = hashOf(readSetUpSecret(typed));
    const kept = await readSetUpCode(db);
    if (kept === undefined || !sameHash(kept, codeHash))
      throw await fail(seat, write, { action: 'SET_UP', object: null, name: OF_THE_CODE, words: WRONG_CODE });
    const first = readFirstUsers(given, seat.visit.place.separation);
    for (const { name, password } of first) assertGoodPassword(password, name);
    const at = now();
    const users = await Promise.all(
      first.map(async ({ password, ...one }): Promise<KeptUser> => ({
        ...one,
        id: newId(),
        view: [],
        report: [],
        enabled: true,
        mustChangePassword: false,
        createdAt: at,
        lastLoginAt: null,
        passwordHash: await passwords.hash(password),
        openIdSubject: null,
      })),
    );
    const [user] = users;
    if (user === undefined) throw badInput('首次设置至少要有一个管理员。');
    const begun = beginSession(user.id, at);
    const signedIn = { ...user, lastLoginAt: at };
    await write(
      'setUp',
      { codeHash, users: [signedIn, ...users.slice(1)], session: begun.session, at },
      userViewer(signedIn, begun.session),
    );
    return seatUser(seat, signedIn, begun);
  });

const changePassword = (seat: Seat, old: string, next: string): Promise<Viewer> =>
  seat.attempt('PASSWORD', seat.viewer === null ? null : `user ${seat.viewer.id}`, async (write) => {
    const { db, now, passwords } = seat.parts;
    const { viewer } = seat;
    const name = viewer?.loginName;
    if (viewer?.kind !== 'USER' || name === null || name === undefined)
      throw new DomainError('UNAUTHENTICATED', '修改密码须先登录。请登录后再试。');
    const verified = await passwords.attempt(async (matches) => {
      await assertUnlocked(db, attemptOf(seat, name), now());
      const [user] = await readUsers(db, { ids: [viewer.id] });
      const kept = user?.passwordHash ?? null;
      if (!(await matches(kept, old)) || kept === null)
        throw await fail(seat, write, { action: 'PASSWORD', object: `user ${viewer.id}`, name, words: WRONG_PASSWORD });
      return kept;
    });
    assertGoodPassword(next, name);
    if (next === old) throw badInput('新密码与现在的相同，请换一个。');
    const passwordHash = await passwords.hash(next);
    const at = now();
    const begun = beginSession(viewer.id, at);
    return seatUser(seat, await write('setPassword', { id: viewer.id, at, verified, passwordHash, session: begun.session }), begun);
  });

export const createSessionDesk = (seat: Seat): SessionDesk => ({
  site: async () => ({
    anonymous: seat.visit.place.anonymous,
    needsSetup: await needsSetUp(seat.parts.db),
    separation: seat.visit.place.separation,
    openId: seat.visit.openId,
    notice: seat.visit.notice,
  }),
  login: (name, password) => login(seat, name, password),
  logout: () => logout(seat),
  setUp: (code, administrators) => setUp(seat, code, administrators),
  changePassword: (old, next) => changePassword(seat, old, next),
});

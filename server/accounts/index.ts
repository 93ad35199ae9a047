/** The door to accounts: who a request comes from, and what it may do with users, tokens and saved queries. */
import { findBrowser } from '../db/accounts/owners.ts';
import { readSessions } from '../db/accounts/sessions.ts';
import { readTokens, type KeptToken } from '../db/accounts/tokens.ts';
import { readUsers } from '../db/accounts/users.ts';
import { SYSTEM, type Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import { isUseWorthWriting, spellMoment, tokenStateAt, type TokenState } from '../domain/tokens.ts';
import { assertSeparated, isSightWorthWriting, lasts } from '../domain/users.ts';
import type { Viewer } from '../domain/viewers.ts';
import { viewerAgain } from './again.ts';
import { createDesk } from './desk.ts';
import { createOperator } from './operator.ts';
import type { AccountsParts } from './parts.ts';
import { createPasswords, type Passwords } from './passwords.ts';
import { hashOf, looksLikeBrowser, looksLikeSession, looksLikeToken, prefixOf, sameHash } from './secrets.ts';
import type { Accounts } from './types.ts';
import { needsSetUp } from './userWrites.ts';
import { browserViewer, tokenViewer, userViewer } from './viewerOf.ts';

export interface AccountsOptions extends Omit<AccountsParts, 'passwords'> {
  readonly passwords?: Passwords;
  /** Whether the three administrators are separated. */
  readonly separation?: boolean;
  /** Who runs the program, as the audit log names them. */
  readonly operator?: Actor;
  /** Told of a use that could not be written; the request it belongs to goes on. */
  complain(error: unknown): void;
}

const REFUSED: Readonly<Record<Exclude<TokenState, 'ACTIVE'>, (token: KeptToken) => string>> = {
  EXPIRED: ({ name, expiresAt }) => `令牌「${name}」已于 ${spellMoment(expiresAt)}过期。请建立新的令牌：fugai token create。`,
  REVOKED: ({ name, revokedAt }) =>
    `令牌「${name}」已于 ${spellMoment(String(revokedAt))}吊销，不能再用。请建立新的令牌：fugai token create。`,
};
const unauthenticated = (message: string): DomainError => new DomainError('UNAUTHENTICATED', message);

async function findToken({ db }: Pick<AccountsParts, 'db'>, secret: string): Promise<KeptToken> {
  const found = looksLikeToken(secret) ? await readTokens(db, { prefix: prefixOf(secret) }) : [];
  const hash = hashOf(secret);
  const token = found.find((one) => sameHash(one.secretHash, hash));
  if (token === undefined)
    throw unauthenticated(
      '没有这个令牌：请核对 Authorization: Bearer 后面的内容，令牌以 fugai_ 开头，共 49 个字符；或用 fugai token create 新建。',
    );
  return token;
}

/** Writes that something was used, never twice at a time for one; nobody waits for it. */
function createNotes(complain: (error: unknown) => void): (key: string, write: () => Promise<null>) => void {
  const writing = new Set<string>();
  return (key, write) => {
    if (writing.has(key)) return;
    writing.add(key);
    write()
      .catch(complain)
      .finally(() => writing.delete(key));
  };
}

async function bySession({ db, write, now }: AccountsParts, note: ReturnType<typeof createNotes>, secret: string): Promise<Viewer | null> {
  const secretHash = hashOf(secret);
  const [session] = looksLikeSession(secret) ? await readSessions(db, { secretHash }) : [];
  const at = now();
  if (session === undefined || !lasts(session, at)) return null;
  const [user] = await readUsers(db, { ids: [session.user] });
  if (user === undefined || !user.enabled) return null;
  const seen = isSightWorthWriting(session, at);
  if (seen) note(secretHash, () => write('markSeen', { secretHash, at }, SYSTEM));
  return userViewer(user, seen ? { ...session, seenAt: at } : session);
}

export function createAccounts({
  passwords = createPasswords(),
  separation = false,
  operator = SYSTEM,
  complain,
  ...rest
}: AccountsOptions): Accounts {
  const parts: AccountsParts = { ...rest, passwords };
  const { db, write, now } = parts;
  const note = createNotes(complain);
  return {
    byToken: async (secret): Promise<Viewer> => {
      const token = await findToken(parts, secret);
      const at = now();
      const state = tokenStateAt(token, at);
      if (state !== 'ACTIVE') throw unauthenticated(REFUSED[state](token));
      const [user] = token.owner === token.id ? [] : await readUsers(db, { ids: [token.owner] });
      const viewer = tokenViewer(token, user);
      if (isUseWorthWriting(token, at)) note(token.id, () => write('markUsed', { id: token.id, at }, SYSTEM));
      return viewer;
    },
    bySession: (secret) => bySession(parts, note, secret),
    byBrowser: async (secret, place) => {
      const found = looksLikeBrowser(secret) ? await findBrowser(db, hashOf(secret)) : undefined;
      return found === undefined ? null : browserViewer(found.id, place);
    },
    again: (viewer) => viewerAgain(parts, viewer),
    needsSetUp: () => needsSetUp(db),
    assertSeparated: async () => {
      if (separation) assertSeparated(await readUsers(db, {}));
    },
    desk: (visit) => createDesk(parts, visit),
    operator: createOperator({ ...parts, operator, separation }),
  };
}

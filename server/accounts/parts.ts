/** What the sides of a desk are made of. */
import type { AccountsDb } from '../db/accounts/open.ts';
import type { KeptSession } from '../db/accounts/sessions.ts';
import { sessionEnd } from '../domain/users.ts';
import type { Viewer } from '../domain/viewers.ts';
import type { Attempting } from './attempts.ts';
import type { AuditLog } from './auditLog.ts';
import type { Passwords } from './passwords.ts';
import { hashOf, newSessionSecret } from './secrets.ts';
import type { Visit } from './types.ts';
import type { PerformWrite } from './writes.ts';

export interface AccountsParts {
  readonly db: AccountsDb;
  readonly write: PerformWrite;
  readonly now: () => string;
  readonly passwords: Passwords;
  readonly audit?: AuditLog | undefined;
}

/** One request at its desk. Signing in or out changes who is at it. */
export interface Seat {
  readonly parts: AccountsParts;
  readonly visit: Visit;
  readonly attempt: Attempting;
  viewer: Viewer | null;
}

/** A session that begins now, and its secret, which nothing keeps. */
export function beginSession(user: string, at: string): { readonly secret: string; readonly session: KeptSession } {
  const secret = newSessionSecret();
  return { secret, session: { secretHash: hashOf(secret), user, startedAt: at, seenAt: at, endsAt: sessionEnd(at) } };
}

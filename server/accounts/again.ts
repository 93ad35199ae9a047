/** Who somebody is now, whatever became of the session or the page from which they began something. */
import { readTokens } from '../db/accounts/tokens.ts';
import { readUsers } from '../db/accounts/users.ts';
import { DomainError } from '../domain/errors.ts';
import { permissionsOf } from '../domain/roles.ts';
import { tokenStateAt } from '../domain/tokens.ts';
import type { Viewer } from '../domain/viewers.ts';
import type { AccountsParts } from './parts.ts';
import { tokenViewer } from './viewerOf.ts';

/** A token of a user who may use none any more is refused by what makes a viewer of it. */
async function asToken({ db, now }: AccountsParts, id: string): Promise<Viewer | null> {
  const [token] = await readTokens(db, { ids: [id] });
  if (token === undefined || tokenStateAt(token, now()) !== 'ACTIVE') return null;
  const [user] = token.owner === token.id ? [] : await readUsers(db, { ids: [token.owner] });
  try {
    return tokenViewer(token, user);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

/** Null: they may do nothing any more. */
export async function viewerAgain(parts: AccountsParts, viewer: Viewer): Promise<Viewer | null> {
  if (viewer.kind === 'TOKEN') return asToken(parts, viewer.id);
  if (viewer.kind === 'BROWSER') return viewer;
  const [user] = await readUsers(parts.db, { ids: [viewer.id] });
  if (user === undefined || !user.enabled) return null;
  const { roles, view, report, mustChangePassword } = user;
  return { ...viewer, roles, view, report, mustChangePassword, permissions: mustChangePassword ? [] : permissionsOf(roles) };
}

/** Who asks for what only some may do. */
import type { Actor } from '../domain/audit.ts';
import type { Permission } from '../domain/roles.ts';
import { assertMay } from '../domain/viewers.ts';
import type { Context } from './context.ts';

/** Gives who it is, for the audit log. @throws DomainError UNAUTHENTICATED for who is not signed in, FORBIDDEN otherwise */
export function assertPermitted({ viewer, actor, claim }: Context, permission: Permission): Actor {
  // What only some may ask is no answer for others of the same sight.
  claim();
  assertMay(viewer, permission);
  return actor;
}

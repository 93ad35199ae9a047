/** Who asks for what only some may do. */
import type { Actor, AuditEvent } from '../domain/audit.ts';
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

/** The same before a change, whose refusal the audit log keeps; `check` is what else may refuse it, and gives what is asked for. */
export const assertChange = <Asked>(
  context: Context,
  permission: Permission,
  change: Pick<AuditEvent, 'action' | 'object'>,
  check: () => Asked,
): Promise<Asked> => context.accounts().permitted(permission, change, check);

/** Those who send and those who judge, as rules of a review ask of them. */
import type { Judge } from '../../server/domain/review.ts';
import { permissionsOf, type Role } from '../../server/domain/roles.ts';
import type { Extent } from '../../server/domain/sight.ts';

export const judge = (id: string, roles: readonly Role[], report: Extent): Judge => ({
  id,
  permissions: permissionsOf(roles),
  report,
  trusted: false,
});

/** An ask of the one who judges. */
export const asked = (one: Judge): { readonly judge: Judge; readonly by: { readonly id: string; readonly name: string } } => ({
  judge: one,
  by: { id: one.id, name: one.id },
});

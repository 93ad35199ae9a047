/** Who asks, as the rules of a review ask of them. */
import type { Judge } from '../domain/review.ts';
import type { Viewer } from '../domain/viewers.ts';

export const judgeOf = ({ viewer }: { readonly viewer: Viewer | null }): Judge => ({
  // A token of somebody's own is they themselves.
  id: viewer === null ? 'anonymous' : viewer.owner,
  permissions: viewer === null ? [] : viewer.permissions,
  report: viewer === null ? [] : viewer.report,
  trusted: false,
});

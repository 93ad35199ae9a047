/** Who asks, as the rules of a review ask of them. */
import type { Judge } from '../domain/review.ts';
import type { Viewer } from '../domain/viewers.ts';

export const judgeOf = ({ viewer }: { readonly viewer: Viewer | null }): Judge => ({
  id: viewer === null ? 'anonymous' : viewer.id,
  permissions: viewer === null ? [] : viewer.permissions,
  report: viewer === null ? [] : viewer.report,
  trusted: false,
});

/** Who asks, as the rules of a review ask of them. */
import type { Judge } from '../domain/review.ts';
import type { Context } from './context.ts';

export const judgeOf = ({ viewer, actor }: Pick<Context, 'viewer' | 'actor'>): Judge => ({
  id: actor.id,
  permissions: viewer === null ? [] : viewer.permissions,
  report: viewer === null ? [] : viewer.report,
  trusted: false,
});

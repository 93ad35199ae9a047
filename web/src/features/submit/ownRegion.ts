import type { Access } from '../../api/access.ts';
import { isSignedIn } from '../../view/may.ts';

/** The region that a reader's list begins with: the only or the first of their scope; null where it is everything, or nothing. Pure. */
export function ownRegion(access: Access, which: 'report' | 'view'): string | null {
  if (!isSignedIn(access) || access.viewer === null) return null;
  const scope = which === 'report' ? access.viewer.reportScope : access.viewer.viewScope;
  return scope.all ? null : (scope.regions[0]?.code ?? null);
}

/** Extents of regions by their codes alone: what of one lies in another, and how one is written down. */
import { NATION } from './region.ts';
import type { Extent } from './sight.ts';

/** Codes are six digits, nine for townships; a park has a code that does not say where it lies. */
const CODE = /^(\d{6}|\d{9}|P[0-9A-Z-]{1,30})$/;
export const looksLikeRegion = (code: string): boolean => CODE.test(code);

/** The part of a code that everything below it begins with: `41` of 410000, `4103` of 410300. */
const stem = (code: string): string => (/^\d{6}$/.test(code) ? code.replace(/(?:00){1,2}$/, '') : code);

/** Whether `code` is `root` or lies below it, as far as codes say so: a park is only ever itself, or in the nation. */
export const liesIn = (root: string, code: string): boolean => root === NATION || code === root || code.startsWith(stem(root));

/** The same extent without regions that others hold, ascending; the nation is everything. */
export function narrow(codes: readonly string[]): Extent {
  if (codes.includes(NATION)) return 'ALL';
  const unique = [...new Set(codes)];
  return unique.filter((code) => !unique.some((other) => other !== code && liesIn(other, code))).toSorted();
}

/** What lies in both. */
export function intersect(left: Extent, right: Extent): Extent {
  if (left === 'ALL') return right;
  if (right === 'ALL') return left;
  const inside = (codes: readonly string[], of: readonly string[]): string[] =>
    codes.filter((code) => of.some((root) => liesIn(root, code)));
  return narrow([...inside(left, right), ...inside(right, left)]);
}

/** Whether everything of `inner` lies in `outer`. */
export const holds = (outer: Extent, inner: Extent): boolean =>
  outer === 'ALL' || (inner !== 'ALL' && inner.every((code) => outer.some((root) => liesIn(root, code))));

const EVERYWHERE = 'ALL';
/** As it is kept: `ALL`, or codes joined with commas; empty for nothing. */
export const writeExtent = (extent: Extent): string => (extent === 'ALL' ? EVERYWHERE : extent.join(','));
export const readExtent = (text: string): Extent => (text === EVERYWHERE ? 'ALL' : text.split(',').filter((code) => code !== ''));

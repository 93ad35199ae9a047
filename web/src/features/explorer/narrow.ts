/** The width below which the parts of the page stand one under the other: as in explorer.css. */
const NARROW = '(max-width: 900px)';

export const isNarrow = (): boolean => matchMedia(NARROW).matches;

/** Brings a part of the page to the top of a narrow window; at once for a reader who wants no motion. */
export function showBelow(part: Element | null): void {
  if (!isNarrow()) return;
  const behavior = matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth';
  part?.scrollIntoView({ behavior, block: 'start' });
}

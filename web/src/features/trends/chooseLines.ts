/** Which regions the page asks about, and which of them get a line. Pure. */
import type { OverviewRegion } from '../../api/overview.ts';
import type { TrendsLatest } from '../../api/trends.ts';
import { MOST_REGIONS, type Layout } from '../../state/selection.ts';

/** More lines than this in one picture are a thicket. */
const MOST_LINES = 12;

/** Small pictures of their own do not get in each other's way. */
export const mostLines = (layout: Layout | null): number => (layout === 'multiples' ? MOST_REGIONS : MOST_LINES);

/** Of each end of the ranking, where not all can be drawn. */
const ENDS = 5;

/** The chosen ones; otherwise the region with its children, or, where it has none, with the regions above it that have a ledger. */
export function regionsAsked(
  region: Pick<OverviewRegion, 'code' | 'ancestors' | 'children'>,
  ledgers: ReadonlySet<string>,
  chosen: readonly string[],
): readonly string[] {
  if (chosen.length > 0) return [...new Set(chosen)];
  const children = region.children.filter(({ kind }) => kind === 'ADMINISTRATIVE').map(({ code }) => code);
  if (children.length > 0) return [region.code, ...children];
  const top = region.ancestors.findIndex(({ code }) => ledgers.has(code));
  return [region.code, ...(top === -1 ? [] : region.ancestors.slice(top).toReversed()).map(({ code }) => code)];
}

interface LinesAsk {
  /** How the regions stand in the last quarter, in the order asked. */
  readonly latest: readonly TrendsLatest[];
  readonly own: string;
  readonly focus: string | null;
  readonly most: number;
}

/**
 * Codes that get a line: all where they are few; otherwise the region itself, the five lowest, the five highest and the one in focus. Regions without a
 * value in the last quarter give way first.
 */
export function linesDrawn({ latest, own, focus, most }: LinesAsk): readonly string[] {
  const codes = latest.map(({ region }) => region.code);
  if (codes.length <= most) return codes;
  const ranked = latest
    .flatMap(({ region, rate }) =>
      typeof rate.value === 'number' && region.code !== own ? [{ code: region.code, value: rate.value }] : [],
    )
    .toSorted((a, b) => a.value - b.value)
    .map(({ code }) => code);
  const kept = new Set([own, ...ranked.slice(0, ENDS), ...ranked.slice(-ENDS), ...(focus === null ? [] : [focus])]);
  return codes.filter((code) => kept.has(code));
}

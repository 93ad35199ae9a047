/** How a submission differs from the one before, as rows of numbers. Pure. */
import type { DifferenceCounts, RateDifference, SubmissionDifference } from '../../api/submissions.ts';
import type { Lang } from '../../state/choices.ts';
import { count, percentSign, plain, points } from '../../theme/format.ts';

/** Rows that stood before and no longer stand, of both sheets: somebody has to mean that. */
export const vanishing = ({ units, organizations }: Pick<SubmissionDifference, 'units' | 'organizations'>): number =>
  units.removed + organizations.removed;

const COUNTED = ['before', 'after', 'added', 'removed', 'changed', 'same'] as const satisfies readonly (keyof DifferenceCounts)[];
export type Counted = (typeof COUNTED)[number];

export const countsOf = (counts: DifferenceCounts): readonly { readonly name: Counted; readonly text: string }[] =>
  COUNTED.map((name) => ({ name, text: count(counts[name]) }));

interface RateLine {
  readonly key: string;
  readonly label: string;
  readonly before: string;
  readonly after: string;
  /** Signed; «—» where one of both is not there. */
  readonly change: string;
}

interface Named {
  readonly id: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly shape: string;
}

type Part = RateDifference['before'];

const valueText = ({ value, numerator, denominator }: Part, isPercent: boolean): string => {
  if (value === null || value === undefined) return '—';
  if (!isPercent) return plain(value);
  const parts = typeof numerator === 'number' && typeof denominator === 'number' ? ` (${count(numerator)}/${count(denominator)})` : '';
  return `${percentSign(value)}${parts}`;
};

/** Rates before and after, those that change first and most first. */
export function ratesOf(rates: readonly RateDifference[], named: readonly Named[], lang: Lang): readonly RateLine[] {
  const size = ({ change }: RateDifference): number => (typeof change === 'number' ? Math.abs(change) : -1);
  return [...rates]
    .sort((one, other) => size(other) - size(one))
    .map((rate) => {
      const found = named.find(({ id }) => id === rate.indicator);
      const isPercent = found?.shape === 'PERCENT';
      return {
        key: `${rate.indicator} ${rate.basis ?? ''}`,
        label: found?.label[lang] ?? rate.indicator,
        before: valueText(rate.before, isPercent),
        after: valueText(rate.after, isPercent),
        change: typeof rate.change === 'number' ? points(rate.change) : '—',
      };
    });
}

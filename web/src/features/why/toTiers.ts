/** How the units of the basis are covered: a bar of their tiers, and the same as rows with subtotals. */
import type { WhyAnswer } from '../../api/why.ts';
import { count, percent, plain } from '../../theme/format.ts';
import type { Speaking } from '../../view/why/speaking.ts';

const TIERS = ['SOLE', 'JOINT', 'WORK', 'NONE', 'UNKNOWN'] as const;
export type TierKey = (typeof TIERS)[number];

export interface TierRow {
  readonly key: TierKey | 'covered' | 'worked';
  readonly name: string;
  readonly units: string;
  readonly share: string;
  /** Percent of the bar; null for a subtotal, which has no piece of its own. */
  readonly length: number | null;
}

export interface Tiers {
  readonly rows: readonly TierRow[];
  readonly target: { readonly at: number; readonly text: string } | null;
  /** What the bar says, for those who do not see it. */
  readonly label: string;
}

/** Null where no unit stands on the basis. The target is that of the indicator shown where it is one of the coverage rates, else that of the narrow one. */
export function toTiers({ cover, tiers }: WhyAnswer, { indicator, words }: Speaking): Tiers | null {
  const [narrow, wide] = cover;
  const whole = narrow?.rate.denominator ?? null;
  if (narrow === undefined || whole === null || whole === 0) return null;
  const units = unitsByTier(tiers.filter((one) => one.indicator === narrow.indicator));
  const piece = (key: TierKey): readonly TierRow[] => {
    const found = units.get(key);
    if (found === undefined || (key === 'UNKNOWN' && found === 0)) return [];
    const share = (found / whole) * 100;
    return [{ key, name: words.tiers[key], units: count(found), share: percent(share), length: share }];
  };
  const subtotal = (key: 'covered' | 'worked', name: string, of: typeof wide): readonly TierRow[] =>
    of === undefined || of.rate.numerator === null || of.rate.value === null
      ? []
      : [{ key, name, units: count(of.rate.numerator), share: percent(of.rate.value), length: null }];
  const rows = [
    ...piece('SOLE'),
    ...piece('JOINT'),
    ...subtotal('covered', words.covered, narrow),
    ...piece('WORK'),
    ...subtotal('worked', words.worked, wide),
    ...piece('NONE'),
    ...piece('UNKNOWN'),
  ];
  const target = (cover.find((one) => one.indicator === indicator.id) ?? narrow).target;
  return {
    rows,
    target: target === null ? null : { at: target, text: plain(target) },
    label: rows.flatMap(({ name, share, length }) => (length === null ? [] : [`${name} ${share} %`])).join(', '),
  };
}

function unitsByTier(tiers: WhyAnswer['tiers']): ReadonlyMap<TierKey, number> {
  return new Map(
    tiers.flatMap(({ dimensions: [dimension], rate }) => {
      const key = TIERS.find((one) => one === (dimension?.value ?? 'UNKNOWN'));
      return key === undefined || rate.denominator === null ? [] : [[key, rate.denominator] as const];
    }),
  );
}

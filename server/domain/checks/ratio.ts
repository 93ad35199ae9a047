/** RATIO: a printed rate against the two counts printed with it. */
import { absolute, divide, HUNDRED, isZero, multiply, subtract, toFixed, type Fraction } from '../fraction.ts';
import { cutInterval, type Interval } from '../quantity.ts';
import { about, ONE, only, unchecked, type Check, type Outcome, type Stated } from './check.ts';
import { liesAbove, meets, over, pointInterval, times } from './intervals.ts';
import { explainRatio, formula } from './ratioReasons.ts';
import { amountEn, amountZh, printedDecimals, shownEn, shownZh } from './wording.ts';
import type { Verdict } from './verdicts.ts';

/** A recomputed rate is given with two digits, or with as many as were printed when those are more. */
const LEAST_DECIMALS = 2;

/** numerator / denominator × 100 as an interval; null when the denominator can only be zero. */
export function percentOf(numerator: Interval, denominator: Interval): Interval | null {
  const quotient = over(numerator, denominator);
  return quotient === null ? null : times(quotient, HUNDRED);
}

function judge(numerator: Stated, denominator: Stated, rate: Stated, computed: Interval): Verdict {
  const aboveAll = liesAbove(rate.interval, pointInterval(HUNDRED)) || liesAbove(numerator.interval, denominator.interval);
  if (aboveAll) return 'IMPOSSIBLE';
  if (meets(computed, rate.interval)) return 'MATCHES';
  const cut = cutInterval(rate.quantity);
  return cut !== null && meets(computed, cut) ? 'TRUNCATED' : 'MISMATCH';
}

function matching(verdict: 'MATCHES' | 'TRUNCATED', parts: { zh: string; en: string }, rate: Stated): Outcome['explanation'] {
  return verdict === 'MATCHES'
    ? { zh: `${parts.zh}，与公布的 ${shownZh(rate)} 相合。`, en: `${parts.en}, which agrees with the published ${shownEn(rate)}.` }
    : {
        zh: `${parts.zh}，公布 ${shownZh(rate)}：末位是截去的，不是四舍五入。`,
        en: `${parts.en}; the published ${shownEn(rate)} was cut, not rounded.`,
      };
}

export const RATIO: Check = {
  zh: '率与分子分母',
  en: 'Rate against its parts',
  roles: { numerator: ONE, denominator: ONE, rate: ONE },
  run(roles, evidence) {
    const [numerator, denominator, rate] = [only(roles, 'numerator'), only(roles, 'denominator'), only(roles, 'rate')];
    const interval = percentOf(numerator.interval, denominator.interval);
    if (interval === null || isZero(denominator.value)) {
      return unchecked(rate.figure, { zh: '分母为零，不能成率。', en: 'The denominator is zero: no rate can be formed.' });
    }
    const computed: Fraction = divide(multiply(numerator.value, HUNDRED), denominator.value);
    const decimals = Math.max(LEAST_DECIMALS, printedDecimals(rate.quantity));
    const difference = subtract(rate.value, computed);
    const verdict = judge(numerator, denominator, rate, interval);
    const parts = formula(numerator, denominator, computed, decimals);
    const apart = isZero(difference)
      ? parts
      : {
          zh: `${parts.zh}，公布 ${shownZh(rate)}，相差 ${amountZh(absolute(difference), rate, decimals)}。`,
          en: `${parts.en}; published ${shownEn(rate)}, ${amountEn(absolute(difference), rate, decimals)} apart.`,
        };
    const reasons = verdict === 'MATCHES' || verdict === 'TRUNCATED' ? null : explainRatio({ numerator, denominator, rate }, evidence);
    return {
      ...about(rate.figure),
      verdict,
      printed: rate.value,
      computed,
      difference,
      decimals,
      outcome: toFixed(computed, LEAST_DECIMALS),
      explanation:
        reasons === null
          ? matching(verdict === 'TRUNCATED' ? 'TRUNCATED' : 'MATCHES', parts, rate)
          : { zh: apart.zh + reasons.zh, en: `${apart.en} ${reasons.en}` },
    };
  },
};

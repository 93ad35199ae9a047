/** Why a printed rate may differ from its parts. A reason is named only when it fits the printed numbers; none is guessed. */
import { formatCount, THIN } from '../format.ts';
import { fraction, isWhole, isZero, type Fraction } from '../fraction.ts';
import type { Words } from '../words.ts';
import type { Evidence, Stated } from './check.ts';
import { meets, over, times } from './intervals.ts';
import { denominatorsFor, hasOtherPart, neighbours, numeratorsFor, shareOf } from './wholeParts.ts';
import { bareZh, namedZh, percentZh, printedDecimals, shownEn, shownZh, spanText } from './wording.ts';

export interface RatioParts {
  readonly numerator: Stated;
  readonly denominator: Stated;
  readonly rate: Stated;
}

const TEN = fraction(10n);
const TENTH = fraction(1n, 10n);

/** `83/117 = 70.94 %`, scales kept in Chinese and written out in English. */
export const formula = (numerator: Stated, denominator: Stated, computed: Fraction, decimals: number): Words => ({
  zh: `${bareZh(numerator)}/${bareZh(denominator)} = ${percentZh(computed, decimals)}`,
  en: `${shownEn(numerator)}/${shownEn(denominator)} = ${percentZh(computed, decimals)}`,
});

const fits = (numerator: Stated, denominator: Stated, rate: Stated, factor: Fraction = fraction(1n)): boolean => {
  const quotient = over(numerator.interval, denominator.interval);
  return quotient !== null && meets(times(quotient, factor), shareOf(rate.interval));
};

function swapped({ numerator, denominator, rate }: RatioParts): Words | null {
  if (!fits(denominator, numerator, rate)) return null;
  const text = `${bareZh(denominator)}/${bareZh(numerator)}`;
  return {
    zh: `分子分母对调后（${text}）与公布值相合，可能写反了。`,
    en: `With the parts swapped (${shownEn(denominator)}/${shownEn(numerator)}) it agrees: they may stand the wrong way round.`,
  };
}

function tenfold({ numerator, denominator, rate }: RatioParts): Words | null {
  const factor = [TEN, TENTH].find((by) => fits(numerator, denominator, rate, by));
  if (factor === undefined) return null;
  return {
    zh: '公布值与重算值恰差十倍，可能错了一位小数。',
    en: 'Published and recomputed differ by exactly ten times: a decimal point may have slipped.',
  };
}

/** Only figures of the same subject that count the same thing as one of the parts: any number fits something. */
function otherDenominator({ numerator, denominator, rate }: RatioParts, evidence: Evidence): Words | null {
  const alike = (other: Stated): boolean =>
    other.figure.id !== numerator.figure.id &&
    other.figure.subject === denominator.figure.subject &&
    [numerator.figure.unit, denominator.figure.unit].includes(other.figure.unit);
  const other = evidence.siblings(denominator.figure).find((candidate) => alike(candidate) && fits(numerator, candidate, rate));
  if (other === undefined) return null;
  return {
    zh: `以同一来源的「${other.figure.label}」${THIN}${shownZh(other)} 为分母则相合，可能用了另一个分母。`,
    en: `Over another figure of the same source (${other.figure.label}, ${shownEn(other)}) it agrees: a different denominator may have been used.`,
  };
}

const ASK: Words = { zh: '请向来源核实。', en: 'Please ask the source.' };

/** Whether the denominator allows the printed rate at all, and what numerator it would need. */
function wholeNumbers({ numerator, denominator, rate }: RatioParts): Words {
  const share = shareOf(rate.interval);
  if (!hasOtherPart(denominator.interval, share, numeratorsFor)) {
    const near = isWhole(denominator.value) && !isZero(denominator.value) ? neighbours(denominator.value.n, rate.value) : [];
    const decimals = Math.max(2, printedDecimals(rate.quantity));
    const list = near.map(
      ({ numerator: count, percent }) => `${formatCount(count)}/${bareZh(denominator)} = ${percentZh(percent, decimals)}`,
    );
    const also = hasOtherPart(numerator.interval, share, denominatorsFor)
      ? { zh: '', en: '' }
      : {
          zh: `以 ${bareZh(numerator)} 为分子时，也没有整数分母能得此值。`,
          en: ` No whole denominator gives it with the numerator ${shownEn(numerator)} either.`,
        };
    return {
      zh: `分母为 ${bareZh(denominator)} 时，没有任何整数能得 ${shownZh(rate)}（${list.join('，')}）。${also.zh}两个数至少有一个有误，${ASK.zh}`,
      en: `Over ${shownEn(denominator)} no whole number gives ${shownEn(rate)} (${list.join(', ')}).${also.en} At least one of denominator and rate is wrong. ${ASK.en}`,
    };
  }
  const needed = isWhole(denominator.value) ? numeratorsFor(denominator.value.n, share) : null;
  const last = needed?.last ?? null;
  if (needed === null || last === null)
    return { zh: `三个数至少有一个有误，${ASK.zh}`, en: `At least one of the three numbers is wrong. ${ASK.en}` };
  return {
    zh: `若分母与公布值无误，分子应为 ${spanText(needed.first, last)}，而所印为「${namedZh(numerator)}」。三个数至少有一个有误，${ASK.zh}`,
    en: `If denominator and rate are right, the numerator should be ${spanText(needed.first, last)}, but ${shownEn(numerator)} is printed. At least one of the three numbers is wrong. ${ASK.en}`,
  };
}

/** The first reason that fits, in the order of domain.md §8; else what whole numbers say. */
export const explainRatio = (parts: RatioParts, evidence: Evidence): Words =>
  swapped(parts) ?? tenfold(parts) ?? otherDenominator(parts, evidence) ?? wholeNumbers(parts);

/** SERIES: figures of one quantity by date, and where no line may be drawn from one to the next. */
import { BASES } from '../bases.ts';
import { FIGURE_UNITS, type Figure } from '../figures.ts';
import { absolute, compare, divide, fraction, HUNDRED, isZero, multiply, subtract, type Fraction } from '../fraction.ts';
import { formatPoints, THIN } from '../format.ts';
import type { Words } from '../words.ts';
import { about, many, stateFigure, type Check } from './check.ts';

/** Between two neighbours of a series: it lies after `after`, the earlier figure, and before `before`, the later one. */
export interface SeriesBreak {
  readonly after: Figure;
  readonly before: Figure;
  readonly reason: Words;
}

/** A jump beyond this, together with a changed label, is said in the reason. */
const JUMP_PERCENT = fraction(30n);

const tidy = (label: string): string => label.normalize('NFKC').replace(/\s+/gu, '');

const isBasis = (basis: string): basis is keyof typeof BASES => Object.hasOwn(BASES, basis);
function basisWords(basis: string | null): Words {
  if (basis === null) return { zh: '未注明', en: 'not stated' };
  return isBasis(basis) ? BASES[basis] : { zh: basis, en: basis };
}

/** Change from one number to the next in percent of the first; null where it cannot be formed. */
function jumpBetween(before: Figure, after: Figure): Fraction | null {
  const [from, to] = [stateFigure(before), stateFigure(after)];
  if (from === null || to === null || isZero(from.value)) return null;
  return divide(multiply(subtract(to.value, from.value), HUNDRED), from.value);
}

/** Why no line joins two neighbours of a series; null when one may. A jump alone does not break: a real change may be large. */
export function breakBetween(earlier: Figure, later: Figure): SeriesBreak | null {
  const reasons: Words[] = [];
  const [fromBasis, toBasis] = [basisWords(earlier.basis), basisWords(later.basis)];
  if (earlier.unit !== later.unit) {
    const [from, to] = [FIGURE_UNITS[earlier.unit], FIGURE_UNITS[later.unit]];
    reasons.push({ zh: `单位由「${from.zh}」变为「${to.zh}」`, en: `unit changes from ${from.en} to ${to.en}` });
  }
  if (earlier.basis !== later.basis) {
    reasons.push({ zh: `口径由「${fromBasis.zh}」变为「${toBasis.zh}」`, en: `basis changes from “${fromBasis.en}” to “${toBasis.en}”` });
  }
  if (tidy(earlier.label) !== tidy(later.label)) {
    reasons.push({
      zh: `名称由「${earlier.label}」变为「${later.label}」`,
      en: `label changes from “${earlier.label}” to “${later.label}”`,
    });
    const jump = earlier.unit === later.unit ? jumpBetween(earlier, later) : null;
    if (jump !== null && compare(absolute(jump), JUMP_PERCENT) > 0) {
      const text = `${formatPoints(jump)}${THIN}%`;
      reasons.push({ zh: `数值同时变化 ${text}`, en: `with it the number changes by ${text}` });
    }
  }
  if (reasons.length === 0) return null;
  return {
    after: earlier,
    before: later,
    reason: { zh: reasons.map(({ zh }) => zh).join('；'), en: reasons.map(({ en }) => en).join('; ') },
  };
}

/** By date, then by id; figures without a date are left out: they have no place on a time axis. */
export const byDate = (figures: readonly Figure[]): readonly Figure[] =>
  figures.filter((figure) => figure.asOf !== null).toSorted((a, b) => (String(a.asOf) + a.id < String(b.asOf) + b.id ? -1 : 1));

/** The breaks of figures that are in order of date. */
export const findBreaks = (ordered: readonly Figure[]): readonly SeriesBreak[] =>
  ordered.flatMap((later, index) => {
    const earlier = ordered[index - 1];
    const found = earlier === undefined ? null : breakBetween(earlier, later);
    return found === null ? [] : [found];
  });

export const SERIES: Check = {
  zh: '时间序列',
  en: 'Series over time',
  roles: { figure: many(2) },
  run(roles) {
    const figures = roles('figure').map(({ figure }) => figure);
    const ordered = byDate(figures);
    const [first] = [...ordered, ...figures];
    if (first === undefined) throw new Error('role figure was not checked before');
    const breaks = findBreaks(ordered);
    const at = (found: SeriesBreak): string => `${found.after.asOf}—${found.before.asOf}`;
    return breaks.length === 0
      ? {
          ...about(first),
          verdict: 'MATCHES',
          explanation: {
            zh: '单位、口径与名称前后一致，可以连成一线。',
            en: 'Unit, basis and label do not change: one line may be drawn.',
          },
        }
      : {
          ...about(first),
          verdict: 'BREAK',
          explanation: {
            zh: `${breaks.map((found) => `${at(found)}：${found.reason.zh}`).join('。')}。不得跨断点连线。`,
            en: `${breaks.map((found) => `${at(found)}: ${found.reason.en}`).join('. ')}. No line is drawn across a break.`,
          },
        };
  },
};

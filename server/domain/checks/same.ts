/** SAME: one thing that a source prints more than once. */
import { absolute, subtract } from '../fraction.ts';
import type { Words } from '../words.ts';
import { about, many, type Check, type Evidence, type Stated } from './check.ts';
import { intersect, meets } from './intervals.ts';
import { findWhole, pairUp, wholeOf } from './shares.ts';
import { amountEn, amountZh, printedDecimals, shownEn, shownZh } from './wording.ts';
import type { Interval } from '../quantity.ts';

/** A share printed for one of the values may tell which of them fits the whole that the other shares point at. */
function backedByShare(values: readonly Stated[], evidence: Evidence): Words | null {
  for (const value of values) {
    for (const relation of evidence.relationsOf(value.figure, 'SHARES')) {
      const pairs = pairUp(evidence.membersOf(relation, 'part'), evidence.membersOf(relation, 'share'));
      const own = pairs.find((pair) => pair.part.figure.id === value.figure.id);
      const { shared } = findWhole(pairs.filter((pair) => pair !== own));
      if (own === undefined || shared === null) continue;
      const fitting = values.filter((candidate) => {
        const whole = wholeOf({ part: candidate, share: own.share });
        return (
          whole !== null && (shared.last === null || whole.first <= shared.last) && (whole.last === null || whole.last >= shared.first)
        );
      });
      const [fit] = fitting;
      if (fit !== undefined && fitting.length === 1) {
        return {
          zh: `${shownZh(fit)}与占比 ${shownZh(own.share)} 相合。`,
          en: ` ${shownEn(fit)} agrees with its printed share of ${shownEn(own.share)}.`,
        };
      }
    }
  }
  return null;
}

export const SAME: Check = {
  zh: '同一数前后',
  en: 'The same number twice',
  roles: { value: many(2) },
  run(roles, evidence) {
    const values = roles('value');
    const [first] = values;
    if (first === undefined) throw new Error('role value was not checked before');
    const shared = values.reduce<Interval | null>(
      (common, { interval }) => (common === null ? null : intersect(common, interval)),
      first.interval,
    );
    const differing = values.find((value) => !meets(value.interval, first.interval)) ?? values.at(-1) ?? first;
    const decimals = Math.max(printedDecimals(first.quantity), printedDecimals(differing.quantity));
    const list = { zh: values.map(shownZh).join('、'), en: values.map(shownEn).join(', ') };
    if (shared !== null) {
      return {
        ...about(first.figure),
        verdict: 'MATCHES',
        printed: first.value,
        computed: differing.value,
        difference: subtract(first.value, differing.value),
        decimals,
        explanation: { zh: `各处所印 ${list.zh} 相合。`, en: `What is printed agrees: ${list.en}.` },
      };
    }
    const difference = subtract(first.value, differing.value);
    const backing = backedByShare(values, evidence) ?? { zh: '', en: '' };
    const oneSource = values.every(({ figure }) => figure.source === first.figure.source);
    return {
      ...about(first.figure),
      verdict: 'CONFLICT',
      printed: first.value,
      computed: differing.value,
      difference,
      decimals,
      explanation: {
        zh: `${oneSource ? '同一来源前后' : '不同来源'}各处不同：${list.zh}，相差 ${amountZh(absolute(difference), first, decimals)}。${backing.zh}`,
        en: `${oneSource ? 'One source prints different numbers' : 'Sources differ'}: ${list.en}, ${amountEn(absolute(difference), first, decimals)} apart.${backing.en}`,
      },
    };
  },
};

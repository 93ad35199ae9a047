/** GRIM: one count and a printed rate. Is there any whole number that can be the other part? */
import { only, about, ONE, type Check, type Stated } from './check.ts';
import { denominatorsFor, hasOtherPart, numeratorsFor, shareOf } from './wholeParts.ts';
import { namedEn, namedZh, shownEn, shownZh } from './wording.ts';
import { liesAbove, pointInterval } from './intervals.ts';
import { HUNDRED } from '../fraction.ts';

/** A count may be either part unless the relation says which. */
type CountRole = 'count' | 'numerator' | 'denominator';
const COUNT_ROLES: readonly CountRole[] = ['count', 'numerator', 'denominator'];
const OPTIONAL = { least: 0, most: 1 } as const;

function possible(role: CountRole, count: Stated, rate: Stated): boolean {
  const share = shareOf(rate.interval);
  const asDenominator = role !== 'numerator' && hasOtherPart(count.interval, share, numeratorsFor);
  return asDenominator || (role !== 'denominator' && hasOtherPart(count.interval, share, denominatorsFor));
}

const PART_ZH: Readonly<Record<CountRole, string>> = { count: '分子或分母', numerator: '分子', denominator: '分母' };
const PART_EN: Readonly<Record<CountRole, string>> = { count: 'either part', numerator: 'the numerator', denominator: 'the denominator' };

export const GRIM: Check = {
  zh: '计数与率',
  en: 'Rate against one count',
  roles: { count: OPTIONAL, numerator: OPTIONAL, denominator: OPTIONAL, rate: ONE },
  run(roles) {
    const rate = only(roles, 'rate');
    const role = COUNT_ROLES.find((name) => roles(name).length === 1);
    if (role === undefined) {
      return {
        ...about(rate.figure),
        verdict: 'UNCHECKED',
        explanation: { zh: '没有与此率相配的计数。', en: 'No count goes with this rate.' },
      };
    }
    const count = only(roles, role);
    const fits = possible(role, count, rate) && !liesAbove(rate.interval, pointInterval(HUNDRED));
    return {
      ...about(rate.figure),
      verdict: fits ? 'MATCHES' : 'IMPOSSIBLE',
      printed: rate.value,
      decimals: 2,
      explanation: fits
        ? {
            zh: `以${namedZh(count)}为${PART_ZH[role]}，有整数能得 ${shownZh(rate)}。`,
            en: `With ${namedEn(count)} as ${PART_EN[role]}, a whole number gives ${shownEn(rate)}.`,
          }
        : {
            zh: `以${namedZh(count)}为${PART_ZH[role]}，没有任何整数能得 ${shownZh(rate)}，两个数至少有一个有误。`,
            en: `With ${namedEn(count)} as ${PART_EN[role]}, no whole number gives ${shownEn(rate)}: at least one of the two is wrong.`,
          },
    };
  },
};

/** SUM: a printed total against its printed parts. */
import { absolute, add, subtract, toFixed, ZERO } from '../fraction.ts';
import { formatNumber } from '../format.ts';
import { about, many, ONE, only, type Check, type Outcome, type Stated } from './check.ts';
import { liesAbove, meets, plus, pointInterval } from './intervals.ts';
import { amountEn, amountZh, bareZh, namedEn, namedZh, printedDecimals, shownEn } from './wording.ts';

function explain(
  total: Stated,
  parts: readonly Stated[],
  outcome: Pick<Outcome, 'verdict' | 'computed' | 'difference' | 'decimals'>,
): Outcome['explanation'] {
  const { verdict, decimals } = outcome;
  const sum = formatNumber(outcome.computed ?? ZERO, decimals);
  const apart = absolute(outcome.difference ?? ZERO);
  const zh = `${parts.map(namedZh).join('、')}，合计 ${sum}`;
  const en = `${parts.map(namedEn).join(', ')}: ${sum} together`;
  if (verdict === 'MATCHES')
    return { zh: `${zh}，与总数 ${bareZh(total)} 相合。`, en: `${en}, which agrees with the total ${shownEn(total)}.` };
  // 72 joint unions may cover 1452 units: parts counted in organizations do not add up to units.
  const mixed = parts.some((part) => part.figure.unit !== total.figure.unit);
  const hint = mixed
    ? {
        zh: '分项中有的按组织计，总数按单位计；一个联合组织可以覆盖多家单位，差额也可能由此而来。',
        en: ' Some parts count organisations and the total counts units: a joint organisation covers several, which may be the difference.',
      }
    : { zh: '', en: '' };
  return {
    zh: `${zh}，比总数 ${bareZh(total)} ${verdict === 'SHORT' ? '少' : '多'} ${amountZh(apart, total, decimals)}。${hint.zh}`,
    en: `${en}, ${amountEn(apart, total, decimals)} ${verdict === 'SHORT' ? 'fewer' : 'more'} than the total ${shownEn(total)}.${hint.en}`,
  };
}

export const SUM: Check = {
  zh: '总数与分项',
  en: 'Total against its parts',
  roles: { total: ONE, part: many(1) },
  run(roles) {
    const total = only(roles, 'total');
    const parts = roles('part');
    const sum = parts.reduce((interval, part) => plus(interval, part.interval), pointInterval(ZERO));
    const computed = parts.reduce((value, part) => add(value, part.value), ZERO);
    const verdict = meets(sum, total.interval) ? 'MATCHES' : liesAbove(total.interval, sum) ? 'SHORT' : 'OVER';
    const difference = subtract(total.value, computed);
    const decimals = Math.max(...[total, ...parts].map(({ quantity }) => (quantity.scale === '' ? printedDecimals(quantity) : 0)));
    return {
      ...about(total.figure),
      verdict,
      printed: total.value,
      computed,
      difference,
      decimals,
      outcome: verdict === 'MATCHES' ? '0' : toFixed(absolute(difference), decimals),
      explanation: explain(total, parts, { verdict, computed, difference, decimals }),
    };
  },
};

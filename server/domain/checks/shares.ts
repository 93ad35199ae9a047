/** SHARES: parts and their printed percentages, in order, must all point at one whole. */
import { absolute, divide, fraction, HUNDRED, multiply, subtract } from '../fraction.ts';
import { about, many, unchecked, type Check, type Outcome, type Stated } from './check.ts';
import { over, wholesOf, type Wholes } from './intervals.ts';
import { shareOf } from './wholeParts.ts';
import { formatCount } from '../format.ts';
import { amountEn, amountZh, bareZh, namedZh, percentZh, printedDecimals, shownEn, shownZh, spanText } from './wording.ts';

export interface SharePair {
  readonly part: Stated;
  readonly share: Stated;
}

/** Whole numbers that can be the whole of a pair; null when none can. */
export function wholeOf({ part, share }: SharePair): Wholes | null {
  const quotients = over(part.interval, shareOf(share.interval));
  return quotients === null ? null : wholesOf(quotients);
}

const holds = (wholes: Wholes | null, at: bigint): boolean =>
  wholes !== null && wholes.first <= at && (wholes.last === null || at <= wholes.last);

/** The wholes that most pairs share, and the pairs that do not fit. `shared` is null when no two groups can be told apart. */
export interface Consensus {
  readonly shared: Wholes | null;
  readonly outliers: readonly SharePair[];
}

/** Finds the whole on which the largest number of pairs agrees. Two groups of equal size leave it open: then nothing is shared. */
export function findWhole(pairs: readonly SharePair[]): Consensus {
  const wholes = pairs.map((pair) => ({ pair, whole: wholeOf(pair) }));
  // Intervals on a line that overlap at all overlap at the first whole of one of them.
  const groups = wholes.flatMap(({ whole }) => (whole === null ? [] : [wholes.filter((other) => holds(other.whole, whole.first))]));
  const size = Math.max(0, ...groups.map((group) => group.length));
  const largest = groups.filter((group) => group.length === size);
  const [best] = largest;
  const sameGroup = best !== undefined && largest.every((group) => group.every((member) => best.includes(member)));
  if (best === undefined || !sameGroup) return { shared: null, outliers: pairs };
  const first = best.reduce<bigint>((highest, { whole }) => (whole !== null && whole.first > highest ? whole.first : highest), 0n);
  const last = best.reduce<bigint | null>(
    (lowest, { whole }) => (whole === null || whole.last === null || (lowest !== null && lowest < whole.last) ? lowest : whole.last),
    null,
  );
  return { shared: { first, last }, outliers: wholes.filter((entry) => !best.includes(entry)).map(({ pair }) => pair) };
}

/** Pairs part and share by their order. */
export const pairUp = (parts: readonly Stated[], shares: readonly Stated[]): readonly SharePair[] =>
  parts.flatMap((part, index) => {
    const share = shares[index];
    return share === undefined ? [] : [{ part, share }];
  });

const spanOf = ({ first, last }: Wholes): string => (last === null ? `${formatCount(first)} 以上` : spanText(first, last));

function outlierOutcome(odd: SharePair, others: number, shared: Wholes, more: readonly SharePair[]): Outcome {
  const { part, share } = odd;
  const middle = fraction(shared.first + (shared.last ?? shared.first), 2n);
  const computed = divide(multiply(part.value, HUNDRED), middle);
  const difference = subtract(share.value, computed);
  const decimals = Math.max(1, printedDecimals(share.quantity));
  const apart = { zh: amountZh(absolute(difference), share, decimals), en: amountEn(absolute(difference), share, decimals) };
  const also =
    more.length === 0
      ? { zh: '', en: '' }
      : {
          zh: `不合的还有：${more.map((pair) => namedZh(pair.share)).join('、')}。`,
          en: ` Others that do not fit: ${more.map((pair) => shownEn(pair.share)).join(', ')}.`,
        };
  return {
    ...about(share.figure),
    verdict: 'OUTLIER',
    printed: share.value,
    computed,
    difference,
    decimals,
    explanation: {
      zh: `其余 ${others} 项占比同指总数 ${spanOf(shared)}；${shownZh(part)}应为 ${percentZh(computed, decimals)}，公布 ${shownZh(share)}，相差 ${apart.zh}。${also.zh}`,
      en: `The other ${others} shares point at one whole of ${spanOf(shared)}; ${shownEn(part)} of it is ${percentZh(computed, decimals)}, published ${shownEn(share)}, ${apart.en} apart.${also.en}`,
    },
  };
}

export const SHARES: Check = {
  zh: '分项与占比',
  en: 'Parts and their shares',
  roles: { part: many(2), share: many(2) },
  run(roles) {
    const [parts, shares] = [roles('part'), roles('share')];
    const pairs = pairUp(parts, shares);
    const [first] = pairs;
    if (first === undefined || parts.length !== shares.length) {
      const [any] = [...shares, ...parts];
      if (any === undefined) throw new Error('roles part and share were not checked before');
      return unchecked(any.figure, { zh: '分项与占比个数不等，不能一一对应。', en: 'There are not as many shares as parts.' });
    }
    const { shared, outliers } = findWhole(pairs);
    const [odd, ...more] = outliers;
    const list = pairs.map(({ part, share }) => `${bareZh(part)} 占 ${shownZh(share)}`).join('、');
    const listEn = pairs.map(({ part, share }) => `${shownEn(part)} as ${shownEn(share)}`).join(', ');
    if (shared === null) {
      return {
        ...about(first.share.figure),
        verdict: 'OUTLIER',
        explanation: {
          zh: `${list}：各项占比不指向同一总数，也分不出是哪一项不合。请向来源核实。`,
          en: `${listEn}: no single whole is shared, and it cannot be told which pair is the odd one. Please ask the source.`,
        },
      };
    }
    if (odd !== undefined) return outlierOutcome(odd, pairs.length - outliers.length, shared, more);
    return {
      ...about(first.share.figure),
      verdict: 'MATCHES',
      explanation: { zh: `${list}，都与总数 ${spanOf(shared)} 相合。`, en: `${listEn}: all agree with a whole of ${spanOf(shared)}.` },
    };
  },
};

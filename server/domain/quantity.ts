/**
 * A printed number with its qualifier, and the interval it stands for (domain.md §8). Exact fractions throughout.
 *
 * | printed            | interval                                                                     |
 * |--------------------|------------------------------------------------------------------------------|
 * | 55269个            | the point itself: a whole number that is written out is a count              |
 * | 10.76万, 89.11%    | half a step of the last digit either way, lower end in, upper end out        |
 * | 约70%, 4.7%左右     | a twentieth of the value either way, but at least one step of the last digit |
 * | 100余, 100以上      | the number and everything above                                              |
 * | 不足30%             | everything from zero up to the number, the number itself out                 |
 * | XX                 | unknown                                                                      |
 */
import { QUALIFIERS, type Qualifier } from './figures.ts';
import { add, divide, fraction, HUNDRED, isZero, larger, multiply, parseDecimal, subtract, ZERO, type Fraction } from './fraction.ts';

export interface Bound {
  readonly at: Fraction;
  /** The bound itself belongs to the interval. */
  readonly closed: boolean;
}

/** Never below zero and never empty; `high` null is unbounded. */
export interface Interval {
  readonly low: Bound;
  readonly high: Bound | null;
}

/** What a printed text says. `value` and `interval` are null exactly when the number is masked. */
export interface Quantity {
  readonly qualifier: Qualifier;
  readonly value: Fraction | null;
  readonly interval: Interval | null;
  /** Worth of one step of the last printed digit: 0.01 for «89.11 %», 100 for «10.76 万». */
  readonly step: Fraction;
  /** A whole number written out to its last digit, which stands for itself alone. */
  readonly counted: boolean;
  readonly percent: boolean;
  /** The number without spaces, separators, scale and unit: `10.76`. */
  readonly digits: string;
  /** `万`, `亿` … or empty. */
  readonly scale: string;
  /** The counting word, `户`, `人次` …; `%` for a percentage; or empty. */
  readonly suffix: string;
}

const SCALES: Readonly<Record<string, bigint>> = {
  百: 100n,
  千: 1000n,
  万: 10_000n,
  百万: 1_000_000n,
  千万: 10_000_000n,
  亿: 100_000_000n,
  万亿: 1_000_000_000_000n,
};
const SUFFIXES = '人次|园区|人|户|家|个|名|所|处|项|条|件|期|场|次|支|元|%';
const MASK = /^[xX×*＊某]+/;
const ALL = '全部';
/** 约 widens by this part of the value. */
const ABOUT = fraction(1n, 20n);
const TWO = fraction(2n);

const words = (qualifier: 'ABOUT' | 'AT_LEAST' | 'BELOW'): readonly string[] => QUALIFIERS[qualifier].synonyms;
const QUALIFIER_OF = new Map<string, Qualifier>(
  (['ABOUT', 'AT_LEAST', 'BELOW'] as const).flatMap((qualifier) => words(qualifier).map((word) => [word, qualifier] as const)),
);
/** Longer words first, so that 大约 is not read as 大 and 约. */
const ANY_QUALIFIER = [...QUALIFIER_OF.keys()].sort((a, b) => b.length - a.length).join('|');
const PRINTED = new RegExp(
  `^(${ANY_QUALIFIER})?(百分之)?(\\d{1,3}(?:,\\d{3})+|\\d+)(\\.\\d+)?(余|多)?(${Object.keys(SCALES)
    .sort((a, b) => b.length - a.length)
    .join('|')})?(余|多)?(${SUFFIXES})?(${ANY_QUALIFIER})?$`,
);

const worthOf = (scale: string): Fraction => {
  const worth = SCALES[scale];
  return fraction(worth === undefined ? 1n : worth);
};

/** Half-width, no spaces of any kind: «１ ５３２ 个» becomes `1532个`. */
const tidy = (printed: string): string => printed.normalize('NFKC').replace(/\s+/gu, '');

const point = (at: Fraction): Interval => ({ low: { at, closed: true }, high: { at, closed: true } });

/** Closed from `low`, which is lifted to zero. */
const from = (low: Fraction, high: Bound | null): Interval => ({ low: { at: larger(low, ZERO), closed: true }, high });

type Stated = Pick<Quantity, 'step' | 'counted'> & { readonly value: Fraction };

function intervalOf({ value, step, counted }: Stated, qualifier: Qualifier): Interval | null {
  const half = divide(step, TWO);
  switch (qualifier) {
    case 'MASKED':
      return null;
    case 'EXACT':
      return counted ? point(value) : from(subtract(value, half), { at: add(value, half), closed: false });
    case 'AT_LEAST':
      return from(value, null);
    case 'BELOW':
      return from(ZERO, { at: value, closed: false });
    case 'ABOUT': {
      const width = larger(multiply(value, ABOUT), step);
      return from(subtract(value, width), { at: add(value, width), closed: true });
    }
  }
}

const masked = (suffix: string): Quantity => ({
  qualifier: 'MASKED',
  value: null,
  interval: null,
  step: fraction(1n),
  counted: false,
  percent: suffix === '%',
  digits: '',
  scale: '',
  suffix,
});

const ALL_OF_THEM: Quantity = {
  qualifier: 'EXACT',
  value: HUNDRED,
  interval: point(HUNDRED),
  step: fraction(1n),
  counted: true,
  percent: true,
  digits: '100',
  scale: '',
  suffix: '%',
};

/** The parts of a printed number as they stand in the text. */
interface Spelling {
  readonly digits: string;
  readonly decimals: number;
  readonly scale: string;
  readonly suffix: string;
  /** Qualifiers that the text states: none, one, or two that disagree. */
  readonly stated: ReadonlySet<Qualifier | undefined>;
}

function spell(text: string): Spelling | null {
  const found = PRINTED.exec(text);
  if (found === null) return null;
  const [, before, percentWord, whole = '', part = '', early, scale = '', late, counter = '', after] = found;
  return {
    digits: whole.replaceAll(',', '') + part,
    decimals: Math.max(0, part.length - 1),
    scale,
    suffix: percentWord === undefined ? counter : '%',
    stated: new Set([before, early, late, after].filter((word) => word !== undefined).map((word) => QUALIFIER_OF.get(word))),
  };
}

/**
 * Reads a printed number. `declared` is what the register says of it: it qualifies a text that carries no such word itself.
 * Null when the text is no number in any accepted spelling, or says two different things («约100以上»).
 */
export function readQuantity(printed: string, declared: Qualifier = 'EXACT'): Quantity | null {
  const text = tidy(printed);
  const mask = MASK.exec(text);
  if (mask !== null) return masked(text.slice(mask[0].length));
  if (text === ALL) return ALL_OF_THEM;
  const spelling = spell(text);
  const number = spelling === null ? null : parseDecimal(spelling.digits);
  if (spelling === null || number === null || spelling.stated.size > 1) return null;
  const { digits, decimals, scale, suffix } = spelling;
  if (declared === 'MASKED') return masked(suffix);
  const qualifier = [...spelling.stated][0] ?? declared;
  // «不足0» leaves no value at all.
  if (qualifier === 'BELOW' && isZero(number)) return null;
  const worth = worthOf(scale);
  const percent = suffix === '%';
  const stated: Stated = {
    value: multiply(number, worth),
    step: multiply(fraction(1n, 10n ** BigInt(decimals)), worth),
    counted: !percent && decimals === 0 && scale === '',
  };
  return { ...stated, qualifier, interval: intervalOf(stated, qualifier), percent, digits, scale, suffix };
}

/** The qualifier the text itself states; EXACT when it states none, null when it cannot be read. */
export const statedQualifier = (printed: string): Qualifier | null => readQuantity(printed)?.qualifier ?? null;

/** The interval of a number that was cut after its last digit, not rounded: [89.11, 89.12); null where nothing can have been cut. */
export function cutInterval(quantity: Quantity): Interval | null {
  if (quantity.value === null || quantity.counted || quantity.qualifier !== 'EXACT') return null;
  return from(quantity.value, { at: add(quantity.value, quantity.step), closed: false });
}

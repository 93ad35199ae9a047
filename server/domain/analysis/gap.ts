/** The gap to a target in units: of the whole, of its parts, and why the parts do not add up to the whole (domain.md §7). */
import type { Direction } from '../bands.ts';
import { ceiling, divide, floor, fromNumber, HUNDRED, multiply } from '../fraction.ts';
import { formatCount, formatPercent, THIN } from '../format.ts';
import { formRate, type MissingReason, type Rate, type RateShape } from '../rate.ts';
import type { Words } from '../words.ts';
import { isNegative, isNothing, restOf, sumsOf, type PartKey, type Sums } from './parts.ts';
import { refuse, type Refused } from './refusal.ts';

export type GapRefusal = 'ABSENT' | 'NOT_A_SHARE' | 'TARGET_OUT_OF_RANGE';

/** `target` in percent, 0–100. For LOWER a gap is the units too many. `counted` names the units: 家, units. A part without a target of its own has that of the whole. */
export interface GapAsk {
  readonly shape: RateShape;
  readonly direction: Direction;
  readonly target: number;
  readonly whole: Rate;
  readonly parts: readonly { readonly key: string; readonly rate: Rate; readonly target?: number | null }[];
  readonly counted: Words;
}

/** At most one of `gap` and `surplus` is above 0, both to the part's own `target`. `toClose` is what it gives, of its gap, to the gap of the whole: the largest give first. */
export interface PartGap {
  readonly key: PartKey;
  readonly rate: Rate;
  readonly target: number;
  readonly gap: number;
  readonly surplus: number;
  readonly toClose: number;
}

/** `gap − surplus` of the whole is `sumOfGaps − sumOfSurpluses − rounding − ownTargets`, always. */
export interface GapByParts {
  readonly sumOfGaps: number;
  readonly sumOfSurpluses: number;
  /** Each part rounds its target to a whole unit: what that adds over all parts, under one unit a part. */
  readonly rounding: number;
  /** What the parts' own targets add to the units asked of them, against the target of the whole; negative where theirs are lower. */
  readonly ownTargets: number;
  /** Parts with a gap, the largest first (it closes the gap fastest), equal ones in the order asked; then the others in the order asked. */
  readonly parts: readonly PartGap[];
  /** The fewest parts that close the gap of the whole by closing their own, largest first; Σ toClose is then the gap. Empty when it is met, or when all of them together do not reach it. */
  readonly smallestSet: readonly PartKey[];
}

export interface Gap {
  readonly target: number;
  readonly gap: number;
  /** Units beyond the target; 0 while there is a gap. */
  readonly surplus: number;
  /** Null: no parts were given, or they count more than the whole, so that they overlap and cannot make it up. */
  readonly byParts: GapByParts | null;
  /** Parts whose counts are not known: they are in no sum here. */
  readonly unknown: readonly { readonly key: string; readonly missing: MissingReason | null }[];
  readonly explanation: Words;
}

/** Decimals of a target that is neither whole nor in tenths. */
const FINEST = 2;

/** A direction that a target can be met in. */
export type Way = Exclude<Direction, 'NEUTRAL'>;

export const isTarget = (target: number): boolean => target >= 0 && target <= 100;

/** Units from the target, signed: above 0 missing (for LOWER: too many), below 0 to spare. Exact, whatever the target's decimals; NaN when a number is not finite. */
export function unitsFromTarget(numerator: number, denominator: number, target: number, direction: Way): number {
  const [share, base] = [fromNumber(target), fromNumber(denominator)];
  if (share === null || base === null) return Number.NaN;
  const wanted = divide(multiply(share, base), HUNDRED);
  return direction === 'HIGHER' ? Number(ceiling(wanted)) - numerator : numerator - Number(floor(wanted));
}

const missing = (balance: number): number => Math.max(0, balance);
const spare = (balance: number): number => Math.max(0, -balance);

/** Takes from the largest gaps until `wanted` is closed. */
function withShares(parts: readonly Omit<PartGap, 'toClose'>[], wanted: number): PartGap[] {
  let left = wanted;
  return parts.map((part) => {
    const toClose = Math.min(part.gap, left);
    left -= toClose;
    return { ...part, toClose };
  });
}

/** A target as people write it: 85 %, 12.5 %, 89.11 %. */
export const targetText = (target: number): string =>
  `${formatPercent(target, [0, 1].find((decimals) => Number.isInteger(target * 10 ** decimals)) ?? FINEST)}${THIN}%`;

/** Units with their counting word, in both languages. */
export const countOf = (units: number, counted: Words): Words => ({
  zh: `${formatCount(units)}${THIN}${counted.zh}`,
  en: `${formatCount(units)} ${counted.en}`,
});

/** How far the whole is from its target. Where less is better a gap is what is too many. */
function wholeWords(balance: number, target: string, way: Way, counted: Words): Words {
  const units = countOf(Math.abs(balance), counted);
  if (balance <= 0) return { zh: `整体已达 ${target}，余 ${units.zh}`, en: `The whole meets ${target} with ${units.en} to spare` };
  return way === 'HIGHER'
    ? { zh: `整体距 ${target} 差 ${units.zh}`, en: `The whole is ${units.en} short of ${target}` }
    : { zh: `整体比 ${target} 多 ${units.zh}`, en: `The whole is ${units.en} above ${target}` };
}

function explain(ask: GapAsk, way: Way, balance: number, byParts: GapByParts | null): Words {
  const whole = wholeWords(balance, targetText(ask.target), way, ask.counted);
  if (byParts === null || byParts.sumOfGaps === missing(balance)) return { zh: `${whole.zh}。`, en: `${whole.en}.` };
  const { sumOfGaps, sumOfSurpluses, ownTargets } = byParts;
  const [gaps, surpluses, rounding, apart] = [sumOfGaps, sumOfSurpluses, byParts.rounding, Math.abs(ownTargets)].map((units) =>
    countOf(units, ask.counted),
  ) as [Words, Words, Words, Words];
  const own = byParts.parts.some((part) => part.target !== ask.target);
  const reasons: Words[] = [];
  if (byParts.sumOfSurpluses > 0)
    reasons.push({ zh: `别处余下的 ${surpluses.zh}抵补不了这里`, en: `${surpluses.en} to spare elsewhere fill no gap here` });
  if (byParts.rounding !== 0) reasons.push({ zh: `各部分取整多出 ${rounding.zh}`, en: `${rounding.en} come of rounding each part` });
  if (ownTargets !== 0)
    reasons.push({
      zh: `各自的目标与 ${targetText(ask.target)} 不同，合计${ownTargets > 0 ? '多' : '少'}要求 ${apart.zh}`,
      en: `targets of their own other than ${targetText(ask.target)} ask for ${apart.en} ${ownTargets > 0 ? 'more' : 'fewer'}`,
    });
  const measured = own ? { zh: '（各按自身目标计）', en: ', each to its own target' } : { zh: '', en: '' };
  return {
    zh: `${whole.zh}；各部分差额合计 ${gaps.zh}${measured.zh}：${reasons.map((reason) => reason.zh).join('，')}。`,
    en: `${whole.en}; the gaps of the parts add up to ${gaps.en}${measured.en}: ${reasons.map((reason) => reason.en).join(', and ')}.`,
  };
}

interface KnownPart {
  readonly key: PartKey;
  readonly sums: Sums;
  readonly rate: Rate;
  readonly target: number;
}

function splitGap(whole: Sums, known: readonly KnownPart[], target: number, way: Way): GapByParts | null {
  const balanceOf = (sums: Sums, to = target): number => unitsFromTarget(sums.numerator, sums.denominator, to, way);
  const rest = restOf(
    whole,
    known.map(({ sums }) => sums),
  );
  if (known.length === 0 || isNegative(rest)) return null;
  const all = isNothing(rest)
    ? known
    : [...known, { key: null, sums: rest, rate: formRate('percent', rest.numerator, rest.denominator), target }];
  const balance = balanceOf(whole);
  const own = all.map(({ key, sums, rate, target: to }) => {
    const units = balanceOf(sums, to);
    return { key, rate, target: to, gap: missing(units), surplus: spare(units) };
  });
  const parts = withShares(
    own.sort((a, b) => b.gap - a.gap),
    missing(balance),
  );
  const sumOfGaps = parts.reduce((sum, part) => sum + part.gap, 0);
  const sumOfSurpluses = parts.reduce((sum, part) => sum + part.surplus, 0);
  const smallestSet = sumOfGaps < missing(balance) ? [] : parts.filter((part) => part.toClose > 0).map((part) => part.key);
  const toWhole = all.reduce((sum, { sums }) => sum + balanceOf(sums), 0);
  const ownTargets = sumOfGaps - sumOfSurpluses - toWhole;
  return { sumOfGaps, sumOfSurpluses, rounding: toWhole - balance, ownTargets, parts, smallestSet };
}

/** The gap of a whole and its parts. What no part holds is a part of its own (key null). */
export function gapOf(ask: GapAsk): Gap | Refused<GapRefusal> {
  const { target, direction } = ask;
  if (ask.shape !== 'percent' || direction === 'NEUTRAL')
    return refuse('NOT_A_SHARE', '该指标不是有方向的比率，没有差额', 'The indicator is no share with a direction, so it has no gap');
  if (!isTarget(target))
    return refuse('TARGET_OUT_OF_RANGE', `目标须在 0 到 100 之间，收到 ${target}`, `A target lies between 0 and 100; this is ${target}`);
  const whole = sumsOf(ask.whole);
  if (whole === null || ask.whole.value === null)
    return refuse('ABSENT', '没有数值，无从计算差额', 'There is no value to measure the gap from');
  const known: KnownPart[] = [];
  const unknown: { key: string; missing: MissingReason | null }[] = [];
  for (const { key, rate, target: own } of ask.parts) {
    const sums = sumsOf(rate);
    if (sums) known.push({ key, sums, rate, target: own ?? target });
    else unknown.push({ key, missing: rate.missing });
  }
  const balance = unitsFromTarget(whole.numerator, whole.denominator, target, direction);
  const byParts = splitGap(whole, known, target, direction);
  return {
    target,
    gap: missing(balance),
    surplus: spare(balance),
    byParts,
    unknown,
    explanation: explain(ask, direction, balance, byParts),
  };
}

/** If every unit that should have an organization and has none founded one: the rate then, and the units still missing. HIGHER only. */
export function afterFounding(rate: Rate, target: number, candidates: number): { readonly rate: Rate; readonly missing: number } | null {
  if (rate.numerator === null || rate.denominator === null) return null;
  const numerator = Math.min(rate.denominator, rate.numerator + candidates);
  const balance = unitsFromTarget(numerator, rate.denominator, target, 'HIGHER');
  return { rate: formRate('percent', numerator, rate.denominator), missing: missing(balance) };
}

/** The gap to a target in units: of the whole, of its parts, and why the parts do not add up to the whole (domain.md §7). */
import type { Direction } from '../bands.ts';
import { ceiling, divide, floor, fromNumber, HUNDRED, multiply } from '../fraction.ts';
import { formatCount, formatPercent, THIN } from '../format.ts';
import { formRate, type MissingReason, type Rate, type RateShape } from '../rate.ts';
import type { Words } from '../words.ts';
import { isNegative, isNothing, restOf, sumsOf, type PartKey, type Sums } from './parts.ts';
import { refuse, type Refused } from './refusal.ts';

export type GapRefusal = 'ABSENT' | 'NOT_A_SHARE' | 'TARGET_OUT_OF_RANGE';

/** `target` in percent, 0–100. For LOWER a gap is the units too many. `counted` names the units: 家, units. */
export interface GapAsk {
  readonly shape: RateShape;
  readonly direction: Direction;
  readonly target: number;
  readonly whole: Rate;
  readonly parts: readonly { readonly key: string; readonly rate: Rate }[];
  readonly counted: Words;
}

/** At most one of `gap` and `surplus` is above 0. `toClose` is what this part gives in the smallest set that closes the gap of the whole. */
export interface PartGap {
  readonly key: PartKey;
  readonly rate: Rate;
  readonly gap: number;
  readonly surplus: number;
  readonly toClose: number;
}

/** `whole gap − whole surplus = sumOfGaps − sumOfSurpluses − rounding`, always. */
export interface Gap {
  readonly target: number;
  readonly gap: number;
  /** Units beyond the target; 0 while there is a gap. */
  readonly surplus: number;
  readonly sumOfGaps: number;
  readonly sumOfSurpluses: number;
  /** Each part rounds its target to a whole unit: what that adds over the parts, at most one unit a part. */
  readonly rounding: number;
  /** Parts with a gap, the largest first (it closes the gap fastest), equal ones in the order asked; then the others in the order asked. */
  readonly parts: readonly PartGap[];
  /** The fewest parts that can close the gap of the whole, largest gap first. Σ toClose is the gap. Empty when it is met. */
  readonly smallestSet: readonly PartKey[];
  /** Parts whose counts are not known: they are in no sum here. */
  readonly unknown: readonly { readonly key: string; readonly missing: MissingReason | null }[];
  readonly explanation: Words;
}

/** Units from the target, signed: above 0 missing (for LOWER: too many), below 0 to spare. Exact, whatever the target's decimals; null when not finite. */
export function unitsFromTarget(numerator: number, denominator: number, target: number, direction: Direction): number | null {
  const [share, base] = [fromNumber(target), fromNumber(denominator)];
  if (share === null || base === null || direction === 'NEUTRAL') return null;
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

function explain(ask: GapAsk, gap: Omit<Gap, 'explanation'>): Words {
  const target = `${formatPercent(ask.target, Number.isInteger(ask.target) ? 0 : 1)}${THIN}%`;
  const units = { zh: (n: number) => `${formatCount(n)}${THIN}${ask.counted.zh}`, en: (n: number) => `${formatCount(n)} ${ask.counted.en}` };
  const whole: Words =
    gap.gap > 0
      ? { zh: `整体距 ${target} 差 ${units.zh(gap.gap)}`, en: `The whole is ${units.en(gap.gap)} from ${target}` }
      : { zh: `整体已达 ${target}，余 ${units.zh(gap.surplus)}`, en: `The whole meets ${target} with ${units.en(gap.surplus)} to spare` };
  if (gap.sumOfGaps === gap.gap) return { zh: `${whole.zh}。`, en: `${whole.en}.` };
  const rounded = gap.rounding === 0 ? { zh: '', en: '' } : { zh: `，各部分取整 ${units.zh(gap.rounding)}`, en: ` and ${units.en(gap.rounding)} of rounding` };
  return {
    zh: `${whole.zh}；各部分差额合计 ${units.zh(gap.sumOfGaps)}，因为别处超出的 ${units.zh(gap.sumOfSurpluses)}抵补不了这里${rounded.zh}。`,
    en: `${whole.en}; the gaps of the parts add up to ${units.en(gap.sumOfGaps)}, because ${units.en(gap.sumOfSurpluses)} beyond the target elsewhere${rounded.en} fill no gap here.`,
  };
}

/** The gap of a whole and its parts. What no part holds is a part of its own (key null). */
export function gapOf(ask: GapAsk): Gap | Refused<GapRefusal> {
  const { target, direction } = ask;
  if (ask.shape !== 'percent' || direction === 'NEUTRAL') return refuse('NOT_A_SHARE', '该指标不是有方向的比率，没有差额', 'The indicator is no share with a direction, so it has no gap');
  if (!(target >= 0 && target <= 100)) return refuse('TARGET_OUT_OF_RANGE', `目标须在 0 到 100 之间，收到 ${target}`, `A target lies between 0 and 100; this is ${target}`);
  const whole = sumsOf(ask.whole);
  if (whole === null || ask.whole.value === null) return refuse('ABSENT', '没有数值，无从计算差额', 'There is no value to measure the gap from');
  const known: { key: PartKey; sums: Sums; rate: Rate }[] = [];
  const unknown: { key: string; missing: MissingReason | null }[] = [];
  for (const { key, rate } of ask.parts) {
    const sums = sumsOf(rate);
    if (sums) known.push({ key, sums, rate });
    else unknown.push({ key, missing: rate.missing });
  }
  const rest = restOf(whole, known.map(({ sums }) => sums));
  if (!isNegative(rest) && !isNothing(rest)) known.push({ key: null, sums: rest, rate: formRate('percent', rest.numerator, rest.denominator) });
  return summed(ask, whole, known, unknown);
}

function summed(ask: GapAsk, whole: Sums, known: readonly { key: PartKey; sums: Sums; rate: Rate }[], unknown: Gap['unknown']): Gap {
  const { target, direction } = ask;
  const balanceOf = ({ numerator, denominator }: Sums): number => Number(unitsFromTarget(numerator, denominator, target, direction));
  const balance = balanceOf(whole);
  const parts = withShares(
    known
      .map(({ key, sums, rate }) => ({ key, rate, balance: balanceOf(sums) }))
      .map(({ balance: own, ...part }) => ({ ...part, gap: missing(own), surplus: spare(own) }))
      .sort((a, b) => b.gap - a.gap),
    missing(balance),
  );
  const sumOfGaps = parts.reduce((sum, part) => sum + part.gap, 0);
  const sumOfSurpluses = parts.reduce((sum, part) => sum + part.surplus, 0);
  const gap = {
    target,
    gap: missing(balance),
    surplus: spare(balance),
    sumOfGaps,
    sumOfSurpluses,
    rounding: sumOfGaps - sumOfSurpluses - balance,
    parts,
    smallestSet: parts.filter((part) => part.toClose > 0).map((part) => part.key),
    unknown,
  };
  return { ...gap, explanation: explain(ask, gap) };
}

/** If every unit that should have an organization and has none founded one: the rate then, and the units still missing. HIGHER only. */
export function afterFounding(rate: Rate, target: number, candidates: number): { readonly rate: Rate; readonly missing: number } | null {
  if (rate.numerator === null || rate.denominator === null) return null;
  const numerator = Math.min(rate.denominator, rate.numerator + candidates);
  const balance = unitsFromTarget(numerator, rate.denominator, target, 'HIGHER');
  return balance === null ? null : { rate: formRate('percent', numerator, rate.denominator), missing: missing(balance) };
}

/** The change of a rate as pictures: what numerator and denominator did, and what the parts and their mix did. Both end where the rate ends. */
import type { WhyChange, WhySplit } from '../../api/why.ts';
import type { Axis } from '../../charts/axis.ts';
import type { WaterfallEffect, WaterfallInput } from '../../charts/waterfallOption.ts';
import { pickLabel } from '../../i18n/words.ts';
import { changeDirection, count, plain, points, THIN } from '../../theme/format.ts';
import { valueText } from '../valueText.ts';
import { addsUp, decimalsShowing } from './rounding.ts';
import { amount, countedOf, type PartKind, type Speaking } from './speaking.ts';

export interface Fall {
  readonly title: string;
  readonly note: string;
  readonly picture: WaterfallInput;
  /** The same in one line, for those who do not see it. */
  readonly spoken: string;
}

const MOST_STEPS = 6;
const MOST_DECIMALS = 4;

/** Covers all values closely in at most six steps of 1, 2 or 5 of any power of ten; never below 0 where no value is. */
export function levelAxis(values: readonly number[]): Axis {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low > 0 ? high - low : Math.abs(high) || 1;
  for (let power = Math.floor(Math.log10(span)) - 2; ; power += 1) {
    for (const digit of [1, 2, 5]) {
      const step = Number((digit * 10 ** power).toPrecision(1));
      const from = Math.floor(low / step - 0.3);
      const to = Math.ceil(high / step + 0.3);
      const first = low >= 0 ? Math.max(0, from) : from;
      if (to - first <= MOST_STEPS) return { min: Number((first * step).toPrecision(12)), max: Number((to * step).toPrecision(12)), step };
    }
  }
}

/** The effects of both splits; null where there is none. */
const effectsOf = ({ numeratorEffect, denominatorEffect }: WhyChange, split: WhySplit | null): readonly (readonly number[])[] => {
  const pairs = [
    [numeratorEffect, denominatorEffect],
    [split?.rateEffect ?? null, split?.compositionEffect ?? null],
  ];
  return pairs.map((pair) => pair.filter((effect) => effect !== null)).filter((pair) => pair.length === 2);
};

/**
 * The fewest decimals with which the printed levels and effects of both pictures add up and the largest effect of each is not printed as 0. The same for both,
 * so that the two say the same levels.
 */
export function fallDecimals(change: WhyChange, split: WhySplit | null, least: number): number {
  const [before, after] = [change.before?.value ?? null, change.after?.value ?? null];
  if (before === null || after === null) return least;
  const sums = effectsOf(change, split).map((effects) => [before, ...effects]);
  const most = least + MOST_DECIMALS - 1;
  const shown = Math.max(least, ...effectsOf(change, split).map((effects) => decimalsShowing(effects, least, most)));
  const range = Array.from({ length: most - shown + 1 }, (_, more) => shown + more);
  return range.find((decimals) => sums.every((parts) => addsUp(parts, after, decimals))) ?? shown;
}

type Effect = Pick<WaterfallEffect, 'name' | 'value'>;

function fallOf(
  change: WhyChange,
  effects: readonly Effect[],
  decimals: number,
  speaking: Speaking,
): Pick<Fall, 'picture' | 'spoken'> | null {
  const [before, after] = [change.before?.value ?? null, change.after?.value ?? null];
  if (before === null || after === null) return null;
  const { indicator, words, lang } = speaking;
  const values = effects.map(({ value }) => value);
  const unit = indicator.shape === 'PERCENT' ? `${THIN}%` : '';
  const level = (value: number): string => `${valueText(value, { ...indicator, decimals })}${unit}`;
  const drawn = effects.map(({ name, value }): WaterfallEffect => ({ name, value, text: points(value, decimals) }));
  const axis = levelAxis([
    before,
    after,
    ...values.map((_, at) => before + values.slice(0, at + 1).reduce((sum, value) => sum + value, 0)),
  ]);
  const start = { name: change.from, value: before, text: level(before) };
  const end = { name: change.to, value: after, text: level(after) };
  const cut = axis.min === 0 ? null : words.axisFrom(plain(axis.min, MOST_DECIMALS));
  const unitSpoken = indicator.shape === 'PERCENT' ? '' : ` ${pickLabel(indicator.unit, lang)}`;
  const spoken = [
    `${start.name} ${start.text}`,
    ...drawn.map(({ name, text }) => `${name} ${text}`),
    `${end.name} ${end.text}${unitSpoken}`,
  ].join(lang === 'zh' ? '，' : ', ');
  return { picture: { start, effects: drawn, end, axis, cut }, spoken };
}

/** How a count moved: «净增 26 家». */
function movedText(was: number | null, is: number | null, unit: string | null, { words }: Speaking): string {
  if (was === null || is === null) return words.moved.same();
  const by = is - was;
  return by === 0 ? words.moved.same() : words.moved[by > 0 ? 'up' : 'down'](amount(Math.abs(by), unit));
}

/** Null for a count, which has no denominator, and where the change is refused. */
export function toFractionFall(change: WhyChange, decimals: number, speaking: Speaking): Fall | null {
  const { words } = speaking;
  const { numeratorEffect, denominatorEffect, before, after } = change;
  if (numeratorEffect === null || denominatorEffect === null || before === null || after === null) return null;
  const wayOf = (was: number | null, is: number | null) => (was === null || is === null || was === is ? 'same' : is > was ? 'up' : 'down');
  // Named after what the counts did: a denominator that grew draws the rate down.
  const below = { up: 'down', down: 'up', same: 'same' } as const;
  const fall = fallOf(
    change,
    [
      { name: words.numeratorEffect[wayOf(before.numerator, after.numerator)], value: numeratorEffect },
      { name: words.denominatorEffect[below[wayOf(before.denominator, after.denominator)]], value: denominatorEffect },
    ],
    decimals,
    speaking,
  );
  const counted = countedOf(speaking);
  const above = movedText(before.numerator, after.numerator, counted.above, speaking);
  const under = movedText(before.denominator, after.denominator, counted.below, speaking);
  return fall && { ...fall, title: words.fraction, note: words.fractionNote(above, under) };
}

/** Within the parts and between them; for a count what rose and what fell. Null where there is no such split. */
export function toPartsFall(change: WhyChange, split: WhySplit | null, kind: PartKind, decimals: number, speaking: Speaking): Fall | null {
  if (split === null) return null;
  const { words, indicator } = speaking;
  const each = words.each[kind];
  const { rateEffect, compositionEffect } = split;
  if (rateEffect === null || compositionEffect === null) return toMovesFall(change, split, each, speaking);
  const fall = fallOf(
    change,
    [
      { name: words.within(each), value: rateEffect },
      { name: words.between, value: compositionEffect },
    ],
    decimals,
    speaking,
  );
  return fall && { ...fall, title: words.mix(each), note: words.mixNote[changeDirection(compositionEffect, indicator.decimals)](each) };
}

function toMovesFall(change: WhyChange, split: WhySplit, each: string, speaking: Speaking): Fall | null {
  const { words } = speaking;
  const [rising, falling] = [
    split.parts.filter(({ contribution }) => contribution > 0),
    split.parts.filter(({ contribution }) => contribution < 0),
  ];
  const sum = (parts: WhySplit['parts']): number => parts.reduce((total, { contribution }) => total + contribution, 0);
  const fall = fallOf(
    change,
    [
      { name: words.rises(count(rising.length)), value: sum(rising) },
      { name: words.falls(count(falling.length)), value: sum(falling) },
    ],
    speaking.indicator.decimals,
    speaking,
  );
  return fall && { ...fall, title: words.risesAndFalls(each), note: words.risesNote(count(rising.length), count(falling.length)) };
}

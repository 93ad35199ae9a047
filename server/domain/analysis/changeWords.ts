/** A change said in one sentence with its numbers. Rules only: the same change always gives the same sentence. */
import { formatCount, formatNumber, formatPercent, formatPoints, MINUS, THIN } from '../format.ts';
import type { RateShape } from '../rate.ts';
import type { Words } from '../words.ts';
import type { Change, PartChange } from './change.ts';
import type { PartKey } from './parts.ts';

/** Counting words of the two counts (家, units; 人, persons), the unit of the value where it is no percentage, and its decimals. */
export interface ChangeWording {
  readonly numerator: Words;
  readonly denominator: Words;
  readonly value: Words;
  readonly decimals: number;
}

export const POINTS: Words = { zh: '个百分点', en: 'points' };

type Sayer = (effect: number) => Words;

const without = (signed: string): string => signed.replace(/^[+−]/, '');
const spaced = (number: string, word: string): string => (word === '' ? number : `${number}${THIN}${word}`);

/** `拉动 +6.5 个百分点` up, `拉低 8.5 个百分点` down; an effect that prints as nothing is said to be almost none. */
function effectSayer(unit: Words, decimals: number): Sayer {
  return (effect) => {
    const text = formatPoints(effect, decimals);
    if (without(text) === text) return { zh: '几无影响', en: 'hardly matters' };
    const size = without(text);
    return effect > 0
      ? { zh: `拉动 ${text} ${unit.zh}`.trimEnd(), en: `adds ${size} ${unit.en}`.trimEnd() }
      : { zh: `拉低 ${size} ${unit.zh}`.trimEnd(), en: `takes off ${size} ${unit.en}`.trimEnd() };
  };
}

/** `分子增加 70 家拉动 +6.5 个百分点`; a count that did not move has no effect to name. */
function countClause(name: Words, moved: number, counted: Words, effect: Words): Words {
  if (moved === 0) return { zh: `${name.zh}不变`, en: `the ${name.en} is unchanged` };
  const size = formatCount(Math.abs(moved));
  return {
    zh: `${name.zh}${moved > 0 ? '增加' : '减少'} ${spaced(size, counted.zh)}${effect.zh}`,
    en: `the ${name.en} is ${moved > 0 ? 'up' : 'down'} ${size} ${counted.en} and ${effect.en}`,
  };
}

const valueOf = (shape: RateShape, value: number | null, unit: Words, decimals: number): Words => {
  if (value === null) return { zh: '无', en: 'none' };
  if (shape === 'percent') return { zh: `${formatPercent(value, decimals)}${THIN}%`, en: `${formatPercent(value, decimals)}${THIN}%` };
  const text = formatNumber(value, decimals);
  return { zh: spaced(text, unit.zh), en: `${text} ${unit.en}`.trimEnd() };
};

const changeUnit = (change: Change, wording: ChangeWording): Words => (change.shape === 'percent' ? POINTS : wording.value);

/** `2025Q4 为 60.0 %，比 2025Q3（62.0 %）下降 2.0 个百分点` */
function opening(change: Change, wording: ChangeWording): Words {
  const unit = changeUnit(change, wording);
  const [was, is] = [change.before.value, change.after.value].map((value) =>
    valueOf(change.shape, value, wording.value, wording.decimals),
  ) as [Words, Words];
  const text = formatPoints(change.change, wording.decimals);
  const size = without(text);
  const moved: Words =
    size === text
      ? { zh: '基本持平', en: 'about level' }
      : text.startsWith(MINUS)
        ? { zh: `下降 ${size} ${unit.zh}`.trimEnd(), en: `down ${size} ${unit.en}`.trimEnd() }
        : { zh: `上升 ${size} ${unit.zh}`.trimEnd(), en: `up ${size} ${unit.en}`.trimEnd() };
  return {
    zh: `${change.to} 为 ${is.zh}，比 ${change.from}（${was.zh}）${moved.zh}`,
    en: `${is.en} in ${change.to}, ${moved.en} on ${change.from} (${was.en})`,
  };
}

const movedBy = (now: number | null, before: number | null): number | null => (now === null || before === null ? null : now - before);

/** Numerator and denominator effect: «分子增加 70 家拉动 +6.5 个百分点，分母增加 150 家拉低 8.5 个百分点». Null for a count, which has no denominator. */
export function explainFraction(change: Change, wording: ChangeWording): Words | null {
  const moved = [
    movedBy(change.after.numerator, change.before.numerator),
    movedBy(change.after.denominator, change.before.denominator),
  ] as const;
  if (change.numeratorEffect === null || change.denominatorEffect === null || moved[0] === null || moved[1] === null) return null;
  const say = effectSayer(changeUnit(change, wording), wording.decimals);
  const above = countClause({ zh: '分子', en: 'numerator' }, moved[0], wording.numerator, say(change.numeratorEffect));
  const below = countClause({ zh: '分母', en: 'denominator' }, moved[1], wording.denominator, say(change.denominatorEffect));
  return { zh: `${above.zh}，${below.zh}`, en: `${above.en}, ${below.en}` };
}

/** Rates of the parts against their mix: «各部分自身变化拉动 +4.5 个百分点，构成变化拉低 3.9 个百分点». Null without parts or for a count. */
export function explainComposition(change: Change, wording: ChangeWording): Words | null {
  const split = change.byParts;
  if (split === null || split.rateEffect === null || split.compositionEffect === null) return null;
  const say = effectSayer(changeUnit(change, wording), wording.decimals);
  const [own, mix] = [say(split.rateEffect), say(split.compositionEffect)];
  return {
    zh: `各部分自身变化${own.zh}，构成变化${mix.zh}`,
    en: `the change within the parts ${own.en}, the change of their mix ${mix.en}`,
  };
}

/** The part that did most for the direction of the change; null where none did. Equal ones: the first. */
export function leadingPart(change: Change): PartChange | null {
  const sign = Math.sign(change.change);
  const along = (change.byParts?.parts ?? []).filter((part) => part.contribution * sign > 0);
  return along.length === 0
    ? null
    : along.reduce((most, part) => (Math.abs(part.contribution) > Math.abs(most.contribution) ? part : most));
}

/** Share of the change above which a part is what it mostly comes from. */
const MOSTLY = 0.5;
/** Names in a list of leaders; more of them are only counted. */
const NAMED = 3;

/** Those whose contribution prints as that of the leader does. */
function leadersOf(change: Change, leader: PartChange, textOf: (part: PartChange) => string): readonly PartChange[] {
  return (change.byParts?.parts ?? []).filter((part) => part.key !== null && textOf(part) === textOf(leader));
}

function joined(names: readonly Words[]): Words {
  const [first] = names;
  if (first && names.length > NAMED)
    return { zh: `${first.zh}等 ${names.length}${THIN}个地区`, en: `${first.en} and ${names.length - 1} others` };
  return { zh: names.map(({ zh }) => zh).join('、'), en: names.map(({ en }) => en).join(' and ') };
}

/**
 * «下降主要来自川汇区（−1.20 个百分点）» where that part alone did more than half; otherwise only that it did most, with all that did as much.
 * One decimal more than the value: contributions are small; those of a count are whole. Null where no part led.
 */
export function explainLeader(change: Change, wording: ChangeWording, nameOf: (key: PartKey) => Words): Words | null {
  const leader = leadingPart(change);
  if (leader === null) return null;
  const unit = changeUnit(change, wording);
  const counts = change.shape === 'count';
  const textOf = (part: PartChange): string => formatPoints(part.contribution, counts ? wording.decimals : wording.decimals + 1);
  const [name, text] = [nameOf(leader.key), textOf(leader)];
  const way = change.change < 0 ? { zh: counts ? '减少' : '下降', en: 'fall' } : { zh: counts ? '增加' : '上升', en: 'rise' };
  const leaders = leadersOf(change, leader, textOf);
  if (leader.contribution / change.change <= MOSTLY || leaders.length > 1) {
    const who = joined(leaders.length > 1 ? leaders.map(({ key }) => nameOf(key)) : [name]);
    const [each, eachEn] = leaders.length > 1 ? ['各 ', ' each'] : ['', ''];
    return {
      zh: `${way.zh}中${who.zh}贡献最大（${`${each}${text} ${unit.zh}`.trimEnd()}）`,
      en: `${who.en} added most to the ${way.en} (${`${text} ${unit.en}`.trimEnd()}${eachEn})`,
    };
  }
  return {
    zh: `${way.zh}主要来自${name.zh}（${`${text} ${unit.zh}`.trimEnd()}）`,
    en: `the ${way.en} comes mostly from ${name.en} (${`${text} ${unit.en}`.trimEnd()})`,
  };
}

/** The whole sentence: what changed, by numerator and denominator, by parts, and who led. */
export function explainChange(change: Change, wording: ChangeWording, nameOf: (key: PartKey) => Words): Words {
  const clauses = [explainFraction(change, wording), explainComposition(change, wording), explainLeader(change, wording, nameOf)].filter(
    (clause) => clause !== null,
  );
  const first = opening(change, wording);
  if (clauses.length === 0) return { zh: `${first.zh}。`, en: `${first.en}.` };
  return { zh: `${first.zh}：${clauses.map(({ zh }) => zh).join('；')}。`, en: `${first.en}: ${clauses.map(({ en }) => en).join('; ')}.` };
}

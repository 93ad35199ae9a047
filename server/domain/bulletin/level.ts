/** Where a rate stands: its counts, its value, its target. A missing value says so with its reason. */
import { targetText } from '../analysis/gap.ts';
import type { Band } from '../bands.ts';
import { formatCount } from '../format.ts';
import type { Quarter } from '../period.ts';
import { MISSING_REASONS, type Rate } from '../rate.ts';
import type { Words } from '../words.ts';
import { amount, clauses, isLevel, plain, quarterWords, sentence, stepWords, valueWords, words, type Said, type Tone } from './grammar.ts';
import type { Counted, Topic } from './topic.ts';

/** A dated target, or the bound of 达标 where the place has none. */
export interface Goal {
  readonly value: number;
  readonly kind: 'TARGET' | 'BOUND';
}

const GOAL_NAMES = { TARGET: words('目标', 'target'), BOUND: words('达标界', 'bound of met') } as const;

export const bandTone = (band: Band | null): Tone => (band === 'MET' ? 'GOOD' : band === 'MISSED' ? 'BAD' : 'PLAIN');

export const reasonOf = (rate: Rate): Words =>
  rate.missing === null ? words('原因不详', 'no reason given') : MISSING_REASONS[rate.missing];

/** «洛阳市组织覆盖率没有数值（未报送）». */
export const absentWords = (topic: Topic, rate: Rate): Words =>
  words(
    `${topic.place.zh}${topic.name.zh}没有数值（${reasonOf(rate).zh}）`,
    `${topic.place.en} has no value of ${topic.name.en} (${reasonOf(rate).en.toLowerCase()})`,
  );

/** 2026年第三季度末; of a flow the whole quarter. */
export const whenWords = (topic: Topic, period: Quarter): Words => {
  const quarter = quarterWords(period);
  return topic.flow ? words(quarter.zh, `in ${quarter.en}`) : words(`${quarter.zh}末`, `at the end of ${quarter.en}`);
};

/** «正常经营单位 17 799 家», 17 799 operating units. */
export const countedNoun = ({ noun, word }: Counted, count: number): Words =>
  words(`${noun.zh} ${amount(count, word).zh}`, `${formatCount(count)} ${noun.en}`);

/** «正常经营单位 17 799 家，已覆盖 14 004 家，组织覆盖率 78.7 %»; of a count its value alone. */
export function standingWords(topic: Topic, rate: Rate, missed: number | null = null): Words {
  if (rate.value === null)
    return words(`${topic.name.zh}没有数值（${reasonOf(rate).zh}）`, `no value of ${topic.name.en} (${reasonOf(rate).en.toLowerCase()})`);
  const value = valueWords(topic, rate.value, missed);
  const whole = words(`${topic.name.zh} ${value.zh}`, `${topic.name.en} ${value.en}`);
  if (topic.denominator === null || rate.numerator === null || rate.denominator === null) return whole;
  return clauses(countedNoun(topic.denominator, rate.denominator), countedNoun(topic.numerator, rate.numerator), whole);
}

/** «高出目标 1.9 个百分点», «正好达到目标 85 %». Tone by the direction of the indicator. */
export function againstGoal(topic: Topic, value: number, goal: Goal): Said {
  const name = GOAL_NAMES[goal.kind];
  const over = value - goal.value;
  const target = targetText(goal.value);
  if (isLevel(over)) return { text: words(`正好达到${name.zh} ${target}`, `exactly at the ${name.en} of ${target}`), tone: 'GOOD' };
  const size = stepWords(topic, over);
  const tone: Tone = over > 0 === (topic.direction === 'HIGHER') ? 'GOOD' : 'BAD';
  if (topic.direction === 'LOWER' && over > 0) return { text: words(`超出${name.zh}${size.zh}`, `${size.en} over the ${name.en}`), tone };
  return over > 0
    ? { text: words(`高出${name.zh}${size.zh}`, `${size.en} above the ${name.en}`), tone }
    : { text: words(`低于${name.zh}${size.zh}`, `${size.en} below the ${name.en}`), tone };
}

/** «到 85 % 还差 325 家», or «已达 85 %»; `gap` in counts of the numerator. */
export function shortOf(topic: Topic, gap: number, goal: Goal): Words {
  const target = targetText(goal.value);
  if (gap === 0) return words(`已达 ${target}`, `${target} is met`);
  const units = amount(gap, topic.numerator.word);
  return words(`到 ${target} 还差 ${units.zh}`, `${units.en} short of ${target}`);
}

/** The opening sentence: when, where, counts, value, and how far the goal is. */
export function levelSentence(
  topic: Topic,
  period: Quarter,
  rate: Rate,
  goal: { goal: Goal; gap: number } | null,
  band: Band | null,
): Said {
  const when = whenWords(topic, period);
  const missed = goal === null || band === null || band === 'MET' ? null : goal.goal.value;
  const standing = standingWords(topic, rate, missed);
  const place = topic.place;
  if (rate.value === null)
    return plain(sentence(words(`${when.zh}，${place.zh}${standing.zh}`, `${when.en}, ${place.en}: ${standing.en}`)));
  return {
    text: sentence(
      clauses(
        words(`${when.zh}，${place.zh}${standing.zh}`, `${when.en}, ${place.en}: ${standing.en}`),
        goal && shortOf(topic, goal.gap, goal.goal),
      ),
    ),
    tone: bandTone(band),
  };
}

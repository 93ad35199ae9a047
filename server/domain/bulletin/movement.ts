/** How a rate moves: run of quarters, change on the quarter and on the year, always over the same reporting regions. */
import type { Quarter } from '../period.ts';
import type { Words } from '../words.ts';
import {
  clauses,
  numeral,
  numeralEn,
  stepWords,
  thoughts,
  titled,
  valueWords,
  wayOf,
  words,
  type Measure,
  type Said,
  type Tone,
} from './grammar.ts';
import { againstGoal, absentWords, type Goal } from './level.ts';
import { toneOf, type Topic } from './topic.ts';
import type { Rate } from '../rate.ts';

/** Change of one quarter on the one before; null where the two are not comparable. */
export interface Step {
  readonly period: Quarter;
  readonly change: number | null;
}

export interface Run {
  readonly way: -1 | 0 | 1;
  /** Quarters in a row, the last included. */
  readonly length: number;
  /** Change of the last quarter. */
  readonly change: number;
}

/** The run that ends with the last step; null where the last quarter has nothing to be compared with. A change that prints as nothing is level. */
export function runOf(measure: Measure, steps: readonly Step[]): Run | null {
  const last = steps.at(-1)?.change;
  if (last === undefined || last === null) return null;
  const way = wayOf(measure, last);
  const before = steps.findLastIndex(({ change }) => change === null || wayOf(measure, change) !== way);
  return { way, length: steps.length - 1 - before, change: last };
}

const verb = ({ shape }: Measure, way: -1 | 1): Words =>
  shape === 'count' ? (way > 0 ? words('增加', 'up') : words('减少', 'down')) : way > 0 ? words('上升', 'up') : words('下降', 'down');

/** «比上季上升 0.8 个百分点», «与上季持平». `before` names what it is compared with: 上季, 上年同期. */
export function movedWords(measure: Measure, change: number, before: Words): Words {
  const way = wayOf(measure, change);
  if (way === 0) return words(`与${before.zh}持平`, `level with ${before.en}`);
  const size = stepWords(measure, change);
  const how = verb(measure, way);
  return words(`比${before.zh}${how.zh}${size.zh}`, `${how.en} ${size.en} on ${before.en}`);
}

export const LAST_QUARTER = words('上季', 'the quarter before');
export const LAST_YEAR = words('上年同期', 'a year ago');

/** «连续三季上升»; of one quarter its size. */
export function runWords(measure: Measure, run: Run): Words {
  if (run.length < 2) return movedWords(measure, run.change, LAST_QUARTER);
  const [zh, en] = [numeral(run.length), numeralEn(run.length)];
  if (run.way === 0) return words(`连续${zh}季持平`, `level for ${en} quarters`);
  const how = verb(measure, run.way);
  return words(`连续${zh}季${how.zh}`, `${how.en} ${en} quarters running`);
}

/** «仍低于目标»: what gets better and is not there yet. */
const stillShort = (against: Said, moving: Tone): Said =>
  against.tone === 'BAD' && moving === 'GOOD' ? { ...against, text: words(`仍${against.text.zh}`, `still ${against.text.en}`) } : against;

interface Beside {
  /** The target that the value misses. */
  readonly missed?: number | null;
  /** What stands where no run is said: the change over the regions of both quarters, where the line itself moves the other way. */
  readonly sameRegions?: Words | null;
}

/** «同一批填报地区比上季增加 188 人». */
export const amongSameWords = (measure: Measure, change: number): Words => {
  const moved = movedWords(measure, change, LAST_QUARTER);
  return words(`同一批填报地区${moved.zh}`, `${moved.en} over the regions that reported in both`);
};

/** «洛阳市组织覆盖率连续三季上升，高出目标 1.9 个百分点». Without a run the value stands in its place; without a goal it follows. */
export function trendTitle(topic: Topic, rate: Rate, run: Run | null, goal: Goal | null, beside: Beside = {}): Said {
  if (rate.value === null) return { text: titled(absentWords(topic, rate)), tone: 'PLAIN' };
  const value = valueWords(topic, rate.value, beside.missed);
  const against = goal && stillShort(againstGoal(topic, rate.value, goal), toneOf(topic.direction, run === null ? 0 : run.way));
  const subject = words(`${topic.place.zh}${topic.name.zh}`, `${topic.place.en}: ${topic.name.en}`);
  if (run === null)
    return {
      text: titled(clauses(words(`${subject.zh} ${value.zh}`, `${subject.en} ${value.en}`), beside.sameRegions ?? against?.text ?? null)),
      tone: against?.tone ?? 'PLAIN',
    };
  const moved = runWords(topic, run);
  const end = against?.text ?? words(`现为 ${value.zh}`, `now ${value.en}`);
  return {
    text: titled(clauses(words(`${subject.zh}${moved.zh}`, `${subject.en} ${moved.en}`), end)),
    tone: toneOf(topic.direction, run.way),
  };
}

/** Regions that both quarters of a change hold, where that is fewer than came in or were expected. */
export const sameRegionsWords = (same: number | null, expected: number): Words | null =>
  same === null || same >= expected
    ? null
    : words(`按两季都已报送的 ${same} 个填报地区计`, `over the ${same} regions that reported in both`);

/** Change on the quarter and on the year; what cannot be compared says so. */
export function changesWords(measure: Measure, onQuarter: number | null, onYear: number | null): Words {
  if (onQuarter === null && onYear === null) return words('没有上季和上年同期可比', 'there is no earlier quarter to compare with');
  return clauses(
    onQuarter === null ? words('没有上季可比', 'no quarter before to compare with') : movedWords(measure, onQuarter, LAST_QUARTER),
    onYear === null ? null : movedWords(measure, onYear, LAST_YEAR),
  );
}

interface Point {
  readonly period: Quarter;
  readonly value: number | null;
}

/** «为 2023Q4 以来最高»; null unless the last value is a strict extreme of at least four known quarters. */
export function recordWords(points: readonly Point[]): Words | null {
  const known = points.filter((point): point is { period: Quarter; value: number } => point.value !== null);
  const last = known.at(-1);
  const first = known[0];
  if (known.length < 4 || first === undefined || last === undefined || last.period !== points.at(-1)?.period) return null;
  const earlier = known.slice(0, -1).map((point) => point.value);
  if (last.value > Math.max(...earlier)) return words(`为 ${first.period} 以来最高`, `the highest since ${first.period}`);
  if (last.value < Math.min(...earlier)) return words(`为 ${first.period} 以来最低`, `the lowest since ${first.period}`);
  return null;
}

/** The two thoughts of a change over the whole span: how much since its first quarter, and whether the end is a record. */
export const spanWords = (measure: Measure, from: Quarter, change: number, record: Words | null): Words =>
  thoughts(movedWords(measure, change, words(` ${from} `, from)), record);

/** Clauses and sentences in both languages. Chinese marks are full width; a number never parts from its unit. */
import { formatCount, formatNumber, formatPercent, formatPoints, THIN } from '../format.ts';
import type { Quarter } from '../period.ts';
import type { RateShape } from '../rate.ts';
import type { Words } from '../words.ts';
import { POINTS } from '../analysis/changeWords.ts';

/** Carries shape and word beside any colour. */
export type Tone = 'GOOD' | 'BAD' | 'PLAIN';

export interface Said {
  readonly text: Words;
  readonly tone: Tone;
}

/** How a value is written. */
export interface Measure {
  readonly shape: RateShape;
  readonly unit: Words;
  readonly decimals: number;
}

export const words = (zh: string, en: string): Words => ({ zh, en });
export const plain = (text: Words): Said => ({ text, tone: 'PLAIN' });

type Maybe = Words | null;
const there = (parts: readonly Maybe[]): Words[] => parts.filter((part) => part !== null && part.zh !== '') as Words[];
const joined = (parts: readonly Maybe[], zh: string, en: string): Words => ({
  zh: there(parts)
    .map((part) => part.zh)
    .join(zh),
  en: there(parts)
    .map((part) => part.en)
    .join(en),
});

/** Clauses of one thought: «，». What is null has nothing to say. */
export const clauses = (...parts: readonly Maybe[]): Words => joined(parts, '，', ', ');
/** Thoughts of one sentence: «；». */
export const thoughts = (...parts: readonly Maybe[]): Words => joined(parts, '；', '; ');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A heading: no mark at its end. */
export const titled = (text: Words): Words => ({ zh: text.zh, en: capital(text.en) });
export const sentence = (text: Words): Words => ({ zh: `${text.zh}。`, en: `${capital(text.en)}.` });

/** 甲市、乙市和丙市: all of them, in order. */
export function listed(names: readonly Words[]): Words {
  const en = names.map((name) => name.en);
  return {
    zh: names.map((name) => name.zh).join('、'),
    en: en.length < 2 ? en.join('') : `${en.slice(0, -1).join(', ')} and ${String(en.at(-1))}`,
  };
}

const DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;

/** A small number in characters as it stands before a counting word: 两, 三, 十, 十二, 二十一. Below 1 or above 99 in digits. */
export function numeral(count: number): string {
  if (!Number.isInteger(count) || count < 1 || count > 99) return formatCount(count);
  if (count === 2) return '两';
  const [tens, ones] = [Math.floor(count / 10), count % 10];
  const left = tens === 0 ? '' : `${tens === 1 ? '' : String(DIGITS[tens])}十`;
  return ones === 0 ? left : `${left}${String(DIGITS[ones])}`;
}

const ENGLISH = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'] as const;
export const numeralEn = (count: number): string => ENGLISH[count - 2] ?? formatCount(count);

/** 2026年第三季度. */
export const quarterWords = (quarter: Quarter): Words => ({
  zh: `${quarter.slice(0, 4)}年第${String(DIGITS[Number(quarter.slice(5))])}季度`,
  en: `Q${quarter.slice(5)} ${quarter.slice(0, 4)}`,
});

const singular = (noun: string, count: number): string => (count === 1 && noun.endsWith('s') ? noun.slice(0, -1) : noun);

/** A count with its counting word: «325 家», 325 units. */
export const amount = (count: number, counted: Words): Words => ({
  zh: `${formatCount(count)}${THIN}${counted.zh}`,
  en: `${formatCount(count)}${THIN}${singular(counted.en, count)}`,
});

/** A value with its unit: «84.9 %», «2.3 家». `missed` is the target that it misses, and so must not print as. */
export function valueWords({ shape, unit, decimals }: Measure, value: number, missed: number | null = null): Words {
  if (shape === 'percent') {
    const text = `${formatPercent(value, decimals, missed)}${THIN}%`;
    return { zh: text, en: text };
  }
  const text = formatNumber(value, decimals);
  return { zh: `${text}${THIN}${unit.zh}`, en: `${text}${THIN}${unit.en}` };
}

/** Differences below this are noise of floating point, not of the subject. */
const NOISE = 1e-9;
export const isLevel = (change: number): boolean => Math.abs(change) < NOISE;

export const unitOfStep = ({ shape, unit }: Measure): Words => (shape === 'percent' ? POINTS : unit);

/** +1 up, −1 down, 0 where the change prints as nothing. */
export const wayOf = ({ decimals }: Measure, change: number): -1 | 0 | 1 => {
  const text = formatPoints(change, decimals);
  return text.startsWith('+') ? 1 : /^\d/.test(text) ? 0 : -1;
};

/** The size of a difference, without its sign, as it follows a verb: « 1.9 个百分点»; one that would print as nothing is «不足 0.1 个百分点». */
export function stepWords(measure: Measure, change: number): Words {
  const unit = unitOfStep(measure);
  const size = Math.abs(change);
  const tiny = !isLevel(change) && wayOf(measure, change) === 0;
  const text = formatNumber(tiny ? 10 ** -measure.decimals : size, measure.decimals);
  return {
    zh: `${tiny ? '不足' : ''} ${text}${THIN}${unit.zh}`,
    en: `${tiny ? 'under ' : ''}${text}${THIN}${unit.en}`,
  };
}

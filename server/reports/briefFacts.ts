/** The lines under a headline number, and the line under a title. */
import { BASES } from '../domain/bases.ts';
import { targetText } from '../domain/analysis/gap.ts';
import { quarterWords, titled, unitOfStep, words } from '../domain/bulletin/grammar.ts';
import { reasonOf } from '../domain/bulletin/level.ts';
import type { Counted, Topic } from '../domain/bulletin/topic.ts';
import { formatCount, formatNumber, formatPercent, formatPoints } from '../domain/format.ts';
import { indicatorOf, type Asked } from '../domain/indicators.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import type { Words } from '../domain/words.ts';
import type { BriefFact, Brief } from './briefTypes.ts';
import { missedOf, type Standing } from './briefStanding.ts';

const UNKNOWN: Words = words('不可比', 'not comparable');

/** A change, or that there is none to state. */
export const changeFact = (topic: Topic, term: Words, change: number | null): BriefFact =>
  change === null ? { term, strong: '', unit: UNKNOWN } : { term, strong: formatPoints(change, topic.decimals), unit: unitOfStep(topic) };

export const countFact = (term: Words, count: number, unit: Words): BriefFact => ({ term, strong: formatCount(count), unit });

/** English names what is counted in the noun already. */
const nounFact = ({ noun, word }: Counted, count: number): BriefFact =>
  countFact(titled(noun), count, words(word.zh, noun.en.includes(word.en) ? '' : word.en));

/** 环比, 同比, both counts and the gap: what stands beside every rate. */
export function rateFacts({ topic, now, goal }: Standing): BriefFact[] {
  const { numerator, denominator } = now.rate;
  const facts: BriefFact[] = [
    changeFact(topic, words('环比', 'On the quarter'), now.previous?.change ?? null),
    changeFact(topic, words('同比', 'On the year'), now.yearAgo?.change ?? null),
  ];
  if (topic.denominator !== null && numerator !== null && denominator !== null)
    facts.push(nounFact(topic.numerator, numerator), nounFact(topic.denominator, denominator));
  if (goal !== null && now.gap !== null) {
    const target = targetText(goal.value);
    facts.push(countFact(words(`差额（目标 ${target}）`, `Gap to ${target}`), now.gap, topic.numerator.word));
  }
  return facts;
}

export function headlineOf({ topic, now, asked }: Standing): Brief['headline'] {
  const { rate, band, target } = now;
  const missed = missedOf(now);
  const { zh, en } = indicatorOf(asked.id);
  const percent = topic.shape === 'percent';
  const text =
    rate.value === null ? '' : percent ? formatPercent(rate.value, topic.decimals, missed) : formatNumber(rate.value, topic.decimals);
  return {
    name: words(`${topic.place.zh}${zh}`, `${topic.place.en}: ${en}`),
    rate,
    text,
    unit: rate.value === null ? reasonOf(rate) : percent ? words('%', '%') : topic.unit,
    band,
    target,
  };
}

/** «党的组织覆盖率（%），正常经营口径，截至 2026-09-30»; of a series its first and last quarter. */
export function subtitleOf(asked: Asked, span: { readonly from: Quarter | null; readonly to: Quarter }): Words {
  const { zh, en, unit, over } = indicatorOf(asked.id);
  const basis = asked.basis === null ? null : BASES[asked.basis];
  const when =
    span.from === null || span.from === span.to
      ? over === 'flow'
        ? quarterWords(span.to)
        : words(`截至 ${asOfDate(span.to)}`, `as of ${asOfDate(span.to)}`)
      : words(`${span.from} 至 ${span.to}`, `${span.from} to ${span.to}`);
  return words(
    [`${zh}（${unit.zh}）`, basis && `${basis.zh}口径`, when.zh].filter(Boolean).join('，'),
    [`${en} (${unit.en})`, basis && `basis ${basis.en.toLowerCase()}`, when.en].filter(Boolean).join(', '),
  );
}

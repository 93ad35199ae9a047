/** Why a rate is where it is: what its two counts did since the quarter before, said in one title, and the split in one sentence. */
import { explainComposition, explainFraction, explainLeader, leadingPart } from '../analysis/changeWords.ts';
import type { Change } from '../analysis/change.ts';
import type { PartKey } from '../analysis/parts.ts';
import type { Rate } from '../rate.ts';
import type { Words } from '../words.ts';
import { amount, clauses, sentence, thoughts, titled, valueWords, wayOf, words, type Said } from './grammar.ts';
import { absentWords } from './level.ts';
import { LAST_QUARTER, movedWords } from './movement.ts';
import { toneOf, wordingOf, type Counted, type Topic } from './topic.ts';

/** Net moves of both counts over the same reporting regions. */
export interface Moves {
  readonly numerator: number;
  readonly denominator: number;
}

/** Null for a count, or where a side is not known. */
export function movesOf({ before, after }: Change): Moves | null {
  if (before.numerator === null || after.numerator === null || before.denominator === null || after.denominator === null) return null;
  return { numerator: after.numerator - before.numerator, denominator: after.denominator - before.denominator };
}

/** «正常经营单位净增 56 家», «已覆盖没有增减». `turn` stands before the verb: 只, 却, 反而. */
function moved({ noun, word }: Counted, by: number, turn: Words | null = null): Words {
  if (by === 0) return words(`${noun.zh}没有增减`, `${noun.en} unchanged`);
  const size = amount(Math.abs(by), word);
  const count = size.en.replace(/\D+$/, '');
  return words(
    `${noun.zh}${turn?.zh ?? ''}净${by > 0 ? '增' : '减'} ${size.zh}`,
    `${noun.en} ${turn?.en ?? ''}${by > 0 ? 'up' : 'down'} ${count}`,
  );
}

/** The word between two moves: 只 where the numerator lags behind a growing denominator, 却 where they part. */
function turnOf(moves: Moves, fell: boolean): Words | null {
  const { numerator: above, denominator: below } = moves;
  if (fell && below > 0 && above > 0) return words('只', 'only ');
  if (below !== 0 && above !== 0 && above > 0 !== below > 0) return words('却', 'yet ');
  return null;
}

/** «正常经营单位净增 56 家，已覆盖只净增 26 家». */
export function movesWords(topic: Topic, moves: Moves, change: number): Words {
  const below = topic.denominator ?? topic.numerator;
  if (moves.numerator === 0 && moves.denominator === 0)
    return words(
      `${below.noun.zh}和${topic.numerator.noun.zh}都没有增减`,
      `${below.noun.en} and ${topic.numerator.noun.en} both unchanged`,
    );
  return clauses(moved(below, moves.denominator), moved(topic.numerator, moves.numerator, turnOf(moves, wayOf(topic, change) < 0)));
}

/** What is known of the change since the quarter before: the change, or why there is none. */
export type Since = { readonly change: Change } | { readonly without: Words };

/** «周口市 72.5 %：正常经营单位净增 56 家，已覆盖只净增 26 家». */
export function whyTitle(topic: Topic, rate: Rate, since: Since, missed: number | null = null): Words {
  if (rate.value === null) return titled(absentWords(topic, rate));
  const value = valueWords(topic, rate.value, missed);
  const head = words(`${topic.place.zh} ${value.zh}`, `${topic.place.en} ${value.en}`);
  const tail = 'without' in since ? since.without : tailOf(topic, since.change);
  return titled(words(`${head.zh}：${tail.zh}`, `${head.en}: ${tail.en}`));
}

function tailOf(topic: Topic, change: Change): Words {
  const moves = movesOf(change);
  return moves === null ? movedWords(topic, change.change, LAST_QUARTER) : movesWords(topic, moves, change.change);
}

export const NO_QUARTER_BEFORE = words('没有上季数值可比', 'no quarter before to compare with');

interface Split {
  readonly change: Change;
  readonly sameRegions: Words | null;
  readonly nameOf: (key: PartKey) => Words;
}

/** A level change has no leader, and «the rest» is nobody. */
const leads = (topic: Topic, change: Change): boolean => wayOf(topic, change.change) !== 0 && leadingPart(change)?.key !== null;

/** «河南省组织覆盖率比上季上升 0.9 个百分点：分子增加 …，分母增加 …；上升主要来自郑州市（+0.21 个百分点）。» */
export function changeSentence(topic: Topic, { change, sameRegions, nameOf }: Split): Said {
  const wording = wordingOf(topic);
  const head = movedWords(topic, change.change, LAST_QUARTER);
  const subject = clauses(
    words(`${topic.place.zh}${topic.name.zh}${head.zh}`, `${topic.place.en}: ${topic.name.en} ${head.en}`),
    sameRegions,
  );
  const parts = thoughts(explainFraction(change, wording), leads(topic, change) ? explainLeader(change, wording, nameOf) : null);
  return {
    text: sentence(parts.zh === '' ? subject : words(`${subject.zh}：${parts.zh}`, `${subject.en}: ${parts.en}`)),
    tone: toneOf(topic.direction, wayOf(topic, change.change)),
  };
}

/** «各部分自身变化拉动 …，构成变化拉低 …»; null where it was not split by parts. */
export function compositionSentence(topic: Topic, change: Change): Words | null {
  const said = explainComposition(change, wordingOf(topic));
  return said && sentence(words(`按下级地区分解，${said.zh}`, `split by child region, ${said.en}`));
}

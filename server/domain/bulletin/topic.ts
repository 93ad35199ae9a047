/** Who and what a sentence is about: the place, the indicator, and the nouns of its two counts, all from the registries. */
import type { Direction } from '../bands.ts';
import type { Basis } from '../bases.ts';
import { indicatorOf, type Asked } from '../indicators.ts';
import { countingWord } from '../measures.ts';
import type { Words } from '../words.ts';
import type { ChangeWording } from '../analysis/changeWords.ts';
import type { Measure, Tone } from './grammar.ts';
import { words } from './grammar.ts';

/** A count: what it counts, and the word it is counted in. */
export interface Counted {
  readonly noun: Words;
  readonly word: Words;
}

export interface Topic extends Measure {
  readonly place: Words;
  /** As in a headline: 组织覆盖率. */
  readonly name: Words;
  readonly direction: Direction;
  /** Summed over the period; else it stands at its end. */
  readonly flow: boolean;
  readonly numerator: Counted;
  /** Null for a count. */
  readonly denominator: Counted | null;
}

export const BASIS_NOUNS = {
  REGISTERED: { zh: '登记在册单位', en: 'registered units' },
  OPERATING: { zh: '正常经营单位', en: 'operating units' },
  THREE_HAVE: { zh: '「三有」单位', en: 'three-have units' },
  ABOVE_SCALE: { zh: '规模以上单位', en: 'units above scale' },
  ELIGIBLE: { zh: '应建单位', en: 'eligible units' },
  BASE_LIST: { zh: '纳入基数单位', en: 'base-list units' },
} as const satisfies Record<Basis, Words>;

/** What a noun adds in brackets is said by the definition, not in every sentence. */
const bare = ({ zh, en }: Words): Words => ({ zh: zh.replace(/（[^）]*）/g, ''), en: en.replace(/ \([^)]*\)|, capped.*$/g, '') });

/** All organizations cover, alone or jointly: the count is simply that of the covered. */
const countsCovered = (asked: Asked): boolean => asked.basis !== null && asked.numerator.some((id) => id.endsWith('_joint'));

function numeratorNoun(asked: Asked): Words {
  if (!countsCovered(asked)) return bare(indicatorOf(asked.id).counts.numerator);
  return asked.basis === 'ELIGIBLE' ? words('已建', 'built') : words('已覆盖', 'covered');
}

const denominatorNoun = (asked: Asked, noun: Words): Words =>
  asked.basis !== null && asked.denominator?.length === 1 && asked.denominator[0]?.endsWith('__units')
    ? BASIS_NOUNS[asked.basis]
    : bare(noun);

export function topicOf(asked: Asked, place: Words): Topic {
  const indicator = indicatorOf(asked.id);
  const below = indicator.counts.denominator;
  return {
    place,
    name: words(indicator.zh.replace(/^党的/, ''), indicator.en),
    shape: indicator.shape,
    direction: indicator.direction,
    unit: indicator.unit,
    decimals: indicator.decimals,
    flow: indicator.over === 'flow',
    numerator: { noun: numeratorNoun(asked), word: countingWord(String(asked.numerator[0])) },
    denominator:
      asked.denominator === null || below === null
        ? null
        : { noun: denominatorNoun(asked, below), word: countingWord(String(asked.denominator[0])) },
  };
}

export const wordingOf = (topic: Topic): ChangeWording => ({
  numerator: topic.numerator.word,
  denominator: (topic.denominator ?? topic.numerator).word,
  value: topic.unit,
  decimals: topic.decimals,
});

/** Whether going that way is good: for a shell rate up is bad. */
export function toneOf(direction: Direction, way: number): Tone {
  if (direction === 'NEUTRAL' || way === 0) return 'PLAIN';
  return (direction === 'HIGHER') === way > 0 ? 'GOOD' : 'BAD';
}

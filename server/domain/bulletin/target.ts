/** The gap to a target said in units: of the whole, where it lies, and what could close it. */
import { countOf, targetText, type Gap } from '../analysis/gap.ts';
import { formatCount, THIN } from '../format.ts';
import type { Rate } from '../rate.ts';
import type { Words } from '../words.ts';
import { amount, clauses, listed, sentence, stepWords, titled, valueWords, words, type Said } from './grammar.ts';
import { absentWords } from './level.ts';
import { named } from './places.ts';
import type { Topic } from './topic.ts';
import type { PartKey } from '../analysis/parts.ts';

type NameOf = (key: PartKey) => Words;

const isLower = (topic: Topic): boolean => topic.direction === 'LOWER';

/** «河南省到 80 % 还差 136 家，洛阳市自身差额最大，186 家»; of a rate that should be low, how many are too many. */
export function gapTitle(topic: Topic, rate: Rate, gap: Gap | null, nameOf: NameOf): Words {
  if (rate.value === null || gap === null) return titled(absentWords(topic, rate));
  const target = targetText(gap.target);
  const short = (gap.byParts?.parts ?? []).filter((part) => part.gap > 0 && part.key !== null);
  if (gap.gap === 0) {
    const rest =
      short.length === 0
        ? null
        : words(`仍有 ${formatCount(short.length)}${THIN}个地区未达`, `${formatCount(short.length)} regions do not meet it yet`);
    return titled(
      clauses(words(`${topic.place.zh}${topic.name.zh}已达 ${target}`, `${topic.place.en} meets ${target} of ${topic.name.en}`), rest),
    );
  }
  const units = amount(gap.gap, topic.numerator.word);
  const most = short.filter((part) => part.gap === short[0]?.gap);
  const worst = short[0] && amount(short[0].gap, topic.numerator.word);
  const who = named(most.map((part) => nameOf(part.key)));
  const where = worst
    ? isLower(topic)
      ? words(
          `${who.zh}多得最多，${most.length > 1 ? '各 ' : ''}${worst.zh}`,
          `${who.en} ${most.length > 1 ? 'are' : 'is'} furthest above with ${worst.en}${most.length > 1 ? ' each' : ''}`,
        )
      : words(
          `${who.zh}自身差额最大，${most.length > 1 ? '各 ' : ''}${worst.zh}`,
          `${who.en} ${most.length > 1 ? 'are furthest on their own' : 'is furthest on its own'} with ${worst.en}${most.length > 1 ? ' each' : ''}`,
        )
    : null;
  const head = isLower(topic)
    ? words(`${topic.place.zh}${topic.name.zh}比 ${target} 多 ${units.zh}`, `${topic.place.en} is ${units.en} above ${target}`)
    : words(`${topic.place.zh}到 ${target} 还差 ${units.zh}`, `${topic.place.en} is ${units.en} short of ${target}`);
  return titled(clauses(head, where));
}

/** Why no gap is said: no value, or no target. */
export const noGapSentence = (topic: Topic, rate: Rate): Words =>
  sentence(
    rate.value === null
      ? absentWords(topic, rate)
      : words(`${topic.name.zh}没有目标，不计差额`, `${topic.name.en} has no target, so no gap is given`),
  );

/** The explanation of the gap, with the place in front of it. */
export const gapSentence = (topic: Topic, gap: Gap): Said => ({
  text: words(`${topic.place.zh}${gap.explanation.zh}`, `${topic.place.en}: ${gap.explanation.en}`),
  tone: gap.gap > 0 ? 'BAD' : 'GOOD',
});

const NAMED_PARTS = 5;

/** «最少 2 个地区即可补足：洛阳市 89 家、新乡市 47 家», or that all of them do not reach it; null where nothing is missing or no parts are known. */
export function fewestSentence(gap: Gap, counted: Words, nameOf: NameOf): Words | null {
  const parts = (gap.byParts?.parts ?? []).filter((part) => part.toClose > 0);
  if (gap.gap === 0 || gap.byParts === null) return null;
  if (gap.byParts.smallestSet.length === 0) {
    const left = countOf(gap.gap - gap.byParts.sumOfGaps, counted);
    return sentence(
      words(`各地区都补足自身差额，整体仍差 ${left.zh}`, `with every region at its own target the whole would still be ${left.en} off`),
    );
  }
  const one = (part: (typeof parts)[number]): Words => {
    const [name, units] = [nameOf(part.key), countOf(part.toClose, counted)];
    return words(`${name.zh} ${units.zh}`, `${name.en} ${units.en}`);
  };
  const shown = parts.slice(0, NAMED_PARTS).map(one);
  const more = parts.length > shown.length ? words('等', ' and others') : words('', '');
  return sentence(
    words(
      `最少 ${formatCount(parts.length)}${THIN}个地区即可补足：${listed(shown).zh}${more.zh}`,
      `${formatCount(parts.length)} ${parts.length === 1 ? 'region' : 'regions'} at least could close it: ${listed(shown).en}${more.en}`,
    ),
  );
}

interface Founding {
  readonly target: number;
  /** Units that the whole is short now. */
  readonly gap: number;
  readonly candidates: number;
  readonly after: { readonly rate: Rate; readonly missing: number } | null;
}

/** «应建未建 138 家，全部建成可到 77.8 %，仍差 187 家»; null where the indicator is no coverage. */
export function candidatesSentence(topic: Topic, { target, gap, candidates, after }: Founding): Words | null {
  if (after === null || after.rate.value === null) return null;
  const units = amount(candidates, words('家', 'units'));
  if (candidates === 0) return sentence(words('没有应建未建的单位', 'every unit that should have an organisation has one'));
  const value = valueWords(topic, after.rate.value, after.missing > 0 ? target : null);
  const left = amount(after.missing, topic.numerator.word);
  return sentence(
    clauses(
      words(`应建未建 ${units.zh}`, `${units.en} should have an organisation and have none`),
      words(`全部建成可到 ${value.zh}`, `founding all of them would give ${value.en}`),
      gap === 0
        ? null
        : after.missing === 0
          ? words('即达目标', 'which meets the target')
          : words(`仍差 ${left.zh}`, `still ${left.en} short`),
    ),
  );
}

/** «比上报的 72.5 % 低 2.9 个百分点». */
export const belowReported = (topic: Topic, reported: number, net: number, missed: number | null = null): Words => {
  const value = valueWords(topic, reported, missed);
  const size = stepWords(topic, reported - net);
  return words(`比上报的 ${value.zh} 低${size.zh}`, `${size.en} below the ${value.en} reported`);
};

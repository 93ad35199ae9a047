/** How units are covered, what organizations are like and what they do. */
import { formatCount, THIN } from '../format.ts';
import type { Rate } from '../rate.ts';
import type { Words } from '../words.ts';
import { amount, clauses, isLevel, sentence, thoughts, valueWords, words, type Said } from './grammar.ts';
import { absentWords, standingWords } from './level.ts';
import { belowReported } from './target.ts';
import type { Topic } from './topic.ts';

/** Units of the basis by how the Party covers them. */
export interface Tiers {
  readonly units: number;
  readonly sole: number;
  readonly joint: number;
  readonly work: number;
  readonly none: number;
}

/** From the three rates that hold the counts; null where one of them is not known. */
export function tiersOf(rates: { sole: Rate; organization: Rate; work: Rate }): Tiers | null {
  const { sole, organization, work } = rates;
  if (sole.numerator === null || organization.numerator === null || organization.denominator === null || work.numerator === null)
    return null;
  return {
    units: organization.denominator,
    sole: sole.numerator,
    joint: organization.numerator - sole.numerator,
    work: work.numerator - organization.numerator,
    none: organization.denominator - work.numerator,
  };
}

const UNITS = words('家', 'units');

/** «正常经营单位 2 592 家中，单独组建 1 106 家，联合组建 773 家，仅工作覆盖 418 家，未覆盖 295 家». */
export function tiersSentence(topic: Topic, tiers: Tiers): Said {
  const noun = topic.denominator?.noun ?? words('单位', 'units');
  const part = (count: number, zh: string, en: string): Words => words(`${zh} ${amount(count, UNITS).zh}`, `${formatCount(count)} ${en}`);
  const parts = clauses(
    part(tiers.sole, '单独组建', 'with an organisation of their own'),
    part(tiers.joint, '联合组建', 'with a joint one'),
    part(tiers.work, '仅工作覆盖', 'covered by work only'),
    part(tiers.none, '未覆盖', 'not covered'),
  );
  const head = words(
    `${topic.place.zh}${noun.zh} ${amount(tiers.units, UNITS).zh}中，`,
    `of ${formatCount(tiers.units)} ${noun.en} of ${topic.place.en}: `,
  );
  return { text: sentence(words(head.zh + parts.zh, head.en + parts.en)), tone: 'PLAIN' };
}

/** «河南省三会一课应开 100 次…»: any share of organizations or of what they did, with its counts. */
export function shareSentence(topic: Topic, rate: Rate, missed: number | null = null): Said {
  if (rate.value === null) return { text: sentence(absentWords(topic, rate)), tone: 'PLAIN' };
  const said = standingWords(topic, rate, missed);
  return { text: sentence(words(`${topic.place.zh}${said.zh}`, `${topic.place.en}: ${said.en}`)), tone: 'PLAIN' };
}

const TO_CHECK = words('个', 'organisations');

/** What is to be checked: a list, never a verdict. */
function checkWords(shell: Rate): Words | null {
  if (shell.numerator === null || shell.denominator === null) return null;
  if (shell.numerator === 0) return words('没有待核对的党组织', 'no Party organisation is to be checked');
  return words(
    `待核对的党组织 ${amount(shell.numerator, TO_CHECK).zh}，共 ${amount(shell.denominator, TO_CHECK).zh}`,
    `${formatCount(shell.numerator)} of ${formatCount(shell.denominator)} Party organisations are to be checked`,
  );
}

interface Shells {
  readonly shell: Rate;
  readonly reported: Rate;
  readonly net: Rate;
  readonly topic: Topic;
  readonly netTopic: Topic;
  /** The targets that the two rates miss. */
  readonly missed?: { readonly reported: number | null; readonly net: number | null };
}

/** «待核对的党组织 57 个，共 1 320 个；净组织覆盖率 69.6 %，比上报的 72.5 % 低 2.9 个百分点». */
export function shellsSentence({ shell, reported, net, topic, netTopic, missed }: Shells): Said {
  const check = checkWords(shell);
  const place = topic.place;
  if (check === null) return { text: sentence(absentWords(topic, shell)), tone: 'PLAIN' };
  const value = net.value === null ? null : valueWords(netTopic, net.value, missed?.net);
  const against =
    net.value === null || reported.value === null || value === null
      ? null
      : clauses(
          words(`${netTopic.name.zh} ${value.zh}`, `${netTopic.name.en} ${value.en}`),
          isLevel(reported.value - net.value)
            ? words('与上报的相同', 'the same as reported')
            : belowReported(netTopic, reported.value, net.value, missed?.reported),
        );
  const text = thoughts(words(`${place.zh}${check.zh}`, `${place.en}: ${check.en}`), against);
  return { text: sentence(text), tone: shell.numerator === 0 ? 'GOOD' : 'BAD' };
}

/** «河南省 57 个党组织待核对，净组织覆盖率 69.6 %». */
export function shellsTitle(topic: Topic, shell: Rate, net: Rate, netTopic: Topic, missed: number | null = null): Words {
  if (shell.numerator === null) return absentWords(topic, shell);
  const value = net.value === null ? null : valueWords(netTopic, net.value, missed);
  const head =
    shell.numerator === 0
      ? words(`${topic.place.zh}没有待核对的党组织`, `${topic.place.en}: no Party organisation to check`)
      : words(
          `${topic.place.zh}有 ${formatCount(shell.numerator)}${THIN}个党组织待核对`,
          `${topic.place.en}: ${formatCount(shell.numerator)} Party organisations to check`,
        );
  return clauses(head, value && words(`${netTopic.name.zh} ${value.zh}`, `${netTopic.name.en} ${value.en}`));
}

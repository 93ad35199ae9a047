/** Regions set beside each other: worst and best, ranks and how they moved. Ranks: 1 is best, ties share one. */
import { formatCount, THIN } from '../format.ts';
import { MISSING_REASONS, type MissingReason } from '../rate.ts';
import type { Words } from '../words.ts';
import { clauses, isLevel, listed, sentence, stepWords, thoughts, titled, valueWords, words, type Said } from './grammar.ts';
import { toneOf, type Topic } from './topic.ts';

export interface Placed {
  readonly name: Words;
  readonly value: number | null;
  readonly missing: MissingReason | null;
  /** The target that the value misses. */
  readonly missed?: number | null;
}

interface Known extends Placed {
  readonly value: number;
}

const textOf = (topic: Topic, { value, missed = null }: Known): Words => valueWords(topic, value, missed);

/** A rank among so many, and how many share it. */
export interface Rank {
  readonly rank: number;
  readonly of: number;
  readonly sharing: number;
}

const NAMED = 3;

/** Up to three by name, more as «甲市等 5 个地区». */
export function named(names: readonly Words[]): Words {
  if (names.length <= NAMED) return listed(names);
  const [first] = names;
  return words(
    `${String(first?.zh)}等 ${formatCount(names.length)}${THIN}个地区`,
    `${String(first?.en)} and ${formatCount(names.length - 1)} others`,
  );
}

interface End {
  readonly names: readonly Words[];
  readonly value: number;
  readonly text: Words;
  /** False where they are alike only as printed. */
  readonly exact: boolean;
}

/** The regions that share an end: what prints alike is alike to a reader. */
function endOf(topic: Topic, known: readonly Known[], way: 1 | -1): End | null {
  const [first, ...others] = known;
  if (first === undefined) return null;
  const end = others.reduce((most, one) => ((one.value - most.value) * way > 0 ? one : most), first);
  const [value, text] = [end.value, textOf(topic, end)];
  const sharing = known.filter((one) => textOf(topic, one).zh === text.zh);
  return { names: sharing.map((one) => one.name), value, text, exact: sharing.every((one) => isLevel(one.value - value)) };
}

const HIGHEST = words('最高', 'highest');
const LOWEST = words('最低', 'lowest');

/** «许昌市最低，70.1 %»; of a tie «甲市、乙市并列最低，均为 70.1 %». */
function endWords({ names, text, exact }: End, which: Words): Words {
  const who = named(names);
  if (names.length > 1 && !exact)
    return words(`${who.zh}${which.zh}，均约 ${text.zh}`, `${who.en} are ${which.en}, all at about ${text.en}`);
  return names.length === 1
    ? words(`${who.zh}${which.zh}，${text.zh}`, `${who.en} is ${which.en} at ${text.en}`)
    : words(`${who.zh}并列${which.zh}，均为 ${text.zh}`, `${who.en} are ${which.en}, all at ${text.en}`);
}

function missingWords(placed: readonly Placed[]): Words | null {
  const without = placed.filter((one) => one.value === null);
  if (without.length === 0) return null;
  const reasons = [...new Set(without.flatMap((one) => one.missing ?? []))].map((reason): Words => MISSING_REASONS[reason]);
  return words(
    `另有 ${formatCount(without.length)}${THIN}个地区没有数值（${listed(reasons).zh}）`,
    `${formatCount(without.length)} more ${without.length === 1 ? 'has' : 'have'} no value (${listed(reasons).en.toLowerCase()})`,
  );
}

const knownOf = (placed: readonly Placed[]): Known[] => placed.flatMap((one) => (one.value === null ? [] : [{ ...one, value: one.value }]));

/** The worst end and the best: for a shell rate the highest is the worst, for an indicator without direction the highest comes first. */
export function endsOf(topic: Topic, placed: readonly Placed[]): { readonly worst: End; readonly best: End; readonly way: 1 | -1 } | null {
  const known = knownOf(placed);
  const way = topic.direction === 'HIGHER' ? -1 : 1;
  const [worst, best] = [endOf(topic, known, way), endOf(topic, known, way === 1 ? -1 : 1)];
  return worst && best ? { worst, best, way } : null;
}

/** Whether both ends print the same number, so that nobody is worst to a reader. */
const alike = ({ worst, best }: { worst: End; best: End }): boolean => worst.text.zh === best.text.zh;

/** «许昌市最低，70.1 %；周口市最高，91.6 %；相差 21.5 个百分点», with what has no value. */
export function extremesWords(topic: Topic, placed: readonly Placed[]): Words {
  const known = knownOf(placed);
  const ends = endsOf(topic, placed);
  const missing = missingWords(placed);
  if (ends === null) return words('各地区都没有数值', 'no region has a value');
  const [only] = known;
  if (known.length === 1 && only) {
    const text = textOf(topic, only);
    return thoughts(words(`只有${only.name.zh}有数值，${text.zh}`, `only ${only.name.en} has a value, ${text.en}`), missing);
  }
  if (alike(ends)) {
    const { text } = ends.worst;
    if (!isLevel(ends.worst.value - ends.best.value))
      return thoughts(
        words(
          `${formatCount(known.length)}${THIN}个地区都约为 ${text.zh}`,
          `all ${formatCount(known.length)} regions are at about ${text.en}`,
        ),
        missing,
      );
    return thoughts(
      words(`${formatCount(known.length)}${THIN}个地区均为 ${text.zh}`, `all ${formatCount(known.length)} regions are at ${text.en}`),
      missing,
    );
  }
  const [first, last] = ends.way === 1 ? [HIGHEST, LOWEST] : [LOWEST, HIGHEST];
  const apart = stepWords(topic, ends.worst.value - ends.best.value);
  return thoughts(endWords(ends.worst, first), endWords(ends.best, last), words(`相差${apart.zh}`, `${apart.en} apart`), missing);
}

export const extremesSentence = (topic: Topic, placed: readonly Placed[]): Said => ({
  text: sentence(words(`${topic.name.zh}：${extremesWords(topic, placed).zh}`, `${topic.name.en}: ${extremesWords(topic, placed).en}`)),
  tone: 'PLAIN',
});

/** «18 个地区组织覆盖率相差 21.5 个百分点，许昌市最低，70.1 %». */
export function extremesTitle(topic: Topic, placed: readonly Placed[]): Words {
  const ends = endsOf(topic, placed);
  const count = formatCount(knownOf(placed).length);
  if (ends === null || knownOf(placed).length === 1 || alike(ends)) {
    const said = extremesWords(topic, placed);
    return titled(words(`${topic.name.zh}：${said.zh}`, `${topic.name.en}: ${said.en}`));
  }
  const apart = stepWords(topic, ends.worst.value - ends.best.value);
  return titled(
    clauses(
      words(`${count}${THIN}个地区${topic.name.zh}相差${apart.zh}`, `${topic.name.en} of ${count} regions: ${apart.en} apart`),
      endWords(ends.worst, ends.way === 1 ? HIGHEST : LOWEST),
    ),
  );
}

/** «河南省组织覆盖率 78.7 %，许昌市最低，70.1 %»; `value` null: only the end is said. */
export function worstTitleEnd(topic: Topic, placed: readonly Placed[]): Words | null {
  const ends = endsOf(topic, placed);
  if (ends === null || alike(ends)) return null;
  return endWords(ends.worst, ends.way === 1 ? HIGHEST : LOWEST);
}

/** «居 16 个已报地区末位», 首位, 第 5 位; shared ones are 并列. */
export function rankWords({ rank, of, sharing }: Rank): Words {
  const tie = sharing > 1 ? '并列' : '';
  const tieEn = sharing > 1 ? 'joint ' : '';
  const among = `居 ${formatCount(of)}${THIN}个已报地区${tie}`;
  if (rank === 1) return words(`${among}首位`, `${tieEn}first of ${formatCount(of)} regions that reported`);
  if (rank + sharing - 1 === of) return words(`${among}末位`, `${tieEn}last of ${formatCount(of)} regions that reported`);
  return words(`${among}第 ${formatCount(rank)}${THIN}位`, `${tieEn}rank ${formatCount(rank)} of ${formatCount(of)} regions that reported`);
}

/** «由第 12 位升至第 9 位», «保持第 9 位»; where more are ranked now (`ranked`) than in both quarters, over how many the move is. */
export function rankMoveWords({ from, to, of }: { from: number; to: number; of: number }, ranked: number): Words {
  const [was, is] = [from, to].map((rank) => `第 ${formatCount(rank)}${THIN}位`) as [string, string];
  const [wasEn, isEn] = [formatCount(from), formatCount(to)];
  const note =
    of === ranked
      ? null
      : words(`（按两季都参加排名的 ${formatCount(of)}${THIN}个地区）`, ` (of the ${formatCount(of)} regions ranked in both quarters)`);
  const moved =
    to === from
      ? words(`保持${is}`, `stays at rank ${isEn}`)
      : to < from
        ? words(`由${was}升至${is}`, `up from rank ${wasEn} to ${isEn}`)
        : words(`由${was}降至${is}`, `down from rank ${wasEn} to ${isEn}`);
  return words(moved.zh + (note?.zh ?? ''), moved.en + (note?.en ?? ''));
}

export interface Mover {
  readonly name: Words;
  readonly before: number;
  readonly now: number;
}

const placesEn = (count: number): string => `${formatCount(count)} ${count === 1 ? 'place' : 'places'}`;

function mostMoved(movers: readonly Mover[], way: 1 | -1): Words | null {
  const moved = movers.map((one) => ({ ...one, places: (one.before - one.now) * way })).filter((one) => one.places > 0);
  const most = Math.max(...moved.map((one) => one.places));
  const leaders = moved.filter((one) => one.places === most);
  const [only] = leaders;
  if (only === undefined) return null;
  if (leaders.length > 1) {
    const who = named(leaders.map((one) => one.name));
    return way > 0
      ? words(`${who.zh}各升 ${formatCount(most)}${THIN}位，升得最多`, `${who.en} each rise ${placesEn(most)}, the most`)
      : words(`${who.zh}各降 ${formatCount(most)}${THIN}位，降得最多`, `${who.en} each fall ${placesEn(most)}, the most`);
  }
  const [was, is] = [formatCount(only.before), formatCount(only.now)];
  return way > 0
    ? words(`${only.name.zh}升得最多，由第 ${was}${THIN}位升至第 ${is}${THIN}位`, `${only.name.en} rises most, from rank ${was} to ${is}`)
    : words(`${only.name.zh}降得最多，由第 ${was}${THIN}位降至第 ${is}${THIN}位`, `${only.name.en} falls most, from rank ${was} to ${is}`);
}

/** Who rose and who fell most among the regions ranked in both quarters; `ranked` is how many are ranked now. */
export function moversSentence(topic: Topic, movers: readonly Mover[], ranked: number): Said {
  if (movers.length === 0)
    return { text: sentence(words('没有上季排名可比', 'there is no earlier ranking to compare with')), tone: 'PLAIN' };
  if (movers.length === 1)
    return { text: sentence(words('两季都参加排名的只有一个地区', 'one region only is ranked in both quarters')), tone: 'PLAIN' };
  const [up, down] = [mostMoved(movers, 1), mostMoved(movers, -1)];
  const moved = up || down ? thoughts(up, down) : words('各地区名次与上季相同', 'every region keeps its rank');
  const among =
    movers.length === ranked
      ? words('', '')
      : words(
          `（两季都参加排名的 ${formatCount(movers.length)}${THIN}个地区）`,
          ` of the ${formatCount(movers.length)} regions ranked in both quarters`,
        );
  const text = words(`${topic.name.zh}排名${among.zh}：${moved.zh}`, `ranks by ${topic.name.en}${among.en}: ${moved.en}`);
  return { text: sentence(text), tone: 'PLAIN' };
}

/** «18 个地区中 7 个达标，8 个接近，3 个未达标». */
export function bandsWords(counts: { readonly met: number; readonly near: number; readonly missed: number; readonly of: number }): Words {
  const part = (count: number, zh: string, en: string): Words | null =>
    count === 0 ? null : words(`${formatCount(count)}${THIN}个${zh}`, `${formatCount(count)} ${en}`);
  const parts = clauses(part(counts.met, '达标', 'met'), part(counts.near, '接近', 'near'), part(counts.missed, '未达标', 'missed'));
  return words(`${formatCount(counts.of)}${THIN}个地区中，${parts.zh}`, `of ${formatCount(counts.of)} regions, ${parts.en}`);
}

/** Tone of a rank move: to a smaller rank is better, unless the indicator has no direction. */
export const moveTone = (topic: Topic, before: number, now: number) =>
  toneOf(topic.direction === 'NEUTRAL' ? 'NEUTRAL' : 'HIGHER', before - now);

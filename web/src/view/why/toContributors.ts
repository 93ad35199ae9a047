/** What each part added to or took from the change: rows with bars to both sides of 0, and a sum that is the change. */
import type { WhyChange, WhyPart, WhySplit } from '../../api/why.ts';
import type { WhyWords } from '../../i18n/why.ts';
import { changeDirection, count, points } from '../../theme/format.ts';
import type { Change } from '../row.ts';
import { absenceWord } from '../toRows.ts';
import { valueText } from '../valueText.ts';
import { addsUp, decimalsAddingUp, decimalsShowing } from './rounding.ts';
import { countedOf, nameOf, type Counted, type PartKind, type Speaking } from './speaking.ts';

export interface ContributorRow {
  readonly key: string;
  /** Code of a region that has a card of its own. */
  readonly code: string | null;
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly denominator: string | null;
  readonly numerator: string | null;
  readonly contribution: string;
  readonly direction: Change['direction'];
  /** Left edge and width in percent of the room for bars; null for a row that stands for several. */
  readonly bar: { readonly left: number; readonly width: number } | null;
}

export interface Contributors {
  readonly title: string;
  readonly rows: readonly ContributorRow[];
  /** The same with all but the weightiest in one row, so that it still adds up; null for a list short enough. */
  readonly folded: readonly ContributorRow[] | null;
  readonly sum: ContributorRow;
  /** Where 0 lies in the room for bars, in percent. */
  readonly zero: number;
  readonly counted: Counted;
  /** A count has no two counts: its columns are left out. */
  readonly fraction: boolean;
  /** Whether the printed rows add up to the printed sum. */
  readonly exact: boolean;
  readonly leftOut: readonly string[];
}

const MOST_DECIMALS = 6;
/** Rows of a folded list beside the one for the rest; a list of two more is not folded. */
const WEIGHTIEST = 9;
const REST = 'rest';

/** In the order of what they did to the change, the most first. Null where the change is not split. */
export function toContributors(change: WhyChange, split: WhySplit | null, kind: PartKind, speaking: Speaking): Contributors | null {
  const { before, after } = change;
  if (split === null || change.change === null || before === null || after === null) return null;
  const { indicator, words, dataset, lang } = speaking;
  const whole = change.change;
  const parts = split.parts.toSorted((a, b) => (whole < 0 ? a.contribution - b.contribution : b.contribution - a.contribution));
  const values = parts.map(({ contribution }) => contribution);
  const fine = indicator.shape === 'COUNT' ? indicator.decimals : indicator.decimals + 1;
  const least = decimalsShowing([...values, whole], fine, MOST_DECIMALS);
  const decimals = decimalsAddingUp(values, whole, least, least + 1);
  const scale = scaleOf(values);
  const toRow = rowMaker(decimals, scale, kind, speaking);
  const sum: WhyPart = { key: null, label: { zh: words.sum, en: words.sum }, region: null, before, after, contribution: whole };
  return {
    title: titleOf(parts, whole, decimals, kind, speaking),
    rows: parts.map(toRow),
    folded: fold(parts, toRow, words),
    sum: { ...toRow(sum), key: 'sum', bar: null },
    zero: scale.at(0),
    counted: countedOf(speaking),
    fraction: indicator.shape !== 'COUNT',
    exact: addsUp(values, whole, decimals),
    leftOut:
      kind === 'sector' || kind === 'scale'
        ? []
        : change.leftOut.map((one) => words.leftOut(nameOf(one, lang), absenceWord(one.missing, dataset, lang) ?? '')),
  };
}

/** The weightiest in their order, and one row for the others. */
function fold(parts: readonly WhyPart[], toRow: (part: WhyPart) => ContributorRow, words: WhyWords): readonly ContributorRow[] | null {
  if (parts.length <= WEIGHTIEST + 3) return null;
  const heavy = new Set(parts.toSorted((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution)).slice(0, WEIGHTIEST));
  const others = parts.filter((part) => !heavy.has(part));
  const name = words.rest(count(others.length));
  const rest = others.reduce(
    (sum, part) => ({
      ...sum,
      before: added(sum.before, part.before),
      after: added(sum.after, part.after),
      contribution: sum.contribution + part.contribution,
    }),
    {
      ...NOTHING,
      label: { zh: name, en: name },
    },
  );
  return [...parts.filter((part) => heavy.has(part)).map(toRow), { ...toRow(rest), key: 'others', before: '', after: '', bar: null }];
}

type PartRate = WhyPart['before'];
const ZERO: PartRate = { numerator: 0, denominator: 0, value: null, missing: null };
const NOTHING: WhyPart = { key: null, label: { zh: '', en: '' }, region: null, before: ZERO, after: ZERO, contribution: 0 };

/** Both counts; what one does not know, the sum does not know. */
function added(sum: PartRate, part: PartRate): PartRate {
  const plus = (a: number | null, b: number | null): number | null => (a === null || b === null ? null : a + b);
  return { ...ZERO, numerator: plus(sum.numerator, part.numerator), denominator: plus(sum.denominator, part.denominator) };
}

/** Names in a title; more of them are only counted. */
const NAMED = 3;
/** Share of the change above which a part is what it mostly comes from. */
const MOSTLY = 0.5;

/** «上升主要来自郑州市» where that part did more than half; else who did most, all that print alike. */
function titleOf(parts: readonly WhyPart[], whole: number, decimals: number, kind: PartKind, { indicator, words, lang }: Speaking): string {
  const [lead] = parts;
  const way = changeDirection(whole, indicator.decimals);
  if (lead === undefined || way === 'same' || Math.sign(lead.contribution) !== Math.sign(whole))
    return words.contributions(words.each[kind]);
  const printed = points(lead.contribution, decimals);
  const leaders = parts.filter((part) => points(part.contribution, decimals) === printed);
  if (leaders.length === 1 && lead.contribution / whole > MOSTLY) return words.leads[way](nameOf(lead, lang));
  const names = leaders.map((part) => nameOf(part, lang));
  const [first = ''] = names;
  return words.leadsMost[way](
    leaders.length > NAMED ? words.among(first, count(leaders.length)) : names.join(lang === 'zh' ? '、' : ' and '),
  );
}

interface Scale {
  readonly at: (value: number) => number;
}

/** From the lowest to the highest of the values and 0, in percent. */
function scaleOf(values: readonly number[]): Scale {
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const span = high - low;
  return { at: (value) => (span === 0 ? 0 : ((value - low) / span) * 100) };
}

const signed = (now: number | null, was: number | null): string | null => (now === null || was === null ? null : points(now - was, 0));

function rowMaker(
  decimals: number,
  scale: Scale,
  kind: PartKind,
  { indicator, dataset, lang }: Speaking,
): (part: WhyPart) => ContributorRow {
  const rateText = ({ value, missing }: WhyPart['before']): string =>
    value === null ? (absenceWord(missing, dataset, lang) ?? '') : valueText(value, indicator);
  return (part) => {
    const { key, before, after, contribution } = part;
    const [from, to] = [scale.at(Math.min(0, contribution)), scale.at(Math.max(0, contribution))];
    return {
      key: key ?? REST,
      code: kind === 'sector' || kind === 'scale' ? null : key,
      name: nameOf(part, lang),
      before: rateText(before),
      after: rateText(after),
      denominator: signed(after.denominator, before.denominator),
      numerator: signed(after.numerator, before.numerator),
      contribution: points(contribution, decimals),
      direction: changeDirection(contribution, decimals),
      bar: { left: from, width: to - from },
    };
  };
}

/** What each part added to or took from the change: rows with bars to both sides of 0, and a sum that is the change. */
import type { WhyChange, WhyPart, WhySplit } from '../../api/why.ts';
import { changeDirection, points } from '../../theme/format.ts';
import type { Change } from '../../view/row.ts';
import { absenceWord } from '../../view/toRows.ts';
import { valueText } from '../../view/valueText.ts';
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
    title: titleOf(parts, whole, kind, speaking),
    rows: parts.map(toRow),
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

function titleOf(parts: readonly WhyPart[], whole: number, kind: PartKind, { indicator, words, lang }: Speaking): string {
  const [lead] = parts;
  const way = changeDirection(whole, indicator.decimals);
  if (lead === undefined || way === 'same' || Math.sign(lead.contribution) !== Math.sign(whole)) return words.contributions(words.each[kind]);
  return words.leads[way](nameOf(lead, lang));
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

function rowMaker(decimals: number, scale: Scale, kind: PartKind, { indicator, dataset, lang }: Speaking): (part: WhyPart) => ContributorRow {
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

/** The lower panels: reasons, shells, forecast and bounds as lines of text. */
import type { Below } from '../../api/whyBelow.ts';
import type { GapReason, ShellFlag } from '../../api/gql/enums.ts';
import type { WhyBelowWords } from '../../i18n/whyBelow.ts';
import { count, MINUS, percent, percentSign, plain } from '../../theme/format.ts';
import { choicesOf } from '../../view/FilterControl.tsx';
import { absenceWord } from '../../view/toRows.ts';
import { valueWithUnit } from '../../view/valueText.ts';
import { amount, countedOf, nameOf, type Speaking } from '../../view/why/speaking.ts';
import { pickLabel } from '../../i18n/words.ts';

export interface Counting<Key extends string> {
  /** Null: the ledger names none. */
  readonly key: Key | null;
  readonly name: string;
  readonly count: string;
}

const REASONS = [
  'OWNER_RELUCTANT',
  'TOO_SMALL',
  'HIGH_TURNOVER',
  'SEASONAL',
  'MULTI_LICENCE',
  'DORMANT',
  'NO_MEMBERS',
  'FEW_MEMBERS',
  'MEMBERSHIP_NOT_MOVED',
  'OTHER',
] as const satisfies readonly GapReason[];
const FLAGS = ['NO_ACTIVITY', 'TOO_FEW_MEMBERS', 'UNITS_GONE', 'TERM_OVERDUE', 'OVERSTRETCHED'] as const satisfies readonly ShellFlag[];

/** Reasons with their units, the most frequent first, those without a reason last. */
export function toReasons(below: Below, { dataset, lang }: Speaking, words: WhyBelowWords): readonly Counting<GapReason>[] {
  const names = new Map(choicesOf(dataset, 'GapReason', lang).map(({ id, label }) => [id, label]));
  const found = REASONS.map((key) => ({ key, name: names.get(key) ?? key, units: below[key].totalCount })).filter(({ units }) => units > 0);
  const named = found.reduce((sum, { units }) => sum + units, 0);
  const nameless = below.candidates.totalCount - named;
  return [
    ...found.toSorted((a, b) => b.units - a.units).map(({ key, name, units }) => ({ key, name, count: count(units) })),
    ...(nameless > 0 ? [{ key: null, name: words.noReason, count: count(nameless) }] : []),
  ];
}

/** Flags with their organizations, the most frequent first; one organization may have several. */
export function toFlags(below: Below, { dataset, lang }: Speaking): readonly Counting<ShellFlag>[] {
  const names = new Map(choicesOf(dataset, 'ShellFlag', lang).map(({ id, label }) => [id, label]));
  return FLAGS.map((key) => ({ key, name: names.get(key) ?? key, found: below[key].totalCount }))
    .filter(({ found }) => found > 0)
    .toSorted((a, b) => b.found - a.found)
    .map(({ key, name, found }) => ({ key, name, count: count(found) }));
}

export interface Net {
  readonly value: string;
  readonly parts: string;
  readonly reported: string;
  /** Units that only organizations to be checked cover. */
  readonly left: string;
}

/** Null where the net rate is not counted or has no value. */
export function toNet({ net, reported }: Below): Net | null {
  const [whole, as] = [net?.[0]?.rate, reported[0]?.rate];
  if (!whole || !as || whole.value === null || as.value === null) return null;
  if (whole.numerator === null || whole.denominator === null || as.numerator === null) return null;
  return {
    value: percent(whole.value),
    parts: `${count(whole.numerator)} / ${count(whole.denominator)}`,
    reported: percentSign(as.value),
    left: count(as.numerator - whole.numerator),
  };
}

export interface Forecast {
  readonly due: string;
  /** Percent. */
  readonly chance: string;
  readonly period: string;
  readonly value: string;
  readonly band: string;
  /** Ends of the band, the expected value and the target, on a bar from 0 to 100. */
  readonly bar: { readonly low: number; readonly high: number; readonly at: number; readonly target: number };
  readonly target: string;
  /** Units needed and gained a quarter; null where the target is met now. */
  readonly pace: { readonly needed: string; readonly recent: string | null } | null;
  /** The quarter it starts from. */
  readonly from: string;
}

/** «−12 家»: whole units, the sign said. */
const paceText = (pace: number, unit: string | null): string => `${pace < 0 ? MINUS : ''}${amount(Math.abs(pace), unit)}`;

/** Null where it is refused; its sentence then says why. */
export function toForecast({ attainment }: Below, speaking: Speaking): Forecast | null {
  const { due, path, probability, target, from, unitsMissing, unitsPerQuarter, recentPace } = attainment;
  const last = path.at(-1);
  if (attainment.refusal !== null || last === undefined || due === null || probability === null || target === null || from === null)
    return null;
  const { decimals } = speaking.indicator;
  const { below } = countedOf(speaking);
  const clamp = (value: number): number => Math.min(100, Math.max(0, value));
  return {
    due,
    chance: percent(probability * 100, 0),
    period: last.period,
    value: percentSign(last.value, decimals),
    band: `${percent(last.low, decimals)}–${percentSign(last.high, decimals)}`,
    bar: { low: clamp(last.low), high: clamp(last.high), at: clamp(last.value), target },
    target: plain(target),
    pace:
      unitsMissing === null || unitsMissing === 0 || unitsPerQuarter === null
        ? null
        : { needed: amount(unitsPerQuarter, below), recent: recentPace === null ? null : paceText(Math.round(recentPace), below) },
    from,
  };
}

export interface BoundLine {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly parts: string;
}

/** Null where all have reported, or where it is refused. */
export function toBounds(
  { bounds }: Below,
  { indicator, dataset, lang }: Speaking,
  words: WhyBelowWords,
): { readonly lines: readonly BoundLine[]; readonly missing: readonly string[] } | null {
  if (bounds.refusal !== null || bounds.missing.length === 0) return null;
  const unit = pickLabel(indicator.unit, lang);
  const line = (key: string, name: string, rate: Below['bounds']['received']): readonly BoundLine[] => {
    if (rate === null || rate.value === null || rate.numerator === null || rate.denominator === null) return [];
    const parts = `${count(rate.numerator)} / ${count(rate.denominator)}`;
    return [{ key, name, value: valueWithUnit(rate.value, indicator, unit), parts }];
  };
  return {
    lines: [
      ...line('received', words.boundsReceived, bounds.received),
      ...line('none', words.boundsNone, bounds.ifNone),
      ...line('same', words.boundsSame, bounds.ifSame),
      ...line('all', words.boundsAll, bounds.ifAll),
    ],
    missing: bounds.missing.map((one) => words.standIn(nameOf(one, lang), absenceWord(one.missing, dataset, lang) ?? '', one.standIn)),
  };
}

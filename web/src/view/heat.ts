/** Fields of a table of regions: a text and the class of its colour. Pure. */
import type { IndicatorDefinition } from '../api/indicators.ts';
import type { Dataset } from '../api/dataset.ts';
import type { MissingReason } from '../api/gql/enums.ts';
import { classOf, policyClasses, relativeClasses, type Classes } from '../charts/classes.ts';
import type { Lang } from '../state/selection.ts';
import { count } from '../theme/format.ts';
import { fillClass } from './swatch.ts';
import { absenceWord } from './toRows.ts';
import { valueText } from './valueText.ts';

const RELATIVE_CLASSES = 5;

export interface HeatRate {
  readonly numerator?: number | null;
  readonly denominator?: number | null;
  readonly value?: number | null;
  readonly missing?: MissingReason | null;
}

export interface HeatField {
  readonly text: string;
  /** Class name of the ground; empty for none. */
  readonly className: string;
  /** In full, «1 369 / 1 943», or why there is none. */
  readonly title: string;
  readonly value: number | null;
}

/** Policy classes where the indicator has them, else classes of all values shown. */
export const heatClasses = (indicator: Pick<IndicatorDefinition, 'classes'>, values: readonly (number | null | undefined)[]): Classes =>
  indicator.classes.length > 0
    ? policyClasses(indicator.classes)
    : relativeClasses(
        values.flatMap((value) => (typeof value === 'number' ? [value] : [])),
        RELATIVE_CLASSES,
      );

export interface HeatAsk {
  /** The target that the value misses. */
  readonly missed?: number | null;
  readonly rate: HeatRate | undefined;
  readonly indicator: Pick<IndicatorDefinition, 'shape' | 'decimals'>;
  /** The classes of an indicator that should be low run the other way: dark is good. */
  readonly reversed?: boolean;
  /** Null: the ground says nothing, as for counts of regions of different size. */
  readonly classes: Classes | null;
  readonly dataset: Dataset;
  readonly lang: Lang;
}

function groundOf(value: number, { edges }: Classes, reversed: boolean): string {
  const at = classOf(value, edges);
  return fillClass(reversed ? edges.length - at : at, edges.length + 1);
}

export function toHeatField({ rate, missed = null, indicator, reversed = false, classes, dataset, lang }: HeatAsk): HeatField {
  const value = rate?.value ?? null;
  if (value === null) {
    const missing = rate?.missing ?? 'NOT_APPLICABLE';
    return { text: '', className: fillClass(missing, 1), title: absenceWord(missing, dataset, lang) ?? missing, value };
  }
  const parts =
    typeof rate?.numerator === 'number' && typeof rate.denominator === 'number'
      ? `${count(rate.numerator)} / ${count(rate.denominator)}`
      : '';
  return {
    text: valueText(value, indicator, missed),
    className: classes === null ? 'plain' : groundOf(value, classes, reversed),
    title: parts,
    value,
  };
}

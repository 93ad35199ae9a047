/** What a map shows of the rows: the rate, what it lacks to 100, or how it has changed; coloured by classes that all maps side by side share. */
import { classIn, DESK_CLASSES } from '../../charts/classes.ts';
import { shadingOf, type Shading } from '../../charts/shading.ts';
import type { Classing, ScaleShown } from '../../state/choices.ts';
import { points, shortfall, shortfallOf } from '../../theme/format.ts';
import type { Row } from '../../view/row.ts';

export interface PaintAsk {
  readonly shown: ScaleShown;
  readonly classing: Classing;
  readonly policy: readonly number[];
  readonly decimals: number;
  /** The values are percentages, and so their changes points. */
  readonly percent: boolean;
  /** The change of each region, by code, where one is known. */
  readonly changes: ReadonlyMap<string, number>;
  /** Stands where a figure has none before it. */
  readonly noChange: string;
}

export interface Painted {
  readonly shading: Shading;
  /** The rows of each map, in the order given; `value`, `text` and `fill` are what is shown. */
  readonly maps: readonly (readonly Row[])[];
}

function shownOf(row: Row, { shown, decimals, changes, noChange }: PaintAsk): Row {
  if (row.value === null || shown === 'rate') return row;
  if (shown === 'shortfall') return { ...row, value: shortfallOf(row.value), text: shortfall(row.value, decimals) };
  const change = changes.get(row.code);
  if (change === undefined) return { ...row, value: null, text: noChange, absence: noChange, fill: 'NOT_APPLICABLE', sign: null };
  return { ...row, value: change, text: points(change, decimals), sign: null };
}

export function paint(maps: readonly (readonly Row[])[], ask: PaintAsk): Painted {
  const shown = maps.map((rows) => rows.map((row) => shownOf(row, ask)));
  const values = shown.flat().flatMap(({ value }) => (value === null ? [] : [value]));
  const { classing, policy, percent } = ask;
  const shading = shadingOf({ shown: ask.shown, classing, policy, values, most: DESK_CLASSES, points: percent });
  return {
    shading,
    maps: shown.map((rows) => rows.map((row) => (row.value === null ? row : { ...row, fill: classIn(row.value, shading.classes) }))),
  };
}

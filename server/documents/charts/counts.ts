/** Counts of named kinds, in the order of their registry. */
import { formatCount } from '../../domain/format.ts';
import type { Words } from '../../domain/words.ts';
import { barsOption, type BarsInput } from '../../../web/src/charts/barsOption.ts';
import type { SheetChart } from '../sheet.ts';
import { paperTheme } from './look.ts';
import { countAxis } from '../../../web/src/charts/axis.ts';

interface Counted {
  readonly id: string;
  readonly title: Words;
  readonly rows: readonly { readonly name: string; readonly value: number | null }[];
  readonly unit: string;
  /** Name of the bar that stands out. */
  readonly focus?: string | null;
}

export function toCountBars(rows: readonly { readonly name: string; readonly value: number }[], focus: string | null): BarsInput {
  const { max, step } = countAxis(rows.map(({ value }) => value));
  return {
    rows: rows.map(({ name, value }) => ({
      name,
      value,
      absence: null,
      text: formatCount(value),
      note: null,
      target: null,
      focus: name === focus,
    })),
    max,
    ticks: Array.from({ length: Math.round(max / step) + 1 }, (_, index) => ({ at: index * step, text: formatCount(index * step) })),
    target: null,
  };
}

/** None where nothing is counted. */
export function countBars({ id, title, rows, unit, focus = null }: Counted): readonly SheetChart[] {
  const known = rows.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]));
  if (known.length === 0) return [];
  const input = toCountBars(known, focus);
  return [
    {
      id,
      title,
      picture: (look, box) => barsOption(input, paperTheme(look, box), box),
      native: {
        type: 'bar',
        categories: known.map(({ name }) => name),
        series: [{ name: title.zh, values: known.map(({ value }) => value) }],
        focus,
        unit,
        decimals: 0,
        min: 0,
        max: null,
      },
    },
  ];
}

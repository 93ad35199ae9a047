/** Several indicators of the same regions side by side: value and both counts of each. */
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { Words } from '../../domain/words.ts';
import type { ObservationRow } from '../../reports/types.ts';
import { countColumn, rateCells, rateColumn, textColumn, unitOfCounts } from '../columns.ts';
import type { Cell, Column, Table } from '../sheet.ts';

interface WideParts {
  readonly id: string;
  readonly title: Words;
  readonly indicators: readonly IndicatorId[];
  /** Row-major region × indicator, or region × period × indicator. */
  readonly rows: readonly ObservationRow[];
  readonly names: ReadonlyMap<string, string>;
  /** A column for the quarter, where rows are of several. */
  readonly periods?: boolean;
}

function columnsOf(id: IndicatorId): readonly Column[] {
  const { shape, counts } = indicatorOf(id);
  const [numerator, denominator] = [`${id}-numerator`, `${id}-denominator`];
  if (shape === 'count') return [rateColumn(id, id)];
  const units = unitOfCounts(id);
  return [
    rateColumn(id, id, [numerator, denominator]),
    countColumn(numerator, counts.numerator, units.numerator),
    countColumn(denominator, counts.denominator ?? counts.numerator, units.denominator),
  ];
}

export function wideTable({ id, title, indicators, rows, names, periods = false }: WideParts): Table {
  const groups = Map.groupBy(rows, ({ region, period }) => `${region} ${period}`);
  return {
    id,
    title,
    note: null,
    columns: [
      textColumn('code', '代码', 'Code'),
      textColumn('region', '地区', 'Region'),
      ...(periods ? [textColumn('period', '报告期', 'Period')] : []),
      ...indicators.flatMap(columnsOf),
    ],
    rows: [...groups.values()].map((group): readonly Cell[] => {
      const [first] = group;
      const code = first?.region ?? '';
      return [
        code,
        names.get(code) ?? code,
        ...(periods ? [first?.period ?? null] : []),
        ...indicators.flatMap((indicator) => {
          const row = group.find((one) => one.indicator === indicator);
          return row === undefined ? columnsOf(indicator).map(() => null) : rateCells(indicator, row.rate);
        }),
      ];
    }),
  };
}

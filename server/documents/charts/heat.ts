/** One indicator by region and quarter, in the classes of the map. */
import { missedOf } from '../../reports/briefStanding.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { ObservationRow } from '../../reports/types.ts';
import { classOf } from '../../../web/src/charts/classes.ts';
import { heatOption, type HeatCell, type HeatInput } from '../../../web/src/charts/heatOption.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import type { SheetChart } from '../sheet.ts';
import { paperTheme } from './look.ts';
import { linesOf } from './native.ts';
import { valueText } from './trendInput.ts';

interface HeatParts {
  readonly id: string;
  readonly indicator: IndicatorId;
  readonly rows: readonly ObservationRow[];
  readonly names: ReadonlyMap<string, string>;
  /** Region code of the row that stands out. */
  readonly focus: string;
  readonly lang: Lang;
}

const missedIn = (row: ObservationRow | undefined): number | null => (row === undefined ? null : missedOf(row));

const cellOf = (id: IndicatorId, row: ObservationRow | undefined, edges: readonly number[]): HeatCell => {
  if (row === undefined) return { fill: 'NOT_APPLICABLE', text: null };
  const { value, missing } = row.rate;
  return value === null
    ? { fill: missing ?? 'NOT_APPLICABLE', text: null }
    : { fill: classOf(value, edges), text: valueText(id, value, missedOf(row)) };
};

/** None where there is nothing to show. */
export function heatChart({ id, indicator, rows, names, focus, lang }: HeatParts): readonly SheetChart[] {
  const periods = [...new Set(rows.map(({ period }) => period))].sort();
  const codes = [...new Set(rows.map(({ region }) => region))];
  const edges = indicatorOf(indicator).bands?.classes ?? [];
  const at = (code: string, period: string): ObservationRow | undefined => rows.find((row) => row.region === code && row.period === period);
  if (codes.length === 0) return [];
  const input: HeatInput = {
    columns: periods.map((period) => ({ tick: period.slice(4), group: period.slice(0, 4) })),
    rows: codes.map((code) => ({
      name: names.get(code) ?? code,
      cells: periods.map((period) => cellOf(indicator, at(code, period), edges)),
      focus: code === focus,
    })),
    classes: edges.length + 1,
  };
  const lines = codes.map((code) => ({
    name: names.get(code) ?? code,
    values: periods.map((period) => at(code, period)?.rate.value ?? null),
    targets: periods.map((period) => at(code, period)?.target ?? null),
    missed: periods.map((period) => missedIn(at(code, period))),
  }));
  return [
    {
      id,
      title: indicatorOf(indicator),
      picture: (look, box) => heatOption(input, paperTheme(look, box), box),
      native: linesOf(indicator, periods, lines.slice(0, 7), names.get(focus) ?? null, lang),
    },
  ];
}

/** One region over the quarters, one line an indicator. */
import { missedOf } from '../../reports/briefStanding.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { ObservationRow } from '../../reports/types.ts';
import type { SheetChart } from '../sheet.ts';
import { regionName, type Situation } from '../situation.ts';
import { linesChart } from './lines.ts';
import type { Course } from './trendInput.ts';

const VOICES = ['lead', 'second'] as const;

export const periodsOf = (rows: readonly ObservationRow[]): readonly string[] => [...new Set(rows.map(({ period }) => period))].sort();

/** «组织覆盖率» for «党的组织覆盖率»: beside a line there is little room, and both lines are of the Party. */
const shortLabel = (label: string): string => label.replace(/^党的/, '').replace(/^Party /, '');

/** One region, one line an indicator, the one in focus first. */
export function trendChart({
  indicators,
  rows,
  situation,
}: {
  readonly indicators: readonly IndicatorId[];
  readonly rows: readonly ObservationRow[];
  readonly situation: Situation;
}): readonly SheetChart[] {
  const { region, lang } = situation;
  const periods = periodsOf(rows);
  const courses = indicators.map((id, index): Course => {
    const at = periods.map((period) => rows.find((row) => row.indicator === id && row.period === period));
    return {
      name: shortLabel(indicatorOf(id)[lang]),
      indicator: id,
      voice: VOICES[index] ?? 'mute',
      values: at.map((row) => row?.rate.value ?? null),
      targets: at.map((row) => row?.target ?? null),
      missed: at.map((row) => (row === undefined ? null : missedOf(row))),
    };
  });
  const title = { zh: `${regionName(region, 'zh')}走势`, en: `${regionName(region, 'en')} over time` };
  return linesChart('trend', title, periods, courses, situation);
}

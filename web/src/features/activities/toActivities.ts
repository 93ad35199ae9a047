/** Activities of a region → lines of due and held, and the field of quarters. Pure. */
import type { ActivityRow, HeatAnswer } from '../../api/activities.ts';
import type { Dataset } from '../../api/dataset.ts';
import type { Indicator } from '../../api/gql/enums.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { Classes } from '../../charts/classes.ts';
import type { ActivitiesWords } from '../../i18n/activities.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { count, plain } from '../../theme/format.ts';
import { countedIn } from '../../view/counting.ts';
import { heatClasses, toHeatField, type HeatField } from '../../view/heat.ts';
import { fillClass } from '../../view/swatch.ts';
import { absenceWord, toChange } from '../../view/toRows.ts';
import type { Change } from '../../view/row.ts';
import { missedOf, valueText } from '../../view/valueText.ts';

const GROUPS: readonly IndicatorDefinition['group'][] = ['ACTIVITY', 'GROWTH'];

/** All activities of the registry: what happens in a quarter before what stands at its end, else in the order of the registry. */
export const activitiesOf = (indicators: readonly IndicatorDefinition[]): readonly IndicatorDefinition[] =>
  GROUPS.flatMap((group) => {
    const members = indicators.filter((one) => one.group === group);
    return [...members.filter(({ flow }) => flow), ...members.filter(({ flow }) => !flow)];
  });

/** The activity of the address; another indicator gives way to the first. */
export const chosenActivity = (activities: readonly IndicatorDefinition[], wanted: Indicator): IndicatorDefinition | undefined =>
  activities.find(({ id }) => id === wanted) ?? activities[0];

export interface ActivityLine {
  readonly group: string;
  readonly id: Indicator;
  readonly name: string;
  /** «次», «个月», «人次»: what is counted. */
  readonly counted: string;
  readonly what: string;
  readonly held: string;
  readonly due: string;
  /** With its unit where it is no percentage. */
  readonly rate: string;
  /** Percent; the length of the bar, at most 100. Null where the value is no percentage. */
  readonly length: number | null;
  readonly met: number | null;
  readonly change: Change | null;
  readonly changeUnit: string;
  readonly absence: string | null;
}

const MOST = 100;

function toLine(
  definition: IndicatorDefinition,
  row: ActivityRow | undefined,
  dataset: Dataset,
  words: ActivitiesWords,
  lang: Lang,
): ActivityLine {
  const unit = pickLabel(definition.unit, lang);
  const { value, numerator, denominator, missing } = row?.rate ?? {};
  const percent = definition.shape === 'PERCENT';
  const above = pickLabel(definition.numeratorLabel, lang);
  return {
    group: pickLabel(definition.groupLabel, lang),
    id: definition.id,
    name: pickLabel(definition.label, lang),
    counted: countedIn(definition, overviewWords[lang]) ?? unit,
    what: definition.denominatorLabel ? words.over(above, pickLabel(definition.denominatorLabel, lang)) : above,
    held: typeof numerator === 'number' ? count(numerator) : '',
    due: typeof denominator === 'number' ? count(denominator) : '',
    rate:
      typeof value === 'number' && definition.shape !== 'COUNT'
        ? percent
          ? valueText(value, definition, row ? missedOf(row, definition) : null)
          : `${valueText(value, definition)} ${unit}`
        : '',
    length: typeof value === 'number' && percent ? Math.min(value, MOST) : null,
    met: percent ? (definition.met ?? null) : null,
    change: toChange(row?.changeOnPrevious, definition.decimals),
    changeUnit: percent ? words.points : unit,
    absence: typeof value === 'number' ? null : (absenceWord(missing ?? 'NOT_RECEIVED', dataset, lang) ?? words.noValue),
  };
}

export const toActivityLines = (
  rows: readonly ActivityRow[],
  activities: readonly IndicatorDefinition[],
  dataset: Dataset,
  words: ActivitiesWords,
  lang: Lang,
): readonly ActivityLine[] =>
  activities.map((definition) =>
    toLine(
      definition,
      rows.find(({ indicator }) => indicator === definition.id),
      dataset,
      words,
      lang,
    ),
  );

/** Lines under the name of their group. */
export const inGroups = (lines: readonly ActivityLine[]): readonly { readonly group: string; readonly lines: readonly ActivityLine[] }[] =>
  [...Map.groupBy(lines, ({ group }) => group)].map(([group, of]) => ({ group, lines: of }));

export interface HeatColumn {
  readonly period: string;
  /** «Q4». */
  readonly tick: string;
  readonly year: string;
  readonly opensYear: boolean;
}

/** Quarters in their order; the first of a year opens it. */
export const toColumns = (periods: readonly string[]): readonly HeatColumn[] =>
  periods.map((period, at) => ({
    period,
    tick: period.slice(4),
    year: period.slice(0, 4),
    opensYear: periods[at - 1]?.slice(0, 4) !== period.slice(0, 4),
  }));

/** How many quarters each year has, in order. */
export const yearsOf = (columns: readonly HeatColumn[]): readonly { readonly year: string; readonly quarters: number }[] =>
  [...Map.groupBy(columns, ({ year }) => year)].map(([year, of]) => ({ year, quarters: of.length }));

export interface HeatRow {
  readonly code: string;
  readonly name: string;
  readonly fields: readonly HeatField[];
}

export interface Heat {
  readonly whole: HeatRow | null;
  readonly rows: readonly HeatRow[];
  readonly classes: Classes | null;
}

interface HeatPlace {
  readonly indicator: IndicatorDefinition;
  readonly periods: readonly string[];
  readonly dataset: Dataset;
  readonly lang: Lang;
}

/** One field a region and quarter. The whole has no ground where values are no shares: a sum is not comparable with its parts. */
export function toHeat(answer: HeatAnswer, { indicator, periods, dataset, lang }: HeatPlace): Heat {
  const classes = heatClasses(
    indicator,
    answer.parts.map(({ rate }) => rate.value),
  );
  const rowsOf = (rows: HeatAnswer['parts'], shaded: boolean): readonly HeatRow[] =>
    [...Map.groupBy(rows, ({ region }) => region.code)].map(([code, of]) => ({
      code,
      name: of[0] ? regionName(of[0].region, lang) : code,
      fields: periods.map((period) => {
        const row = of.find((one) => one.period === period);
        const missed = row ? missedOf(row, indicator) : null;
        return toHeatField({ rate: row?.rate, missed, indicator, classes: shaded ? classes : null, dataset, lang });
      }),
    }));
  return {
    whole: rowsOf(answer.whole, indicator.shape !== 'COUNT')[0] ?? null,
    rows: rowsOf(answer.parts, true),
    classes: answer.parts.length === 0 ? null : classes,
  };
}

export interface HeatLegendEntry {
  readonly className: string;
  readonly text: string;
}

/** What each ground stands for, low to high, then the reasons that occur. */
export function toHeatLegend(heat: Heat, indicator: IndicatorDefinition, words: ActivitiesWords): readonly HeatLegendEntry[] {
  if (heat.classes === null) return [];
  const { edges } = heat.classes;
  const text = (value: number): string => (indicator.shape === 'PERCENT' ? plain(value, 1) : plain(value, indicator.decimals));
  const classes = Array.from({ length: edges.length + 1 }, (_, at): HeatLegendEntry => {
    const [from, to] = [edges[at - 1], edges[at]];
    const name = fillClass(at, edges.length + 1);
    if (from === undefined) return { className: name, text: words.classBelow(text(to ?? Number.NaN)) };
    return { className: name, text: to === undefined ? words.classAbove(text(from)) : words.classFrom(text(from), text(to)) };
  });
  const absent = new Map(
    heat.rows.flatMap(({ fields }) =>
      fields.flatMap(({ value, className, title }) => (value === null ? [[className, title] as const] : [])),
    ),
  );
  return [...classes, ...[...absent].map(([className, title]) => ({ className, text: title }))];
}

/** Observations of regions over the quarters become lines, one chart an indicator, or one a unit where there is a single region. Pure. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { TrendsAnswer, TrendsLatest, TrendsPoint } from '../../api/trends.ts';
import { countAxis, percentAxis, type Axis } from '../../charts/axis.ts';
import type { LinesInput } from '../../charts/linesOption.ts';
import type { TrendsWords } from '../../i18n/trends.ts';
import { pickLabel, regionName } from '../../i18n/words.ts';
import type { Lang } from '../../state/selection.ts';
import { plain } from '../../theme/format.ts';
import type { Change, Mark } from '../../view/row.ts';
import { absenceWord, changeCell, shortNameOf, toMark } from '../../view/toRows.ts';
import { missedOf, valueText } from '../../view/valueText.ts';
import { linesDrawn } from './chooseLines.ts';

type Voice = LinesInput['lines'][number]['voice'];

export interface TrendsScene {
  readonly answer: TrendsAnswer;
  /** As the address names them, the first one leads. */
  readonly indicators: readonly IndicatorDefinition[];
  /** The region of the page. */
  readonly own: string;
  /** Code of the region in focus; null: the region of the page. */
  readonly focus: string | null;
  /** Lines that a picture can carry. */
  readonly most: number;
  /** Only accepted ledgers count. */
  readonly accepted: boolean;
  readonly dataset: Dataset;
  readonly words: TrendsWords;
  readonly lang: Lang;
}

/** One line with what stands beside it. */
export interface Course {
  /** Region code, or indicator where the lines of a chart are indicators. */
  readonly key: string;
  /** On the line. */
  readonly name: string;
  readonly fullName: string;
  readonly voice: Voice;
  readonly values: readonly (number | null)[];
  readonly targets: readonly (number | null)[];
  /** Indexes of the quarters before which the ground was cut otherwise. */
  readonly breaks: readonly { readonly at: number; readonly word: string }[];
  /** Of the last quarter: the value as text, or the word for its absence. */
  readonly end: { readonly text: string; readonly absent: boolean };
  readonly onPrevious: Change | null;
  readonly onYear: Change | null;
  readonly mark: Mark | null;
}

export interface TrendChart {
  readonly key: string;
  /** Null where several share the chart. */
  readonly indicator: IndicatorDefinition | null;
  /** The lines are indicators of one region; otherwise regions of one indicator. */
  readonly byIndicator: boolean;
  /** Whom the chart is about: the region of the page, or the only one it draws; null for any others. */
  readonly about: string | null;
  readonly unit: string;
  /** What the changes are measured in. */
  readonly percent: boolean;
  readonly lead: Course;
  /** The lead among them, in the order asked. */
  readonly courses: readonly Course[];
  readonly periods: readonly string[];
  /** Regions that were asked about; more than are drawn where they were too many. */
  readonly all: number;
}

/** `2025Q4` in the last quarter of a year and at the ends, `Q1` between. */
const tickOf = (period: string, index: number, all: readonly string[]): string =>
  period.endsWith('Q4') || index === 0 || index === all.length - 1 ? period : period.slice(4);

const known = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);

/** Quarters of the answer, early to late. */
export const periodsOf = ({ points }: TrendsAnswer): readonly string[] => [...new Set(points.map(({ period }) => period))].sort();

/** The points of one region and indicator, one a quarter of `periods`. */
function pointsOf(answer: TrendsAnswer, region: string, indicator: string, periods: readonly string[]): readonly (TrendsPoint | null)[] {
  const mine = new Map(
    answer.points.filter((point) => point.region.code === region && point.indicator === indicator).map((point) => [point.period, point]),
  );
  return periods.map((period) => mine.get(period) ?? null);
}

interface CourseAsk {
  readonly latest: TrendsLatest;
  readonly indicator: IndicatorDefinition;
  readonly voice: Voice;
  readonly byIndicator: boolean;
}

function courseOf({ latest, indicator, voice, byIndicator }: CourseAsk, { answer, dataset, words, lang }: TrendsScene): Course {
  const { region, rate, band } = latest;
  const points = pointsOf(answer, region.code, indicator.id, periodsOf(answer));
  const name = byIndicator ? pickLabel(indicator.label, lang) : shortNameOf(region, lang);
  return {
    key: byIndicator ? indicator.id : region.code,
    name,
    fullName: byIndicator ? name : regionName(region, lang),
    voice,
    values: points.map((point) => point?.rate.value ?? null),
    targets: points.map((point) => point?.target ?? null),
    // The first quarter has nothing before it that a line could come from.
    breaks: points.flatMap((point, at) => {
      const event = at === 0 ? undefined : point?.breaks[0];
      return event ? [{ at, word: words.breakWord(shortNameOf(region, lang), pickLabel(event.label, lang)) }] : [];
    }),
    end:
      typeof rate.value === 'number'
        ? { text: valueText(rate.value, indicator, missedOf(latest, indicator)), absent: false }
        : { text: absenceWord(rate.missing, dataset, lang) ?? '', absent: true },
    onPrevious: changeCell(latest.changeOnPrevious, latest.changeOnPreviousMissing, indicator.decimals, lang),
    onYear: changeCell(latest.changeOnYear, latest.changeOnYearMissing, indicator.decimals, lang),
    mark: toMark(band, dataset, lang),
  };
}

const voiceOf = (code: string, focus: string, own: string): Voice => (code === focus ? 'lead' : code === own ? 'second' : 'mute');

function aboutWhom(latest: readonly TrendsLatest[], { own, lang }: TrendsScene): string | null {
  const found = latest.length === 1 ? latest[0] : latest.find(({ region }) => region.code === own);
  return found ? regionName(found.region, lang) : null;
}

/** The regions of one indicator. Null when the answer holds none. */
function chartOfIndicator(indicator: IndicatorDefinition, scene: TrendsScene): TrendChart | null {
  const { answer, own, focus, most, lang } = scene;
  const latest = answer.latest.filter((row) => row.indicator === indicator.id);
  // The same regions in every chart: those that the first one draws, and the page names.
  const [leading] = scene.indicators;
  const ranked = answer.latest.filter((row) => row.indicator === (leading ?? indicator).id);
  const drawn = new Set(linesDrawn({ latest: ranked, own, focus, most }));
  const rows = latest.filter(({ region }) => drawn.has(region.code));
  const [first] = rows;
  if (!first) return null;
  const lead = [focus, own].find((code) => code !== null && drawn.has(code)) ?? first.region.code;
  const courses = rows.map((row) =>
    courseOf({ latest: row, indicator, voice: voiceOf(row.region.code, lead, own), byIndicator: false }, scene),
  );
  return {
    key: indicator.id,
    indicator,
    byIndicator: false,
    about: aboutWhom(latest, scene),
    unit: pickLabel(indicator.unit, lang),
    percent: indicator.shape === 'PERCENT',
    lead: courses.find(({ key }) => key === lead)!,
    courses,
    periods: periodsOf(answer),
    all: latest.length,
  };
}

/** The indicators of one region that share a unit. */
function chartOfUnit(indicators: readonly IndicatorDefinition[], scene: TrendsScene): TrendChart | null {
  const { answer, lang } = scene;
  const courses = indicators.flatMap((indicator, index) => {
    const row = answer.latest.find((one) => one.indicator === indicator.id);
    const voice: Voice = index === 0 ? 'lead' : index === 1 ? 'second' : 'mute';
    return row ? [courseOf({ latest: row, indicator, voice, byIndicator: true }, scene)] : [];
  });
  const [first] = indicators;
  const [lead] = courses;
  if (!first || !lead) return null;
  return {
    key: `${first.shape} ${first.unit.zh}`,
    indicator: indicators.length === 1 ? first : null,
    byIndicator: true,
    about: aboutWhom(answer.latest.slice(0, 1), scene),
    unit: pickLabel(first.unit, lang),
    percent: first.shape === 'PERCENT',
    lead,
    courses,
    periods: periodsOf(answer),
    all: courses.length,
  };
}

/** Never two units on one axis: one chart an indicator; for a single region one a unit, its indicators as lines. */
export function toTrends(scene: TrendsScene): readonly TrendChart[] {
  const { answer, indicators } = scene;
  const regions = new Set(answer.latest.map(({ region }) => region.code));
  const charts =
    regions.size === 1 && indicators.length > 1
      ? [...Map.groupBy(indicators, ({ shape, unit }) => `${shape} ${unit.zh}`).values()].map((group) => chartOfUnit(group, scene))
      : indicators.map((indicator) => chartOfIndicator(indicator, scene));
  return charts.filter((chart) => chart !== null);
}

/** Over all lines of a chart, so that small multiples share it. */
export function axisOf({ courses, lead, percent }: TrendChart): Axis {
  const values = known([...courses.flatMap((course) => course.values), ...lead.targets]);
  return percent ? percentAxis(values) : countAxis(values);
}

export const isEmpty = ({ courses }: TrendChart): boolean => courses.every(({ values }) => values.every((value) => value === null));

const targetOf = (targets: readonly (number | null)[], words: TrendsWords): LinesInput['targets'] =>
  targets.every((target) => target === null)
    ? []
    : [{ values: targets, texts: targets.map((target) => (target === null ? null : words.target(plain(target)))) }];

interface Shared {
  readonly axis: Axis;
  readonly words: TrendsWords;
  readonly periods: readonly string[];
}

const around = ({ axis, periods, words }: Shared): Pick<LinesInput, 'ticks' | 'longTicks' | 'axis' | 'current' | 'cut'> => ({
  ticks: periods.map(tickOf),
  longTicks: periods,
  axis,
  current: null,
  cut: axis.min === 0 ? null : words.cut(String(axis.min)),
});

/** All lines in one picture; the target of the one in focus. */
export function toLines(chart: TrendChart, words: TrendsWords): LinesInput {
  const shown = chart.courses.filter(({ values }) => values.some((value) => value !== null));
  return {
    ...around({ axis: axisOf(chart), periods: chart.periods, words }),
    // The one in focus last: it is drawn over the others.
    lines: shown.map(({ name, voice, values, end, breaks }) => ({
      name,
      voice,
      // A dash is a target here.
      dashed: false,
      values,
      end: end.absent ? '' : end.text,
      breaks: breaks.map(({ at }) => at),
    })),
    targets: targetOf(chart.lead.targets, words),
    breaks: shown.flatMap(({ breaks }) => breaks).toSorted((a, b) => a.at - b.at),
  };
}

/** One line in a small picture of its own, on the axis of all; its own target. */
export function toSmall(course: Course, chart: TrendChart, words: TrendsWords): LinesInput {
  return {
    ...around({ axis: axisOf(chart), periods: chart.periods, words }),
    cut: null,
    small: true,
    lines: [
      {
        name: '',
        voice: 'lead',
        dashed: false,
        values: course.values,
        end: course.end.absent ? '' : course.end.text,
        breaks: course.breaks.map(({ at }) => at),
      },
    ],
    targets: targetOf(course.targets, words).map(({ values }) => ({ values, texts: values.map(() => null) })),
    breaks: course.breaks.map(({ at }) => ({ at, word: '' })),
  };
}

/** Worst first by the last quarter, what has no value last; a neutral indicator from low to high. */
export function inOrder({ courses, indicator }: TrendChart): readonly Course[] {
  const sign = indicator?.direction === 'LOWER' ? -1 : 1;
  const last = ({ values }: Course): number | null => values.at(-1) ?? null;
  return courses.toSorted((a, b) => {
    const [one, other] = [last(a), last(b)];
    return one === null ? (other === null ? 0 : 1) : other === null ? -1 : sign * (one - other);
  });
}

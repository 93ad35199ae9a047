/** Sheets as a row of slides: the finding with its chart and bullets, further charts, and the tables behind them in pieces that a room can read. */
import type { Trace } from '../reports/briefTypes.ts';
import type { Frame, Lang } from '../../web/src/state/selection.ts';
import { countAxis } from './charts/trendInput.ts';
import { chunks, tablePieces, type SlideTable } from './officeDeckTable.ts';
import { divide, layOut, marginOf, widthOfFrame, wordsOnly, type Place, type SlideLayout, type Words } from './officeLayout.ts';
import { cellText, entryText, footerEntries, SAMPLE, widthOf } from './officeText.ts';
import type { Cell, Column, NativeChart, Sheet, SheetChart, SheetFooter, Table } from './sheet.ts';

interface SlideChart {
  readonly of: SheetChart;
  readonly native: NativeChart | null;
  /** Its bars lie down. */
  readonly across: boolean;
  readonly alt: string;
}

export interface DeckSlide {
  readonly title: string;
  readonly subtitle: string;
  /** `native` is the part of the chart's series that this slide draws; null: a picture. */
  readonly chart: (SlideChart & { readonly place: Place }) | null;
  readonly words: Words | null;
  readonly table: SlideTable | null;
  readonly footer: SheetFooter;
  readonly notes: string;
  readonly layout: SlideLayout;
}

/** screens.md: at most six lines, three bullets. */
const MOST_LINES = 6;
const MOST_BULLETS = 3;
/** Bars whose names stay legible on one slide. */
const MOST_BARS = 12;

const ROW_NAME = { zh: '项', en: 'Item' } as const;

const partSign = (at: number, of: number, lang: Lang): string =>
  of === 1 ? '' : lang === 'zh' ? `（${at + 1}/${of}）` : ` (${at + 1}/${of})`;

/** Bars that do not fit one slide go on on the next. */
function partsOf(native: NativeChart): readonly NativeChart[] {
  if (native.type === 'line' || native.categories.length <= MOST_BARS) return [native];
  const indices = native.categories.map((_, index) => index);
  const known = native.series.flatMap(({ values }) => values.filter((value) => value !== null));
  // One scale for all parts: a bar on the second slide is as long as it would be on the first.
  const max = native.max ?? countAxis(known).max;
  return chunks(indices, MOST_BARS).map((part) => ({
    ...native,
    max,
    categories: part.map((at) => native.categories[at] ?? ''),
    series: native.series.map(({ name, values }) => ({ name, values: part.map((at) => values[at] ?? null) })),
    ...(native.target ? { target: { name: native.target.name, values: part.map((at) => native.target?.values[at] ?? null) } } : {}),
  }));
}

/** The series that are drawn: all of a bar chart; the focus and the first others of a line chart, in the order given. */
export function drawnSeries(native: NativeChart): NativeChart['series'] {
  if (native.type !== 'line' || native.series.length <= MOST_LINES) return native.series;
  const others = native.series
    .filter(({ name }) => name !== native.focus)
    .slice(0, native.series.some(({ name }) => name === native.focus) ? MOST_LINES - 1 : MOST_LINES);
  return native.series.filter((one) => one.name === native.focus || others.includes(one));
}

const NOTES = {
  zh: { query: '复制为 GraphQL', more: (count: number) => `另有 ${count} 行，见同一视图的 .xlsx` },
  en: { query: 'Copy as GraphQL', more: (count: number) => `${count} more rows in the .xlsx of the same view` },
} as const;

export const traceText = ({ document, variables }: Trace): string => `${document.trim()}\n${JSON.stringify(variables, null, 2)}`;

function notesOf(sheet: Sheet, lang: Lang): string {
  return [
    sheet.title[lang],
    sheet.subtitle[lang],
    ...footerEntries(sheet.footer, lang).map((entry) => entryText(entry, lang)),
    ...(sheet.footer.demo ? [SAMPLE[lang]] : []),
    ...(sheet.queries ?? []).map((query) => `${NOTES[lang].query}\n${traceText(query)}`),
  ].join('\n');
}

interface Bare extends Pick<DeckSlide, 'title' | 'subtitle' | 'table'> {
  readonly chart: SlideChart | null;
  readonly bullets: readonly string[];
}

function altOf({ title }: SheetChart, native: NativeChart | null, lang: Lang): string {
  if (native === null) return title[lang];
  const { unit, decimals } = native;
  const kind = unit === '%' ? 'percent' : 'number';
  const last = native.categories.length - 1;
  const said = drawnSeries(native).map(({ name, values }) => {
    const value = values[last];
    return `${name} ${value === null || value === undefined ? '—' : `${cellText(value, { kind, decimals }, lang)}${unit}`}`;
  });
  const ends = `${native.categories[0] ?? ''} – ${native.categories[last] ?? ''}`;
  return `${title[lang]}（${ends}）${native.series.length === 1 ? '' : `：${said.join('，')}`}`;
}

const chartSlides = (sheet: Sheet, lang: Lang): readonly Bare[] =>
  sheet.charts.flatMap((chart, at) =>
    (chart.native === null ? [null] : partsOf(chart.native)).map((native, part, parts): Bare => {
      const first = at === 0 && part === 0;
      return {
        title: sheet.title[lang],
        subtitle: `${chart.title[lang]}${partSign(part, parts.length, lang)}${lang === 'zh' ? '　' : ' · '}${sheet.subtitle[lang]}`,
        chart: { of: chart, native, across: chart.native !== null && isAcross(chart.native), alt: altOf(chart, native, lang) },
        bullets: first ? sheet.bullets.slice(0, MOST_BULLETS).map((bullet) => bullet[lang]) : [],
        table: null,
      };
    }),
  );

function tableSlides(sheet: Sheet, table: Table, lang: Lang, frame: Frame): readonly Bare[] {
  const { pieces, hidden } = tablePieces(table, lang, widthOfFrame(frame) - 2 * marginOf(frame));
  const notes = [sheet.title[lang], ...(table.note === null ? [] : [table.note[lang]]), ...(hidden > 0 ? [NOTES[lang].more(hidden)] : [])];
  return pieces.map((piece, at): Bare => ({
    title: `${table.title[lang]}${partSign(at, pieces.length, lang)}`,
    subtitle: notes.join(lang === 'zh' ? '；' : '; '),
    chart: null,
    bullets: [],
    table: piece,
  }));
}

/** The numbers of lines as a table: a period a row, a line a column. */
function seriesTable({ id, title, native }: SheetChart): readonly Table[] {
  if (native?.type !== 'line') return [];
  const { unit, decimals, categories } = native;
  const kind = unit === '%' ? ('percent' as const) : ('number' as const);
  const words = unit === '' ? null : { zh: unit, en: unit };
  const series = drawnSeries(native);
  return [
    {
      id,
      title,
      note: null,
      columns: [
        { id: 'name', label: ROW_NAME, kind: 'text', decimals: 0, unit: null },
        ...series.map(({ name }, at): Column => ({ id: `series-${at}`, label: { zh: name, en: name }, kind, decimals, unit: words })),
      ],
      // The latest first: a room asks for it first, and the oldest may be cut off.
      rows: categories.map((name, at) => [name, ...series.map(({ values }): Cell => values[at] ?? null)]).toReversed(),
    },
  ];
}

/** In a meeting a view is its first chart, the first that can be edited, and one table behind them; alone it is all it has. */
function inMeeting(sheet: Sheet): Sheet {
  const [first] = sheet.charts;
  const native = sheet.charts.find((chart) => chart.native !== null);
  const charts = [...new Set([first, native])].filter((chart) => chart !== undefined);
  const lines = native === undefined ? [] : seriesTable(native);
  return { ...sheet, charts, tables: (lines.length > 0 ? lines : sheet.tables).slice(0, 1) };
}

function slidesOf(sheet: Sheet, lang: Lang, frame: Frame): readonly Bare[] {
  const charts = chartSlides(sheet, lang);
  const opening: Bare = {
    title: sheet.title[lang],
    subtitle: sheet.subtitle[lang],
    chart: null,
    bullets: sheet.bullets.slice(0, MOST_BULLETS).map((bullet) => bullet[lang]),
    table: null,
  };
  const first = opening.bullets.length === 0 && sheet.tables.some(({ rows }) => rows.length > 0) ? [] : [opening];
  return [...(charts.length === 0 ? first : charts), ...sheet.tables.flatMap((table) => tableSlides(sheet, table, lang, frame))];
}

/** Lying bars and maps need the height of the slide. */
export const isAcross = ({ type, categories }: NativeChart): boolean =>
  type !== 'line' && (categories.length > 6 || categories.some((name) => widthOf(name) > 6));
const isTall = ({ native, across }: SlideChart): boolean => native === null || (across && native.categories.length > 8);

/** The slide, and one after it for bullets that found no room beside its chart. */
function settle({ bullets, chart, ...slide }: Bare, sheet: Sheet, lang: Lang, frame: Frame, notes: string): readonly DeckSlide[] {
  const common = { ...slide, footer: sheet.footer, notes, layout: layOut(frame, slide, sheet.footer, lang) };
  const { body } = common.layout;
  const alone = (words: readonly string[]): DeckSlide => ({
    ...common,
    chart: null,
    words: words.length === 0 ? null : wordsOnly(body, words),
  });
  if (chart === null) return [alone(bullets)];
  const { chart: place, words, rest } = divide(body, frame, bullets, isTall(chart));
  return [
    { ...common, chart: { ...chart, place }, words },
    ...(rest.length === 0 ? [] : [{ ...alone(rest), subtitle: sheet.subtitle[lang] }]),
  ];
}

const asItIs = (sheet: Sheet): Sheet => sheet;

export const toDeck = (sheets: readonly Sheet[], lang: Lang, frame: Frame): readonly DeckSlide[] =>
  sheets.map(sheets.length > 1 ? inMeeting : asItIs).flatMap((sheet) => {
    const notes = notesOf(sheet, lang);
    return slidesOf(sheet, lang, frame).flatMap((slide) => settle(slide, sheet, lang, frame, notes));
  });

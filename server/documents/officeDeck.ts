/** Sheets as a row of slides: each view once with its finding, chart and bullets; behind the last of them what else there is to look up. */
import type { Trace } from '../reports/briefTypes.ts';
import type { Frame, Lang, Room } from '../../web/src/state/selection.ts';
import { drawnSeries, fitChart, leastWidth, MOST_LINES, type FittedChart } from './officeDeckChart.ts';
import { chunks, tablePieces, type SlideTable } from './officeDeckTable.ts';
import { divide, layOut, SIZES, wordsOnly, type SlideLayout, type Words } from './officeLayout.ts';
import { cellText, entryText, footerEntries, NOTHING, SAMPLE, widthOf } from './officeText.ts';
import type { Cell, Column, NativeChart, Sheet, SheetChart, SheetFooter, Table } from './sheet.ts';

export interface DeckSlide {
  readonly title: string;
  readonly subtitle: string;
  readonly chart: (FittedChart & { readonly alt: string }) | null;
  readonly words: Words | null;
  readonly table: SlideTable | null;
  readonly footer: SheetFooter;
  readonly notes: string;
  readonly layout: SlideLayout;
}

/** What all slides of a deck share. */
interface Show {
  readonly lang: Lang;
  readonly frame: Frame;
  readonly room: Room;
}

/** screens.md. */
const MOST_BULLETS = 3;

const BETWEEN = { zh: '\u3000', en: ' · ' } as const;
const LABELS = {
  zh: {
    table: (number: number) => `附表 ${number}\u3000`,
    figure: (number: number) => `附图 ${number}\u3000`,
    rest: '其余要点',
    part: (at: number, of: number) => `（${at}/${of}）`,
    cut: (drawn: number, all: number) => `（图中 ${drawn} 个，共 ${all} 个，全部见 .xlsx）`,
    query: '复制为 GraphQL',
    more: (count: number) => `另有 ${count} 行，见同一视图的 .xlsx`,
    period: '报告期',
    item: '项',
  },
  en: {
    table: (number: number) => `Table ${number}. `,
    figure: (number: number) => `Figure ${number}. `,
    rest: 'Further points',
    part: (at: number, of: number) => ` (${at}/${of})`,
    cut: (drawn: number, all: number) => ` (${drawn} of ${all} drawn, all in the .xlsx)`,
    query: 'Copy as GraphQL',
    more: (count: number) => `${count} more rows in the .xlsx of the same view`,
    period: 'Period',
    item: 'Item',
  },
} as const;

export const traceText = ({ document, variables }: Trace): string => `${document.trim()}\n${JSON.stringify(variables)}`;

/** Everything that the slide says, and what it had no room for. */
const notesOf = (sheet: Sheet, lang: Lang): string =>
  [
    sheet.title[lang],
    sheet.subtitle[lang],
    ...sheet.bullets.map((bullet) => bullet[lang]),
    ...footerEntries(sheet.footer, lang).map((entry) => entryText(entry, lang)),
    ...(sheet.footer.demo ? [SAMPLE[lang]] : []),
    ...(sheet.queries ?? []).map((query) => `${LABELS[lang].query}\n${traceText(query)}`),
  ].join('\n');

function altOf({ title }: SheetChart, native: NativeChart | null, lang: Lang): string {
  if (native === null) return title[lang];
  const { unit, decimals, categories, texts } = native;
  if (texts) return `${title[lang]}：${categories.map((name, at) => `${name} ${texts[at] ?? NOTHING}`).join('，')}`;
  const kind = unit === '%' ? 'percent' : 'number';
  const last = native.categories.length - 1;
  const said = drawnSeries(native).map(({ name, values, missed }) => {
    const value = values[last];
    return `${name} ${value === null || value === undefined ? NOTHING : `${cellText(value, { kind, decimals, missed: missed?.[last] ?? null }, lang)}${unit}`}`;
  });
  const ends = `${native.categories[0] ?? ''} – ${native.categories[last] ?? ''}`;
  return `${title[lang]}（${ends}）${native.series.length === 1 ? '' : `：${said.join('，')}`}`;
}

const QUARTER = /^\d{4}Q[1-4]$/;

/** The numbers of lines as a table: a period a row, a line a column. */
function seriesTable({ id, title, native }: SheetChart): readonly Table[] {
  if (native?.type !== 'line') return [];
  const { unit, decimals, categories } = native;
  const kind = unit === '%' ? ('percent' as const) : ('number' as const);
  const words = unit === '' ? null : { zh: unit, en: unit };
  const series = drawnSeries(native);
  const rowName = categories.every((name) => QUARTER.test(name)) ? 'period' : 'item';
  const label = { zh: LABELS.zh[rowName], en: LABELS.en[rowName] };
  return [
    {
      id,
      title,
      note: null,
      columns: [
        { id: 'name', label, kind: 'text', decimals: 0, unit: null },
        ...series.map(({ name, missed }, at): Column => ({
          id: `series-${at}`,
          label: { zh: name, en: name },
          kind,
          decimals,
          unit: words,
          ...(missed ? { rowMissed: missed.toReversed() } : {}),
        })),
      ],
      // The latest first: a room asks for it first, and the oldest may be cut off.
      rows: categories.map((name, at) => [name, ...series.map(({ values }): Cell => values[at] ?? null)]).toReversed(),
    },
  ];
}

/** A row by itself is no table: its numbers stand on the slide. */
const withoutSingles = (sheet: Sheet): Sheet =>
  sheet.charts.length === 0 ? sheet : { ...sheet, tables: sheet.tables.filter(({ rows }) => rows.length > 1) };

/** In a meeting a view is its first chart and one table behind it; alone it is all it has. */
function inMeeting(sheet: Sheet): Sheet {
  const [first] = sheet.charts;
  const lines = first === undefined ? [] : seriesTable(first);
  const { tables } = withoutSingles({ ...sheet, tables: lines.length > 0 ? lines : sheet.tables });
  return { ...sheet, charts: sheet.charts.slice(0, 1), tables: tables.slice(0, 1) };
}

/** Lying bars and maps need the height of the slide, and so do many lines, whose names stand below each other. */
export const isAcross = ({ type, categories }: NativeChart): boolean =>
  type !== 'line' && type !== 'waterfall' && (categories.length > 6 || categories.some((name) => widthOf(name) > 6));
const FEW_BARS = 4;
const isTall = ({ native }: SheetChart): boolean =>
  native === null ||
  (native.type === 'line' ? native.series.length > MOST_LINES.meeting : isAcross(native) && native.categories.length > FEW_BARS);

interface Head {
  readonly title: string;
  readonly subtitle: string;
  /** The subtitle says already that not all is drawn. */
  readonly cut?: boolean;
}

interface Filling {
  readonly chart?: SheetChart;
  readonly bullets?: readonly string[];
  readonly table?: SlideTable;
}

interface Settled {
  readonly slide: DeckSlide;
  /** Bullets that found no room beside the chart. */
  readonly rest: readonly string[];
}

/** A hall has no line under the title, and no bullets beside a chart: they stand in the notes. */
function settle(sheet: Sheet, head: Head, filling: Filling, show: Show): Settled {
  const { lang, frame, room } = show;
  const { chart, bullets = [], table } = filling;
  const hall = room === 'hall';
  const said = { title: head.title, subtitle: hall ? '' : head.subtitle };
  const layout = layOut(frame, room, said, sheet.footer, lang);
  const { body, sizes } = layout;
  const common = { ...said, footer: sheet.footer, notes: notesOf(sheet, lang), layout, chart: null, words: null, table: table ?? null };
  if (chart === undefined) return { slide: { ...common, words: bullets.length === 0 ? null : wordsOnly(body, sizes, bullets) }, rest: [] };
  const { chart: place, words, rest } = divide(body, frame, sizes, hall ? [] : bullets, { tall: isTall(chart), width: leastWidth(chart) });
  const fitted = fitChart(chart, chart.native !== null && isAcross(chart.native), place, sizes, room);
  const [all, drawn] = [chart.native, fitted.native].map((native) => native?.categories.length ?? 0) as [number, number];
  // The words about what is left out take room of their own under the title.
  if (drawn < all && !hall && head.cut !== true)
    return settle(sheet, { ...head, subtitle: head.subtitle + LABELS[lang].cut(drawn, all), cut: true }, filling, show);
  return { slide: { ...common, chart: { ...fitted, alt: altOf(chart, fitted.native, lang) }, words }, rest };
}

/** The one slide of a view that states its finding; none where the view is a list and no more. */
function findingOf(sheet: Sheet, show: Show): Settled | null {
  const { lang } = show;
  const [chart] = sheet.charts;
  const bullets = sheet.bullets.slice(0, MOST_BULLETS).map((bullet) => bullet[lang]);
  const [title, subtitle] = [sheet.title[lang], sheet.subtitle[lang]];
  if (chart !== undefined)
    return settle(sheet, { title, subtitle: `${chart.title[lang]}${BETWEEN[lang]}${subtitle}` }, { chart, bullets }, show);
  const listed = sheet.tables.some(({ rows }) => rows.length > 0);
  return bullets.length === 0 && listed ? null : settle(sheet, { title, subtitle }, { bullets }, show);
}

const figuresOf = (sheet: Sheet, label: (kind: 'figure') => string, show: Show): readonly DeckSlide[] =>
  sheet.charts.slice(1).map((chart) => {
    const { lang } = show;
    const title = `${label('figure')}${chart.title[lang]}`;
    return settle(sheet, { title, subtitle: `${sheet.title[lang]}${BETWEEN[lang]}${sheet.subtitle[lang]}` }, { chart }, show).slide;
  });

/** The same rows under the same heads are not shown twice. */
function tablesOf(sheet: Sheet, label: (kind: 'table') => string, seen: Set<string>, show: Show): readonly DeckSlide[] {
  const { lang, frame, room } = show;
  return sheet.tables.flatMap((table) => {
    // Laid out with the longest heading that a part of it can have.
    const [most, said] = [table.rows.length, [sheet.title[lang], ...(table.note === null ? [] : [table.note[lang]])]];
    const heading = `${LABELS[lang].table(most)}${table.title[lang]}${LABELS[lang].part(most, most)}`;
    const under = [...said, LABELS[lang].more(most)].join('；');
    const { body } = layOut(frame, room, { title: heading, subtitle: room === 'hall' ? '' : under }, sheet.footer, lang);
    const { pieces, hidden } = tablePieces(table, lang, body, SIZES[room]);
    const content = JSON.stringify(pieces);
    if (pieces.length === 0 || seen.has(content)) return [];
    seen.add(content);
    const name = `${label('table')}${table.title[lang]}`;
    const notes = [
      sheet.title[lang],
      ...(table.note === null ? [] : [table.note[lang]]),
      ...(hidden > 0 ? [LABELS[lang].more(hidden)] : []),
    ];
    return pieces.map((piece, at): DeckSlide => {
      const title = pieces.length === 1 ? name : `${name}${LABELS[lang].part(at + 1, pieces.length)}`;
      return settle(sheet, { title, subtitle: notes.join(lang === 'zh' ? '；' : '; ') }, { table: piece }, show).slide;
    });
  });
}

/** «附表 1»; nothing where no slide before it states a finding: then it is no appendix. */
const labels = (lang: Lang, appended: boolean): ((kind: 'figure' | 'table') => string) => {
  const counts = { figure: 0, table: 0 };
  return (kind) => (appended ? LABELS[lang][kind]((counts[kind] += 1)) : '');
};

/** Bullets of all views that found no room beside their charts, together. */
const MOST_RESTS = 5;
const restSlide = ([first]: readonly Sheet[], bullets: readonly string[], show: Show): readonly DeckSlide[] =>
  first === undefined || bullets.length === 0
    ? []
    : [settle(first, { title: LABELS[show.lang].rest, subtitle: first.subtitle[show.lang] }, { bullets }, show).slide];

/** First what is found, one slide a view; then, numbered through, what there is to look up. A hall is shown no appendix: nobody there can look up. */
export function toDeck(sheets: readonly Sheet[], lang: Lang, frame: Frame, room: Room = 'meeting'): readonly DeckSlide[] {
  const show: Show = { lang, frame, room };
  const shown = sheets.map(sheets.length > 1 ? inMeeting : withoutSingles);
  const found = shown.map((sheet) => findingOf(sheet, show));
  const findings = found.flatMap((finding) => finding?.slide ?? []);
  if (room === 'hall' && findings.length > 0) return findings;
  const rests = chunks(
    found.flatMap((finding) => finding?.rest ?? []),
    MOST_RESTS,
  ).flatMap((bullets) => restSlide(shown, bullets, show));
  const label = labels(lang, findings.length > 0);
  const seen = new Set<string>();
  const figures = shown.flatMap((sheet) => figuresOf(sheet, label, show));
  return [...findings, ...rests, ...figures, ...shown.flatMap((sheet) => tablesOf(sheet, label, seen, show))];
}

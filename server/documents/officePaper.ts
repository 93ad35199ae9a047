/** A report on paper, whatever file it becomes: headings, sentences with their numbers, tables, figures, and where each number comes from. */
import type { Trace } from '../reports/briefTypes.ts';
import type { Lang } from '../../web/src/state/selection.ts';
import { DOCUMENT } from '../../web/src/theme/design.ts';
import { headOf } from './heads.ts';
import { fittingSize } from './officeTable.ts';
import { cellText, entryText, footerEntries, isNumeric, SAMPLE } from './officeText.ts';
import { columnAt, type Sheet, type SheetChart, type SheetFooter, type Table } from './sheet.ts';

/** A sentence and the number under which the appendix names its query; null: it has none. */
export interface Sentence {
  readonly text: string;
  readonly mark: number | null;
}

export interface PaperTable {
  readonly caption: string | null;
  readonly heads: readonly string[];
  readonly numeric: readonly boolean[];
  readonly rows: readonly (readonly string[])[];
  readonly note: string | null;
  /** Set in the smallest letters: for looking up, not for reading. */
  readonly small?: boolean;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly text: string }
  | { readonly kind: 'paragraph'; readonly sentences: readonly Sentence[] }
  | { readonly kind: 'table'; readonly table: PaperTable }
  | { readonly kind: 'figure'; readonly caption: string; readonly chart: SheetChart; readonly alt: string }
  | { readonly kind: 'query'; readonly name: string; readonly text: string };

export interface Paper {
  readonly lang: Lang;
  readonly title: string;
  readonly subtitle: string;
  /** Headings are listed in front. */
  readonly contents: boolean;
  readonly blocks: readonly Block[];
  /** Where the numbers come from, one line. */
  readonly origin: string;
  readonly entries: readonly { readonly term: string; readonly detail: string }[];
}

const NUMERALS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
const numeral = (number: number): string =>
  number <= 10 ? String(NUMERALS[number]) : number < 20 ? `十${NUMERALS[number - 10]}` : String(number);

/** «一、总体情况», «（一）…»; in English «1. », «(1) ». */
export const numberedHeading = (level: 1 | 2, number: number, text: string, lang: Lang): string =>
  lang === 'zh'
    ? level === 1
      ? `${numeral(number)}、${text}`
      : `（${numeral(number)}）${text}`
    : level === 1
      ? `${number}. ${text}`
      : `(${number}) ${text}`;

export const LABELS = {
  zh: {
    table: '表',
    figure: '图',
    contents: '目录',
    origin: '数据出处',
    findings: '要点',
    charts: '图',
    tables: '表',
    query: '查询',
    sentence: '语句',
    number: '序号',
    variables: '变量',
  },
  en: {
    table: 'Table ',
    figure: 'Figure ',
    contents: 'Contents',
    origin: 'Where the numbers come from',
    findings: 'Findings',
    charts: 'Charts',
    tables: 'Tables',
    query: 'Query',
    sentence: 'Sentence',
    number: 'No.',
    variables: 'Variables',
  },
} as const;

const BETWEEN = { zh: '；', en: '; ' } as const;

export const originOf = (footer: SheetFooter, lang: Lang): string =>
  [...(footer.demo ? [SAMPLE[lang]] : []), ...footerEntries(footer, lang).map((entry) => entryText(entry, lang))].join(BETWEEN[lang]);

export const captionOf = (kind: 'table' | 'figure', number: number, title: string, lang: Lang): string =>
  `${LABELS[lang][kind]}${number}${lang === 'zh' ? '　' : '. '}${title}`;

/** A report is read; lists of thousands are for the workbook of the same view. */
const MOST_ROWS = 60;
const more = (hidden: number, lang: Lang): readonly string[] =>
  hidden <= 0 ? [] : [lang === 'zh' ? `另有 ${hidden} 行，见同一视图的 .xlsx` : `${hidden} more rows in the .xlsx of the same view`];

/** Without the codes of regions: their names stand beside them, and a page is narrow. */
export function toPaperTable(table: Table, number: number, origin: string, lang: Lang): PaperTable {
  const shown = table.columns.flatMap((column, at) => (column.id === 'code' && table.columns.length > 1 ? [] : [{ column, at }]));
  return {
    caption: captionOf('table', number, table.title[lang], lang),
    heads: shown.map(({ column }) => headOf(column, lang)),
    numeric: shown.map(({ column }) => isNumeric(column)),
    rows: table.rows
      .slice(0, MOST_ROWS)
      .map((row, line) => shown.map(({ column, at }) => cellText(row[at] ?? null, columnAt(column, line), lang))),
    note: [...more(table.rows.length - MOST_ROWS, lang), ...(table.note === null ? [] : [table.note[lang]]), origin].join(BETWEEN[lang]),
  };
}

export interface Traced {
  readonly text: string;
  readonly trace: Trace;
}

/** On one line that may break after each comma. */
const variablesText = ({ variables }: Trace): string => JSON.stringify(variables).replaceAll(',"', ', "').replaceAll('":', '": ');

const queryName = (document: string, at: number): string =>
  `Q${at + 1}${/\b(?:query)\s+(\w+)/.exec(document)?.[1] === undefined ? '' : ` ${/\bquery\s+(\w+)/.exec(document)?.[1]}`}`;

/** The appendix: every numbered sentence with its query and variables, then each query once. */
export function originBlocks(traced: readonly Traced[], lang: Lang): readonly Block[] {
  if (traced.length === 0) return [];
  const documents = [...new Set(traced.map(({ trace }) => trace.document.trim()))];
  const words = LABELS[lang];
  return [
    { kind: 'heading', level: 1, text: lang === 'zh' ? `附录　${words.origin}` : `Appendix. ${words.origin}` },
    {
      kind: 'table',
      table: {
        caption: null,
        heads: [words.number, words.sentence, words.query, words.variables],
        numeric: [true, false, false, false],
        rows: traced.map(({ text, trace }, at) => [
          String(at + 1),
          text,
          `Q${documents.indexOf(trace.document.trim()) + 1}`,
          variablesText(trace),
        ]),
        note: null,
        small: true,
      },
    },
    ...documents.map((document, at): Block => ({ kind: 'query', name: queryName(document, at), text: document })),
  ];
}

/** Any view on paper: its findings, its charts, its tables, and the queries behind it. */
export function sheetPaper(sheet: Sheet, lang: Lang): Paper {
  const words = LABELS[lang];
  const origin = originOf(sheet.footer, lang);
  const drawn = sheet.charts.filter(({ picture }) => picture !== null);
  const parts: readonly { readonly title: string; readonly blocks: readonly Block[] }[] = [
    {
      title: words.findings,
      blocks: sheet.bullets.map((bullet): Block => ({ kind: 'paragraph', sentences: [{ text: bullet[lang], mark: null }] })),
    },
    {
      title: words.charts,
      blocks: drawn.map((chart, at): Block => ({
        kind: 'figure',
        chart,
        caption: captionOf('figure', at + 1, chart.title[lang], lang),
        alt: `${chart.title[lang]}${BETWEEN[lang]}${sheet.title[lang]}`,
      })),
    },
    {
      title: words.tables,
      blocks: sheet.tables
        .filter(({ rows }) => rows.length > 0)
        .map((table, at): Block => ({ kind: 'table', table: toPaperTable(table, at + 1, origin, lang) })),
    },
    {
      title: words.origin,
      blocks: [
        ...footerEntries(sheet.footer, lang).map((entry): Block => ({
          kind: 'paragraph',
          sentences: [{ text: entryText(entry, lang), mark: null }],
        })),
        ...(sheet.queries ?? []).map((query, at): Block => ({
          kind: 'query',
          name: queryName(query.document, at),
          text: `${query.document.trim()}\n${variablesText(query)}`,
        })),
      ],
    },
  ];
  const blocks = parts
    .filter((part) => part.blocks.length > 0)
    .flatMap((part, at): readonly Block[] => [
      { kind: 'heading', level: 1, text: numberedHeading(1, at + 1, part.title, lang) },
      ...part.blocks,
    ]);
  return {
    lang,
    title: sheet.title[lang],
    subtitle: sheet.subtitle[lang],
    contents: false,
    blocks,
    origin,
    entries: footerEntries(sheet.footer, lang),
  };
}

/** Width of a line in points, upright and across: GB/T 9704 has the same margins on both. */
const MILLIMETRE = 72 / 25.4;
const { margin } = DOCUMENT;
export const MEASURES = {
  upright: (210 - margin.left - margin.right) * MILLIMETRE,
  across: (297 - margin.top - margin.bottom) * MILLIMETRE,
} as const;
export type Way = keyof typeof MEASURES;

/** Points; a table whose letters would be smaller lies across the page. */
const LEAST_LETTERS = 8;
export const CELL_ASIDE = 6;
/** Rows that stay with the head of a table, and as many with its note. */
export const KEPT = 3;
const isWide = (block: Block | undefined): boolean =>
  block?.kind === 'table' &&
  block.table.small !== true &&
  fittingSize(block.table, MEASURES.upright, CELL_ASIDE, DOCUMENT.table.size) < LEAST_LETTERS;

/** Blocks that stand on pages of one way; the heading of a table that lies across goes with it. */
export function runsOf(blocks: readonly Block[]): readonly { readonly way: Way; readonly blocks: readonly Block[] }[] {
  const runs: { way: Way; blocks: Block[] }[] = [];
  for (const [at, block] of blocks.entries()) {
    const way = isWide(block) || (block.kind === 'heading' && isWide(blocks[at + 1])) ? 'across' : 'upright';
    const last = runs.at(-1);
    if (last?.way === way) last.blocks.push(block);
    else runs.push({ way, blocks: [block] });
  }
  return runs;
}

/** A sheet as a workbook: a page a table, rates as formulas over the two counts beside them, and a page that says what the numbers rest on. */
import { writeXlsx, type Cell as WorkbookCell, type CellStyle, type ColumnDef, type WriteSheet } from 'hucre/xlsx';
import { widthOf } from '../../web/src/charts/labels.ts';
import type { Lang } from '../../web/src/state/selection.ts';
import { LOOKS } from '../../web/src/theme/design.ts';
import { cellText } from './csv.ts';
import { headOf } from './heads.ts';
import { columnAt, type Cell, type Column, type Sheet, type Table } from './sheet.ts';
import { formatPercent } from '../domain/format.ts';
import type { Words } from '../domain/words.ts';

/** Where the data have no date of their own; that of the archive's parts. */
const ARCHIVE_EPOCH = new Date(Date.UTC(1980, 0, 1));
const FONT = 'Microsoft YaHei';
/** Line of a page where its rows begin, below the head. */
const FIRST_LINE = 2;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** Letters of a spreadsheet column, 0 is A. */
export const columnLetters = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : `${columnLetters(Math.floor(index / 26) - 1)}${columnLetters(index % 26)}`;

const digits = (decimals: number): string => (decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`);

/** Below 100 never «100.0» and above 0 never «0.0», as everywhere; a format has room for one of the two ends. */
function percentFormat(decimals: number, value: number | null, missed: number | null): string {
  // The cell keeps the exact quotient; its words are those of every other form.
  if (value !== null && missed !== null && formatPercent(value, decimals, missed) !== formatPercent(value, decimals))
    return `"${formatPercent(value, decimals, missed)}"`;
  const [shown, step] = [digits(decimals), 10 ** -decimals];
  if (value !== null && value < 50) return `[<=0]${shown};[<${(step / 2).toFixed(decimals + 1)}]"${step.toFixed(decimals)}";${shown}`;
  return `[>=100]${shown};[>=${(100 - step / 2).toFixed(decimals + 1)}]"${(100 - step).toFixed(decimals)}";${shown}`;
}

function formatOf({ kind, decimals, missed = null }: Column, value: number | null): string {
  if (kind === 'percent') return percentFormat(decimals, value, missed);
  if (kind === 'points') return `+${digits(decimals)};"−"${digits(decimals)};${digits(decimals)}`;
  if (kind === 'date') return 'yyyy-mm-dd';
  return decimals === 0 ? '#,##0' : `#,##0.${'0'.repeat(decimals)}`;
}

const colour = (hex: string) => ({ rgb: hex.slice(1).toUpperCase() });

const HEAD: CellStyle = {
  font: { name: FONT, bold: true, color: colour(LOOKS.light.ink) },
  fill: { type: 'pattern', pattern: 'solid', fgColor: colour(LOOKS.light['paper-2']) },
  border: { bottom: { style: 'medium', color: colour(LOOKS.light.ink) } },
  alignment: { wrapText: true, vertical: 'center' },
};
const BODY: CellStyle = { font: { name: FONT }, alignment: { vertical: 'center' } };
const ABSENT: CellStyle = {
  font: { name: FONT, italic: true, color: colour(LOOKS.light.muted) },
  alignment: { horizontal: 'right', vertical: 'center' },
};

/** `C5/D5*100` where both counts are numbers. */
function formulaOf(column: Column, columns: readonly Column[], row: readonly Cell[], line: number): string | null {
  if (column.of === undefined) return null;
  const { numerator, denominator, factor } = column.of;
  const [above, below] = [numerator, denominator].map((id) => columns.findIndex((one) => one.id === id));
  if (above === undefined || below === undefined || typeof row[above] !== 'number' || typeof row[below] !== 'number') return null;
  const quotient = `${columnLetters(above)}${line}/${columnLetters(below)}${line}`;
  return factor === 1 ? quotient : `${quotient}*${factor}`;
}

function workbookCell(column: Column, at: number, table: Table, row: readonly Cell[], line: number, lang: Lang): Partial<WorkbookCell> {
  const cell = row[at] ?? null;
  if (cell === null) return { value: null, style: BODY };
  if (typeof cell === 'object') return { value: cellText(cell, lang), style: ABSENT };
  if (typeof cell === 'string')
    return column.kind === 'date' && DAY.test(cell)
      ? { value: new Date(`${cell}T00:00:00Z`), style: { ...BODY, numFmt: formatOf(column, null) } }
      : { value: cell, style: BODY };
  const style = { ...BODY, numFmt: formatOf(columnAt(column, line - FIRST_LINE), cell) };
  const formula = formulaOf(column, table.columns, row, line);
  return formula === null ? { value: cell, style } : { value: cell, formula, formulaResult: cell, style };
}

/** Widths in letters: a hanzi takes two. Heads may break, cells rather not. */
function widthsOf({ columns, rows }: Table, lang: Lang): ColumnDef[] {
  return columns.map((column, at): ColumnDef => {
    const head = widthOf(headOf(column, lang), 2) / 2;
    const cells = rows.map((row) => {
      const cell = row[at] ?? null;
      return typeof cell === 'number' ? 8 : widthOf(cellText(cell, lang), 2);
    });
    return { width: Math.min(48, Math.max(8, Math.ceil(Math.max(head, ...cells) + 2))) };
  });
}

/** At most 31 letters, none of those that a formula would read otherwise, and no two alike. */
function pageNames(titles: readonly string[]): readonly string[] {
  const taken = new Set<string>();
  return titles.map((title) => {
    const plain = title
      .replace(/[[\]:*?/\\']/g, ' ')
      .trim()
      .slice(0, 28);
    const free =
      [plain, ...Array.from({ length: titles.length }, (_, index) => `${plain}${index + 2}`)].find((name) => !taken.has(name)) ?? plain;
    taken.add(free);
    return free;
  });
}

/** On paper no column is cut off, however many pages the rows take. */
const PAPER = {
  paperSize: 'a4',
  fitToPage: true,
  fitToWidth: 1,
  fitToHeight: 0,
  margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.7 },
} as const;
const PAGE_NUMBERS = { oddHeader: '&L&A', oddFooter: '&C&P / &N' } as const;

function pageOf(table: Table, name: string, lang: Lang): WriteSheet {
  const cells = new Map<string, Partial<WorkbookCell>>();
  table.columns.forEach((column, at) => cells.set(`0,${at}`, { value: headOf(column, lang), style: HEAD }));
  table.rows.forEach((row, index) =>
    table.columns.forEach((column, at) => cells.set(`${index + 1},${at}`, workbookCell(column, at, table, row, index + FIRST_LINE, lang))),
  );
  const last = `${columnLetters(table.columns.length - 1)}${table.rows.length + 1}`;
  return {
    name,
    columns: widthsOf(table, lang),
    // The cells above hold everything; the rows only say how many there are.
    rows: [table.columns.map(() => null), ...table.rows.map((row) => row.map(() => null))],
    cells,
    rowDefs: new Map([[0, { height: 34 }]]),
    freezePane: { rows: 1, columns: frozenColumns(table) },
    pageSetup: { ...PAPER, orientation: 'landscape', printTitlesRow: '$1:$1' },
    headerFooter: PAGE_NUMBERS,
    ...(table.rows.length === 0 ? {} : { autoFilter: { range: `A1:${last}` } }),
  };
}

/** Rank, code and name stay in sight. */
const frozenColumns = ({ columns }: Table): number => {
  const name = columns.findIndex(({ id }) => id === 'region' || id === 'name');
  return name >= 0 && name < 5 ? name + 1 : 1;
};

const NOTES: Words = { zh: '说明', en: 'Notes' };
const ADDRESS: Words = { zh: '地址', en: 'Address' };
const SAMPLE: Words = { zh: '示例数据，不是真实情况', en: 'Sample figures, not the real state of things' };

/** In letters; sizes in points. */
const NOTES_COLUMNS = [16, 96] as const;
const NOTES_WIDTH = 16 + 96;
const [TITLE_SIZE, TEXT_SIZE] = [14, 11];

function notesPage(sheet: Sheet, names: readonly string[], address: string, lang: Lang): WriteSheet {
  const lines: readonly (readonly [string, string])[] = [
    [sheet.title[lang], ''],
    [sheet.subtitle[lang], ''],
    ...sheet.bullets.map((bullet) => [bullet[lang], ''] as const),
    ...(sheet.footer.demo ? [[SAMPLE[lang], ''] as const] : []),
    ['', ''],
    ...sheet.footer.entries.map(({ term, detail }) => [term[lang], detail[lang]] as const),
    ...sheet.tables.flatMap(({ note }, at) => (note === null ? [] : [[names[at] ?? '', note[lang]] as const])),
    [ADDRESS[lang], address],
  ];
  const style: CellStyle = { ...BODY, alignment: { vertical: 'top', wrapText: true } };
  const cells = new Map<string, Partial<WorkbookCell>>();
  // A sentence without a term takes the width of both columns; merged cells do not find their height by themselves.
  const whole = lines.flatMap(([term, detail], line) => (detail === '' && term !== '' ? [line] : []));
  const heights = whole.map((line) => {
    const [size, letters] = line === 0 ? [TITLE_SIZE, NOTES_WIDTH * 0.75] : [TEXT_SIZE, NOTES_WIDTH];
    return [line, { height: Math.ceil(widthOf(lines[line]?.[0] ?? '', 2) / letters) * size * 1.5 }] as const;
  });
  lines.forEach(([term, detail], line) => {
    cells.set(`${line},0`, {
      value: term,
      style: line === 0 ? { ...style, font: { name: FONT, bold: true, size: TITLE_SIZE } } : style,
    });
    cells.set(`${line},1`, { value: detail, style });
  });
  return {
    name: NOTES[lang],
    columns: NOTES_COLUMNS.map((width) => ({ width })),
    rows: lines.map(() => [null, null]),
    cells,
    rowDefs: new Map(heights),
    merges: whole.map((line) => ({ startRow: line, startCol: 0, endRow: line, endCol: 1 })),
    pageSetup: { ...PAPER, orientation: 'portrait' },
    headerFooter: PAGE_NUMBERS,
  };
}

/** No macros, no links to other files, nothing that is computed on opening but the quotients of the cells. */
export async function writeWorkbook(sheet: Sheet, address: string, lang: Lang, dataAt: string | null = null): Promise<Buffer> {
  // Of the data and not of the asking: the bytes then depend on the figures alone.
  const created = dataAt === null ? ARCHIVE_EPOCH : new Date(dataAt);
  const names = pageNames(sheet.tables.map(({ title }) => title[lang]));
  const pages = sheet.tables.map((table, at) => pageOf(table, names[at] ?? table.id, lang));
  const bytes = await writeXlsx({
    sheets: [...pages, notesPage(sheet, names, address, lang)],
    properties: { title: sheet.title[lang], created, modified: created },
  });
  return Buffer.from(bytes);
}

/**
 * Rows as a workbook. The frame (styles, widths, the page of notes) is written whole with one row of samples; the rows then run into the
 * place of that row, each cell in the style of its sample.
 */
import { writeXlsx, type CellStyle, type CellValue, type WriteSheet } from 'hucre/xlsx';
import { DomainError } from '../../domain/errors.ts';
import type { Words } from '../../domain/words.ts';
import { readParts, zipStream, type StreamedPart } from '../officeArchive.ts';
import { columnLetters } from '../xlsx.ts';
import type { BulkCell, BulkType, ColumnHead } from './column.ts';
import { headsOf } from './csvStream.ts';
import type { BulkTable } from './table.ts';

/** Lines of a page of a workbook, the head aside. */
export const MOST_ROWS = 1_048_575;

const DAY_MS = 86_400_000;
/** Day 0 of a spreadsheet. */
const DAY_ZERO = Date.UTC(1899, 11, 30);
const ARCHIVE_EPOCH = new Date(Date.UTC(1980, 0, 1));
const ROWS_PART = 'xl/worksheets/sheet1.xml';

const HEAD: CellStyle = { font: { bold: true }, alignment: { wrapText: true, vertical: 'center' } };
const NOTE: CellStyle = { alignment: { vertical: 'top', wrapText: true } };
const FORMATS: Readonly<Record<BulkType, CellStyle>> = {
  text: { numFmt: '@' },
  date: { numFmt: 'yyyy-mm-dd' },
  integer: { numFmt: '0' },
  number: {},
};
const SAMPLES: Readonly<Record<BulkType, CellValue>> = { text: 'x', date: ARCHIVE_EPOCH, integer: 1, number: 0.5 };
const WIDTHS: Readonly<Record<BulkType, number>> = { text: 16, date: 12, integer: 10, number: 14 };

function rowsPage(table: BulkTable): WriteSheet {
  const heads = headsOf(table);
  const cells = new Map<string, { value: CellValue; style: CellStyle }>();
  heads.forEach((value, at) => cells.set(`0,${at}`, { value, style: HEAD }));
  table.columns.forEach(({ type }, at) => cells.set(`1,${at}`, { value: SAMPLES[type], style: FORMATS[type] }));
  const blank = heads.map(() => null);
  return {
    name: table.story.title[table.lang],
    columns: table.columns.map(({ type, id }) => ({ width: id.endsWith('name') ? 32 : WIDTHS[type] })),
    rows: [blank, blank],
    cells,
    freezePane: { rows: 1, columns: 2 },
  };
}

const TERMS = {
  notes: { zh: '说明', en: 'Notes' },
  asOf: { zh: '截至', en: 'As of' },
  filter: { zh: '筛选', en: 'Filter' },
  all: { zh: '无', en: 'None' },
  basis: { zh: '口径', en: 'Basis' },
  source: { zh: '来源', en: 'Source' },
  version: { zh: '数据版本', en: 'Data version' },
  rows: { zh: '行数', en: 'Rows' },
  columns: { zh: '各列', en: 'Columns' },
  sample: { zh: '示例数据，不是真实情况', en: 'Sample figures, not the real state of things' },
} as const satisfies Record<string, Words>;

function definitionLine({ definition, empty, unit, citation }: ColumnHead, lang: BulkTable['lang']): string {
  const blank = empty === null ? null : lang === 'zh' ? `空：${empty.zh}` : `empty: ${empty.en}`;
  return [definition[lang], unit?.[lang] ?? null, blank, citation].filter((part) => part !== null).join(lang === 'zh' ? '；' : '; ');
}

function notesPage(table: BulkTable): WriteSheet {
  const { story, lang, columns } = table;
  const heads = headsOf(table);
  const lines: readonly (readonly [string, string | number])[] = [
    [story.title[lang], story.demo ? TERMS.sample[lang] : ''],
    ...(story.asOf === null ? [] : [[TERMS.asOf[lang], story.asOf] as const]),
    [TERMS.filter[lang], (story.filter ?? TERMS.all)[lang]],
    [TERMS.basis[lang], story.basis[lang]],
    [TERMS.source[lang], story.source[lang]],
    [TERMS.version[lang], story.dataVersion],
    ...(table.rows === null ? [] : [[TERMS.rows[lang], table.rows] as const]),
    ['', ''],
    [TERMS.columns[lang], ''],
    ...columns.map((column, at) => [heads[at] ?? column.id, definitionLine(column, lang)] as const),
  ];
  const cells = new Map<string, { value: CellValue; style: CellStyle }>();
  lines.forEach(([term, detail], line) => {
    cells.set(`${line},0`, { value: term, style: line === 0 ? { ...NOTE, font: { bold: true, size: 14 } } : NOTE });
    cells.set(`${line},1`, { value: detail, style: NOTE });
  });
  return { name: TERMS.notes[lang], columns: [{ width: 24 }, { width: 96 }], rows: lines.map(() => [null, null]), cells };
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const isWritable = (letter: string): boolean => letter >= ' ' || letter === '\t' || letter === '\n' || letter === '\r';
/** XML knows no control characters, whatever a ledger holds. */
const escaped = (text: string): string =>
  (/[^ -\uD7FF\uE000-\uFFFD]/.test(text) ? [...text.toWellFormed()].filter(isWritable).join('') : text).replace(
    /[&<>"]/g,
    (sign) => SIGNS[sign] ?? sign,
  );

interface Place {
  readonly letters: string;
  readonly style: string;
  readonly type: BulkType;
}

function cellXml(cell: BulkCell, { letters, style, type }: Place, line: number): string {
  if (cell === null) return '';
  const open = `<c r="${letters}${line}"${style}`;
  if (typeof cell === 'number') return `${open}><v>${cell}</v></c>`;
  if (type === 'date') return `${open}><v>${(Date.parse(`${cell}T00:00:00Z`) - DAY_ZERO) / DAY_MS}</v></c>`;
  return `${open} t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`;
}

const SAMPLE_ROW = /<row r="2"[^>]*>(.*?)<\/row>/s;

async function* rowPieces(xml: string, { columns, pages }: BulkTable): AsyncGenerator<Buffer> {
  const sample = SAMPLE_ROW.exec(xml);
  if (sample === null) throw new Error('the frame of the workbook has no row of samples');
  const styles = [...String(sample[1]).matchAll(/<c [^>]*?r="[A-Z]+2"([^>]*)>/g)].map(([, rest]) => / s="\d+"/.exec(` ${rest}`)?.[0] ?? '');
  const places = columns.map(({ type }, at): Place => ({ letters: columnLetters(at), style: styles[at] ?? '', type }));
  yield Buffer.from(xml.slice(0, sample.index));
  let line = 2;
  for await (const page of pages) {
    let text = '';
    for (const row of page) {
      text += `<row r="${line}">${places.map((place, at) => cellXml(row[at] ?? null, place, line)).join('')}</row>`;
      line += 1;
    }
    yield Buffer.from(text);
  }
  yield Buffer.from(xml.slice(sample.index + sample[0].length));
}

/** @throws DomainError for more rows than a page of a workbook holds */
export async function* xlsxStream(table: BulkTable): AsyncGenerator<Buffer> {
  if (table.rows !== null && table.rows > MOST_ROWS)
    throw new DomainError('QUERY_TOO_EXPENSIVE', `有 ${table.rows} 行，工作表至多 ${MOST_ROWS} 行；请改用 .csv，或分地区导出`);
  const created = table.story.dataAt === null ? ARCHIVE_EPOCH : new Date(table.story.dataAt);
  const frame = await writeXlsx({
    sheets: [rowsPage(table), notesPage(table)],
    properties: { title: table.story.title[table.lang], created, modified: created },
  });
  const parts = await readParts(Buffer.from(frame));
  yield* zipStream(
    parts.map(({ name, bytes }): StreamedPart => ({
      name,
      pieces: name === ROWS_PART ? rowPieces(bytes.toString('utf8'), table) : [bytes],
    })),
  );
}

/** What the readers of single cells share: marks of a cell, where its problems go, and the steps before any type. */
import { stripInvisible, toHalfWidth } from '../text.ts';
import { shownValue } from '../problems.ts';

/** What a spreadsheet knows of a cell beyond its text; a CSV cell is always plain text. Bits, combined. */
export const TEXT = 0;
export const NUMBER = 1;
export const BOOLEAN = 2;
export const ERROR = 4;
export const FORMULA = 8;
/** Filled in from a merged cell whose text stands elsewhere. */
export const MERGED = 16;
/** The workbook counts days from 1904. */
export const FROM_1904 = 32;
/** A number that the sheet shows as a date. */
export const DATED = 64;

/** The text that stands for a formula without a kept result. */
export const NO_RESULT = '=';

export type CellValue = string | number | boolean | null;

/** Takes the problems of the cell being read; the sheet's reader knows where it is. */
export interface CellSink {
  /** `what` continues «第 5 行 C 列"…":»; `remedy` says what to do. */
  error(code: string, what: string, remedy: string): void;
  warn(code: string, what: string): void;
  /** Counted a column and told once, because whole columns are like that. */
  tally(kind: TallyKind): void;
}
export type TallyKind = 'FORMULA' | 'BLANK_MARK' | 'MERGED_FILLED';

/** Reads non-empty cells to the column's type. */
export interface CellReader {
  /** Whether the quick way is good for numbers of a spreadsheet, too. */
  readonly takesNumbers: boolean;
  /** A plain text as it should be; undefined when in any doubt. */
  quick(raw: string): CellValue | undefined;
  /** Null when the cell says nothing or when a problem was reported. */
  careful(raw: string, mark: number): CellValue;
}

/** Spreadsheets hold no longer cell than this. */
export const LONGEST_CELL = 32_767;
const EXCEL_ERRORS = new Set(['#REF!', '#N/A', '#DIV/0!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!', '#GETTING_DATA']);
const BLANK_MARKS = new Set([
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '―',
  '/',
  '\\',
  '无',
  '無',
  '暂无',
  '暫無',
  '空',
  'N/A',
  'NA',
  'NULL',
  'NONE',
  '无数据',
  '不详',
  '未知',
]);
const PLACEHOLDER = /^(?:[Xx×*?#某]{2,}|[*?])$/;

/** Text after the common steps: trimmed, half-width, without invisible characters; null when the cell is done with. */
export function cleanCell(raw: string, sink: CellSink): string | null {
  if (raw.includes('\0')) {
    sink.error('NUL_CHARACTER', '含有空字符(NUL)', '请重新录入该单元格');
    return null;
  }
  const visible = stripInvisible(raw);
  if (visible !== raw) sink.warn('INVISIBLE_CHARACTERS', '含有不可见字符,已去除');
  const text = toHalfWidth(visible.trim()).trim();
  if (text === '') return null;
  if (EXCEL_ERRORS.has(text)) {
    reportExcelError(text, sink);
    return null;
  }
  if (BLANK_MARKS.has(text.toUpperCase())) {
    sink.tally('BLANK_MARK');
    return null;
  }
  if (PLACEHOLDER.test(text)) {
    sink.error('PLACEHOLDER', `"${shownValue(text)}"是占位符,不是实际内容`, '请填写实际内容,没有的请留空');
    return null;
  }
  return text;
}

function reportExcelError(text: string, sink: CellSink): void {
  if (text === NO_RESULT) sink.error('FORMULA_WITHOUT_RESULT', '公式没有保存计算结果', '请在 Excel 或 WPS 中打开、重新计算并保存后再提交');
  else sink.error('EXCEL_ERROR', `为 Excel 错误值 ${shownValue(text)}`, '请改正公式或直接填写数值');
}

/**
 * Looks at the marks before the type does. False when the cell is done with: an error value, too long, or part of a merged
 * cell in a column that is not filled down.
 */
export function passesMarks(raw: string, mark: number, fillsDown: boolean, sink: CellSink): boolean {
  if (raw.length > LONGEST_CELL) {
    sink.error('CELL_TOO_LONG', `超过长度上限(${LONGEST_CELL} 个字符)`, '请缩短内容');
    return false;
  }
  if (mark & ERROR) {
    reportExcelError(raw, sink);
    return false;
  }
  if (mark & MERGED) {
    if (!fillsDown) {
      sink.error('MERGED_CELL', '是合并单元格的一部分', '请取消合并,逐行填写');
      return false;
    }
    sink.tally('MERGED_FILLED');
  }
  if (mark & FORMULA) sink.tally('FORMULA');
  return true;
}

/** What is told once for a sheet, not once a cell: titles, skipped rows, counted oddities, columns pasted one off. */
import type { Column } from './columns.ts';
import type { Header, SheetRow } from './headers.ts';
import type { ProblemLog } from './problems.ts';
import type { TallyKind } from './values/cell.ts';
import type { Quarter } from '../domain/period.ts';
import { readFormTitle } from './formTitle.ts';
import { columnLetter, toHalfWidth } from './text.ts';

/** What a column has seen that is told once, at the end. */
export interface ColumnCount {
  filled: number;
  wrongType: number;
  readonly tallies: Map<TallyKind, { count: number; first: number }>;
}

/** Codes of errors that say «this is not what the column holds»; a column full of them was probably pasted one off. */
export const WRONG_TYPE: ReadonlySet<string> = new Set([
  'NOT_A_NUMBER',
  'PERCENT',
  'NOT_A_DATE',
  'UNKNOWN_WORD',
  'NOT_A_FLAG',
  'CREDIT_CODE_LENGTH',
  'CREDIT_CODE_ALPHABET',
  'REGION_CODE',
  'WRONG_UNIT',
]);

interface Titles {
  readonly sheet: string;
  readonly titles: readonly SheetRow[];
  /** Row number of the last header row. */
  readonly headerRow: number;
  /** Of a header of two rows: what was made of them; null for one row. */
  readonly joined: readonly string[] | null;
  readonly region: string;
  readonly period: Quarter;
  readonly log: ProblemLog;
}

const WRITTEN_QUARTER = /(20\d{2})\s*(?:年\s*第?\s*([1-4一二三四])\s*季度|[Qq]([1-4]))/;

/** The quarter that a title names; null when it names none. */
export function quarterInTitle(text: string): Quarter | null {
  const match = WRITTEN_QUARTER.exec(toHalfWidth(text));
  if (match === null) return null;
  const written = match[2] ?? match[3] ?? '';
  const ordinal = '一二三四'.indexOf(written);
  return `${match[1]}Q${ordinal >= 0 ? ordinal + 1 : written}` as Quarter;
}

/** A template of another region was filled in. */
function refuseRegion({ sheet, titles, region, log }: Titles): void {
  for (const row of titles) {
    const found = row.cells.map((cell) => readFormTitle(cell)).find((title) => title !== null && title.region !== region);
    if (!found) continue;
    const message = `${sheet}第 ${row.number} 行:文件为 ${found.name}(${found.region})的模板,所选地区为 ${region}。请改选地区或更换文件`;
    log.add({ sheet, row: row.number, code: 'WRONG_REGION', value: found.region, message, severity: 'error' });
  }
}

/** Says where the header was found when titles stand above it that are not a template's, and refuses a title of another quarter or region. */
export function reportTitles(asked: Titles): void {
  const { sheet, titles, headerRow, joined, period, log } = asked;
  refuseRegion(asked);
  const isOwn = titles.some((row) => row.cells.some((cell) => readFormTitle(cell) !== null));
  if (headerRow > 1 && !isOwn)
    log.add({
      sheet,
      row: headerRow,
      code: 'HEADER_ROW',
      value: null,
      message:
        joined === null
          ? `${sheet}第 ${headerRow} 行识别为表头`
          : `${sheet}第 ${headerRow - 1}、${headerRow} 行识别为两级表头${joined.length === 0 ? '' : `:${joined.join('、')}`}`,
      severity: 'warning',
    });
  for (const row of titles) {
    for (const cell of new Set(row.cells)) {
      const quarter = quarterInTitle(cell);
      if (quarter === null || quarter === period) continue;
      log.add({
        sheet,
        row: row.number,
        code: 'WRONG_QUARTER',
        value: quarter,
        message: `${sheet}第 ${row.number} 行:文件为 ${quarter},所选为 ${period}。请改选报告期或更换文件`,
        severity: 'error',
      });
    }
  }
}

interface SheetCounts<Fact> {
  readonly sheet: string;
  readonly columns: readonly Column<Fact>[];
  readonly header: Header;
  readonly counts: readonly ColumnCount[];
  readonly special: readonly { readonly row: number; readonly kind: 'TOTAL' | 'FOOTER' | 'HEADER' | 'NUMBERING' }[];
  readonly log: ProblemLog;
}

const SPECIAL_NOTES = {
  TOTAL: ['TOTAL_ROW', '是合计行,未导入'],
  FOOTER: ['FOOTER_ROW', '是表尾说明(填表人、审核人等),已忽略,内容未保存'],
  HEADER: ['REPEATED_HEADER', '是重复的表头,已跳过'],
  NUMBERING: ['NUMBERING_ROW', '是栏次编号,已跳过'],
} as const;

const TALLY_NOTES: Readonly<Record<TallyKind, readonly [code: string, what: string]>> = {
  FORMULA: ['FORMULA', '个公式,已取其计算结果'],
  BLANK_MARK: ['BLANK_MARK', '个"—""无"之类的空值记号,按未填处理(不是 0)'],
  MERGED_FILLED: ['MERGED_FILLED', '个合并单元格,已按首格向下填充'],
};

/** Skipped rows, ignored columns, and what was counted a column. */
export function reportTallies<Fact>({ sheet, columns, header, counts, special, log }: SheetCounts<Fact>): void {
  const { persons, unknown } = header;
  if (persons.length > 0) {
    const names = persons.map((name) => `"${name}"`).join('');
    log.add({ sheet, code: 'PERSON_COLUMNS', value: null, message: `${sheet}:列${names}属个人信息,已忽略,未保存`, severity: 'warning' });
  }
  if (unknown.length > 0)
    log.add({ sheet, code: 'UNKNOWN_COLUMNS', value: null, message: `${sheet}:以下列未导入:${unknown.join('、')}`, severity: 'warning' });
  for (const { row, kind } of special) {
    const [code, what] = SPECIAL_NOTES[kind];
    log.add({ sheet, row, code, value: null, message: `${sheet}第 ${row} 行${what}`, severity: 'warning' });
  }
  counts.forEach((count, index) => {
    for (const [kind, tally] of count.tallies) {
      const at = header.cellOf[index] as number;
      const name = header.labels[at] ?? (columns[index] as Column<Fact>).header;
      const [code, what] = TALLY_NOTES[kind];
      const message = `${sheet} ${columnLetter(at)} 列"${name}"有 ${tally.count} ${what},首个在第 ${tally.first} 行`;
      log.add({ sheet, row: tally.first, column: columnLetter(at), header: name, code, value: null, message, severity: 'warning' });
    }
  });
}

const FEWEST_MISPLACED = 10;
const MISPLACED_SHARE = 0.9;

const expected = <Fact>({ type }: Column<Fact>): string =>
  type.is === 'count' || type.is === 'amount'
    ? '数字'
    : type.is === 'date'
      ? '日期'
      : type.is === 'word'
        ? '可选的词'
        : type.is === 'flag'
          ? '是或否'
          : type.is === 'region'
            ? '区划代码'
            : '信用代码';

/** A column of which nearly every value is of another type was probably pasted one off: one sentence instead of hundreds. */
export function reportMisplaced<Fact>({ sheet, columns, header, counts, log }: SheetCounts<Fact>): void {
  counts.forEach((count, index) => {
    if (count.wrongType < FEWEST_MISPLACED || count.wrongType < count.filled * MISPLACED_SHARE) return;
    const at = header.cellOf[index] as number;
    const letter = columnLetter(at);
    const column = columns[index] as Column<Fact>;
    log.dropColumn(sheet, letter, WRONG_TYPE);
    const share = Math.floor((count.wrongType / count.filled) * 100);
    const name = header.labels[at] ?? column.header;
    const message = `${sheet} ${letter} 列"${name}"(第 ${at + 1} 列)有 ${share}% 的值不是${expected(column)},可能列错位。请检查各列内容是否与表头对应`;
    log.add({ sheet, column: letter, header: name, code: 'COLUMN_MISPLACED', value: null, message, severity: 'error' });
  });
}

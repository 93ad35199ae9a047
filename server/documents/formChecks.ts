/** What a form says of a cell before it is typed, refuses while it is typed, and shows afterwards. */
import type { ConditionalRule, DataValidation } from 'hucre/xlsx';
import type { FormBook, FormColumn, FormSheet } from '../domain/formBook.ts';
import { LOOKS } from '../../web/src/theme/design.ts';
import { columnRange, FIRST_LINE, lastLine, letterOf, listRange, rangeOf } from './formPlaces.ts';
import { columnLetters } from './xlsx.ts';

/** A spreadsheet keeps no more of a prompt, and of its title. */
const LONGEST_PROMPT = 255;
const LONGEST_TITLE = 32;
/** Nobody counts more of anything in one unit. */
const MOST_COUNT = 99_999_999;
const DAY_MS = 86_400_000;
const DAY_ZERO = Date.UTC(1899, 11, 30);
const dayNumber = (day: string): number => (Date.parse(`${day}T00:00:00Z`) - DAY_ZERO) / DAY_MS;

function requirement({ required }: FormColumn): string {
  if (required === 'NEVER') return '选填：不掌握的留空，不要填 0';
  return required === 'ALWAYS' ? '必填' : `类别为${required.word}时必填`;
}

/** The note of a header: the rule, whether it must be filled, an example. */
export const promptOf = (column: FormColumn): string =>
  [`【${requirement(column)}】`, column.words, `例：${column.example}`, ...(column.fresh ? ['本期数，不沿用上期'] : [])].join('\n');

type Check = Pick<DataValidation, 'type' | 'operator' | 'formula1' | 'formula2' | 'values' | 'errorStyle'>;

function checkOf({ rule }: FormColumn, sheet: FormSheet, book: FormBook): Check {
  switch (rule.is) {
    case 'length':
      return { type: 'textLength', operator: 'equal', formula1: String(rule.exactly) };
    case 'text':
      return { type: 'textLength', operator: 'lessThanOrEqual', formula1: String(rule.longest) };
    case 'list':
      return { type: 'list', formula1: listRange(book, rule.list), ...(rule.strict ? {} : { errorStyle: 'warning' }) };
    case 'listBy': {
      const chosen = `$${letterOf(sheet, rule.column)}${FIRST_LINE}`;
      const choice = Object.entries(rule.lists).reduceRight(
        (rest, [word, list]) => `IF(${chosen}="${word}",${listRange(book, list)},${rest})`,
        listRange(book, rule.otherwise),
      );
      return { type: 'list', formula1: choice };
    }
    case 'codes':
      // One of another county of the same prefecture may stand in no row of this workbook.
      return { type: 'list', formula1: columnRange(book, rule.sheet, rule.column), errorStyle: 'warning' };
    case 'date':
      return { type: 'date', operator: 'between', formula1: '1', formula2: String(dayNumber(rule.latest)) };
    case 'whole': {
      const most = String(rule.most ?? MOST_COUNT);
      const other = rule.notAbove === null ? null : `$${letterOf(sheet, rule.notAbove)}${FIRST_LINE}`;
      const limit = other === null ? most : `IF(${other}="",${most},${other})`;
      return { type: 'whole', operator: 'between', formula1: String(rule.least), formula2: limit };
    }
    case 'amount':
      return { type: 'decimal', operator: 'greaterThanOrEqual', formula1: '0' };
  }
}

const cut = (text: string, longest: number): string => (text.length <= longest ? text : `${text.slice(0, longest - 1)}…`);

/** One a column: what is offered, what is refused, and the words of both. */
export const checksOf = (sheet: FormSheet, book: FormBook): DataValidation[] =>
  sheet.columns.map((column) => ({
    ...checkOf(column, sheet, book),
    allowBlank: true,
    showInputMessage: true,
    inputTitle: cut(column.header, LONGEST_TITLE),
    inputMessage: cut(`${requirement(column)}。${column.words}。例：${column.example}`, LONGEST_PROMPT),
    showErrorMessage: true,
    errorTitle: cut(`${column.header}有误`, LONGEST_TITLE),
    errorMessage: cut(`${column.words}。请改正后再填，例：${column.example}`, LONGEST_PROMPT),
    range: rangeOf(sheet, column.key),
  }));

const fillOf = (hex: string) => ({ fill: { type: 'pattern', pattern: 'solid', bgColor: { rgb: hex.slice(1).toUpperCase() } } }) as const;
/** An empty cell that must be filled, in a row that is begun. */
const OWED = fillOf('#fdebd0');
const { 'state-missed': wrong } = LOOKS.light;

/** Cells that are still owed, and codes that stand twice. */
export function highlightsOf(sheet: FormSheet): ConditionalRule[] {
  const own = letterOf(sheet, sheet.identity);
  const last = columnLetters(sheet.columns.length - 1);
  const began = `COUNTA($A${FIRST_LINE}:$${last}${FIRST_LINE})>0`;
  const owed = sheet.columns.flatMap((column): ConditionalRule[] => {
    const { required, key } = column;
    if (required === 'NEVER') return [];
    const empty = `LEN($${letterOf(sheet, key)}${FIRST_LINE})=0`;
    const formula =
      required === 'ALWAYS'
        ? `AND(${began},${empty})`
        : `AND($${letterOf(sheet, required.column)}${FIRST_LINE}="${required.word}",${empty})`;
    return [{ type: 'expression', priority: 2, formula, style: OWED, range: rangeOf(sheet, key) }];
  });
  const twice: ConditionalRule = {
    type: 'duplicateValues',
    priority: 1,
    style: { font: { bold: true, color: { rgb: wrong.slice(1).toUpperCase() } } },
    range: `${own}${FIRST_LINE}:${own}${lastLine(sheet)}`,
  };
  return [twice, ...owed];
}

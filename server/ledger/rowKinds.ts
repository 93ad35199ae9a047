/** Rows that are no rows of the ledger: blank ones, totals, footers, headers that come again, rows of column numbers. */
import type { HeaderNames, SheetRow } from './headers.ts';
import { lookupForm } from './text.ts';

export type RowKind = 'DATA' | 'BLANK' | 'TOTAL' | 'FOOTER' | 'HEADER' | 'NUMBERING';

const TOTAL = /^[(第本全各]?.{0,8}?(?:合计|小计|总计|共计|累计)(?:数|人数|户数)?$|^[合总小]计/;
const FOOTER =
  /^(?:填表人|填报人|制表人|审核人|联系电话|填表单位|填报单位|制表单位|填报日期|填表日期|报送日期|上报日期|填表说明)|^(?:审核|单位负责人|负责人|联系人|电话|盖章|备注|说明|注\d*)(?:$|[:(、,])/;
const SPECIAL_SHAPE = /[计表报核注电联负责盖说备]/;
const PLAIN_ASCII = /^[!-~]+$/;
const NUMBERING = /^[([]?\d{1,3}[)\]]?$|^[甲乙丙丁戊]$/;

const isBlank = (cell: string): boolean => cell === '' || cell.trim() === '';

const firstFilled = (cells: readonly string[]): string | undefined => cells.find((cell) => !isBlank(cell));

/** Column numbers under a header: 1 2 3 … or 甲 乙 1 2 …, each one more than the last. */
function isNumbering(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => !isBlank(cell)).map((cell) => cell.trim());
  if (filled.length < 4 || !filled.every((cell) => NUMBERING.test(cell))) return false;
  const numbers = filled.filter((cell) => /\d/.test(cell)).map((cell) => Number(cell.replace(/\D/g, '')));
  return numbers.length >= 3 && numbers.every((number, at) => at === 0 || number === (numbers[at - 1] as number) + 1);
}

/**
 * What a row is. `identity` is the cell of the column that tells rows apart: only where it is no code can a row be special.
 * `nearHeader` for the first rows under the header, where column numbers stand.
 */
export function rowKind(row: SheetRow, identity: string, names: HeaderNames, nearHeader: boolean): RowKind {
  if (identity.length === 18 && identity.charCodeAt(0) < 128) return 'DATA';
  const first = isBlank(identity) ? firstFilled(row.cells) : identity;
  if (first === undefined) return 'BLANK';
  if (!nearHeader && PLAIN_ASCII.test(first)) return names.has(first.toLowerCase()) ? 'HEADER' : 'DATA';
  if (nearHeader && isNumbering(row.cells)) return 'NUMBERING';
  const form = lookupForm(first);
  if (names.has(form)) return 'HEADER';
  if (!SPECIAL_SHAPE.test(form)) return 'DATA';
  if (TOTAL.test(form)) return 'TOTAL';
  return FOOTER.test(form) ? 'FOOTER' : 'DATA';
}

/** True for a name cell that says 合计 or 小计 where the identity cell is empty or a serial number. */
export const isTotalName = (name: string): boolean => name.length < 12 && TOTAL.test(lookupForm(name));

/** Where things stand in a form: a title, the headers, the rows. */
import type { FormBook, FormSheet } from '../domain/formBook.ts';
import { LISTS_PAGE } from '../domain/formBook.ts';
import { columnLetters } from './xlsx.ts';

/** As a spreadsheet counts lines. */
export const HEAD_LINE = 2;
export const FIRST_LINE = 3;
/** The line of the first value on the page of lists, below its title. */
const FIRST_VALUE = 2;

export const lastLine = ({ room }: FormSheet): number => FIRST_LINE + room - 1;

/** Letters of a column by its key. @throws Error for one that the sheet does not have */
export function letterOf({ name, columns }: FormSheet, key: string): string {
  const at = columns.findIndex((column) => column.key === key);
  if (at < 0) throw new Error(`${name} has no column ${key}`);
  return columnLetters(at);
}

/** `A3:A2000`: the cells of a column that take something. */
export const rangeOf = (sheet: FormSheet, key: string): string => {
  const letters = letterOf(sheet, key);
  return `${letters}${FIRST_LINE}:${letters}${lastLine(sheet)}`;
};

/** `'代码表'!$B$2:$B$9`: the values of a list. */
export function listRange({ lists }: FormBook, id: string): string {
  const at = lists.findIndex((list) => list.id === id);
  const list = lists[at];
  if (list === undefined) throw new Error(`no list ${id}`);
  const letters = columnLetters(at);
  return `'${LISTS_PAGE}'!$${letters}$${FIRST_VALUE}:$${letters}$${FIRST_VALUE + list.values.length - 1}`;
}

/** `'党群组织'!$A$3:$A$2000`: what stands in a column of another sheet. */
export function columnRange({ sheets }: FormBook, name: string, key: string): string {
  const sheet = sheets.find((one) => one.name === name);
  if (sheet === undefined) throw new Error(`no sheet ${name}`);
  const letters = letterOf(sheet, key);
  return `'${name}'!$${letters}$${FIRST_LINE}:$${letters}$${lastLine(sheet)}`;
}

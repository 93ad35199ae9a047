/** What is put into a workbook beside what its sender wrote: where each problem stands, and in which words. */
import type { Problem } from '../problems.ts';
import { columnIndex } from '../xlsx/merges.ts';

/** A file as it was sent. */
export interface AnnotatedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Problems beyond those that are listed. */
export interface More {
  readonly errors: number;
  readonly warnings: number;
}

export type Severity = Problem['severity'];
export const SEVERITY_WORDS: Readonly<Record<Severity, string>> = { error: '错误', warning: '提示' };

/** The name of the list of all problems, and of who writes comments. */
export const LIST_NAME = '问题清单';
export const AUTHOR = '报送检查';

/** All that is said of one cell. Rows count from 1, columns from 0. */
export interface CellMark {
  readonly row: number;
  readonly column: number;
  readonly severity: Severity;
  readonly text: string;
}

/** Marks of one sheet by row and column, in that order. */
export type SheetMarks = ReadonlyMap<number, ReadonlyMap<number, CellMark>>;

/** The words of a problem without its place: what is wrong, and what to do. */
export function wordsOf({ message, sheet, row, column, header, remedy }: Problem): { readonly what: string; readonly remedy: string } {
  const place = row === undefined ? '' : `${sheet ?? ''}第 ${row} 行${column === undefined ? '' : ` ${column} 列`}`;
  let rest = place !== '' && message.startsWith(place) ? message.slice(place.length) : message;
  const named = `"${header ?? ''}"`;
  if (header !== undefined && rest.startsWith(named)) rest = rest.slice(named.length);
  rest = rest.replace(/^[::\s]+/, '');
  if (remedy !== undefined) return { what: rest.endsWith(remedy) ? rest.slice(0, -remedy.length).replace(/。$/, '') : rest, remedy };
  const end = rest.indexOf('。');
  return end < 0 ? { what: rest, remedy: '' } : { what: rest.slice(0, end), remedy: rest.slice(end + 1) };
}

const LONGEST_COMMENT = 2_000;

function commentOf(problem: Problem): string {
  const { what, remedy } = wordsOf(problem);
  const lines = [`${SEVERITY_WORDS[problem.severity]}:${what}`];
  if (remedy !== '') lines.push(`怎样改:${remedy}`);
  if (problem.rule !== undefined) lines.push(`填写规则:${problem.rule}`);
  return lines.join('\n');
}

/** Problems of a sheet that stand at a row; one without a column is told at the row's first cell. */
export function marksOf(problems: readonly Problem[], sheet: string): SheetMarks {
  const rows = new Map<number, Map<number, CellMark>>();
  for (const problem of problems) {
    if (problem.sheet !== sheet || problem.row === undefined) continue;
    const column = problem.column === undefined ? 0 : columnIndex(problem.column);
    const cells = rows.get(problem.row) ?? new Map<number, CellMark>();
    rows.set(problem.row, cells);
    const before = cells.get(column);
    const text = before === undefined ? commentOf(problem) : `${before.text}\n\n${commentOf(problem)}`;
    const severity = before?.severity === 'error' ? 'error' : problem.severity;
    cells.set(column, { row: problem.row, column, severity, text: text.slice(0, LONGEST_COMMENT) });
  }
  return new Map(
    [...rows].sort(([one], [other]) => one - other).map(([row, cells]) => [row, new Map([...cells].sort(([a], [b]) => a - b))]),
  );
}

const ILLEGAL = /[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]|\p{Cs}/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML may hold it. */
export const xmlText = (text: string): string => text.replace(ILLEGAL, '').replace(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign);

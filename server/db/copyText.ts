/** Rows as PostgreSQL's COPY reads them in its text format. */
import { badInput } from '../domain/errors.ts';

// What COPY escapes when it gives rows out, so that rows on their way in and out read the same.
const SPECIAL = /[\\\b\f\n\r\t\v\0]/;
const EVERY = /[\\\b\f\n\r\t\v]/g;
const ESCAPED: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
};
/** Characters of rows that go to the server at a time. */
const PIECE = 64 * 1024;

/** Text between tabs. @throws DomainError for a NUL, which PostgreSQL holds in no text */
function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  if (text.includes('\0')) throw badInput('内容中含有空字符（NUL，U+0000），PostgreSQL 不能保存它，没有写入任何内容。请把它删去后重试。');
  return text.replace(EVERY, (sign) => String(ESCAPED[sign]));
}

const PLAIN = 1e15;
const SMALL = 1e-4;

/** A number as PostgreSQL writes it: the fewest digits that tell it, with an exponent of two digits where it is very large or small. */
function numberText(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return Object.is(value, -0) ? '-0' : '0';
  if (size >= SMALL && size < PLAIN) return String(value);
  return value.toExponential().replace(/e([+-])(\d)$/, 'e$10$2');
}

function lineOf(row: readonly unknown[]): string {
  let line = '';
  for (let at = 0; at < row.length; at += 1) {
    const cell = row[at];
    if (at > 0) line += '\t';
    if (cell === null || cell === undefined) line += '\\N';
    else if (typeof cell === 'string') line += escaped(cell);
    else if (typeof cell === 'number') line += numberText(cell);
    else throw new TypeError(`a cell is neither a text nor a number but ${typeof cell}`);
  }
  return `${line}\n`;
}

/** Pieces of about 64 kB; cells are strings, numbers or null. */
export function* copyText(rows: Iterable<readonly unknown[]>): Generator<Buffer> {
  let piece = '';
  for (const row of rows) {
    piece += lineOf(row);
    if (piece.length < PIECE) continue;
    yield Buffer.from(piece);
    piece = '';
  }
  if (piece !== '') yield Buffer.from(piece);
}

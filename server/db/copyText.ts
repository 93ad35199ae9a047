/** Rows as PostgreSQL's COPY reads them in its text format. */
import { badInput } from '../domain/errors.ts';

const SPECIAL = /[\\\t\n\r\0]/;
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
/** Characters of rows that go to the server at a time. */
const PIECE = 64 * 1024;

/** Text between tabs. @throws DomainError for a NUL, which PostgreSQL holds in no text */
function escaped(text: string): string {
  if (!SPECIAL.test(text)) return text;
  if (text.includes('\0')) throw badInput('内容中含有空字符（NUL，U+0000），PostgreSQL 不能保存它，没有写入任何内容。请把它删去后重试。');
  return text.replace(/[\\\t\n\r]/g, (sign) => String(ESCAPED[sign]));
}

function lineOf(row: readonly unknown[]): string {
  let line = '';
  for (let at = 0; at < row.length; at += 1) {
    const cell = row[at];
    if (at > 0) line += '\t';
    if (cell === null || cell === undefined) line += '\\N';
    else line += typeof cell === 'string' ? escaped(cell) : String(cell);
  }
  return `${line}\n`;
}

/** Pieces of about 64 kB; cells are strings, numbers, bigints or null. */
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

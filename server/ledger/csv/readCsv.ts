/** A CSV file to rows. */
import type { ProblemLog } from '../problems.ts';
import type { SheetRow } from '../headers.ts';
import type { Source } from '../source.ts';
import { FileRefusal } from '../problems.ts';
import { decodePieces, detectEncoding } from './decode.ts';
import { RecordSplitter, detectDelimiter } from './splitter.ts';

const DELIMITER_WORDS = { ';': '分号', '\t': '制表符' } as const;

/** Reads a file and gives every record to `take`. Notes an encoding or separator that was not the expected one. */
export function readCsv(file: string, source: Source, take: (row: SheetRow) => void, log: ProblemLog): void {
  const encoding = detectEncoding(source);
  if (encoding === null)
    throw new FileRefusal('ENCODING', `${file}:文字编码无法识别(既不是 UTF-8 也不是 GB18030)。请另存为 .xlsx 或 UTF-8 编码的 CSV 后提交`, {
      sheet: file,
    });
  const note = (code: string, message: string): void => log.add({ sheet: file, code, value: null, message, severity: 'warning' });
  if (encoding === 'gb18030') note('GB18030', `${file}:识别为 GB18030`);
  const unclosed = (number: number): never => {
    throw new FileRefusal('UNCLOSED_QUOTE', `${file}第 ${number} 行的引号没有闭合。请检查该行内容中的双引号`, { sheet: file, row: number });
  };
  let splitter: RecordSplitter | null = null;
  for (const piece of decodePieces(source, encoding)) {
    if (splitter === null) {
      const delimiter = detectDelimiter(piece);
      if (delimiter !== ',') note('DELIMITER', `${file}:识别为以${DELIMITER_WORDS[delimiter]}分隔`);
      splitter = new RecordSplitter(delimiter, (cells, number) => take({ number, cells, marks: null }), unclosed);
    }
    splitter.push(piece);
  }
  splitter?.end();
}

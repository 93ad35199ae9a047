/** A small CSV register in UTF-8: rows by header name, with their line numbers. */
import { CsvError, parse } from 'csv-parse/sync';

/** `row` is the line of the file as an editor counts it; `column` is the header. Null where the whole file or row is meant. */
export interface FigureProblem {
  readonly file: string;
  readonly row: number | null;
  readonly column: string | null;
  readonly value: string | null;
  /** Chinese: what is wrong and what to do. */
  readonly message: string;
}

export interface Row {
  /** Line of the file, the header being 1; the last line of a cell that holds line breaks. */
  readonly line: number;
  /** Trimmed; empty where the cell or the column is. */
  text(column: string): string;
}

interface Parsed {
  readonly line: number;
  readonly cells: readonly string[];
}

function decode(file: string, bytes: Uint8Array, problems: FigureProblem[]): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    problems.push({ file, row: null, column: null, value: null, message: `${file} 不是 UTF-8 编码，请另存为 UTF-8（带或不带 BOM 均可）` });
    return null;
  }
}

function parseText(file: string, text: string, problems: FigureProblem[]): readonly Parsed[] | null {
  try {
    const records = parse(text, {
      bom: true,
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: string[], { lines }) => [String(lines), ...cells],
    });
    return records.map(([line, ...cells]) => ({ line: Number(line), cells }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : null;
    problems.push({
      file,
      row: line,
      column: null,
      value: null,
      message: `${file} ${line === null ? '' : `第 ${line} 行`}不是合格的 CSV（引号可能没有配对），请检查后重新导出`,
    });
    return null;
  }
}

/** Rows in file order; a byte-order mark is taken off. Missing and unknown columns are problems; without all columns there are no rows. */
export function readTable(file: string, bytes: Uint8Array, headers: readonly string[], problems: FigureProblem[]): readonly Row[] {
  const text = decode(file, bytes, problems);
  const parsed = text === null ? null : parseText(file, text, problems);
  if (parsed === null) return [];
  const [top, ...body] = parsed;
  const found = (top?.cells ?? []).map((header) => header.trim());
  const report = (row: number | null, column: string | null, value: string | null, message: string): void => {
    problems.push({ file, row, column, value, message });
  };
  const missing = headers.filter((header) => !found.includes(header));
  for (const header of missing) report(1, header, null, `${file} 缺少列「${header}」，请补上（可以为空）`);
  for (const [index, header] of found.entries()) {
    if (!headers.includes(header)) report(1, header, header, `${file} 不认识列「${header}」，可用：${headers.join('、')}`);
    else if (found.indexOf(header) !== index) report(1, header, header, `${file} 的列「${header}」出现两次，请删去一列`);
  }
  if (missing.length > 0) return [];
  if (body.length === 0) report(null, null, null, `${file} 中没有数据行`);
  return body.flatMap(({ line, cells }): Row[] => {
    if (cells.every((cell) => cell.trim() === '')) return [];
    if (cells.length !== found.length) {
      report(line, null, null, `第 ${line} 行有 ${cells.length} 格，表头有 ${found.length} 格：可能有逗号没有加引号`);
      return [];
    }
    return [{ line, text: (column) => (cells[found.indexOf(column)] ?? '').trim() }];
  });
}

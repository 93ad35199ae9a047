/** One sheet of a workbook to rows, streamed. */
import type { SheetRow } from '../headers.ts';
import type { Archive } from './archive.ts';
import type { Merge } from './merges.ts';
import type { Workbook } from './workbook.ts';
import { FileRefusal, tooWide } from '../problems.ts';
import { BOOLEAN, DATED, ERROR, FORMULA, FROM_1904, LONGEST_CELL, MERGED, NO_RESULT, NUMBER, TEXT } from '../values/cell.ts';
import { columnIndex, readMerges } from './merges.ts';
import { PlainRows } from './plainRows.ts';
import { readXml, type XmlListener } from './xml.ts';

/** No ledger is half as wide; a sheet that is cannot make every row cost what its last column costs. */
const MOST_COLUMNS = 1_000;
/** Merged ranges that reach into one row. */
const MOST_MERGED = 1_000;
/** The last row that a sheet can have. */
const LAST_ROW = 1_048_576;

/** Ends the reading of a sheet before its end: enough rows were seen. */
export class EnoughRows extends Error {}

/** Fills merged ranges with the text of their first cell, marked, as the rows pass by from the top. */
class MergeFiller {
  private readonly merges: readonly Merge[];
  private next = 0;
  private open: { merge: Merge; text: string; mark: number }[] = [];

  constructor(merges: readonly Merge[]) {
    this.merges = merges;
  }

  fill(number: number, cells: string[], marks: number[]): void {
    if (this.open.length === 0 && this.next >= this.merges.length) return;
    this.open = this.open.filter(({ merge }) => merge.bottom >= number);
    for (let merge = this.merges[this.next]; merge !== undefined && merge.top <= number; merge = this.merges[++this.next]) {
      if (merge.top === number) this.open.push({ merge, text: cells[merge.left] ?? '', mark: marks[merge.left] ?? TEXT });
    }
    if (this.open.length > MOST_MERGED) throw oddStructure();
    for (const { merge, text, mark } of this.open) {
      if (text === '' || merge.right >= MOST_COLUMNS) continue;
      for (let at = merge.left; at <= merge.right; at++) {
        if (number === merge.top && at === merge.left) continue;
        while (cells.length <= at) push(cells, marks);
        cells[at] = text;
        marks[at] = mark | MERGED;
      }
    }
  }
}

function push(cells: string[], marks: number[]): void {
  cells.push('');
  marks.push(TEXT);
}

/** Null where all cells are plain texts. */
function asBytes(marks: readonly number[]): Uint8Array | null {
  let isPlain = true;
  const bytes = new Uint8Array(marks.length);
  for (let at = 0; at < marks.length; at++) {
    const mark = marks[at] as number;
    bytes[at] = mark;
    isPlain &&= mark === TEXT;
  }
  return isPlain ? null : bytes;
}

const oddStructure = (): FileRefusal => new FileRefusal('ODD_STRUCTURE', '文件结构异常,已拒绝。请用 Excel 或 WPS 另存为 .xlsx 后提交');

/** Row and column of cells as the XML goes by; a reference left out means the next one. */
class RowBuilder {
  private readonly workbook: Workbook;
  private readonly filler: MergeFiller;
  private readonly take: (row: SheetRow) => void;
  private number = 0;
  private cells: string[] = [];
  private marks: number[] = [];
  private at = -1;
  private type = '';
  private style: string | undefined;
  private text = '';
  private hasFormula = false;
  private inValue = false;
  private inReading = false;

  constructor(workbook: Workbook, merges: readonly Merge[], take: (row: SheetRow) => void) {
    this.workbook = workbook;
    this.filler = new MergeFiller(merges);
    this.take = take;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'c') this.openCell(attributes);
    else if (name === 'v' || name === 't') this.inValue = !this.inReading;
    else if (name === 'row') this.openRow(attributes['r']);
    else if (name === 'f') this.hasFormula = true;
    else if (name === 'rPh') this.inReading = true;
  }

  addText(text: string): void {
    // One character too many is enough to know that the cell is too long.
    if (this.inValue && this.text.length <= LONGEST_CELL) this.text += text.slice(0, LONGEST_CELL + 1);
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.inValue = false;
    else if (name === 'c') this.closeCell();
    else if (name === 'row') this.closeRow();
    else if (name === 'rPh') this.inReading = false;
  }

  private openRow(reference: string | undefined): void {
    const number = reference === undefined ? this.number + 1 : Number(reference);
    if (!(number > this.number && number <= LAST_ROW)) throw oddStructure();
    this.number = number;
    this.cells = [];
    this.marks = [];
    this.at = -1;
  }

  private openCell(attributes: Readonly<Record<string, string>>): void {
    const reference = attributes['r'];
    const at = reference === undefined ? this.at + 1 : columnIndex(reference.replace(/\d+$/, ''));
    if (!(at > this.at)) throw oddStructure();
    if (at >= MOST_COLUMNS) throw tooWide(MOST_COLUMNS);
    this.at = at;
    this.type = attributes['t'] ?? 'n';
    this.style = attributes['s'];
    this.text = '';
    this.hasFormula = false;
  }

  private closeCell(): void {
    const { cells, marks, type } = this;
    let text = this.text;
    let mark = this.hasFormula ? FORMULA : TEXT;
    if (type === 's' && text !== '') {
      const shared = this.workbook.texts[Number(text)];
      if (shared === undefined) throw new FileRefusal('DAMAGED', '文件已损坏,请重新导出或重新上传');
      text = shared;
    } else if (type === 'n' && text !== '') mark |= this.markOfNumber(this.style);
    else if (type === 'b') mark |= BOOLEAN;
    else if (type === 'e') mark |= ERROR;
    if (text === '' && this.hasFormula && type !== 'str') {
      text = NO_RESULT;
      mark |= ERROR;
    }
    if (text === '') return;
    while (cells.length < this.at) push(cells, marks);
    cells.push(text);
    marks.push(mark);
  }

  private markOfNumber(style: string | undefined): number {
    const mark = this.workbook.from1904 ? NUMBER | FROM_1904 : NUMBER;
    return style !== undefined && this.workbook.dateStyles.has(style) ? mark | DATED : mark;
  }

  private closeRow(): void {
    this.giveRow(this.number, this.cells, this.marks);
  }

  private giveRow(number: number, cells: string[], marks: number[]): void {
    this.filler.fill(number, cells, marks);
    if (cells.length > 0) this.take({ number, cells, marks: asBytes(marks) });
  }

  /** Rows that need no parser. */
  plainRows(): PlainRows {
    return new PlainRows({
      texts: this.workbook.texts,
      mostColumns: MOST_COLUMNS,
      lastRow: LAST_ROW,
      above: () => this.number,
      markOf: (style) => this.markOfNumber(style),
      take: (number, cells, marks, last) => {
        this.number = number;
        this.at = last;
        this.giveRow(number, cells, marks);
      },
    });
  }
}

/** Reads a sheet and gives every row that has a cell with text to `take`, which may throw EnoughRows. */
export async function readWorksheet(archive: Archive, workbook: Workbook, part: string, take: (row: SheetRow) => void): Promise<void> {
  const merges = await readMerges(archive, part);
  const builder = new RowBuilder(workbook, merges, take);
  const listener: XmlListener = {
    open: (name, attributes) => builder.open(name, attributes),
    close: (name) => builder.close(name),
    text: (text) => builder.addText(text),
  };
  await readXml(archive, part, listener, builder.plainRows());
}

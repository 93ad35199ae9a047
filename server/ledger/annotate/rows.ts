/** One sheet of a workbook, streamed: marked cells get another style, a cell that is missing is put where it belongs, and the end gets its comments. */
import { FileRefusal } from '../problems.ts';
import { columnLetter } from '../text.ts';
import { columnIndex } from '../xlsx/merges.ts';
import type { CellMark, SheetMarks } from './marks.ts';
import type { Styles } from './styles.ts';
import { attributeOf, prefixOf, withAttribute, withoutAttribute } from './tags.ts';

export interface SheetPatch {
  readonly marks: SheetMarks;
  readonly styles: Styles;
  /** Relationship of the drawing of its comments; null where it gets none, or has one already. */
  readonly drawing: string | null;
  /** It is no longer the sheet that is shown first. */
  readonly isUnselected: boolean;
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
/** What stands before the rows or after them is held whole, up to this many characters. */
const MOST_HELD = 64_000_000;
/** Elements of a sheet that stand after the drawing of its comments. */
const AFTER_DRAWING = ['legacyDrawingHF', 'drawingHF', 'picture', 'oleObjects', 'controls', 'webPublishItems', 'tableParts', 'extLst'];

const oddStructure = (): FileRefusal => new FileRefusal('ODD_STRUCTURE', '文件结构异常');

/** One row as it is written, with marked cells in their colours. */
export function patchRow(row: string, number: number, prefix: string, marks: ReadonlyMap<number, CellMark>, styles: Styles): string {
  const opening = /^<[^>]*>/.exec(row)?.[0] ?? '';
  const isEmpty = opening.endsWith('/>');
  const close = `</${prefix}row>`;
  const body = isEmpty ? '' : row.slice(opening.length, row.lastIndexOf('</'));
  const missing = [...marks.values()].filter((mark) => mark.column >= 0);
  const made = (mark: CellMark): string => `<${prefix}c r="${columnLetter(mark.column)}${number}" s="${styles.tinted(0, mark.severity)}"/>`;
  let at = -1;
  const cells = body.replace(new RegExp(`<${prefix}c(?=[\\s/>])([^>]*)>`, 'g'), (tag: string) => {
    const reference = attributeOf(tag, 'r');
    at = reference === undefined ? at + 1 : columnIndex(reference.replace(/\d+$/, ''));
    let before = '';
    while (missing[0] !== undefined && missing[0].column < at) before += made(missing.shift() as CellMark);
    const style = styles.cleaned(Number(attributeOf(tag, 's') ?? '0'));
    const mark = missing[0]?.column === at ? missing.shift() : undefined;
    if (mark === undefined && !styles.isMarked) return before + tag;
    return before + withAttribute(tag, 's', mark === undefined ? style : styles.tinted(style, mark.severity));
  });
  const start = withoutAttribute(opening, 'spans').replace(/\s*\/>$/, '>');
  return `${start}${cells}${missing.map(made).join('')}${close}`;
}

/** Where in the text after the rows the drawing of comments belongs. */
function drawingPlace(tail: string, prefix: string): number {
  const tag = /<(\/?)([\w.:-]+)(?:"[^"]*"|'[^']*'|[^>"'])*?(\/?)>/g;
  let depth = 0;
  for (let found = tag.exec(tail); found !== null; found = tag.exec(tail)) {
    const [, closes, name = '', isEmpty] = found;
    if (closes === '/') {
      depth -= 1;
      if (depth < 0) return found.index;
      continue;
    }
    if (depth === 0 && AFTER_DRAWING.some((after) => name === prefix + after)) return found.index;
    if (isEmpty !== '/') depth += 1;
  }
  throw oddStructure();
}

function patchTail(tail: string, prefix: string, drawing: string | null): string {
  if (drawing === null) return tail;
  const at = drawingPlace(tail, prefix);
  return `${tail.slice(0, at)}<${prefix}legacyDrawing xmlns:r="${RELATIONS}" r:id="${drawing}"/>${tail.slice(at)}`;
}

/** The rows of a sheet as their text goes by; the end of them is found by `isOver`. */
class RowPatcher {
  private readonly prefix: string;
  private readonly patch: SheetPatch;
  private number = 0;
  rest = '';
  isOver = false;

  constructor(prefix: string, patch: SheetPatch) {
    this.prefix = prefix;
    this.patch = patch;
  }

  /** What can be written of the text so far; what cannot yet is in `rest`. */
  push(text: string): string {
    this.rest += text;
    let out = '';
    while (!this.isOver) {
      const next = this.step();
      if (next === null) break;
      out += next;
    }
    if (this.rest.length > MOST_HELD) throw oddStructure();
    return out;
  }

  private take(to: number): string {
    const taken = this.rest.slice(0, to);
    this.rest = this.rest.slice(to);
    return taken;
  }

  /** The next row, or all up to it; null where more text is needed. */
  private step(): string | null {
    const { rest, prefix } = this;
    const row = new RegExp(`<(?:${prefix}row(?=[\\s/>])[^>]*>|/${prefix}sheetData)`, 'g');
    const found = row.exec(rest);
    if (found === null) {
      const edge = rest.lastIndexOf('<');
      return edge > 0 ? this.take(edge) : null;
    }
    if (found[0].startsWith('</')) {
      this.isOver = true;
      return this.take(found.index);
    }
    const number = Number(attributeOf(found[0], 'r') ?? this.number + 1);
    const marks = this.patch.marks.get(number);
    if (marks === undefined && !this.patch.styles.isMarked) {
      this.number = number;
      return this.take(row.lastIndex);
    }
    const end = found[0].endsWith('/>') ? row.lastIndex : rest.indexOf(`</${prefix}row>`, row.lastIndex);
    if (end < 0) return null;
    this.number = number;
    const before = this.take(found.index);
    const whole = this.take((found[0].endsWith('/>') ? end : end + prefix.length + 6) - found.index);
    return before + patchRow(whole, number, prefix, marks ?? new Map(), this.patch.styles);
  }
}

/** @throws FileRefusal for a sheet that is built in a way that this cannot follow */
export async function* patchSheet(pieces: AsyncIterable<Buffer>, patch: SheetPatch): AsyncGenerator<Buffer> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let head: string | null = '';
  let tail = '';
  let prefix = '';
  let rows: RowPatcher | null = null;
  for await (const piece of pieces) {
    let text = decoder.decode(piece, { stream: true });
    if (head !== null) {
      head += text;
      prefix = prefixOf(head);
      const at = head.search(new RegExp(`<${prefix}sheetData(?=[\\s/>])`));
      const end = at < 0 ? -1 : head.indexOf('>', at);
      if (head.length > MOST_HELD) throw oddStructure();
      if (end < 0) continue;
      const isEmpty = head[end - 1] === '/';
      const own = head.slice(0, end + 1);
      text = head.slice(end + 1);
      head = null;
      yield Buffer.from(patch.isUnselected ? own.replace(/(\s)tabSelected\s*=\s*["'][^"']*["']/g, '$1tabSelected="0"') : own);
      rows = new RowPatcher(prefix, patch);
      if (isEmpty) rows.isOver = true;
    }
    if (rows !== null && !rows.isOver) {
      const out = rows.push(text);
      if (out !== '') yield Buffer.from(out);
      text = rows.isOver ? rows.rest : '';
    }
    tail += text;
    if (tail.length > MOST_HELD) throw oddStructure();
  }
  if (head !== null || rows?.isOver !== true) throw oddStructure();
  const at = tail.indexOf('<');
  const close = /^\s*<\/[\w.-]*:?sheetData\s*>/.exec(tail)?.[0] ?? '';
  yield Buffer.from(at < 0 ? tail : close + patchTail(tail.slice(close.length), prefix, patch.drawing));
}

/** Workbooks made for what is none: two CSV files as two sheets, or nothing but the list. */
import { decodePieces, detectEncoding } from '../csv/decode.ts';
import { detectDelimiter, RecordSplitter } from '../csv/splitter.ts';
import type { SheetRow } from '../headers.ts';
import { FileRefusal, shownValue, type Problem } from '../problems.ts';
import { memorySource } from '../source.ts';
import { columnLetter } from '../text.ts';
import { EMPTY_COMMENTS, emptyDrawing, patchComments, patchDrawing } from './comments.ts';
import { withFirstSheet, withRelations, withTypes } from './frame.ts';
import { listXml } from './list.ts';
import { marksOf, xmlText, type AnnotatedFile, type More, type SheetMarks } from './marks.ts';
import type { MadePart } from './pack.ts';
import { openStyles, PLAIN_STYLES, type Styles } from './styles.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CSV_NOTE =
  '红色为错误,须改正;黄色为提示,请核对。点「单元格」一列可到该处。本文件由所传的 CSV 转成:请在原 CSV 中改正后重新上传,或将两个工作表改名为"两新组织""党群组织"后上传本文件。';
/** The last row that a sheet can have. */
const LAST_ROW = 1_048_576;

export interface BareAsk {
  readonly problems: readonly Problem[];
  readonly more: More;
}

/** A cell as a text, whatever it looks like: nothing is computed or converted. */
function rowXml({ number, cells }: SheetRow, marks: SheetMarks, styles: Styles): string {
  const marked = marks.get(number);
  const width = Math.max(cells.length, ...[...(marked?.keys() ?? [])].map((column) => column + 1));
  let xml = '';
  for (let at = 0; at < width; at++) {
    const text = cells[at] ?? '';
    const mark = marked?.get(at);
    if (text === '' && mark === undefined) continue;
    const style = mark === undefined ? '' : ` s="${styles.tinted(0, mark.severity)}"`;
    const reference = `${columnLetter(at)}${number}`;
    xml +=
      text === ''
        ? `<c r="${reference}"${style}/>`
        : `<c r="${reference}"${style} t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
  }
  return xml === '' ? '' : `<row r="${number}">${xml}</row>`;
}

const unclosed = (): never => {
  throw new FileRefusal('UNCLOSED_QUOTE', '引号没有闭合');
};

/** All rows of a file. */
function* sheetPieces({ bytes }: AnnotatedFile, marks: SheetMarks, styles: Styles): Generator<Buffer> {
  yield Buffer.from(`${DECLARATION}<worksheet xmlns="${MAIN}"><sheetData>`);
  const source = memorySource(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  const encoding = detectEncoding(source);
  let held: string[] = [];
  const take = (cells: string[], number: number): void => {
    if (number <= LAST_ROW) held.push(rowXml({ number, cells, marks: null }, marks, styles));
  };
  const give = (): Buffer => {
    const xml = held.join('');
    held = [];
    return Buffer.from(xml);
  };
  let splitter: RecordSplitter | null = null;
  if (encoding !== null)
    for (const piece of decodePieces(source, encoding)) {
      splitter ??= new RecordSplitter(detectDelimiter(piece), take, unclosed);
      splitter.push(piece);
      yield give();
    }
  splitter?.end();
  yield give();
  const drawing = marks.size === 0 ? '' : `<legacyDrawing xmlns:r="${RELATIONS}" r:id="drawing"/>`;
  yield Buffer.from(`</sheetData>${drawing}</worksheet>`);
}

/** A workbook of the list and of the sheets named, whose parts `sheet1.xml` … are made by others. */
function frameParts(names: readonly string[]): Record<'types' | 'main' | 'relations', string> {
  const sheets = names.map((name, at) => `<sheet name="${xmlText(name)}" sheetId="${at + 1}" r:id="sheet${at + 1}"/>`).join('');
  const main = `${DECLARATION}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><bookViews><workbookView/></bookViews><sheets>${sheets}</sheets></workbook>`;
  const parts = names.map((_, at) => ({ id: `sheet${at + 1}`, kind: 'worksheet', target: `xl/worksheets/sheet${at + 1}.xml` }) as const);
  const list = { id: 'list', kind: 'worksheet', target: 'xl/worksheets/list.xml' } as const;
  const styles = { id: 'styles', kind: 'styles', target: 'xl/styles.xml' } as const;
  const types = `${DECLARATION}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`;
  return {
    main: withFirstSheet(main, 'list'),
    relations: withRelations('', [...parts, list, styles]),
    types: withTypes(
      types,
      [...parts, list, styles].map(({ target, kind }) => ({ part: target, kind })),
    ),
  };
}

const text = (name: string, xml: string): MadePart => ({ name, make: () => [Buffer.from(xml)] });

function sheetParts(file: AnnotatedFile, at: number, marks: SheetMarks, styles: Styles): MadePart[] {
  const folder = 'xl/worksheets/';
  const sheet: MadePart = { name: `${folder}sheet${at + 1}.xml`, make: () => sheetPieces(file, marks, styles) };
  if (marks.size === 0) return [sheet];
  const relations = withRelations('', [
    { id: 'comments', kind: 'comments', target: `xl/comments${at + 1}.xml` },
    { id: 'drawing', kind: 'vmlDrawing', target: `xl/drawing${at + 1}.vml` },
  ]);
  const { xml, others } = patchComments(EMPTY_COMMENTS, marks);
  return [
    sheet,
    text(`${folder}_rels/sheet${at + 1}.xml.rels`, relations),
    text(`xl/comments${at + 1}.xml`, xml),
    text(`xl/drawing${at + 1}.vml`, patchDrawing(emptyDrawing(at), marks, others, at)),
  ];
}

/** The files as sheets under their own names, behind the list; without files, the list alone. `note`: what is said at its head. */
export function bareWorkbook(files: readonly AnnotatedFile[], { problems, more }: BareAsk, note = CSV_NOTE): MadePart[] {
  const styles = openStyles(PLAIN_STYLES);
  if (styles === null) throw new Error('the plain styles cannot be added to');
  const names = files.map(({ name }) =>
    shownValue(name)
      .replace(/[\\/?*[\]:]/g, ' ')
      .slice(0, 31),
  );
  const marks = files.map(({ name }) => marksOf(problems, shownValue(name)));
  const frame = frameParts(names);
  const commented = marks.flatMap((of, at) => (of.size > 0 ? [{ part: `xl/comments${at + 1}.xml`, kind: 'comments' as const }] : []));
  const sheets = new Map(files.map(({ name }, at) => [shownValue(name), names[at] ?? name]));
  return [
    text('[Content_Types].xml', withTypes(frame.types, commented)),
    text('_rels/.rels', withRelations('', [{ id: 'main', kind: 'officeDocument', target: 'xl/workbook.xml' }])),
    text('xl/workbook.xml', frame.main),
    text('xl/_rels/workbook.xml.rels', frame.relations),
    text('xl/worksheets/list.xml', listXml({ problems, more, note, sheets }, styles.list)),
    ...files.flatMap((file, at) => sheetParts(file, at, marks[at] ?? new Map(), styles)),
    { name: 'xl/styles.xml', make: () => [Buffer.from(styles.xml())] },
  ];
}

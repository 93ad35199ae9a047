/** Comments of a sheet: what a check says of its cells, beside whatever comments stand there already. */
import { columnLetter } from '../text.ts';
import { AUTHOR, xmlText, type CellMark, type SheetMarks } from './marks.ts';
import { appendTo, attributeOf, elementIn, elementsIn, prefixOf } from './tags.ts';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const EMPTY_COMMENTS = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<comments xmlns="${MAIN}"><authors></authors><commentList></commentList></comments>`;

const referenceOf = ({ row, column }: CellMark): string => `${columnLetter(column)}${row}`;

const flat = (marks: SheetMarks): CellMark[] => [...marks.values()].flatMap((cells) => [...cells.values()]);

/** The part with a comment at each mark, and the cells that have one by somebody else, whose shapes stand. What an earlier check said is gone. */
export function patchComments(part: string, marks: SheetMarks): { readonly xml: string; readonly others: ReadonlySet<string> } {
  const p = prefixOf(part);
  const authors = elementsIn(elementIn(part, `${p}authors`)?.text ?? '', `${p}author`).map((author) => author.replace(/<[^>]*>/g, ''));
  const known = authors.indexOf(AUTHOR);
  const author = known < 0 ? authors.length : known;
  let xml = known < 0 ? appendTo(part, `${p}authors`, `<${p}author>${AUTHOR}</${p}author>`) : part;
  const others = new Set<string>();
  const said = new Map(flat(marks).map((mark) => [referenceOf(mark), mark]));
  for (const comment of elementsIn(elementIn(xml, `${p}commentList`)?.text ?? '', `${p}comment`)) {
    const reference = attributeOf(comment, 'ref') ?? '';
    const isOurs = known >= 0 && attributeOf(comment, 'authorId') === String(known);
    const mark = said.get(reference);
    if (!isOurs) others.add(reference);
    if (isOurs) xml = xml.replace(comment, '');
    else if (mark !== undefined) {
      const run = `<${p}r><${p}t xml:space="preserve">\n${xmlText(`${AUTHOR}:\n${mark.text}`)}</${p}t></${p}r>`;
      xml = xml.replace(comment, () => comment.replace(new RegExp(`</${p}text\\s*>`), (end) => run + end));
    }
  }
  const made = [...said.values()]
    .filter((mark) => !others.has(referenceOf(mark)))
    .map(
      (mark) =>
        `<${p}comment ref="${referenceOf(mark)}" authorId="${author}"><${p}text><${p}t xml:space="preserve">${xmlText(mark.text)}</${p}t></${p}text></${p}comment>`,
    );
  return { xml: appendTo(xml, `${p}commentList`, made.join('')), others };
}

/** Numbers of shapes are given out in blocks of this many, each of which belongs to one drawing. */
const BLOCK = 1_024;
/** Blocks for the drawings of checks begin here, far above what a sheet has of its own. */
const FIRST_BLOCK = 500;
const BLOCKS = 4;

const SHAPE_TYPE = `<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>`;

export const emptyDrawing = (sheet: number): string =>
  `<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="${Array.from({ length: BLOCKS }, (_, at) => FIRST_BLOCK + sheet * BLOCKS + at).join(',')}"/></o:shapelayout>${SHAPE_TYPE}</xml>`;

const LINE_HEIGHT = 15;
const WIDTH = 30;

function shapeOf({ row, column, text }: CellMark, id: number): string {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (WIDTH / 2))), 1);
  const last = row + Math.max(3, lines);
  return `<v:shape id="_x0000_s${id}" type="#_x0000_t202" style="position:absolute;margin-left:80pt;margin-top:2pt;width:220pt;height:${lines * LINE_HEIGHT}pt;z-index:1;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>${column + 1}, 12, ${row - 1}, 4, ${column + 4}, 40, ${last - 1}, 4</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>${row - 1}</x:Row><x:Column>${column}</x:Column></x:ClientData></v:shape>`;
}

/** The drawing with a shape for each mark, but for cells whose comment is by somebody else, whose shape it keeps. */
export function patchDrawing(part: string, marks: SheetMarks, others: ReadonlySet<string>, sheet: number): string {
  let xml = part;
  for (const shape of elementsIn(part, 'v:shape')) {
    const row = /<x:Row>\s*(\d+)\s*</.exec(shape)?.[1];
    const column = /<x:Column>\s*(\d+)\s*</.exec(shape)?.[1];
    if (row === undefined || column === undefined || others.has(`${columnLetter(Number(column))}${Number(row) + 1}`)) continue;
    xml = xml.replace(shape, '');
  }
  const first = (FIRST_BLOCK + sheet * BLOCKS) * BLOCK + 1;
  const shapes = flat(marks)
    .filter((mark) => !others.has(referenceOf(mark)))
    .map((mark, at) => shapeOf(mark, first + at));
  const type = xml.includes('id="_x0000_t202"') ? '' : SHAPE_TYPE;
  return appendTo(xml, 'xml', type + shapes.join(''));
}

/** The frame of a workbook as texts: its sheets and their parts, and the places where a new first sheet and new parts are named. */
import { readXml } from '../xlsx/xml.ts';
import type { Archive } from '../xlsx/archive.ts';
import { FileRefusal } from '../problems.ts';
import { LIST_NAME } from './marks.ts';
import { appendTo, attributeOf, elementsIn, prefixOf, withAttribute } from './tags.ts';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const CONTENT = 'application/vnd.openxmlformats-officedocument';
/** A frame's parts are small. */
const MOST_TEXT = 32_000_000;

/** Text of a part; empty where the file has none. */
export async function textOf(archive: Archive, part: string): Promise<string> {
  if (!archive.has(part)) return '';
  const pieces: Buffer[] = [];
  let length = 0;
  await archive.read(part, (piece) => {
    length += piece.length;
    if (length > MOST_TEXT) throw new FileRefusal('ODD_STRUCTURE', '文件结构异常');
    pieces.push(Buffer.from(piece));
  });
  // A part that the reading would not take is not patched either.
  await readXml(archive, part, { open: () => undefined });
  return Buffer.concat(pieces)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
}

export interface Relation {
  readonly id: string;
  /** The last word of its type: `comments`. */
  readonly kind: string;
  /** Full part name. */
  readonly target: string;
}

export const relationsPart = (part: string): string => part.replace(/([^/]*)$/, '_rels/$1.rels');
export const folderOf = (part: string): string => part.slice(0, part.lastIndexOf('/') + 1);

/** `../comments1.xml` beside `xl/worksheets/sheet1.xml` → `xl/comments1.xml`. */
function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const parts = folder.split('/').slice(0, -1);
  for (const step of target.split('/'))
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  return parts.join('/');
}

export function relationsIn(xml: string, part: string): Relation[] {
  return elementsIn(xml, `${prefixOf(xml)}Relationship`).flatMap((tag) => {
    const id = attributeOf(tag, 'Id');
    const kind = attributeOf(tag, 'Type')?.split('/').at(-1);
    const target = attributeOf(tag, 'Target');
    if (id === undefined || kind === undefined || target === undefined || attributeOf(tag, 'TargetMode') === 'External') return [];
    return [{ id, kind, target: resolved(folderOf(part), target) }];
  });
}

/** The relations of a part with more of them; `target` from the root. */
export function withRelations(xml: string, more: readonly Relation[]): string {
  const text =
    xml === '' ? `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="${PACKAGE}"></Relationships>` : xml;
  const p = prefixOf(text);
  const tags = more.map(({ id, kind, target }) => `<${p}Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="/${target}"/>`);
  return appendTo(text, `${p}Relationships`, tags.join(''));
}

export type PartKind = 'worksheet' | 'comments' | 'styles';

/** The content types with those of new parts, and that of drawings of comments. */
export function withTypes(xml: string, parts: readonly { readonly part: string; readonly kind: PartKind }[]): string {
  const p = prefixOf(xml);
  const tags = parts.map(({ part, kind }) => `<${p}Override PartName="/${part}" ContentType="${CONTENT}.spreadsheetml.${kind}+xml"/>`);
  if (!/Extension\s*=\s*["']vml["']/i.test(xml)) tags.unshift(`<${p}Default Extension="vml" ContentType="${CONTENT}.vmlDrawing"/>`);
  return appendTo(xml, `${p}Types`, tags.join(''));
}

export interface FrameSheet {
  readonly name: string;
  readonly relation: string;
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

const relationOf = (tag: string): string => /\s[\w.-]+:id\s*=\s*["']([^"']*)["']/.exec(tag)?.[1] ?? '';

export const sheetsIn = (xml: string): FrameSheet[] =>
  elementsIn(xml, `${prefixOf(xml)}sheet`).map((tag) => ({ name: unescaped(attributeOf(tag, 'name') ?? ''), relation: relationOf(tag) }));

/** The workbook with the list as its first sheet, which is the one that is shown; names of single sheets still mean the same. */
export function withFirstSheet(xml: string, relation: string): string {
  const p = prefixOf(xml);
  const ids = elementsIn(xml, `${p}sheet`).map((tag) => Number(attributeOf(tag, 'sheetId')));
  const sheet = `<${p}sheet name="${LIST_NAME}" sheetId="${Math.max(0, ...ids) + 1}" xmlns:r="${RELATIONS}" r:id="${relation}"/>`;
  return withShown(xml, 0)
    .replace(new RegExp(`<${p}sheets(?:\\s[^>]*)?>`), (tag) => tag + sheet)
    .replace(new RegExp(`<${p}definedName\\s[^>]*>`, 'g'), (tag) => {
      const local = attributeOf(tag, 'localSheetId');
      return local === undefined ? tag : withAttribute(tag, 'localSheetId', Number(local) + 1);
    });
}

/** The sheet at a place is the one that is shown. */
export function withShown(xml: string, at: number): string {
  const p = prefixOf(xml);
  return xml.replace(new RegExp(`<${p}workbookView(?=[\\s/>])[^>]*>`, 'g'), (tag) =>
    withAttribute(withAttribute(tag, 'activeTab', at), 'firstSheet', 0),
  );
}

/** The workbook that was sent, with its problems in it: parts that say nothing of them stay byte for byte as they were. */
import { FileRefusal, shownValue, type Problem } from '../problems.ts';
import type { Archive } from '../xlsx/archive.ts';
import { EMPTY_COMMENTS, emptyDrawing, patchComments, patchDrawing } from './comments.ts';
import {
  folderOf,
  relationsIn,
  relationsPart,
  sheetsIn,
  textOf,
  withFirstSheet,
  withRelations,
  withShown,
  withTypes,
  type PartKind,
  type Relation,
} from './frame.ts';
import { listXml } from './list.ts';
import { LIST_NAME, marksOf, type More, type SheetMarks } from './marks.ts';
import type { MadePart } from './pack.ts';
import { patchSheet } from './rows.ts';
import { openStyles, PLAIN_STYLES, type Styles } from './styles.ts';
import { attributeOf, elementsIn, prefixOf } from './tags.ts';

export interface WorkbookAsk {
  readonly archive: Archive;
  readonly problems: readonly Problem[];
  readonly more: More;
}

const NOTE =
  '红色为错误,须改正后重新上传;黄色为提示,请核对。点「单元格」一列可到该处,单元格的批注说明问题与改法。改好后直接上传本文件即可,本清单与批注不会被导入。';
const TYPES = '[Content_Types].xml';
const ID = 'fugai';

const odd = (): FileRefusal => new FileRefusal('ODD_STRUCTURE', '文件结构异常');

/** The parts that make up the frame of a workbook. */
interface Frame {
  readonly main: string;
  readonly xml: string;
  readonly relations: readonly Relation[];
  readonly relationsXml: string;
  /** In the order of the workbook, with the part of each. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
}

async function readFrame(archive: Archive): Promise<Frame> {
  const root = relationsIn(await textOf(archive, '_rels/.rels'), '');
  const main = root.find(({ kind }) => kind === 'officeDocument')?.target ?? 'xl/workbook.xml';
  const xml = await textOf(archive, main);
  // What is written into it is of the other namespace: a strict one would not take it.
  if (xml === '' || xml.includes('purl.oclc.org/ooxml')) throw odd();
  const relationsXml = await textOf(archive, relationsPart(main));
  const relations = relationsIn(relationsXml, main);
  const sheets = sheetsIn(xml).flatMap(({ name, relation }) => {
    const part = relations.find(({ id }) => id === relation)?.target;
    return part !== undefined && archive.has(part) ? [{ name, part }] : [];
  });
  return { main, xml, relations, relationsXml, sheets };
}

/** Parts by name that are written in place of those of the file, and those that it has not. */
type Changed = Map<string, MadePart['make']>;
const whole =
  (text: string): MadePart['make'] =>
  () => [Buffer.from(text)];

/** The first characters of a part, in which a sheet says whether it is the one that is shown. */
async function isSelected(archive: Archive, part: string): Promise<boolean> {
  for await (const piece of archive.pieces(part)) {
    const tag = new RegExp(`<${prefixOf(piece.toString('utf8'))}sheetView(?=[\\s/>])[^>]*>`).exec(piece.toString('utf8'))?.[0];
    return tag !== undefined && ['1', 'true'].includes(attributeOf(tag, 'tabSelected') ?? '');
  }
  return false;
}

/** Comments of a sheet and their drawing, changed or made; the relation of a drawing that is new, null otherwise. */
async function comment(
  { archive }: WorkbookAsk,
  part: string,
  marks: SheetMarks,
  at: number,
  changed: Changed,
): Promise<{ drawing: string | null; made: { part: string; kind: PartKind }[] }> {
  const relationsName = relationsPart(part);
  const relationsXml = await textOf(archive, relationsName);
  const relations = relationsIn(relationsXml, part);
  const comments = relations.find(({ kind, target }) => kind === 'comments' && archive.has(target));
  if (comments === undefined && marks.size === 0) return { drawing: null, made: [] };
  const drawing = relations.find(({ kind, target }) => kind === 'vmlDrawing' && archive.has(target));
  const more: Relation[] = [];
  const folder = folderOf(part);
  const commentsPart = comments?.target ?? `${folder}comments_${ID}${at + 1}.xml`;
  const drawingPart = drawing?.target ?? `${folder}vmlDrawing_${ID}${at + 1}.vml`;
  if (comments === undefined) more.push({ id: `${ID}Comments`, kind: 'comments', target: commentsPart });
  if (drawing === undefined) more.push({ id: `${ID}Drawing`, kind: 'vmlDrawing', target: drawingPart });
  const said = patchComments(comments === undefined ? EMPTY_COMMENTS : await textOf(archive, commentsPart), marks);
  changed.set(commentsPart, whole(said.xml));
  const drawn = drawing === undefined ? emptyDrawing(at) : await textOf(archive, drawingPart);
  changed.set(drawingPart, whole(patchDrawing(drawn, marks, said.others, at)));
  if (more.length > 0) changed.set(relationsName, whole(withRelations(relationsXml, more)));
  return {
    drawing: drawing === undefined ? `${ID}Drawing` : null,
    made: comments === undefined ? [{ part: commentsPart, kind: 'comments' }] : [],
  };
}

/** Sheets other than the list, with what is put into them. @returns new parts that must be named */
async function patchSheets(ask: WorkbookAsk, frame: Frame, styles: Styles, changed: Changed): Promise<{ part: string; kind: PartKind }[]> {
  const { archive, problems } = ask;
  const made: { part: string; kind: PartKind }[] = [];
  for (const [at, { name, part }] of frame.sheets.entries()) {
    if (name === LIST_NAME) continue;
    const marks = marksOf(problems, shownValue(name));
    const said = await comment(ask, part, marks, at, changed);
    made.push(...said.made);
    const isUnselected = await isSelected(archive, part);
    if (marks.size === 0 && !isUnselected && !styles.isMarked) continue;
    changed.set(part, () => patchSheet(archive.pieces(part), { marks, styles, drawing: said.drawing, isUnselected }));
  }
  return made;
}

/** The list in place of an earlier one, or as a new first sheet. */
function putList(ask: WorkbookAsk, frame: Frame, styles: Styles, changed: Changed): { part: string; kind: PartKind }[] {
  const sheets = new Map(frame.sheets.map(({ name }) => [shownValue(name), name]));
  const xml = listXml({ problems: ask.problems, more: ask.more, note: NOTE, sheets }, styles.list);
  const before = frame.sheets.find(({ name }) => name === LIST_NAME);
  if (before !== undefined) {
    changed.set(before.part, whole(xml));
    changed.set(frame.main, whole(withShown(frame.xml, frame.sheets.indexOf(before))));
    return [];
  }
  const part = `${folderOf(frame.main)}worksheets/${ID}List.xml`;
  changed.set(part, whole(xml));
  changed.set(frame.main, whole(withFirstSheet(frame.xml, `${ID}List`)));
  return [{ part, kind: 'worksheet' }];
}

/** The parts of the workbook with its problems in it. @throws FileRefusal for a file that is built in a way that this cannot follow */
export async function annotatedWorkbook(ask: WorkbookAsk): Promise<MadePart[]> {
  const { archive } = ask;
  const frame = await readFrame(archive);
  const stylesRelation = frame.relations.find(({ kind, target }) => kind === 'styles' && archive.has(target));
  const stylesPart = stylesRelation?.target ?? `${folderOf(frame.main)}styles_${ID}.xml`;
  const styles = openStyles(stylesRelation === undefined ? PLAIN_STYLES : await textOf(archive, stylesPart));
  if (styles === null || frame.sheets.length === 0 || elementsIn(frame.xml, `${prefixOf(frame.xml)}sheets`).length !== 1) throw odd();
  const changed: Changed = new Map();
  const made = await patchSheets(ask, frame, styles, changed);
  const list = putList(ask, frame, styles, changed);
  const relations: Relation[] = list.map(({ part }) => ({ id: `${ID}List`, kind: 'worksheet', target: part }));
  if (stylesRelation === undefined) {
    relations.push({ id: `${ID}Styles`, kind: 'styles', target: stylesPart });
    made.push({ part: stylesPart, kind: 'styles' });
  }
  if (relations.length > 0) changed.set(relationsPart(frame.main), whole(withRelations(frame.relationsXml, relations)));
  changed.set(TYPES, whole(withTypes(await textOf(archive, TYPES), [...made, ...list])));
  const kept = archive.names.filter((name) => name !== stylesPart && !name.endsWith('/'));
  const others = [...changed.keys()].filter((name) => !kept.includes(name));
  return [
    ...[...kept, ...others].map((name) => ({ name, make: changed.get(name) ?? (() => archive.pieces(name)) })),
    // Which styles there are is known when every sheet has been written.
    { name: stylesPart, make: () => [Buffer.from(styles.xml())] },
  ];
}

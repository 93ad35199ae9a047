/** The frame of a workbook: its sheets, its shared texts, and what it holds that is not read. */
import type { Archive } from './archive.ts';
import { readDateStyles } from './dateFormats.ts';
import { FileRefusal } from '../problems.ts';
import { notASpreadsheet } from '../sniff.ts';
import { readXml } from './xml.ts';

export interface WorkbookSheet {
  readonly name: string;
  readonly part: string;
  readonly isHidden: boolean;
}

export interface Workbook {
  readonly sheets: readonly WorkbookSheet[];
  /** Days are counted from 1904 (old Macintosh files). */
  readonly from1904: boolean;
  /** Styles, as cells name them, that show a number as a date. */
  readonly dateStyles: ReadonlySet<string>;
  /** Shared texts, which cells name by index. */
  readonly texts: readonly string[];
  /** Words for what is in the file and not read: 批注, 图片 … */
  readonly ignored: readonly string[];
}

/** More characters of shared text than this do not come from a ledger of a million rows. */
const MOST_TEXT = 100_000_000;
const MOST_TEXTS = 5_000_000;

function refuseOthers(archive: Archive): void {
  if (archive.has('word/document.xml')) throw notASpreadsheet('Word 文档');
  if (archive.has('ppt/presentation.xml')) throw notASpreadsheet('演示文稿');
  if (archive.has('content.xml')) throw notASpreadsheet('OpenDocument 文件');
  if (archive.has('xl/workbook.bin')) throw new FileRefusal('XLSB', '二进制 .xlsb 格式,请在 WPS/Excel 中"另存为 → .xlsx"后提交');
  if (archive.names.some((name) => /vbaProject\.bin$/i.test(name)))
    throw new FileRefusal('MACROS', '文件含有宏(.xlsm),已拒绝。请另存为不含宏的 .xlsx 后提交');
  if (!archive.has('[Content_Types].xml') || !archive.names.some((name) => name.endsWith('workbook.xml')))
    throw notASpreadsheet('ZIP 压缩包');
}

async function refuseMacroTypes(archive: Archive): Promise<void> {
  await readXml(archive, '[Content_Types].xml', {
    open(_, attributes) {
      if (/macroEnabled/i.test(attributes['ContentType'] ?? ''))
        throw new FileRefusal('MACROS', '文件含有宏(.xlsm),已拒绝。请另存为不含宏的 .xlsx 后提交');
    },
  });
}

const IGNORED: readonly (readonly [word: string, part: RegExp])[] = [
  ['批注', /comments\d*\.xml$/i],
  ['图片', /\/media\//i],
  ['外部链接', /externalLinks\//i],
  ['嵌入对象', /embeddings\//i],
];

/** Targets of a relationships part by id, as full part names. */
async function relations(archive: Archive, folder: string, part: string): Promise<Map<string, { target: string; type: string }>> {
  const found = new Map<string, { target: string; type: string }>();
  if (!archive.has(part)) return found;
  await readXml(archive, part, {
    open(name, attributes) {
      if (name !== 'Relationship' || attributes['TargetMode'] === 'External') return;
      const target = attributes['Target'] ?? '';
      const path = target.startsWith('/') ? target.slice(1) : folder + target.replace(/^\.\//, '');
      found.set(attributes['Id'] ?? '', { target: path, type: attributes['Type'] ?? '' });
    },
  });
  return found;
}

/** `_x000D_` and its like stand for characters that XML cannot hold. */
const unescapeText = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text;

async function readTexts(archive: Archive, part: string | undefined): Promise<string[]> {
  const texts: string[] = [];
  if (part === undefined || !archive.has(part)) return texts;
  let current = '';
  let total = 0;
  let inText = false;
  let inReading = false; // phonetic readings stand beside the text and are no part of it
  await readXml(archive, part, {
    open(name) {
      if (name === 'si') current = '';
      else if (name === 't') inText = !inReading;
      else if (name === 'rPh') inReading = true;
    },
    close(name) {
      if (name === 'si') {
        texts.push(unescapeText(current));
        if (texts.length > MOST_TEXTS) throw new FileRefusal('TOO_LARGE_UNPACKED', '文件解压后过大(超过上限),已拒绝');
      } else if (name === 't') inText = false;
      else if (name === 'rPh') inReading = false;
    },
    text(text) {
      if (!inText) return;
      current += text;
      total += text.length;
      if (total > MOST_TEXT) throw new FileRefusal('TOO_LARGE_UNPACKED', '文件解压后过大(超过上限),已拒绝');
    },
  });
  return texts;
}

/** Reads the frame of a workbook; refuses other kinds of document and macros. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
  refuseOthers(archive);
  await refuseMacroTypes(archive);
  const root = await relations(archive, '', '_rels/.rels');
  const main = [...root.values()].find(({ type }) => type.endsWith('/officeDocument'))?.target ?? 'xl/workbook.xml';
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const parts = await relations(archive, folder, `${folder}_rels/${main.slice(folder.length)}.rels`);
  const sheets: WorkbookSheet[] = [];
  let from1904 = false;
  await readXml(archive, main, {
    open(name, attributes) {
      if (name === 'workbookPr') from1904 = attributes['date1904'] === '1' || attributes['date1904'] === 'true';
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key === 'r:id' || key.endsWith(':id'))?.[1] ?? '';
      const part = parts.get(id)?.target;
      const isHidden = attributes['state'] === 'hidden' || attributes['state'] === 'veryHidden';
      if (part !== undefined && archive.has(part)) sheets.push({ name: attributes['name'] ?? '', part, isHidden });
    },
  });
  const partOf = (kind: string): string | undefined => [...parts.values()].find(({ type }) => type.endsWith(kind))?.target;
  const texts = await readTexts(archive, partOf('/sharedStrings'));
  const dateStyles = await readDateStyles(archive, partOf('/styles'));
  const ignored = IGNORED.filter(([, part]) => archive.names.some((name) => part.test(name))).map(([word]) => word);
  return { sheets, from1904, dateStyles, texts, ignored };
}

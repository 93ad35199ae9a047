/** What a file really is, by its content: people rename. */
import { FileRefusal } from './problems.ts';
import type { Source } from './source.ts';

const HEAD = 4096;

const startsWith = (bytes: Buffer, ...signature: number[]): boolean => signature.every((byte, at) => bytes[at] === byte);

const SIGNATURES: readonly (readonly [name: string, signature: readonly number[]])[] = [
  ['PDF', [0x25, 0x50, 0x44, 0x46]],
  ['JPEG 图片', [0xff, 0xd8, 0xff]],
  ['PNG 图片', [0x89, 0x50, 0x4e, 0x47]],
  ['GIF 图片', [0x47, 0x49, 0x46, 0x38]],
  ['RAR 压缩包', [0x52, 0x61, 0x72, 0x21]],
  ['7z 压缩包', [0x37, 0x7a, 0xbc, 0xaf]],
  ['GZIP 压缩包', [0x1f, 0x8b]],
  ['RTF 文档', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
];

/** The refusal of a file that is neither a workbook nor CSV. */
export const notASpreadsheet = (kind: string): FileRefusal =>
  new FileRefusal('NOT_A_SPREADSHEET', `这不是 Excel 或 CSV 文件(检测为 ${kind})。请另存为 .xlsx 后上传`);

function refuseOle(source: Source): never {
  const holds = (name: string): boolean => source.holds(Buffer.from(name, 'utf16le'));
  if (holds('EncryptedPackage')) throw new FileRefusal('ENCRYPTED', '文件已加密,请先取消密码后重新提交');
  if (holds('WordDocument')) throw notASpreadsheet('旧版 Word 文档');
  if (holds('PowerPoint Document')) throw notASpreadsheet('旧版演示文稿');
  throw new FileRefusal('OLD_XLS', '旧版 .xls 格式,请在 WPS/Excel 中"另存为 → .xlsx"后提交');
}

const isZip = (bytes: Buffer): boolean => startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0x50, 0x4b, 0x05, 0x06);

/** A share of NUL bytes that no text has, UTF-16 aside. */
const isBinary = (bytes: Buffer): boolean => {
  let nuls = 0;
  for (const byte of bytes) if (byte === 0) nuls++;
  return nuls > bytes.length / 20 && !startsWith(bytes, 0xff, 0xfe);
};

function textKind(bytes: Buffer): string | null {
  const head = bytes
    .subarray(0, 1024)
    .toString('latin1')
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(?:!doctype html|html|table|head|meta)/.test(head)) return '网页(HTML)';
  return head.startsWith('<?xml') ? 'XML' : null;
}

/** `zip` (perhaps a workbook) or `text` (perhaps CSV); anything else is refused in words. */
export function sniff(source: Source): 'zip' | 'text' {
  const bytes = source.head(HEAD);
  if (bytes.length === 0) throw new FileRefusal('NO_ROWS', '文件中没有数据行(文件为空)');
  if (isZip(bytes)) return 'zip';
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0)) refuseOle(source);
  const known = SIGNATURES.find(([, signature]) => startsWith(bytes, ...signature))?.[0] ?? textKind(bytes);
  if (known !== null) throw notASpreadsheet(known);
  if (isBinary(bytes)) throw notASpreadsheet('未知的二进制文件');
  return 'text';
}

/** Workbooks made by hand, part by part: cells with formulas and errors, merged ranges, and every kind of damage. */
import { crc32, deflateRawSync } from 'node:zlib';

/** A text, or a cell as XML has it: type, style, value, formula. */
export type RawCell =
  string | { readonly t?: 'n' | 'b' | 'e' | 'str' | 's'; readonly s?: number; readonly v: string | number; readonly f?: string };

export interface WorkbookOptions {
  readonly merges?: Readonly<Record<string, readonly string[]>>;
  readonly date1904?: boolean;
  readonly hidden?: readonly string[];
  /** Formats of numbers, which cells name by index in `s`. */
  readonly formats?: readonly string[];
  readonly extra?: Readonly<Record<string, string>>;
  /** Put before the root element of the first sheet. */
  readonly prolog?: string;
}

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

function cellXml(cell: RawCell, reference: string): string {
  if (cell === '') return '';
  if (typeof cell === 'string') return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
  const value = cell.v === '' ? '' : `<v>${escape(String(cell.v))}</v>`;
  return `<c r="${reference}"${cell.s === undefined ? '' : ` s="${cell.s}"`}${cell.t === undefined ? '' : ` t="${cell.t}"`}>${cell.f === undefined ? '' : `<f>${escape(cell.f)}</f>`}${value}</c>`;
}

function sheetXml(rows: readonly (readonly RawCell[])[], merges: readonly string[], prolog: string): string {
  const body = rows
    .map((row, at) => `<row r="${at + 1}">${row.map((cell, column) => cellXml(cell, `${letters(column)}${at + 1}`)).join('')}</row>`)
    .join('');
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells count="${merges.length}">${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
  return `<?xml version="1.0" encoding="UTF-8"?>${prolog}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${body}</sheetData>${merged}</worksheet>`;
}

const RELATION = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const stylesXml = (formats: readonly string[]): string =>
  `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${formats
    .map((code, at) => `<numFmt numFmtId="${164 + at}" formatCode="${escape(code).replaceAll('"', '&quot;')}"/>`)
    .join('')}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${formats
    .map((_, at) => `<xf numFmtId="${164 + at}"/>`)
    .join('')}<xf numFmtId="14"/></cellXfs></styleSheet>`;

/** The parts of a workbook by name. */
export function workbookParts(
  sheets: Readonly<Record<string, readonly (readonly RawCell[])[]>>,
  options: WorkbookOptions = {},
): Record<string, string> {
  const names = Object.keys(sheets);
  const parts: Record<string, string> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="${RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${RELATION}"><workbookPr date1904="${options.date1904 === true ? 1 : 0}"/><sheets>${names
      .map(
        (name, at) =>
          `<sheet name="${escape(name)}" sheetId="${at + 1}"${options.hidden?.includes(name) ? ' state="hidden"' : ''} r:id="s${at + 1}"/>`,
      )
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${names
      .map((_, at) => `<Relationship Id="s${at + 1}" Type="${RELATION}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`)
      .join(
        '',
      )}${options.formats === undefined ? '' : `<Relationship Id="styles" Type="${RELATION}/styles" Target="styles.xml"/>`}</Relationships>`,
    ...(options.formats !== undefined && { 'xl/styles.xml': stylesXml(options.formats) }),
  };
  names.forEach((name, at) => {
    parts[`xl/worksheets/sheet${at + 1}.xml`] = sheetXml(
      sheets[name] ?? [],
      options.merges?.[name] ?? [],
      at === 0 ? (options.prolog ?? '') : '',
    );
  });
  return { ...parts, ...options.extra };
}

/** A zip of parts, deflated. `size` lies about the unpacked size of a part. */
export function zip(parts: Readonly<Record<string, string | Buffer>>, size: Readonly<Record<string, number>> = {}): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const bytes = Buffer.from(content);
    const packed = deflateRawSync(bytes);
    const nameBytes = Buffer.from(name);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(size[name] ?? bytes.length, 18);
    fields.writeUInt16LE(nameBytes.length, 22);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    fields.copy(central, 6);
    central.writeUInt32LE(offset, 42);
    files.push(Buffer.from('PK\x03\x04'), fields, nameBytes, packed);
    directory.push(central, nameBytes);
    offset += 30 + nameBytes.length + packed.length;
  }
  const count = Object.keys(parts).length;
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, ...directory, end]);
}

export const rawWorkbook = (sheets: Readonly<Record<string, readonly (readonly RawCell[])[]>>, options: WorkbookOptions = {}): Buffer =>
  zip(workbookParts(sheets, options));

/** A workbook of many rows, made row by row, the same each time: what a whole prefecture would send at once. */
import { crc32, deflateRawSync } from 'node:zlib';
import { creditCode, ORGANIZATION, ORGANIZATION_HEADERS } from '../ledger/grids.ts';
import { workbookParts } from '../ledger/rawXlsx.ts';
import { UNIT_HEADERS, UNIT } from '../ledger/grids.ts';

const REGION = '410302';
const SHEET = 'xl/worksheets/sheet1.xml';
/** Rows that are made into text at a time. */
const PIECE = 2_000;
/** What each row says beside its code, its name and what every unit of the tests says. */
const FILLED: Readonly<Record<string, (at: number) => string | number>> = {
  行业门类: (at) => 'ABCDEFGHIJKLMNOPQRST'.charAt(at % 20),
  登记日期: (at) => `20${10 + (at % 15)}-0${1 + (at % 9)}-1${at % 10}`,
  投产日期: (at) => `20${10 + (at % 15)}-1${at % 3}-2${at % 9}`,
  固定场所: (at) => (at % 3 === 0 ? '否' : '是'),
  从业人员: (at) => 5 + (at % 200),
  女从业人员: (at) => at % 5,
  '年营业收入(万元)': (at) => (at % 900) + 0.5,
  正式党员: (at) => at % 4,
  预备党员: (at) => at % 2,
  入党申请人: (at) => at % 3,
  入党积极分子: (at) => at % 2,
  本期发展党员: () => 0,
  团员数: (at) => at % 3,
  工会会员数: (at) => at % 5,
  女工会会员数: () => 0,
  纳入基数: () => '是',
  党建指导员数: () => 1,
  联络员数: () => 1,
  指导员走访次数: (at) => at % 4,
  党组织代码: (at) => (at % 3 === 0 ? `D-${1 + (at % 50)}` : ''),
};

const letters = (index: number): string => (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));
const COLUMNS = UNIT_HEADERS.map((header, at) => ({ header, letter: letters(at) }));

function cell(letter: string, row: number, value: string | number): string {
  if (value === '') return '';
  return typeof value === 'number'
    ? `<c r="${letter}${row}"><v>${value}</v></c>`
    : `<c r="${letter}${row}" t="inlineStr"><is><t>${value}</t></is></c>`;
}

function rowXml(at: number): string {
  const row = at + 2;
  const cells = COLUMNS.map(({ header, letter }) => {
    if (header === '统一社会信用代码') return cell(letter, row, creditCode(at));
    if (header === '单位名称') return cell(letter, row, `示例科技发展有限公司第${at}号`);
    if (header === '行政区划代码') return cell(letter, row, REGION);
    const known = UNIT[header];
    const value = FILLED[header]?.(at) ?? (typeof known === 'string' ? known : '');
    return cell(letter, row, value);
  });
  return `<row r="${row}">${cells.join('')}</row>`;
}

function entry(name: string, text: Buffer): { head: Buffer; body: Buffer; sum: number; size: number; name: Buffer } {
  const body = deflateRawSync(text, { level: 6 });
  const head = Buffer.alloc(30);
  const known = Buffer.from(name);
  const sum = crc32(text);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(sum, 14);
  head.writeUInt32LE(body.length, 18);
  head.writeUInt32LE(text.length, 22);
  head.writeUInt16LE(known.length, 26);
  return { head, body, sum, size: text.length, name: known };
}

function zip(parts: ReadonlyMap<string, Buffer>): Buffer {
  const pieces: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [part, text] of parts) {
    const { head, body, sum, size, name } = entry(part, text);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(0x02014b50, 0);
    listed.writeUInt16LE(20, 4);
    listed.writeUInt16LE(20, 6);
    listed.writeUInt16LE(8, 10);
    listed.writeUInt32LE(sum, 16);
    listed.writeUInt32LE(body.length, 20);
    listed.writeUInt32LE(size, 24);
    listed.writeUInt16LE(name.length, 28);
    listed.writeUInt32LE(at, 42);
    directory.push(listed, name);
    pieces.push(head, name, body);
    at += head.length + name.length + body.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...pieces, list, end]);
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `rows` units and 50 organizations of one county. */
export function largeWorkbook(rows: number): Buffer {
  const organizations = Array.from({ length: 50 }, (_, at) => ({ ...ORGANIZATION, 组织代码: `D-${at + 1}`, 行政区划代码: REGION }));
  const parts = workbookParts({
    两新组织: [UNIT_HEADERS],
    党群组织: [
      ORGANIZATION_HEADERS,
      ...organizations.map((one: Readonly<Record<string, unknown>>) => ORGANIZATION_HEADERS.map((header) => textOf(one[header]))),
    ],
  });
  const sheet = Buffer.from(String(parts[SHEET]));
  const end = sheet.indexOf('</sheetData>');
  const body: Buffer[] = [sheet.subarray(0, end)];
  for (let from = 0; from < rows; from += PIECE)
    body.push(Buffer.from(Array.from({ length: Math.min(PIECE, rows - from) }, (_, at) => rowXml(from + at)).join('')));
  body.push(sheet.subarray(end));
  return zip(new Map([...Object.entries(parts).map(([name, text]) => [name, Buffer.from(text)] as const), [SHEET, Buffer.concat(body)]]));
}

/** Workbooks and CSV folders that went wrong on their way, in every way that a seed gives: bits, ends, parts of the zip, XML, encodings, cells. */
import { csv, grid, ORGANIZATION, ORGANIZATION_HEADERS, UNIT, UNIT_HEADERS, creditCode, type Grid } from '../ledger/grids.ts';
import { rawWorkbook, workbookParts, zip, type RawCell } from '../ledger/rawXlsx.ts';
import { pick, type Roll } from './rolls.ts';

/** What is sent: one file, or the two of a folder. */
export type Sent = { readonly workbook: Buffer } | { readonly units: Buffer; readonly organizations: Buffer };

export interface Mutation {
  readonly kind: string;
  make(roll: Roll): Sent;
}

const ROWS = 12;
const units = (): Grid =>
  grid(
    UNIT_HEADERS,
    Array.from({ length: ROWS }, (_, at) => ({ ...UNIT, 统一社会信用代码: creditCode(at + 1) })),
  );
const organizations = (): Grid =>
  grid(
    ORGANIZATION_HEADERS,
    Array.from({ length: 3 }, (_, at) => ({ ...ORGANIZATION, 组织代码: `D-${at + 1}` })),
  );
const sheets = (own: Grid = units(), others: Grid = organizations()): Record<string, Grid> => ({ 两新组织: own, 党群组织: others });
const book = (own?: Grid, others?: Grid): Sent => ({ workbook: rawWorkbook(sheets(own, others)) });
const folder = (own: string | Buffer, others: string | Buffer = csv(organizations())): Sent => ({
  units: Buffer.from(own),
  organizations: Buffer.from(others),
});

/** Cells that people, programs and strangers put where something else belongs. */
// prettier-ignore
const CELLS: readonly RawCell[] = [
  '', ' ', '0', '-1', '1e999', '0x1F', 'NaN', 'Infinity', '3.5', '１２３', '1,234', '1，234', '350万', '3.5亿元', '12人', '(1,234)', '－12', '—', '无', 'N/A', '#REF!', '#DIV/0!',
  '9.11101E+17', '12345678901234567890', '410302198001011234', '13812345678', 'a@b.cn', '张三', '=cmd|\'/c calc\'!A1', '<script>alert(1)</script>', "'; DROP TABLE unit; --",
  '1900-01-00', '2026-02-30', '45931', '2026.3', '民国115年1月1日', '26-1-1', '9999-99-99', '𠮷䶮㐂', '\u{F0000}', '\uFFFD', 'a\u0000b', '\u202Eabc', '\u200B\u200B', '__proto__', 'constructor',
  '合计', '小计', '填表人：', '审核人', '说明', '是', '否', 'true', '私营企业', '党支部', 'x'.repeat(101), '河'.repeat(40_000), '1'.repeat(40_000), 'a'.repeat(33_000) + '@', '('.repeat(5_000), '1 '.repeat(5_000),
  { t: 'n', v: '1e400' }, { t: 'n', v: 'abc' }, { t: 'b', v: 1 }, { t: 'e', v: '#N/A' }, { t: 's', v: 99 }, { t: 's', v: -1 }, { t: 'str', v: '', f: 'A1' }, { v: 0.1, f: 'RAND()' }, { t: 'n', v: '-0' },
];

function withCells(roll: Roll, rows: Grid): Grid {
  const changed = rows.map((row) => [...row]);
  for (let times = 1 + roll(8); times > 0; times -= 1) {
    const row = changed[roll(changed.length)];
    if (row !== undefined) row[roll(row.length)] = pick(roll, CELLS);
  }
  return changed;
}

function flipped(roll: Roll, bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let times = 1 + roll(6); times > 0; times -= 1) {
    const at = roll(copy.length);
    copy[at] = (copy[at] as number) ^ (1 << roll(8));
  }
  return copy;
}

function spliced(roll: Roll, bytes: Buffer): Buffer {
  const [from, to] = [roll(bytes.length), roll(bytes.length)];
  const piece = bytes.subarray(Math.min(from, to), Math.max(from, to));
  const at = roll(bytes.length);
  return roll(2) === 0
    ? Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at)])
    : Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + roll(400))]);
}

// prettier-ignore
const XML_CHANGES: readonly (readonly [string, string])[] = [
  ['<row', '<rov'], ['</row>', ''], ['<c ', '<c x="1" '], ['r="A', 'r="ZZZZ'], ['r="B', 'r="A'], ['<row r="', '<row r="-'], ['<row r="2"', '<row r="99999999999"'], ['t="inlineStr"', 't="s"'], ['<is>', '<v>'], ['&', '&bogus;'],
  ['<sheetData>', '<sheetData><sheetData>'], ['<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.0" encoding="UTF-16"?>'], ['<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'],
  ['</worksheet>', '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'], ['</worksheet>', '<mergeCells><mergeCell ref="B2:B9"/></mergeCells></worksheet>'], ['</worksheet>', ''], ['<sheetData>', '<!-- '], ['xmlns="', 'xmlns:x="'],
  ['Target="', 'Target="../'], ['Target="', 'Target="http://'], ['r:id="s1"', 'r:id="s9"'], ['r:id="s2"', 'r:id="s1"'], ['name="两新组织"', 'name=""'], ['date1904="0"', 'date1904="1"'], ['ContentType="', 'ContentType="application/vnd.ms-excel.sheet.macroEnabled'],
];

function withXml(roll: Roll): Sent {
  const parts = workbookParts(sheets());
  const name = pick(roll, Object.keys(parts));
  for (let times = 1 + roll(3); times > 0; times -= 1) {
    const [from, to] = pick(roll, XML_CHANGES);
    const text = parts[name] ?? '';
    parts[name] = roll(2) === 0 ? text.replace(from, to) : text.replaceAll(from, to);
  }
  return { workbook: zip(parts) };
}

function withParts(roll: Roll): Sent {
  const parts: Record<string, string | Buffer> = { ...workbookParts(sheets()) };
  const names = Object.keys(parts);
  const name = pick(roll, names);
  const sizes: Record<string, number> = {};
  const changes: readonly (() => void)[] = [
    () => delete parts[name],
    () => (parts[name] = ''),
    () => (parts[name] = Buffer.from(Array.from({ length: 300 }, () => roll(256)))),
    () => (parts[name] = String(parts[pick(roll, names)])),
    () => (parts[`xl/${'a/'.repeat(roll(50))}x.xml`] = '<a/>'),
    () => (parts['..\\evil.xml'] = '<a/>'),
    () => (parts['/etc/passwd'] = 'x'),
    () => (parts['xl/embeddings/oleObject1.bin'] = Buffer.alloc(1000)),
    () => (sizes[name] = roll(2 ** 31)),
  ];
  pick(roll, changes)();
  return { workbook: zip(parts, sizes) };
}

const ENCODERS: readonly ((text: string) => Buffer)[] = [
  (text) => Buffer.from(`\uFEFF${text}`),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
  (text) => Buffer.from(text, 'utf16le'),
  (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
  (text) => Buffer.from(text, 'latin1'),
  (text) => Buffer.from([...Buffer.from(text)].map((byte) => byte & 0x7f)),
];

function lines(roll: Roll, text: string): string {
  const changes: readonly ((whole: string) => string)[] = [
    (whole) => whole.replaceAll('\r\n', pick(roll, ['\r', '\n', '\n\n\n', '\u2028'])),
    (whole) => whole.replaceAll(',', pick(roll, [';', '\t', '|', '，', ',,'])),
    (whole) => whole.replace(',', '"'),
    (whole) => whole.replaceAll('\r\n', ',\r\n'),
    (whole) => `${'附件2\r\n'.repeat(roll(30))}${whole}`,
    (whole) => `${whole}${whole}`,
    (whole) => whole.slice(0, roll(whole.length)),
    (whole) => whole.replaceAll('示例科技有限公司', '"示例""科技\r\n有限公司"'),
    (whole) => `${whole}${','.repeat(roll(3_000))}\r\n`,
    (whole) => whole.replace('\r\n', '\r\n1,2,3,4,5,6,7,8,9,10,11,12,13,14,15\r\n'),
    (whole) => `${whole}${'\r\n'.repeat(roll(5_000))}填表人：张三,联系电话：13812345678\r\n`,
  ];
  return pick(roll, changes)(text);
}

function withHeaders(roll: Roll): Grid {
  const rows = units();
  const [header = []] = rows;
  const changed = [...header];
  const changes: readonly (() => void)[] = [
    () => void changed.splice(roll(changed.length), 1),
    () => void changed.splice(0, changed.length, ...changed.toReversed()),
    () => void (changed[roll(changed.length)] = pick(roll, header)),
    () => void (changed[roll(changed.length)] = pick(roll, CELLS)),
    () => void changed.push(...Array.from({ length: roll(1_200) }, (_, at) => `列${at}`)),
    () => void changed.push('法定代表人', '联系电话', '__proto__'),
    () => void changed.unshift(''),
  ];
  pick(roll, changes)();
  return [changed, ...rows.slice(1)];
}

export const MUTATIONS: readonly Mutation[] = [
  { kind: 'a sound workbook', make: () => book() },
  { kind: 'cells of a workbook', make: (roll) => book(withCells(roll, units())) },
  { kind: 'cells of the second sheet', make: (roll) => book(units(), withCells(roll, organizations())) },
  { kind: 'bits of a workbook', make: (roll) => ({ workbook: flipped(roll, rawWorkbook(sheets())) }) },
  { kind: 'a workbook cut off', make: (roll) => ({ workbook: rawWorkbook(sheets()).subarray(0, roll(6_000)) }) },
  { kind: 'a workbook spliced', make: (roll) => ({ workbook: spliced(roll, rawWorkbook(sheets())) }) },
  { kind: 'XML of a workbook', make: withXml },
  { kind: 'parts of a workbook', make: withParts },
  { kind: 'headers', make: (roll) => book(withHeaders(roll)) },
  { kind: 'headers in a CSV', make: (roll) => folder(csv(withHeaders(roll))) },
  { kind: 'cells of a CSV', make: (roll) => folder(csv(withCells(roll, units())), csv(withCells(roll, organizations()))) },
  { kind: 'bits of a CSV', make: (roll) => folder(flipped(roll, Buffer.from(csv(units())))) },
  { kind: 'lines of a CSV', make: (roll) => folder(lines(roll, lines(roll, csv(units())))) },
  { kind: 'encodings', make: (roll) => folder(pick(roll, ENCODERS)(csv(units()))) },
  { kind: 'noise', make: (roll) => ({ workbook: Buffer.from(Array.from({ length: roll(3_000) }, () => roll(256))) }) },
  { kind: 'noise in a CSV', make: (roll) => folder(Buffer.from(Array.from({ length: roll(3_000) }, () => roll(256)))) },
];

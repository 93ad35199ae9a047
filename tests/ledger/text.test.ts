import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { RecordSplitter, detectDelimiter } from '../../server/ledger/csv/splitter.ts';
import { creditCheckCharacter, isCreditCodeShaped } from '../../server/ledger/creditCode.ts';
import { isIdentityNumber, isPersonHeader, maskPersonal } from '../../server/ledger/persons.ts';
import { columnLetter, lookupForm } from '../../server/ledger/text.ts';
import { codes, csv, messages, organizationGrid, readCsvs, unitGrid } from './fixtures.ts';

function split(text: string, delimiter: ',' | ';' | '\t', piece: number): string[][] {
  const rows: string[][] = [];
  const splitter = new RecordSplitter(
    delimiter,
    (fields) => rows.push(fields),
    (number) => {
      throw new Error(`unclosed ${number}`);
    },
  );
  for (let at = 0; at < text.length; at += piece) splitter.push(text.slice(at, at + piece));
  splitter.end();
  return rows;
}

describe('splitting CSV', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '中', ' ', '"', ',', ';', '\n', '\r', '\t', '𠮷'), maxLength: 6 });
  const quoted = (text: string): string => (/[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text);

  it('gives back any cells, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 1, maxLength: 5 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        (rows, piece, line) => {
          expect(split(rows.map((row) => row.map(quoted).join(',') + line).join(''), ',', piece)).toEqual(rows);
        },
      ),
    );
  });

  it('splits well-formed text as csv-parse does', () => {
    const text = 'a,b,"c,1"\r\n"x ""y""",,\r\n中,"two\r\nlines",\r\nlast,1,2';
    expect(split(text, ',', 3)).toEqual(parse(text, { relax_column_count: true }));
  });

  it('counts blank lines as rows and says where a quote never closes', () => {
    expect(split('a\n\nb\n', ',', 99)).toEqual([['a'], [''], ['b']]);
    expect(() => split('a\nb,"c\nd\n', ',', 99)).toThrow('unclosed 2');
  });

  it('takes the separator that stands most often outside quotes', () => {
    expect([detectDelimiter('a;b;c'), detectDelimiter('a\tb\tc,d'), detectDelimiter('"a;b;c",d'), detectDelimiter('a')]).toEqual([
      ';',
      '\t',
      ',',
      ',',
    ]);
  });
});

/** `text` in GB18030, for the characters of these tests: looked up in the decoder, two bytes each. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const codesOf = new Map<string, number[]>();
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) codesOf.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from(
    [...text].flatMap((character) => (character.charCodeAt(0) < 128 ? [character.charCodeAt(0)] : (codesOf.get(character) ?? []))),
  );
}

describe('encodings', () => {
  const text = csv(unitGrid({ 单位名称: '示例商贸' }));

  it('GB18030, as Excel saves CSV, is read and told', async () => {
    const reading = await readCsvs(gb18030(text));
    expect(messages(reading.errors)).toBe('');
    expect(messages(reading.warnings)).toBe('units.csv:识别为 GB18030');
    expect(reading.units[0]?.name).toBe('示例商贸');
  });

  it('UTF-8 with a byte order mark, UTF-16LE and CR-only lines are read without a word', async () => {
    for (const bytes of [`\uFEFF${text}`, Buffer.from(`\uFEFF${text}`, 'utf16le'), text.replaceAll('\r\n', '\r')]) {
      const reading = await readCsvs(bytes);
      expect(messages([...reading.errors, ...reading.warnings])).toBe('');
      expect(reading.units[0]?.name).toBe('示例商贸');
    }
  });

  it('semicolons and tabs are found and told', async () => {
    expect(messages((await readCsvs(text.replaceAll(',', ';'))).warnings)).toBe('units.csv:识别为以分号分隔');
    expect(messages((await readCsvs(text.replaceAll(',', '\t'))).warnings)).toBe('units.csv:识别为以制表符分隔');
  });

  it('bytes that are neither are refused; a quote that never closes is refused with its row', async () => {
    expect(codes((await readCsvs(Buffer.concat([Buffer.from(text), Buffer.from([0xff, 0xff, 0x80, 0x0a])]))).errors)).toEqual(['ENCODING']);
    expect(messages((await readCsvs(unitGrid({}), `${csv(organizationGrid({}))}"D-2,x\r\n`)).errors)).toContain(
      'organizations.csv第 3 行的引号没有闭合',
    );
  });
});

describe('codes and numbers of persons', () => {
  it('the check character of the standard’s own example is 3', () => {
    expect(creditCheckCharacter('91350100M000100Y43')).toBe('3');
    expect([
      isCreditCodeShaped('91350100M000100Y43'),
      isCreditCodeShaped('91350100M000100Y4'),
      isCreditCodeShaped('91350100M000100YI3'),
    ]).toEqual([true, false, false]);
    expect(creditCheckCharacter('9135O100M000100Y4')).toBeNull();
  });

  it('identity numbers, mobile numbers and addresses are hidden wherever they stand', () => {
    expect(isIdentityNumber('11010519491231002X')).toBe(true);
    expect(isIdentityNumber('110105194912310021')).toBe(false);
    expect(maskPersonal('号 11010519491231002X 电 13812345678 箱 a.b@example.com 码 91410302MA4100001G')).toBe(
      '号 110*************2X 电 138******78 箱 ***@*** 码 91410302MA4100001G',
    );
  });

  it('person headers are known, headers of counts are not', () => {
    const persons = ['法定代表人', ' 法定 代表人 ', '联系电话', '联系人手机号', '负责人姓名', '身份證號', 'Phone', '电子邮箱', '出生年月'];
    expect(persons.filter((header) => !isPersonHeader(header))).toEqual([]);
    expect(['备注', '注册资本', '序号', '负责部门', '党员总数'].filter(isPersonHeader)).toEqual([]);
  });

  it('column letters run A, Z, AA, AE', () => {
    expect([0, 25, 26, 30, 701, 702].map(columnLetter)).toEqual(['A', 'Z', 'AA', 'AE', 'ZZ', 'AAA']);
    expect(lookupForm(' 統一 社會信用代碼＊ ')).toBe('统一社会信用代码');
  });
});

import { execFile } from 'node:child_process';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import type { BulkCell } from '../../server/documents/bulk/column.ts';
import { dictionaryCsv, dictionaryJson } from '../../server/documents/bulk/dictionary.ts';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { problemSentence, readParameters } from '../../server/documents/bulk/parameter.ts';
import { UNIT_PARAMETERS } from '../../server/documents/bulk/sets.ts';
import { BULK_WRITERS, type BulkSuffix } from '../../server/documents/bulk/writers.ts';
import { COLUMNS, tableOf, textOf, widePage, type Counted } from './bulkTables.ts';

const SUFFIXES = Object.keys(BULK_WRITERS) as BulkSuffix[];
const bytesOf = ({ table }: Counted, suffix: BulkSuffix, bom = false): Promise<Buffer> =>
  buffer(Readable.from(BULK_WRITERS[suffix].write(table, bom)));
const arrayBuffer = (bytes: Buffer): ArrayBuffer => new Uint8Array(bytes).buffer;

const HARD: readonly (readonly BulkCell[])[] = [
  ['=HYPERLINK("x")', '+1', '2024-02-29', -3, 0.1],
  ['@a, "b"\r\nc', '-2', null, null, null],
  ['\u0007铃 & <b>', '\t制表', '1999-12-31', 0, -1e-7],
];

describe('the writers of bulk files', () => {
  it('keep a spreadsheet from running what a ledger holds: = + - @ and a tab begin behind an apostrophe, numbers stay numbers', async () => {
    const rows: string[][] = parse(
      await bytesOf(
        tableOf(() => HARD, 1),
        'csv',
      ),
    );
    expect(rows).toEqual([
      ['name', 'word', 'day', 'count', 'value'],
      [`'=HYPERLINK("x")`, "'+1", '2024-02-29', '-3', '0.1'],
      [`'@a, "b"\r\nc`, "'-2", '', '', ''],
      ['\u0007铃 & <b>', "'\t制表", '1999-12-31', '0', '-1e-7'],
    ]);
  });

  it('head the columns in Chinese, or with the Latin names of the dictionary; a BOM only when asked', async () => {
    const zh = await bytesOf(
      tableOf(() => [], 1, { lang: 'zh' }),
      'csv',
      true,
    );
    expect(zh.toString()).toBe('\uFEFF列name,列word,列day,列count,列value\r\n');
    expect(
      (
        await bytesOf(
          tableOf(() => [], 1),
          'csv',
        )
      ).toString(),
    ).toBe('name,word,day,count,value\r\n');
  });

  it('write a workbook of two pages: the rows, with days as days and no formula, and 说明', async () => {
    const bytes = await bytesOf(
      tableOf(() => HARD, 2, { lang: 'zh', rows: 6 }),
      'xlsx',
    );
    const { sheets } = await readXlsx(bytes);
    expect(sheets.map(({ name }) => name)).toEqual(['单位清单', '说明']);
    const [rows = [], notes = []] = sheets.map((sheet) => sheet.rows);
    expect(rows).toHaveLength(7);
    expect(rows[1]?.[0]).toBe('=HYPERLINK("x")');
    expect(rows[1]?.[2]).toEqual(new Date('2024-02-29T00:00:00Z'));
    expect(rows[3]).toEqual(['铃 & <b>', '\t制表', new Date('1999-12-31T00:00:00Z'), 0, -1e-7]);
    const said = Object.fromEntries(notes.map(([term, detail]) => [String(term), detail]));
    expect(said).toMatchObject({
      截至: '2025-12-31',
      筛选: '领域：个体',
      口径: '正常经营',
      来源: '各地季度台账',
      数据版本: 'v7',
      列word: 'word 的定义；空：没有',
    });
    expect(Number(said['行数'])).toBe(6);
  });

  it('refuse a workbook of 1048576 rows with both numbers, and point to .csv', async () => {
    await expect(
      bytesOf(
        tableOf(() => HARD, 1, { rows: 1_048_576 }),
        'xlsx',
      ),
    ).rejects.toThrow('有 1048576 行，工作表至多 1048575 行；请改用 .csv');
  });

  it('write Parquet that says the same as the CSV: strings, days, 32-bit counts, doubles and nulls, in groups of 10 000 rows', async () => {
    const parquet = arrayBuffer(await bytesOf(tableOf(widePage, 45), 'parquet'));
    const metadata = parquetMetadata(parquet);
    expect(metadata.row_groups.map((group) => Number(group.num_rows))).toEqual([10_000, 10_000, 10_000, 10_000, 5_000]);
    expect(
      metadata.schema.slice(1).map(({ name, type, converted_type, repetition_type }) => [name, type, converted_type, repetition_type]),
    ).toEqual([
      ['name', 'BYTE_ARRAY', 'UTF8', 'REQUIRED'],
      ['word', 'BYTE_ARRAY', 'UTF8', 'OPTIONAL'],
      ['day', 'INT32', 'DATE', 'OPTIONAL'],
      ['count', 'INT32', undefined, 'OPTIONAL'],
      ['value', 'DOUBLE', undefined, 'OPTIONAL'],
    ]);
    expect(metadata.row_groups[0]?.columns[1]?.meta_data?.encodings).toContain('RLE_DICTIONARY');
    expect(Object.fromEntries((metadata.key_value_metadata ?? []).map(({ key, value }) => [key, value]))).toMatchObject({
      'fugai.data_version': 'v7',
      'fugai.as_of': '2025-12-31',
      'fugai.source': 'quarterly ledgers',
      'fugai.dictionary': '/export/units.dictionary.json',
    });
    const rows = await parquetReadObjects({ file: parquet });
    const texts = rows.map((row) => COLUMNS.map(({ id }) => textOf(row[id])));
    expect(texts).toEqual(parse(await bytesOf(tableOf(widePage, 45), 'csv')).slice(1));
  });

  it('write a file of no rows in every form', async () => {
    for (const suffix of SUFFIXES)
      expect(
        (
          await bytesOf(
            tableOf(() => [], 0),
            suffix,
          )
        ).length,
      ).toBeGreaterThan(20);
    expect(
      await parquetReadObjects({
        file: arrayBuffer(
          await bytesOf(
            tableOf(() => [], 0),
            'parquet',
          ),
        ),
      }),
    ).toEqual([]);
  });

  it.each(SUFFIXES)('%s reads on only while it is read: of 1000 pages a reader who takes nothing costs at most 50', async (suffix) => {
    const counted = tableOf(widePage, 1000);
    const stream = Readable.from(BULK_WRITERS[suffix].write(counted.table, false), { objectMode: false });
    const arrived = Promise.withResolvers<void>();
    const sink = new Writable({ write: () => arrived.resolve() });
    stream.pipe(sink);
    await arrived.promise;
    let seen = 0;
    await expect
      .poll(
        () => {
          const still = seen > 0 && seen === counted.pages();
          seen = counted.pages();
          return still;
        },
        { interval: 50, timeout: 20_000 },
      )
      .toBe(true);
    expect(counted.pages()).toBeLessThanOrEqual(50);
    stream.destroy();
    await expect.poll(() => counted.ended(), { timeout: 20_000 }).toBe(true);
  });

  it.each(SUFFIXES)('%s of 200 000 rows makes the process grow by less than 150 MB', async (suffix) => {
    const { stdout } = await promisify(execFile)(process.execPath, [path.join(import.meta.dirname, 'bulkMemory.ts'), suffix]);
    expect(Number(stdout)).toBeGreaterThanOrEqual(0);
    expect(Number(stdout)).toBeLessThan(150e6);
  });
});

describe('the data dictionary', () => {
  it.each(EXPORTS.map((one) => [one.noun, one] as const))(
    'of %s lists the columns of the file, in their order, and each has a definition',
    (_noun, found) => {
      const { columns } = JSON.parse(dictionaryJson(found)) as { columns: { name: string; definition: { zh: string; en: string } }[] };
      expect(columns.map(({ name }) => name)).toEqual(found.columns.map(({ id }) => id));
      expect(columns.filter(({ definition }) => definition.zh === '' || definition.en === '')).toEqual([]);
      expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
      expect(new Set(found.columns.map(({ label }) => label.zh)).size).toBe(columns.length);
      const lines: Record<string, string>[] = parse(dictionaryCsv(found, false), { columns: true });
      expect(lines.filter(({ type }) => type !== '').map(({ column }) => column)).toEqual(columns.map(({ name }) => name));
      const members = found.columns.flatMap(({ id, members }) => (members ?? []).map(({ code }) => `${id} ${code}`));
      expect(lines.filter(({ type }) => type === '').map(({ column, member }) => `${column} ${member}`)).toEqual(members);
    },
  );

  it('gives every indicator its unit, its definition and its source', () => {
    const indicator = EXPORTS.find(({ noun }) => noun === 'observations')?.columns.find(({ id }) => id === 'indicator_code');
    expect(indicator?.members?.length).toBeGreaterThan(30);
    expect(indicator?.members?.filter(({ unit, definition, citation }) => !unit || !definition || !citation)).toEqual([]);
  });
});

describe('parameters', () => {
  const read = (address: string) => readParameters(UNIT_PARAMETERS, new URLSearchParams(address));

  it('take lists repeated or parted by commas, in capitals or not, each member once', () => {
    expect(read('kind=FOUNDATION,other&kind=Foundation&minStaff=10').given).toEqual({ kind: ['FOUNDATION', 'OTHER'], minStaff: 10 });
  });

  it('that are wrong are told all at once: 7 of 8 given, each with its value and what is allowed', () => {
    const { given, problems } = read('kind=X&foo=1&minStaff=1.5&basis=OPERATING&basis=ELIGIBLE&region=41&period=2025&search=');
    expect(given).toEqual({});
    expect(problems.map(({ name, value }) => `${name}=${value}`)).toEqual([
      'kind=X',
      'foo=1',
      'minStaff=1.5',
      'basis=OPERATING,ELIGIBLE',
      'region=41',
      'period=2025',
      'search=',
    ]);
    const sentence = problemSentence(problems);
    expect(sentence).toMatch(/^参数有误（7 处）：「kind=X」应为 PRIVATE_ENTERPRISE（私营企业）、/);
    expect(sentence).toContain('「foo=1」没有这个参数；可用的参数有 region、park、kind');
    expect(sentence).toContain('「period=2025」应为 季度，如 2025Q4');
  });
});

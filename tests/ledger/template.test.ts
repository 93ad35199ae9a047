import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readXlsx, writeXlsx, type CellValue, type Workbook } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { makeTemplate } from '../../server/cli/makeTemplate.ts';
import { openReaders, type Readers } from '../../server/db/open.ts';
import { readRegions } from '../../server/db/regions.ts';
import { formBookStream } from '../../server/documents/formBook.ts';
import type { Quarter } from '../../server/domain/period.ts';
import { AGGREGATES, EVERYTHING, type Sight } from '../../server/domain/sight.ts';
import { SUMMARY_MEASURES } from '../../server/domain/summaries.ts';
import type { TemplateName } from '../../server/graphql/calendarOffice.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from '../../server/ledger/columns.ts';
import { ledgerForms, ledgerLists } from '../../server/ledger/formColumns.ts';
import { importLedgers, type ImportResult } from '../../server/ledger/importLedger.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { demoSlice, importSlice } from '../support/demoLedger.ts';
import { unitFact } from '../support/facts.ts';

const REGION = '410302';
const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-template-'));
const [own] = demoSlice([REGION], ['2026Q2']);
const NOW = '2026-10-12T01:00:00.000Z';

describe('a template', () => {
  let db: TestDatabase;
  let readers: Readers;
  const make = async (template: TemplateName, more: { period?: Quarter; sight?: Sight; blank?: boolean; region?: string } = {}) => {
    const { period = '2026Q3', sight = EVERYTHING, blank = false, region = REGION } = more;
    return makeTemplate(readers, { template, region, period, sight, blank });
  };
  const read = async (bytes: Uint8Array, period: Quarter = '2026Q3', region = REGION): Promise<ImportResult> => {
    const file = path.join(folder, 'sent.xlsx');
    writeFileSync(file, bytes);
    const asked = { file, region, period, receivedAt: NOW, state: 'APPLIED', demo: true } as const;
    const [result] = await importLedgers(db.store, await readRegions(db.store.db), [asked], NOW, period !== '2026Q3');
    if (result === undefined) throw new Error('nothing was read');
    return result;
  };

  beforeAll(async () => {
    db = await testDatabase('sqlite', inject('postgresUrl'));
    if (own === undefined) throw new Error(`the demo has no ledger of ${REGION}`);
    await importSlice(db.store, [own]);
    readers = openReaders(db.url);
  }, 60_000);
  afterAll(async () => {
    await readers.close();
    await db.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('of 2 sheets has a check, a prompt and a note for each of their 31 and 28 columns, and a hidden page of lists', async () => {
    const book = await readXlsx((await make('ledger.xlsx')).bytes, { readStyles: true });
    expect(book.sheets.map(({ name, hidden }) => [name, hidden === true])).toEqual([
      ['两新组织', false],
      ['党群组织', false],
      ['填报说明', false],
      ['代码表', true],
    ]);
    for (const [at, columns] of [UNIT_COLUMNS, ORGANIZATION_COLUMNS].entries()) {
      const sheet = book.sheets[at];
      expect(sheet?.rows[1]).toEqual(columns.map(({ header }) => header));
      expect(sheet?.dataValidations?.length).toBe(columns.length);
      const said = sheet?.dataValidations?.filter((one) => one.inputMessage && one.errorMessage && one.inputMessage.length <= 255);
      expect(said?.length).toBe(columns.length);
      const noted = [...(sheet?.cells ?? [])].filter(([, cell]) => cell.comment !== undefined);
      expect(noted.length).toBe(columns.length);
      expect(sheet?.freezePane).toMatchObject({ rows: 2, columns: 2 });
    }
    const women = book.sheets[0]?.dataValidations?.find((one) => one.inputTitle === '女从业人员');
    expect(women).toMatchObject({ type: 'whole', operator: 'between', formula1: '0', formula2: 'IF($K3="",99999999,$K3)' });
    expect(book.sheets[0]?.dataValidations?.find((one) => one.inputTitle === '党组织代码')?.formula1).toBe(
      `'党群组织'!$A$3:$A$${2 + (own?.organizations.length ?? 0) + 2000}`,
    );
  });

  it('that is blank is refused for nothing but its lack of rows; for another quarter for its title, too', async () => {
    const { bytes, rows } = await make('ledger.xlsx', { blank: true });
    expect(rows).toBe(0);
    expect((await read(bytes)).reading.errors.map(({ code }) => code)).toEqual(['NO_ROWS']);
    const other = await read((await make('ledger.xlsx')).bytes, '2026Q2');
    expect(other.reading.errors.filter(({ code }) => code === 'WRONG_QUARTER').map(({ message }) => message)).toEqual([
      '两新组织第 1 行:文件为 2026Q3,所选为 2026Q2。请改选报告期或更换文件',
      '党群组织第 1 行:文件为 2026Q3,所选为 2026Q2。请改选报告期或更换文件',
    ]);
  });

  it('of another county is refused for its title, and one that fits is told nothing of its own pages and title', async () => {
    const { bytes } = await make('ledger.xlsx');
    const { errors } = (await read(bytes, '2026Q3', '410303')).reading;
    expect(errors.find(({ code }) => code === 'WRONG_REGION')?.message).toBe(
      '两新组织第 1 行:文件为 河南省洛阳市老城区(410302)的模板,所选地区为 410303。请改选地区或更换文件',
    );
    const { reading } = await read(bytes);
    const codes = [...reading.errors, ...reading.warnings].map(({ code }) => code);
    expect(codes.filter((code) => ['WRONG_REGION', 'HEADER_ROW', 'OTHER_SHEETS'].includes(code))).toEqual([]);
  });

  /** What a clerk does: zeros in what must be said of the quarter, and sends the same workbook. */
  const fill = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const book: Workbook = await readXlsx(bytes);
    const sheets = book.sheets.slice(0, 2).map(({ name, rows }) => {
      const headers = rows[1] ?? [];
      const filled = rows.map((row, line): CellValue[] =>
        line < 2 || row[0] === null || row[0] === undefined || row[0] === ''
          ? [...row]
          : headers.map((header, at) => {
              const fresh = [...UNIT_COLUMNS, ...ORGANIZATION_COLUMNS].some((one) => one.flow === true && one.header === header);
              return (row[at] ?? null) === null && fresh ? 0 : (row[at] ?? null);
            }),
      );
      return { name, rows: filled };
    });
    return writeXlsx({ sheets });
  };

  it('comes prefilled with the stocks of the quarter before, and filled in it is accepted: not one unit added or removed', async () => {
    const made = await make('ledger.xlsx');
    expect(made.rows).toBe((own?.units.length ?? 0) + (own?.organizations.length ?? 0));
    expect(made.named).toBe('两新组织台账-河南省洛阳市老城区-2026Q3');
    const { reading, rows, applied } = await read(await fill(made.bytes));
    expect(reading.errors).toEqual([]);
    expect(rows).toEqual({ units: own?.units.length, organizations: own?.organizations.length });
    expect(applied).toMatchObject({ version: 1, unchanged: false });
  });

  it('shows no rows to who sees sums only, and none of a region above the counties exists', async () => {
    const { store } = db;
    await store.db.updateTable('submission').set({ demo: 0 }).execute();
    expect((await make('ledger.xlsx', { sight: AGGREGATES })).rows).toBe(0);
    expect((await make('units.csv', { sight: { ...AGGREGATES, rows: ['410300'] } })).rows).toBe(own?.units.length);
    expect((await make('units.csv', { sight: { ...AGGREGATES, rows: ['410400'] } })).rows).toBe(0);
    await expect(make('ledger.xlsx', { region: '410300' })).rejects.toThrow('「410300」不是报送地区，没有台账模板');
  });

  it('of a summary has a line for each measure, and of a region without one says so', async () => {
    const book = await readXlsx((await make('summary.xlsx', { region: '410300' })).bytes);
    expect(book.sheets[0]?.rows[1]).toEqual(['指标代码', '指标', '单位', '上期数', '本期数']);
    expect(book.sheets[0]?.rows.length).toBe(SUMMARY_MEASURES.length + 2);
    await expect(make('summary.xlsx', { region: 'P41030001' })).rejects.toThrow('不是可以汇总上报的地区');
  });

  it('of 10 000 rows is made within 3 s of work', async () => {
    const units = Array.from({ length: 10_000 }, (_, at) => unitFact(REGION, at + 1, { partyOrg: 'x-1', registeredOn: '2020-01-01' }));
    const place = { regions: [{ code: REGION, name: '老城区' }], parks: [], asOf: '2026-09-30' };
    const begun = process.cpuUsage();
    const sheets = ledgerForms({ place, title: (sheet) => sheet, facts: { UNITS: units, ORGANIZATIONS: [] } });
    const bytes = await buffer(Readable.from(formBookStream({ title: '台账', sheets, lists: ledgerLists(place), notes: [] })));
    const { user, system } = process.cpuUsage(begun);
    expect(bytes.length).toBeGreaterThan(300_000);
    expect((user + system) / 1000).toBeLessThan(3_000);
  });
});

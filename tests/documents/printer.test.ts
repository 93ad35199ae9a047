import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { createPrinter } from '../../server/cli/printer.ts';
import { loadConfig } from '../../server/config.ts';
import { DomainError } from '../../server/domain/errors.ts';
import type { PrintAsk, Printer } from '../../server/documents/printer.ts';
import { parseSelection } from '../../web/src/state/selection.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';

let database: TestDatabase;
let printer: Printer;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await database.submit('410302', '2025Q4', ledgerOf('410302', { sole: 3, none: 1 }));
  const { mapPack, maps } = loadConfig({}).places;
  printer = createPrinter(database.url, { pack: mapPack, counties: path.join(maps, 'counties') });
});
afterAll(async () => {
  await printer.close();
  await database.drop();
});

const ask = (address: string, search: string, version = 'v1'): PrintAsk => ({
  address,
  ...parseSelection(search),
  bom: false,
  sight: EVERYTHING,
  at: { version },
});
const stay = (): AbortSignal => new AbortController().signal;

describe('the printing thread', () => {
  it('makes the workbook of 410302 with its name in both scripts', async () => {
    const printed = await printer.print(ask('/compare.xlsx', 'region=410300'), stay());
    expect([
      printed?.name,
      printed?.named,
      Buffer.from(printed?.bytes ?? [])
        .subarray(0, 2)
        .toString(),
    ]).toEqual(['compare-410300-2025Q4', '对比-洛阳市-2025Q4', 'PK']);
  }, 60_000);

  it('hands a refusal back as one, and goes on', async () => {
    await expect(printer.print(ask('/gaps.docx', 'region=410300&after=abc'), stay())).rejects.toThrow(DomainError);
    expect((await printer.print(ask('/overview.svg', 'region=410300'), stay()))?.name).toBe('overview-410300-2025Q4');
  }, 60_000);

  it('gives up when the asker leaves, and a new thread takes the next', async () => {
    const leaving = new AbortController();
    const left = printer.print(ask('/overview.pdf', 'region=410300'), leaving.signal);
    leaving.abort();
    expect(await left).toBeUndefined();
    expect((await printer.print(ask('/overview.svg', 'region=410300'), stay()))?.name).toBe('overview-410300-2025Q4');
  }, 60_000);
});

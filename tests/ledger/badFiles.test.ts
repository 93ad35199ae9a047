/**
 * The list of what people send, by its numbers, as real files: each is imported as a clerk's file is, and what the clerk reads is compared word
 * for word with expected.json.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { readRegions } from '../../server/db/regions.ts';
import type { Region } from '../../server/domain/region.ts';
import { importLedgers } from '../../server/ledger/importLedger.ts';
import { startParser, type LedgerParser } from '../../server/ledger/parser.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { BAD_FILES } from './bad/files.ts';
import { FOLDER, nameOf } from './bad/generate.ts';

interface Said {
  readonly severity: string;
  readonly code: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly message: string;
}
interface Expected {
  readonly file: string;
  readonly errors: number;
  readonly warnings: number;
  /** Sound rows. */
  readonly units: number;
  /** The first of what is said. */
  readonly says: readonly Said[];
}

/** More than so many problems of one file repeat themselves. */
const SHOWN = 6;
const EXPECTED = path.join(import.meta.dirname, 'bad', 'expected.json');
const NOW = '2026-11-21T00:00:00.000Z';
/** Numbers, names and addresses of persons that the files hold: nobody may read them again. */
const PERSONS = /13812345678|11010519491231002X|赵六|a\.b@example\.com/;

/** What needs more than one file, or is told of the way that a file comes: the test that shows it. */
const ELSEWHERE: Readonly<Record<number, string>> = {
  7: 'tests/http/submissions.test.ts',
  10: 'tests/ledger/problems.test.ts',
  23: 'tests/proof/twice.test.ts',
  24: 'tests/proof/twice.test.ts',
  25: 'tests/ledger/states.test.ts',
  27: 'tests/ledger/states.test.ts',
  30: 'tests/ledger/lastQuarter.test.ts',
  41: 'tests/ledger/lastQuarter.test.ts',
  49: 'tests/ledger/lastQuarter.test.ts',
  64: 'tests/http/submissions.test.ts',
  65: 'tests/http/submissions.test.ts',
  66: 'tests/db/uploads.test.ts',
  67: 'tests/proof/fullDisk.test.ts',
};
const ALL = 67;

let db: TestDatabase;
let regions: readonly Region[];
let parser: LedgerParser;
beforeAll(async () => {
  db = await testDatabase('sqlite', inject('postgresUrl'));
  regions = await readRegions(db.store.db);
  // One process reads them all.
  const started = startParser(path.dirname(db.url));
  parser = { ...started, rest: () => undefined };
});
afterAll(async () => {
  parser.close();
  await db.drop();
});

async function read(name: string): Promise<Expected> {
  const file = {
    file: path.join(FOLDER, name),
    region: '410302',
    period: '2025Q4',
    receivedAt: NOW,
    state: 'APPLIED',
    demo: false,
  } as const;
  const [result] = await importLedgers(db.store, regions, [file], NOW, true, parser);
  if (result === undefined) throw new Error('no result');
  const { errors, warnings, moreErrors, moreWarnings } = result.reading;
  const says = [...errors, ...warnings].map(({ severity, code, sheet, row, column, message }) => ({
    severity,
    code,
    ...(sheet !== undefined && { sheet }),
    ...(row !== undefined && { row }),
    ...(column !== undefined && { column }),
    message,
  }));
  return {
    file: name,
    errors: errors.length + moreErrors,
    warnings: warnings.length + moreWarnings,
    units: result.rows.units,
    says: says.slice(0, SHOWN),
  };
}

const files = BAD_FILES.map(([number, name]) => nameOf(number, name));

describe('what people send, as files', () => {
  it(`covers each of the ${ALL} numbers, ${files.length} files here and the others in tests that stand`, () => {
    const numbers = new Set([...BAD_FILES.map(([number]) => number), ...Object.keys(ELSEWHERE).map(Number)]);
    expect([...numbers].toSorted((one, other) => one - other)).toEqual(Array.from({ length: ALL }, (_, at) => at + 1));
    const root = path.join(import.meta.dirname, '..', '..');
    expect(Object.values(ELSEWHERE).filter((file) => !existsSync(path.join(root, file)))).toEqual([]);
    expect(readdirSync(FOLDER).toSorted()).toEqual(files.toSorted());
  });

  it('counts the 1 100 errors of a file of which 1 000 are listed, by their column', async () => {
    const file = path.join(FOLDER, nameOf(63, 'thousand-errors.xlsx'));
    const ask = { file, region: '410302', period: '2025Q4', receivedAt: NOW, state: 'APPLIED', demo: false } as const;
    const [result] = await importLedgers(db.store, regions, [ask], NOW, true, parser);
    expect([result?.reading.errors.length, result?.reading.moreErrors]).toEqual([1000, 100]);
    expect(result?.reading.errorCounts).toEqual([{ sheet: '两新组织', column: 'K', header: '从业人员', count: 1100 }]);
  });

  it(`says of each of ${files.length} files word for word what expected.json holds, and no person`, async () => {
    const said: Expected[] = [];
    for (const file of files) said.push(await read(file));
    if (process.env['FUGAI_WRITE_EXPECTED'] === '1') writeFileSync(EXPECTED, `${JSON.stringify(said, null, 2)}\n`);
    expect(said).toEqual(JSON.parse(readFileSync(EXPECTED, 'utf8')));
    expect(JSON.stringify(said)).not.toMatch(PERSONS);
  });
});

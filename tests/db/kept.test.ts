import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { columnsRead, keptOf } from '../../server/db/kept.ts';
import { KEPT } from '../../server/db/migrations/0009_words.ts';
import { openStore } from '../../server/db/open.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, SUBJECTS, TIERS } from '../../server/domain/organizations.ts';
import { GAP_REASONS, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../../server/domain/units.ts';

const REGISTRIES: Readonly<Record<string, object>> = {
  kind: UNIT_KINDS,
  status: UNIT_STATUSES,
  sector: UNIT_SECTORS,
  scale: SCALES,
  tier: TIERS,
  management: MANAGEMENTS,
  reason: GAP_REASONS,
  setup: SETUPS,
  form: FORMS,
  subject: SUBJECTS,
  source: SECRETARY_SOURCES,
};
const COLUMNS = Object.entries(KEPT).flatMap(([table, columns]) =>
  Object.entries(columns).map(([column, words]) => ({ table, column, words })),
);

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-kept-'));
let connection: SqliteDatabase.Database;
beforeAll(async () => {
  const file = path.join(folder, 'fugai.sqlite');
  await (await openStore(file)).close();
  connection = new SqliteDatabase(file);
});
afterAll(() => {
  connection.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What a column reads and what lies there of it, for each of some cells. */
function through(table: string, column: string, cells: readonly unknown[]): unknown[] {
  const { columns, toStored } = keptOf(table, [column]);
  const key = table === 'unit_quarter' ? 'credit_code' : 'code';
  const all = columnsRead(connection, table).filter(({ name, notnull }) => notnull === 1 && ![column, 'submission', key].includes(name));
  const others = keptOf(
    table,
    all.map(({ name }) => name),
  );
  const names = ['submission', key, ...columns, ...others.columns];
  const values = others.toStored(all.map(({ type }) => (type.toLowerCase() === 'text' ? 'x' : 0)));
  const insert = connection.prepare(`insert into ${table} (${names.join(', ')}) values (${names.map(() => '?').join(', ')})`);
  connection.exec('begin');
  for (const [at, cell] of cells.entries()) insert.run(1, String(at).padStart(5, '0'), ...toStored([cell]), ...values);
  const rows = connection
    .prepare<[], unknown[]>(`select "${column}", typeof("${column}_no") from ${table} where submission = 1 order by ${key}`)
    .raw()
    .all();
  connection.exec('rollback');
  return rows;
}

it.each(COLUMNS.filter(({ words }) => words !== 'DAY'))(
  '$table.$column keeps every word of its registry as a number',
  ({ table, column, words }) => {
    const registry = Object.entries(REGISTRIES).find(([name]) => column.endsWith(name));
    const there = Object.keys(registry?.[1] ?? {});
    expect([...words].toSorted()).toEqual(there.toSorted());
    expect(through(table, column, there)).toEqual(there.map((word) => [word, 'integer']));
  },
);

it.each(COLUMNS.filter(({ words }) => words === 'DAY'))(
  '$table.$column keeps 6 days from the year 1 to 9999 as numbers',
  ({ table, column }) => {
    const days = ['0001-01-01', '1949-10-01', '1970-01-01', '2024-02-29', '2026-09-30', '9999-12-31'];
    expect(through(table, column, days)).toEqual(days.map((day) => [day, 'integer']));
  },
);

it('keeps what has no number as it is: a word of later, the text 0, and what only looks like a day', () => {
  const texts = ['LATER_KIND', '0', ''];
  expect(through('unit_quarter', 'kind', texts)).toEqual(texts.map((text) => [text, 'text']));
  const days = ['2023-02-30', '2023-1-1', '20230101', '2023-01-01T00:00', '19000'];
  expect(through('unit_quarter', 'registered_on', days)).toEqual(days.map((day) => [day, 'text']));
  expect(through('unit_quarter', 'reason', [null])).toEqual([[null, 'null']]);
});

it('reads 64 columns of units and 48 of organizations, none of them twice, and those that are never empty as such', () => {
  const names = (table: string): string[] => columnsRead(connection, table).map(({ name }) => name);
  expect([names('unit_quarter').length, names('organization_quarter').length, names('no_such')]).toEqual([64, 48, []]);
  expect([...names('unit_quarter'), ...names('organization_quarter')].filter((name) => name.endsWith('_no'))).toEqual([]);
  const needed = columnsRead(connection, 'unit_quarter').flatMap(({ name, notnull }) => (notnull === 1 ? [name] : []));
  expect(needed).toEqual(expect.arrayContaining(['kind', 'status', 'sector', 'scale', 'party_tier']));
  expect(needed).not.toContain('reason');
  expect(() => connection.exec("insert into unit_quarter (submission, credit_code, kind) values (1, 'x', 'OTHER')")).toThrow(
    /generated column/,
  );
});

import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ColumnHead } from '../../server/documents/bulk/column.ts';
import { EXPORTS } from '../../server/documents/bulk/exports.ts';
import { DIMENSIONS } from '../../server/domain/measures.ts';
import { loadFigures } from '../../server/ledger/loadFigures.ts';
import { SEED } from '../../seed/folder.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { demoSlice, importSlice } from '../support/demoLedger.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('sqlite', inject('postgresUrl'));
  await importSlice(database.store, demoSlice(['4103'], ['2025Q3', '2025Q4']));
  await loadFigures(database.store, path.join(SEED, 'figures'), '2026-11-01T00:00:00.000Z');
}, 120_000);
afterAll(() => database.drop());

const LEDGER = 'childrenOf=410300&last=2';
/** Each list, and the observations whole and by every dimension. */
const ASKED: readonly (readonly [noun: string, address: string])[] = [
  ['units', ''],
  ['organizations', ''],
  ['figures', ''],
  ['observations', LEDGER],
  ...Object.keys(DIMENSIONS).map((dimension) => ['observations', `${LEDGER}&by=${dimension}`] as const),
  ['observations', `${LEDGER}&by=FORM,SETUP&where.subject=UNION`],
];

/** Members of a column as its cells write them. */
const allowed = ({ members, worded }: ColumnHead, lang: 'zh' | 'en'): ReadonlySet<string> | null =>
  members === null ? null : new Set(members.map((member) => (worded ? member[lang] : member.code)));

describe('the demo ledger and the published figures in bulk files', () => {
  it.each(['zh', 'en'] as const)(
    'hold no member that their dictionary does not list (%s), and no empty cell where none may be',
    async (lang) => {
      const strange = new Set<string>();
      let rows = 0;
      for (const [noun, address] of ASKED) {
        const found = EXPORTS.find((one) => one.noun === noun);
        const asked = found?.read(new URLSearchParams(`${address}&lang=${lang}`));
        await database.ask(async (view) => {
          const table = await asked?.open(view);
          const sets = table?.columns.map((column) => allowed(column, lang)) ?? [];
          // Parks are members of a split, too: they are regions, and open.
          const open = address.includes('PARK') ? ['member_1', 'member_1_code'] : [];
          for await (const page of table?.pages ?? [])
            for (const row of page) {
              rows += 1;
              row.forEach((cell, at) => {
                const column = table?.columns[at];
                const set = sets[at];
                if (column === undefined || open.includes(column.id)) return;
                if (cell === null && column.empty === null) strange.add(`${noun} ${column.id} is empty`);
                if (cell === null || !set) return;
                const parts = column.between === null ? [String(cell)] : String(cell).split(column.between);
                for (const part of parts) if (!set.has(part)) strange.add(`${noun} ${column.id} ${part}`);
              });
            }
        });
      }
      expect([...strange]).toEqual([]);
      expect(rows).toBeGreaterThan(5000);
    },
    120_000,
  );
});

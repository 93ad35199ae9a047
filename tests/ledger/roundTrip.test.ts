import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import type { CellType } from '../../server/ledger/columns.ts';
import { FORMS } from '../../server/domain/organizations.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from '../../server/ledger/columns.ts';
import { readLedger } from './readWhole.ts';
import { writeLedgerCsv, writeLedgerWorkbook } from '../../server/ledger/writeXlsx.ts';
import { CONTEXT, creditCode, folder, messages } from './fixtures.ts';

const day = fc.integer({ min: 10_000, max: 20_000 }).map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));
const name = fc
  .string({ unit: fc.constantFrom('示', '例', '(', '（', '"', ',', '&', '<', '=', "'", 'A', '7', '𠮷', ' '), minLength: 4, maxLength: 20 })
  .map((text) => `示${text}例`);

function valueOf(type: CellType): fc.Arbitrary<unknown> {
  switch (type.is) {
    case 'text':
      return name;
    case 'word':
      return fc.constantFrom(...Object.keys(type.words));
    case 'date':
      return day.filter((date) => date <= '2025-12-31');
    case 'flag':
      return fc.boolean();
    case 'count':
      return fc.integer({ min: type.least ?? 0, max: type.most ?? 40 });
    case 'amount':
      return fc.integer({ min: 0, max: 9_999_999 }).map((cents) => cents / 100);
    case 'region':
      return fc.constantFrom('410302', '410302001');
    case 'park':
      return fc.constant('P41030201');
    case 'creditCode':
    case 'code':
    case 'reference':
      return fc.constant(null);
  }
}

const factOf = <Fact>(columns: readonly { fact: string; type: CellType; required?: unknown }[]): fc.Arbitrary<Fact> =>
  fc.record(
    Object.fromEntries(
      columns.map((column) => [column.fact, column.required === undefined ? fc.option(valueOf(column.type)) : valueOf(column.type)]),
    ),
  ) as unknown as fc.Arbitrary<Fact>;

const organizations = fc
  .array(factOf<OrganizationFact>(ORGANIZATION_COLUMNS), { minLength: 1, maxLength: 5 })
  .map((facts) => facts.map((fact, at): OrganizationFact => ({ ...fact, code: `D-${at}`, subject: FORMS[fact.form].subject })));
const units = fc
  .array(factOf<UnitFact>(UNIT_COLUMNS), { minLength: 1, maxLength: 8 })
  .map((facts) => facts.map((fact, at): UnitFact => ({ ...fact, creditCode: creditCode(at), staff: 40, womenUnionMembers: null })));

describe('a ledger that is written and read again', () => {
  it('says the same, as CSV and as workbook, for any facts', async () => {
    const path = await folder();
    await fc.assert(
      fc.asyncProperty(units, organizations, async (some, others) => {
        await writeLedgerCsv(join(path, 'csv'), some, others);
        await writeLedgerWorkbook(join(path, 'ledger.xlsx'), some, others);
        for (const file of ['csv', 'ledger.xlsx']) {
          const reading = await readLedger(join(path, file), CONTEXT);
          expect(messages(reading.errors)).toBe('');
          expect(reading.units).toEqual(some);
          expect(reading.organizations).toEqual(others);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('the same facts give the same bytes', async () => {
    const path = await folder();
    await mkdir(path, { recursive: true });
    const [some, others] = [fc.sample(units, { numRuns: 1, seed: 7 })[0] ?? [], fc.sample(organizations, { numRuns: 1, seed: 7 })[0] ?? []];
    const [one, two] = [join(path, '1.xlsx'), join(path, '2.xlsx')];
    await writeLedgerWorkbook(one, some, others);
    await new Promise((resolve) => setImmediate(resolve));
    await writeLedgerWorkbook(two, some, others);
    expect((await readFile(one)).equals(await readFile(two))).toBe(true);
  });
});

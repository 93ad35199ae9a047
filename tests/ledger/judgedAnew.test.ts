import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { replaceRows } from '../../server/db/publishing.ts';
import { mappedMany } from '../../server/domain/counted.ts';
import { readStored } from '../../server/ledger/reclassify.ts';
import { UNIT_COLUMN_ORDER } from '../../server/ledger/rows.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';

/** More than a page that is read at a time, and more than a chunk that is written at a time. */
const UNITS = 5_300;
const PERIOD = '2025Q4';
const [HOLDER, LEANING] = ['410302', '410303'];

const holding = (setup: 'SOLE' | 'JOINT') => ({
  units: [unitFact(HOLDER, 1)],
  organizations: [organizationFact(HOLDER, 'X', { setup, form: setup === 'SOLE' ? 'BRANCH' : 'JOINT_BRANCH' })],
});

describe.each(ENGINES)('a ledger of 5 300 units judged anew on %s', (engine) => {
  let db: TestDatabase;
  const tiers = async () =>
    (
      await sql<{ revision: number; is_current: number; tier: string; n: number; staff: number }>`
        select s.revision, s.is_current, u.party_tier as tier, count(*) as n, sum(u.staff) as staff from submission as s
        join unit_quarter as u on u.submission = s.id where s.region = ${LEANING} group by s.revision, s.is_current, u.party_tier order by 1`.execute(
        db.store.db,
      )
    ).rows.map((row) => ({ ...row, n: Number(row.n), staff: Number(row.staff) }));
  beforeAll(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
    await db.submit(HOLDER, PERIOD, holding('SOLE'));
    const units = Array.from({ length: UNITS }, (_, at) => unitFact(LEANING, at + 1, { partyOrg: 'X', staff: 10 }));
    await db.submit(LEANING, PERIOD, { units, organizations: [] });
  });
  afterAll(() => db.drop());

  it('keeps 5 300 rows as they were and has 5 300 others when the organization that covers them becomes a joint one', async () => {
    await db.submit(HOLDER, PERIOD, holding('JOINT'));
    expect(await tiers()).toEqual([
      { revision: 1, is_current: 0, tier: 'SOLE', n: UNITS, staff: 10 * UNITS },
      { revision: 2, is_current: 1, tier: 'JOINT', n: UNITS, staff: 10 * UNITS },
    ]);
  });

  it('comes to itself when its rows are put in the place of themselves while they are read page by page', async () => {
    const one = await db.store.db
      .selectFrom('submission')
      .selectAll()
      .where('region', '=', LEANING)
      .where('is_current', '=', 1)
      .executeTakeFirstOrThrow();
    const before = await tiers();
    await db.store.db.transaction().execute(async (work) => {
      const { units } = await readStored({ ...db.store, db: work }, one);
      expect(Array.isArray(units)).toBe(false);
      const rows = mappedMany(units, (row) => UNIT_COLUMN_ORDER.map((column) => row[column as keyof typeof row]));
      await replaceRows(db.store, work, one.id, {
        units: { columns: UNIT_COLUMN_ORDER, rows },
        organizations: { columns: ['code'], rows: [] },
      });
    });
    expect(await tiers()).toEqual(before);
  });
});

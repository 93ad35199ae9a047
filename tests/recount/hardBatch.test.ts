/** Ledgers that come in together: what one of them says must not leak into another. */
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import { findLedgerPlace } from '../../server/db/submissions.ts';
import { applyLedgers, type Submittable } from '../../server/ledger/apply.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';
import { organizationFact, unitFact } from '../support/facts.ts';

const PERIOD = '2025Q4';
const RECEIVED = '2026-01-10T01:00:00.000Z';

interface Sent {
  readonly region: string;
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
  readonly state?: 'RETURNED';
}

let db: TestDatabase;

async function toSubmittable({ region, units, organizations, state }: Sent): Promise<Submittable> {
  const place = await findLedgerPlace(db.store.db, region, '2025-12-31');
  if (place === undefined) throw new Error(`no reporting region ${region}`);
  const content = `${region} ${units.length} ${organizations.length}`;
  const files = { fileName: `${region}.xlsx`, fileSha256: content, contentSha256: content };
  return {
    place,
    period: PERIOD,
    units,
    organizations,
    warnings: 0,
    ...files,
    receivedAt: RECEIVED,
    state: state ?? 'APPLIED',
    demo: false,
  };
}

async function parts(indicator: 'shell_rate' | 'party_org_coverage', region: string): Promise<(number | null | undefined)[]> {
  const [row] = await db.ask((view) =>
    view.observations({ indicators: [indicator], regions: { codes: [region] }, periods: { only: [PERIOD] }, compare: false }),
  );
  return [row?.rate.numerator, row?.rate.denominator];
}

const submit = async (...sent: readonly Sent[]): Promise<void> =>
  void (await applyLedgers(db.store, await Promise.all(sent.map(toSubmittable)), RECEIVED));
const branch = (region: string): OrganizationFact => organizationFact(region, 'J', { form: 'JOINT_BRANCH', setup: 'JOINT' });
const threeUnder = (region: string): UnitFact[] => [1, 2, 3].map((number) => unitFact(region, number, { partyOrg: 'J' }));

describe.each(ENGINES)('ledgers that come together, on %s', (engine) => {
  beforeEach(async () => {
    db = await testDatabase(engine, inject('postgresUrl'));
  });
  afterEach(() => db.drop());

  it('two prefectures may use one code: 3 and 3 units under two branches «J» overstretch neither', async () => {
    await submit(
      { region: '410302', units: threeUnder('410302'), organizations: [branch('410302')] },
      { region: '410202', units: threeUnder('410202'), organizations: [branch('410202')] },
    );
    expect(await parts('shell_rate', '410300')).toEqual([0, 1]);
    expect(await parts('shell_rate', '410200')).toEqual([0, 1]);
  });

  it('a ledger sent back adds no unit to the branch of one that came with it: 3 units, not 6', async () => {
    await submit(
      { region: '410302', units: threeUnder('410302'), organizations: [branch('410302')] },
      { region: '410303', units: threeUnder('410303'), organizations: [], state: 'RETURNED' },
    );
    expect(await parts('shell_rate', '410300')).toEqual([0, 1]);
  });

  it('an organization of a ledger sent back covers nobody in one that came with it: 0/3', async () => {
    await submit(
      { region: '410302', units: threeUnder('410302'), organizations: [] },
      { region: '410303', units: [], organizations: [branch('410303')], state: 'RETURNED' },
    );
    expect(await parts('party_org_coverage', '410302')).toEqual([0, 3]);
  });

  it('two of three counties that come together see the third: 2 and 2 and 2 units overstretch one branch', async () => {
    const two = (region: string): UnitFact[] => threeUnder(region).slice(0, 2);
    await submit(
      { region: '410303', units: [], organizations: [] },
      { region: '410302', units: two('410302'), organizations: [branch('410302')] },
    );
    await submit({ region: '410304', units: two('410304'), organizations: [] });
    await submit({ region: '410303', units: two('410303'), organizations: [] }, { region: '410305', units: [], organizations: [] });
    expect(await parts('shell_rate', '410300')).toEqual([1, 1]);
  });
});

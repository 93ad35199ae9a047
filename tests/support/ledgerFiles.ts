/** Ledgers of a few counties as clerks send them, in versions that differ: what writers are killed and cut over. */
import path from 'node:path';
import { writeLedgerCsv } from '../../server/ledger/writeXlsx.ts';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import type { LedgerFile } from '../../server/ledger/importLedger.ts';
import { ledgerOf } from './facts.ts';

/** Counties of one prefecture; the units of each lean on an organization of the first, so that its versions settle its neighbours. */
export const COUNTIES = ['410302', '410303', '410304', '410305'] as const;
export const VERSIONS = 6;
export const PERIOD = '2025Q4';

export interface WrittenLedger {
  readonly file: LedgerFile;
  readonly units: number;
  readonly staff: number;
}

/** Columns that a file must fill. */
const BRANCH = { termStartedOn: '2023-07-01', termYears: 3, groups: 1, committeeMeetings: 3, groupMeetings: 3, trainings: 1, trained: 3 };
const UNIT = {
  womenStaff: 8,
  revenueWan: 120.5,
  probationaryMembers: 0,
  applicants: 1,
  activists: 1,
  admitted: 0,
  registeredOn: '2019-03-01',
};

/** One county's ledger; each version differs from the others in every row. */
export function countyLedger(region: string, version: number, units: number): { units: UnitFact[]; organizations: OrganizationFact[] } {
  const ledger = ledgerOf(region, { sole: 2, joint: 2, none: units + version * 3 }, { ...UNIT, staff: 20 + version });
  return { units: ledger.units, organizations: ledger.organizations.map((one) => ({ ...one, ...BRANCH })) };
}

/** Writes COUNTIES × VERSIONS folders of CSV with about `units` units each; in version order, the counties of each together. */
export async function writeLedgers(folder: string, units: number): Promise<WrittenLedger[]> {
  const written: WrittenLedger[] = [];
  for (let version = 0; version < VERSIONS; version += 1) {
    for (const [at, region] of COUNTIES.entries()) {
      const ledger = countyLedger(region, version, units + at);
      const leaning = ledger.units.map((unit, place) => (at > 0 && place > units ? { ...unit, partyOrg: `${COUNTIES[0]}-J` } : unit));
      const place = path.join(folder, `${region}-${version}`);
      await writeLedgerCsv(place, leaning, ledger.organizations);
      written.push({
        file: { file: place, region, period: PERIOD, receivedAt: '2026-01-10T01:00:00.000Z', state: 'APPLIED', demo: false },
        units: leaning.length,
        staff: leaning.reduce((sum, unit) => sum + unit.staff, 0),
      });
    }
  }
  return written;
}

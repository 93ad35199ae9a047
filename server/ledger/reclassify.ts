/** Judging submitted ledgers anew: by the rules of now when that is asked for, and where a neighbour's new version changes what covers whom. */
import type { Store } from '../db/open.ts';
import { replaceRows, type Replaced } from '../db/publishing.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { findOrganizationRows, findSubmissionsSince, findUnitRows } from '../db/submissions.ts';
import { isQuarter } from '../domain/period.ts';
import { classifyLedgers, type ClassifiedLedger, type Ledger } from './classify.ts';
import { ORGANIZATION_COLUMN_ORDER, toOrganizationFact, toUnitFact, UNIT_COLUMN_ORDER } from './rows.ts';

export async function readStored(store: Store, one: SubmissionRow): Promise<Ledger> {
  const units = (await findUnitRows(store.db, one.id)).map(toUnitFact);
  const organizations = (await findOrganizationRows(store.db, one.id)).map(toOrganizationFact);
  const place = { region: one.region, ledgerRegion: one.ledger_region, prefecture: one.prefecture, province: one.province };
  return { place, units, organizations, returned: false };
}

const toReplaced = (one: SubmissionRow, rows: ClassifiedLedger): Replaced => ({
  id: one.id,
  ledgerRegion: one.ledger_region,
  ruleSet: rows.ruleSet,
  dissolved: rows.dissolved,
  hasEarlier: rows.hasEarlier,
  units: { columns: UNIT_COLUMN_ORDER, rows: rows.units },
  organizations: { columns: ORGANIZATION_COLUMN_ORDER, rows: rows.organizations },
});

/** Recomputes the derived columns and rollups of current submissions, quarter by quarter. Facts are not touched. Part of the change that its caller publishes. */
export async function reclassifySubmissions(store: Store, all: readonly SubmissionRow[]): Promise<void> {
  for (const period of [...new Set(all.map((one) => one.period))].toSorted()) {
    if (!isQuarter(period)) continue;
    const submissions = all.filter((one) => one.period === period);
    const ledgers: Ledger[] = [];
    for (const one of submissions) ledgers.push(await readStored(store, one));
    const classified = await classifyLedgers(store, ledgers, period);
    const replaced = submissions.flatMap((one, at) => {
      const rows = classified[at];
      return rows === undefined ? [] : [toReplaced(one, rows)];
    });
    await replaceRows(store, period, replaced);
  }
}

/** Every current submission at or below a region from a quarter on, by the rules of now: a change of rules counts for later periods only unless this is asked for. */
export async function reclassify(store: Store, region: string, from: string): Promise<{ submissions: number }> {
  const all = await findSubmissionsSince(store.db, region, from);
  await reclassifySubmissions(store, all);
  return { submissions: all.length };
}

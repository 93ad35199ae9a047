/** Judging submitted ledgers anew by the rules of now: only when it is asked for, since a change of rules counts for later periods. */
import type { Store } from '../db/open.ts';
import { replaceRows } from '../db/publishing.ts';
import { findOrganizationRows, findSubmissionsSince, findUnitRows } from '../db/submissions.ts';
import { isQuarter } from '../domain/period.ts';
import { classifyLedgers, type Ledger } from './classify.ts';
import { ORGANIZATION_COLUMN_ORDER, toOrganizationFact, toUnitFact, UNIT_COLUMN_ORDER } from './rows.ts';

/**
 * Recomputes the derived columns and rollups of every current submission at or below a region from a quarter on, quarter by quarter, each
 * published by itself. Facts are not touched.
 */
export async function reclassify(store: Store, region: string, from: string, now: string): Promise<{ submissions: number }> {
  const all = await findSubmissionsSince(store.db, region, from);
  for (const period of new Set(all.map((one) => one.period))) {
    if (!isQuarter(period)) continue;
    const submissions = all.filter((one) => one.period === period);
    const ledgers: Ledger[] = [];
    for (const one of submissions) {
      const units = (await findUnitRows(store.db, one.id)).map(toUnitFact);
      const organizations = (await findOrganizationRows(store.db, one.id)).map(toOrganizationFact);
      ledgers.push({
        place: { region: one.region, ledgerRegion: one.ledger_region, prefecture: one.prefecture, province: one.province },
        units,
        organizations,
      });
    }
    const classified = await classifyLedgers(store, ledgers, period);
    const replaced = submissions.flatMap((one, at) => {
      const rows = classified[at];
      return rows === undefined
        ? []
        : [
            {
              id: one.id,
              ledgerRegion: one.ledger_region,
              ruleSet: rows.ruleSet,
              units: { columns: UNIT_COLUMN_ORDER, rows: rows.units },
              organizations: { columns: ORGANIZATION_COLUMN_ORDER, rows: rows.organizations },
            },
          ];
    });
    await replaceRows(store, period, replaced, now, `rules ${region} ${period}`);
  }
  return { submissions: all.length };
}

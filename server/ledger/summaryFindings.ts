/** Totals that regions reported against what their ledgers hold: made anew for the periods in which either changed. */
import { replaceSummaryFindings } from '../db/findings.ts';
import type { Store } from '../db/open.ts';
import { readRollup } from '../db/rollup.ts';
import { findTotals } from '../db/summaries.ts';
import { runChecks } from '../domain/checks/index.ts';
import { summaryRelation } from '../domain/checks/reported.ts';
import { asOfDate, type Quarter } from '../domain/period.ts';
import { summaryFindingId } from '../domain/summaries.ts';
import { toStoredFinding } from './storedFinding.ts';

/** Half a region's ledgers say nothing of what the region reports: all of them must have come. */
export async function refreshSummaryFindings(store: Store, periods: readonly Quarter[]): Promise<number> {
  const totals = await findTotals(store.db, { periods });
  const stored = [];
  for (const [period, some] of Map.groupBy(totals, (one) => one.period)) {
    const rows = await readRollup(store.db, {
      regions: [...new Set(some.map(({ region }) => region))],
      periods: [period],
      measures: ['received', 'expected', ...new Set(some.map(({ measure }) => measure))],
    });
    const byRegion = new Map(rows.map((row) => [row.region, row]));
    for (const { region, measure, value } of some) {
      const row = byRegion.get(region);
      if (row === undefined || Number(row['received']) === 0 || Number(row['received']) < Number(row['expected'])) continue;
      const { figures, relation } = summaryRelation({ region, asOf: asOfDate(period), measure, value }, Number(row[measure]));
      const [finding] = runChecks(figures, [relation]);
      if (finding)
        stored.push({
          ...toStoredFinding(finding, stored.length),
          id: summaryFindingId(region, period, measure),
          relation: null,
          period,
          figures: '[]',
        });
    }
  }
  await replaceSummaryFindings(store, periods, stored);
  return stored.length;
}

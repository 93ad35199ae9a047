/** Published counts against the ledgers that stand: made anew whenever figures or real ledgers change. The demo is never held against real figures. */
import { findFigures } from '../db/figures.ts';
import { replaceLedgerFindings } from '../db/findings.ts';
import type { Store } from '../db/open.ts';
import { readRollup } from '../db/rollup.ts';
import { findLedgersBelow, findStandingPeriods } from '../db/submissions.ts';
import { runChecks } from '../domain/checks/index.ts';
import { counterpartOf, ledgerRelation } from '../domain/checks/reported.ts';
import { toStoredFinding } from './storedFinding.ts';

export async function refreshLedgerFindings(store: Store): Promise<number> {
  const counterparts = (await findFigures(store.db, {})).flatMap((figure) => counterpartOf(figure) ?? []);
  const standing = new Set(await findStandingPeriods(store.db, [...new Set(counterparts.map(({ period }) => period))]));
  const stored = [];
  for (const counterpart of counterparts) {
    const { figure, period, measures } = counterpart;
    if (!standing.has(period)) continue;
    const below = await findLedgersBelow(store.db, figure.region, period);
    if (below.length === 0 || below.some((one) => one.demo === 1)) continue;
    const [row] = await readRollup(store.db, {
      regions: [figure.region],
      periods: [period],
      measures: ['received', 'expected', ...measures],
    });
    // Half a region's ledgers say nothing of what the region published.
    if (row === undefined || Number(row['received']) < Number(row['expected'])) continue;
    const { relation, ledger } = ledgerRelation(
      counterpart,
      measures.reduce((sum, id) => sum + Number(row[id]), 0),
    );
    const [finding] = runChecks([figure, ledger], [relation]);
    if (finding) stored.push({ ...toStoredFinding(finding, stored.length), relation: null, period, figures: JSON.stringify([figure.id]) });
  }
  await replaceLedgerFindings(store, stored);
  return stored.length;
}

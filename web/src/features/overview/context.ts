/** What every part of the page needs: where, when, on which basis, and the registries of the server. */
import type { Dataset } from '../../api/dataset.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { OverviewRegion } from '../../api/overview.ts';

export interface Scene {
  readonly region: OverviewRegion;
  readonly dataset: Dataset;
  readonly indicators: readonly IndicatorDefinition[];
}

/** Codes of the regions that a ledger stands for. */
export const ledgerCodes = (dataset: Dataset): ReadonlySet<string> => new Set(dataset.ledgerRegions.map(({ code }) => code));

/** Whether a ledger speaks for a region: for itself, or for one above it. The nation is only covered when a ledger of the nation stands. */
export function hasLedger({ code, ancestors }: Pick<OverviewRegion, 'code' | 'ancestors'>, ledgers: ReadonlySet<string>): boolean {
  return ledgers.has(code) || ancestors.some((ancestor) => ledgers.has(ancestor.code));
}

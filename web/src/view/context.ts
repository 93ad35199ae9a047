/** What every part of the page needs: where it stands, and the registries of the server. */
import type { Dataset } from '../api/dataset.ts';
import type { IndicatorDefinition } from '../api/indicators.ts';
import type { OverviewRegion } from '../api/overview.ts';
import type { Selection, View } from '../state/selection.ts';

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

/** What the address asks for, fitted to what the server has. */
export interface Situation {
  readonly ledger: boolean;
  readonly view: View;
  /** The latest period where the address names none, or one that does not exist; null when there is none at all. */
  readonly period: string | null;
  readonly indicator: IndicatorDefinition | null;
  readonly unknownPeriod: string | null;
  /** The address asks for a ledger that is not there. */
  readonly noLedger: boolean;
}

export function situationOf({ region, dataset, indicators }: Scene, selection: Selection): Situation {
  const ledger = hasLedger(region, ledgerCodes(dataset));
  const known = selection.period === null || dataset.periods.includes(selection.period);
  return {
    ledger,
    view: ledger && selection.view !== 'published' ? 'ledger' : 'published',
    period: (known ? selection.period : null) ?? dataset.latestPeriod ?? null,
    indicator: indicators.find(({ id }) => id === selection.indicator) ?? null,
    unknownPeriod: known ? null : selection.period,
    noLedger: selection.view === 'ledger' && !ledger,
  };
}

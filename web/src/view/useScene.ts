/** Loads what every page stands on, and fits the address to what the server has. */
import { useDataset, type Dataset } from '../api/dataset.ts';
import { useIndicators } from '../api/indicators.ts';
import { useOverviewRegion, type OverviewRegion } from '../api/overview.ts';
import { overviewWords } from '../i18n/overview.ts';
import { shellWords } from '../i18n/shell.ts';
import { viewWords } from '../i18n/view.ts';
import { regionName, useLang, useWords } from '../i18n/words.ts';
import { NATION } from '../state/selection.ts';
import { useSelection } from '../state/useSelection.ts';
import type { Failure } from '../ui/states.tsx';
import { hasLedger, ledgerCodes, situationOf, type Scene } from './context.ts';
import type { IndicatorDefinition } from '../api/indicators.ts';

/** A place with a ledger, at a time, with a measure: what a page of numbers needs to ask anything. */
export interface LedgerScene extends Scene {
  readonly period: string;
  readonly indicator: IndicatorDefinition;
  /** Name of the region in the language of the address. */
  readonly name: string;
}

export type SceneState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | { readonly state: 'empty' }
  | { readonly state: 'ready'; readonly scene: LedgerScene; readonly notices: readonly string[] };

const failureOf = (
  queries: readonly { readonly error: Failure | null; readonly data: unknown; readonly refetch: () => unknown }[],
): SceneState | null => {
  const failed = queries.find(({ error, data }) => error !== null && data === undefined);
  return failed?.error ? { state: 'failed', failure: failed.error, retry: () => void failed.refetch() } : null;
};

/** What of the address was not understood, a sentence each. */
function useSceneNotices(): (found: OverviewRegion | null, shown: OverviewRegion, unknownPeriod: string | null) => readonly string[] {
  const words = useWords(viewWords);
  const shell = useWords(shellWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const { selection, problems } = useSelection();
  return (found, shown, unknownPeriod) => {
    const bad = problems.map(({ name, value }) => shell.badParameterItem(name, value)).join('');
    return [
      ...(found === null ? [words.unknownRegion(selection.region, regionName(shown, lang))] : []),
      ...(found !== null && found.code !== shown.code ? [words.noLedgerFallback(regionName(found, lang), regionName(shown, lang))] : []),
      ...(bad === '' ? [] : [shell.badParameter(bad)]),
      ...(unknownPeriod === null ? [] : [overview.unknownPeriod(unknownPeriod)]),
    ];
  };
}

/** Whether a ledger speaks for the region, and the region that stands in where none does. */
function standing(
  held: Dataset | undefined,
  found: OverviewRegion | null,
): { readonly stands: boolean; readonly substitute: string | undefined } {
  if (held === undefined) return { stands: false, substitute: undefined };
  return { stands: found !== null && hasLedger(found, ledgerCodes(held)), substitute: held.ledgerRegions[0]?.code };
}

/** Where the address names no region with a ledger, the first that has one stands in, and a notice says so. */
export function useScene(): SceneState {
  const lang = useLang();
  const { selection } = useSelection();
  const noticesOf = useSceneNotices();
  const dataset = useDataset();
  const indicators = useIndicators();
  const asked = useOverviewRegion(selection.region);
  const held = dataset.data?.dataset;
  const found = asked.data?.region ?? null;
  const { stands, substitute } = standing(held, found);
  const other = useOverviewRegion(
    substitute ?? NATION,
    held !== undefined && asked.data !== undefined && !stands && substitute !== undefined,
  );
  const failed = failureOf([dataset, indicators, asked]);
  if (failed) return failed;
  if (!held || !indicators.data || asked.data === undefined) return { state: 'loading' };
  if (!stands && substitute === undefined) return { state: 'empty' };
  const region = stands ? found : other.data?.region;
  if (!region) return { state: 'loading' };
  const scene = { region, dataset: held, indicators: indicators.data.indicators };
  const { period, indicator, unknownPeriod } = situationOf(scene, selection);
  if (period === null || indicator === null) return { state: 'empty' };
  const notices = noticesOf(found, region, unknownPeriod);
  return { state: 'ready', scene: { ...scene, period, indicator, name: regionName(region, lang) }, notices };
}

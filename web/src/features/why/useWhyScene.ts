/** Loads what the card of a region stands on. Unlike a page it never shows another region instead: a reason is about one place. */
import { useDataset, type Dataset } from '../../api/dataset.ts';
import { useIndicators } from '../../api/indicators.ts';
import { useOverviewRegion, type OverviewRegion } from '../../api/overview.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { whyWords } from '../../i18n/why.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useNotices } from '../../state/notices.ts';
import { usePlaceNotices } from '../../view/placeInTime.ts';
import { useSelection } from '../../state/useSelection.ts';
import type { Failure } from '../../ui/states.tsx';
import { situationOf } from '../../view/context.ts';
import { conditionsOf } from '../../view/filter.ts';
import type { LedgerScene } from '../../view/useScene.ts';

export type WhySceneState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | { readonly state: 'unknown' }
  /** The region is there, but no ledger speaks for it. */
  | { readonly state: 'empty'; readonly region: OverviewRegion; readonly dataset: Dataset }
  | { readonly state: 'ready'; readonly scene: LedgerScene; readonly notices: readonly string[] };

export function useWhyScene(code: string): WhySceneState {
  const lang = useLang();
  const words = useWords(whyWords);
  const overview = useWords(overviewWords);
  const still = usePlaceNotices();
  const { selection, problems } = useSelection();
  const bad = useNotices(problems);
  const dataset = useDataset();
  const indicators = useIndicators();
  const asked = useOverviewRegion(code);
  const failed = [dataset, indicators, asked].find(({ error, data }) => error !== null && data === undefined);
  if (failed?.error) return { state: 'failed', failure: failed.error, retry: () => void failed.refetch() };
  if (!dataset.data || !indicators.data || asked.data === undefined || asked.isPlaceholderData) return { state: 'loading' };
  const { region } = asked.data;
  if (!region) return { state: 'unknown' };
  const held = dataset.data.dataset;
  const context = { region, dataset: held, indicators: indicators.data.indicators };
  const { ledger, period, indicator, unknownPeriod } = situationOf(context, selection);
  if (!ledger || period === null || indicator === null) return { state: 'empty', region, dataset: held };
  const notices = [
    ...bad,
    ...(unknownPeriod === null ? [] : [overview.unknownPeriod(unknownPeriod)]),
    ...(conditionsOf(selection) > 0 ? [words.unfiltered] : []),
    ...still,
  ];
  return { state: 'ready', scene: { ...context, period, indicator, name: regionName(region, lang) }, notices };
}

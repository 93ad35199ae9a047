/** Asks for what is likely to be looked at next, once the page stands: the quarters beside this one, the worst region, and a region that is pointed at. */
import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { overviewDocument, overviewRegionDocument } from '../../api/first.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import { topologyQuery } from '../../api/maps.ts';
import type { OverviewAnswer, OverviewAsk, OverviewRegion } from '../../api/overview.ts';
import { queryOf } from '../../api/useApi.ts';
import type { Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { prepareAhead } from '../../view/ahead.ts';
import { mapSourceOf } from '../../view/mapSource.ts';
import type { Pointer } from '../../view/pointer.ts';
import { mapChoiceOf } from './mapChoice.ts';
import { overviewAsk } from './overviewAsk.ts';

/** Who rests this long on a region may want to open it; who passes over it does not. Milliseconds. */
const REST = 120;
/** Regions a view asks ahead for at most: a pointer that wanders over all of them is no reason to load them all. */
const MOST = 6;

interface NetworkInformation {
  readonly saveData?: boolean;
}

/** The reader has asked for little to be loaded. */
const saving = (): boolean => (navigator as { readonly connection?: NetworkInformation }).connection?.saveData === true;

/** Once nothing else is to be done. Where the browser does not tell, soon. */
function whenIdle(run: () => void): () => void {
  if (typeof requestIdleCallback !== 'function') {
    const timer = setTimeout(run, REST);
    return () => {
      clearTimeout(timer);
    };
  }
  const asked = requestIdleCallback(run);
  return () => {
    cancelIdleCallback(asked);
  };
}

interface Shown {
  readonly region: OverviewRegion;
  readonly dataset: { readonly periods: readonly string[] };
  readonly indicator: IndicatorDefinition;
  readonly period: string;
  readonly ask: OverviewAsk;
  readonly answer: OverviewAnswer | undefined;
}

/** What a click on the region would ask: who it is, its rates and the shapes of its parts. A region without parts has no shapes. */
function fetchRegion(client: QueryClient, code: string, { region, indicator, period }: Shown, selection: Selection): void {
  const child = region.children.find((one) => one.code === code);
  if (!child) return;
  const there: Selection = { ...selection, region: code, layout: selection.layout === 'tiles' ? 'tiles' : null };
  const choice = mapChoiceOf(child, indicator, there);
  void client.prefetchQuery(queryOf(overviewRegionDocument, { region: code }, there));
  void client.prefetchQuery(queryOf(overviewDocument, { ...overviewAsk({ region: child, period, indicator }, choice, there) }, there));
  const source = choice.layout === 'map' ? mapSourceOf(child) : null;
  if (source !== null) void client.prefetchQuery(topologyQuery(source.file, true));
}

/** The picture of a quarter whose answer has come. */
async function readyAhead(coming: Promise<void>, period: string): Promise<void> {
  await coming;
  whenIdle(() => {
    prepareAhead(period);
  });
}

/** The quarters beside the one shown, and the region at the head of the ranking. */
function useBeside(shown: Shown, settled: boolean): void {
  const client = useQueryClient();
  const { selection } = useSelection();
  useEffect(() => {
    if (!settled || shown.answer === undefined || saving()) return undefined;
    const { dataset, period, ask, answer } = shown;
    return whenIdle(() => {
      const at = dataset.periods.indexOf(period);
      for (const index of [at - 1, at + 1]) {
        const beside = dataset.periods[index];
        if (beside === undefined) continue;
        void readyAhead(client.prefetchQuery(queryOf(overviewDocument, { ...ask, period: beside }, selection)), beside);
      }
      const [worst] = answer.ranking;
      if (worst && worst.rate.value !== null) fetchRegion(client, worst.region.code, shown, selection);
    });
  }, [client, shown, settled, selection]);
}

/** The region on which the pointer or the focus rests. */
function usePointedAt(pointer: Pointer, shown: Shown): void {
  const client = useQueryClient();
  const { selection } = useSelection();
  useEffect(() => {
    if (saving()) return undefined;
    const asked = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = pointer.subscribe(() => {
      clearTimeout(timer);
      const code = pointer.now();
      if (code === null || asked.has(code) || asked.size >= MOST) return;
      timer = setTimeout(() => {
        asked.add(code);
        fetchRegion(client, code, shown, selection);
      }, REST);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [client, pointer, shown, selection]);
}

/** `settled`: the answer shown is the one that was asked for, and not that of a moment before. */
export function usePrefetch(shown: Shown, pointer: Pointer, settled: boolean): void {
  useBeside(shown, settled);
  usePointedAt(pointer, shown);
}

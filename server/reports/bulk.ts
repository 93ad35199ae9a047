/** Whole lists by the page. Observations are asked for in blocks that a question may hold, one after another. */
import type { Db } from '../db/open.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { BulkView, ObservationExtent, ObservationListAsk } from './bulkTypes.ts';
import type { Ground } from './ground.ts';
import { observe, splittable } from './observations.ts';
import { countAllOrganizations, organizationPages } from './organizations.ts';
import { selectPeriods, selectRegions, treesOf } from './selection.ts';
import type { Accepting, ObservationAsk, ObservationRow } from './types.ts';
import { countAllUnits, unitPages } from './units.ts';

/** Cells of a block, before any split: what is read in some milliseconds, for everybody else waits meanwhile. */
const BLOCK_CELLS = 1000;
/** A split multiplies the rows of a cell; an industry has 20 members, and with five sizes that makes a hundred. */
const ROWS_OF_SPLIT = [1, 20, 100];

interface Extent {
  readonly indicators: readonly IndicatorId[];
  readonly regions: readonly string[];
  readonly periods: readonly string[];
}

function extentOf(ground: Ground, ask: ObservationListAsk): Extent {
  const periods = selectPeriods(ask.periods, ground.periods);
  const regions = selectRegions(ground, ask.regions, ask.regionBasis === 'AS_NOW' ? [ground.tree] : treesOf(ground, periods));
  return { indicators: [...new Set(ask.indicators ?? splittable(ask))], regions: regions.map((region) => region.code), periods };
}

function toExtent({ indicators, regions, periods }: Extent): ObservationExtent {
  const cells = regions.length * periods.length * indicators.length;
  return { regions: regions.length, periods, indicators: indicators.length, cells };
}

const blocksOf = <Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));

/** Regions together while all their periods fit into a block, one region in spans of periods otherwise: either keeps the order of one question. */
function* questions(ask: ObservationListAsk, { indicators, regions, periods }: Extent): Generator<ObservationAsk> {
  const { by = [] } = ask;
  const most = Math.max(1, Math.floor(BLOCK_CELLS / (ROWS_OF_SPLIT[by.length] ?? Infinity)));
  const perRegion = periods.length * indicators.length;
  const [together, span] =
    perRegion <= most ? [Math.floor(most / perRegion), periods.length] : [1, Math.max(1, Math.floor(most / indicators.length))];
  for (const codes of blocksOf(regions, together))
    for (const only of blocksOf(periods, span))
      yield { ...ask, indicators, regions: { codes }, periods: { only }, compare: false, summaries: true };
}

async function* observationPages(db: Db, ground: Ground, ask: ObservationListAsk): AsyncGenerator<readonly ObservationRow[]> {
  const extent = extentOf(ground, ask);
  if (toExtent(extent).cells === 0) return;
  for (const question of questions(ask, extent)) {
    const rows = await observe(db, ground, question);
    if (rows.length > 0) yield rows;
  }
}

/** @param counting the ground on which a question counts */
export const bulkOf = (db: Db, counting: (ask: Accepting) => Ground): BulkView => ({
  countUnits: (ask) => countAllUnits(db, counting(ask), ask),
  unitPages: (ask) => unitPages(db, counting(ask), ask),
  countOrganizations: (ask) => countAllOrganizations(db, counting(ask), ask),
  organizationPages: (ask) => organizationPages(db, counting(ask), ask),
  observationExtent: async (ask) => toExtent(extentOf(counting(ask), ask)),
  observationPages: (ask) => observationPages(db, counting(ask), ask),
});

/** Totals that a region reported itself: what a rate stands on where no ledger of it came. */
import { findTotals } from '../db/summaries.ts';
import type { Db } from '../db/open.ts';
import type { Asked } from '../domain/indicators.ts';
import { absent, type MissingReason, type Rate } from '../domain/rate.ts';
import { footing, isSmall } from '../domain/smallCells.ts';
import { summaryRate, type ObservationOrigin } from '../domain/summaries.ts';
import type { Ground } from './ground.ts';
import type { Measured } from './measured.ts';
import { quartersFor } from './selection.ts';
import { seesRows } from './withheld.ts';

/** A rate and what it stands on. */
export interface Standing {
  readonly rate: Rate;
  readonly origin: ObservationOrigin;
}

export interface SummaryRates {
  /** What a region's own totals give where no ledger of it came; the rate of the ledgers otherwise. */
  over(rate: Rate, asked: Asked, region: string, period: string): Standing;
}

const ledger = (rate: Rate): Standing => ({ rate, origin: 'LEDGER' });
export const NO_SUMMARIES: SummaryRates = { over: ledger };

/** Why a ledger gives no rate although one may have been reported. */
const OPEN_TO_SUMMARIES: ReadonlySet<MissingReason> = new Set(['NOT_RECEIVED', 'REJECTED', 'NOT_DUE']);

interface SummariesAsk {
  readonly regions: readonly string[];
  readonly quarters: readonly string[];
  readonly asked: readonly Asked[];
  /** Codes whose rows answer for a region in a quarter: ground that others held is not what the region reported. */
  sources(region: string, quarter: string): readonly string[];
  readonly measured: Measured;
}

/** Whether totals tell of few, or might: who does not see the rows of the region is told only what is known to stand on enough. */
function mayTellOfFew(asked: Asked, quarters: readonly ReadonlyMap<string, number>[]): boolean {
  const parts = footing(asked);
  return quarters.some((values) =>
    parts.some((ids) => {
      const known = ids.map((id) => values.get(id));
      return known.includes(undefined) || isSmall(known.reduce<number>((sum, one) => sum + Number(one), 0));
    }),
  );
}

const came = (measured: Measured, region: string, quarter: string): boolean => Number(measured.receipt(region, quarter)?.['received']) > 0;

export async function readSummaryRates(db: Db, ground: Ground, ask: SummariesAsk): Promise<SummaryRates> {
  const periods = ask.quarters.filter((quarter) => ground.summaryPeriods.has(quarter));
  if (periods.length === 0) return NO_SUMMARIES;
  const measures = [...new Set(ask.asked.flatMap(({ numerator, denominator }) => [...numerator, ...(denominator ?? [])]))];
  const footings = ask.asked.flatMap((asked) => footing(asked).flat());
  const totals = await findTotals(db, { periods, measures: [...new Set([...measures, ...footings])] });
  if (totals.length === 0) return NO_SUMMARIES;
  const wanted = new Set(ask.regions);
  const byPlace = new Map<string, Map<string, number>>();
  for (const { region, period, measure, value } of totals) {
    if (!wanted.has(region)) continue;
    const place = `${region} ${period}`;
    byPlace.set(place, (byPlace.get(place) ?? new Map<string, number>()).set(measure, value));
  }
  const own = (region: string, quarter: string): boolean => {
    const sources = ask.sources(region, quarter);
    return sources.length === 1 && sources[0] === region && !came(ask.measured, region, quarter);
  };
  return {
    over: (rate, asked, region, period) => {
      if (rate.missing === null || !OPEN_TO_SUMMARIES.has(rate.missing)) return ledger(rate);
      const quarters = quartersFor(asked.id, period);
      const values = quarters.map((quarter) => (own(region, quarter) ? byPlace.get(`${region} ${quarter}`) : undefined));
      const known = values.filter((one) => one !== undefined);
      if (known.length === 0 || known.length < values.length) return ledger(rate);
      const reported = summaryRate(asked, known);
      if (reported === null) return ledger(rate);
      const withheld = !seesRows(ground, region) && mayTellOfFew(asked, known);
      return { rate: withheld ? absent('SUPPRESSED') : reported, origin: 'SUMMARY' };
    },
  };
}

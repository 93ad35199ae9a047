/** Observations as nothing but their rates, in rows or in columns: what a map or a trend asks for. */
import type { Db } from '../db/open.ts';
import { badInput } from '../domain/errors.ts';
import { asOfDate } from '../domain/period.ts';
import type { MissingReason } from '../domain/rate.ts';
import { breathe } from './breath.ts';
import type { Ground } from './ground.ts';
import { prepareObservations } from './observations.ts';
import { rateAt } from './rates.ts';
import type { ObservationAsk, ObservationTable, RateRow } from './types.ts';

/** Rows by region, then period, then indicator, without what stands around a rate: of a trend most of the work is that. */
export async function observeRates(db: Db, ground: Ground, ask: Omit<ObservationAsk, 'by'>): Promise<RateRow[]> {
  const from = await prepareObservations(db, ground, ask, false, 'STANDING');
  const rows: RateRow[] = [];
  for (const { code: region } of from.regions) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    for (const period of from.periods)
      for (const asked of from.asked) {
        const { rate, origin } = from.summaries.over(rateAt(from.context, asked, region, period), asked, region, period);
        rows.push({ region, period, asOf: asOfDate(period), indicator: asked.id, basis: asked.basis, rate, origin });
      }
  }
  return rows;
}

/** The same as columns: row-major region × period × indicator, without comparison. */
export async function observeTable(db: Db, ground: Ground, ask: ObservationAsk): Promise<ObservationTable> {
  if (ask.by && ask.by.length > 0) throw badInput('observationTable 不支持 by，请用 observations');
  const from = await prepareObservations(db, ground, ask, false, 'STANDING');
  const columns = { numerators: [] as (number | null)[], denominators: [] as (number | null)[], missing: [] as (MissingReason | null)[] };
  const summaries: number[] = [];
  for (const { code } of from.regions) {
    const pause = breathe();
    if (pause !== undefined) await pause;
    for (const period of from.periods)
      for (const asked of from.asked) {
        const { rate, origin } = from.summaries.over(rateAt(from.context, asked, code, period), asked, code, period);
        if (origin === 'SUMMARY') summaries.push(columns.missing.length);
        columns.numerators.push(rate.numerator);
        columns.denominators.push(rate.denominator);
        columns.missing.push(rate.missing);
      }
  }
  return {
    regions: from.regions.map((region) => region.code),
    periods: from.periods,
    indicators: from.asked.map((asked) => asked.id),
    ...columns,
    summaries,
  };
}

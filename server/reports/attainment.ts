/** 能不能按期达到: forecast of a rate to the date of its target, over the regions that every quarter holds. */
import type { Db } from '../db/open.ts';
import { readRollup } from '../db/rollup.ts';
import { attainmentOf } from '../domain/analysis/attainment.ts';
import { isRefused, refuse } from '../domain/analysis/refusal.ts';
import { askIndicator, indicatorOf, readsRules, type Asked } from '../domain/indicators.ts';
import { countingWord } from '../domain/measures.ts';
import { asOfDate, shiftQuarter, type Quarter } from '../domain/period.ts';
import { absent, formRate, type Rate } from '../domain/rate.ts';
import { breaksBetween, ledgerRegionsIn } from '../domain/regionHistory.ts';
import { goalAhead } from '../domain/targets.ts';
import type { AttainmentAnswer, AttainmentQuestion } from './analysisTypes.ts';
import { lineOf, ruleSetsOf, type Ground } from './ground.ts';
import { quarterAsked } from './gap.ts';
import { observe } from './observations.ts';
import { mustExist } from './selection.ts';
import { standsWhole } from './rates.ts';
import { refuseUnseen, seesRows } from './withheld.ts';
import { footingMeasures, tellsOfFew } from '../domain/smallCells.ts';

/** The quarters since the last break of the region's ground, or of the rules where the indicator reads them. */
function sinceBreak(ground: Ground, asked: Asked, region: string): Quarter[] {
  const kept: Quarter[] = [];
  for (const period of ground.periods.toReversed()) {
    const later = kept[0];
    if (later !== undefined) {
      const [then, now] = [asOfDate(period), asOfDate(later)];
      if (
        breaksBetween(ground.events, region, { date: then, tree: ground.treeAt(then) }, { date: now, tree: ground.treeAt(now) }).length > 0
      )
        break;
      if (readsRules(asked) && ruleSetsOf(ground, region, period).join() !== ruleSetsOf(ground, region, later).join()) break;
    }
    kept.unshift(period);
  }
  return kept;
}

/** Share of the fullest quarter's receipt below which a quarter is no part of a history. */
const WHOLE_QUARTER = 0.9;

interface History {
  readonly rates: { readonly period: Quarter; readonly rate: Rate }[];
  readonly same: number;
  readonly expected: number;
}

/** Quarters of which the plain rate is withheld: so is the one over fewer ledgers. */
async function withheldIn(db: Db, ground: Ground, asked: Asked, region: string, periods: readonly Quarter[]): Promise<ReadonlySet<string>> {
  if (seesRows(ground, region) || periods.length === 0) return new Set();
  const ask = { indicators: [asked.id], regions: { codes: [region] }, periods: { only: periods }, compare: false };
  const rows = await observe(db, ground, { ...ask, ...(asked.basis === null ? {} : { basis: asked.basis }) });
  return new Set(rows.flatMap(({ period, rate }) => (rate.missing === 'SUPPRESSED' ? [period] : [])));
}

/** Sums over the ledger regions that every quarter of the history holds; below the county the plain rates. */
async function historyOf(
  db: Db,
  ground: Ground,
  asked: Asked,
  region: string,
  periods: readonly Quarter[],
  basis: AttainmentQuestion['basis'],
): Promise<History> {
  const indicator = indicatorOf(asked.id);
  const ledgers = ledgerRegionsIn(ground.tree, region);
  if (ledgers.length === 0) {
    const rows = await observe(db, ground, {
      indicators: [asked.id],
      regions: { codes: [region] },
      periods: { only: periods },
      compare: false,
      ...(basis ? { basis } : {}),
    });
    return { rates: rows.map((row) => ({ period: row.period as Quarter, rate: row.rate })), same: 1, expected: 1 };
  }
  const measures = ['expected', 'received', 'accepted', ...asked.numerator, ...(asked.denominator ?? []), ...footingMeasures(asked)];
  const rows = await readRollup(db, { regions: ledgers, periods, measures: [...new Set(measures)] });
  const received = rows.filter((row) => standsWhole(ground, row));
  const byPeriod = Map.groupBy(received, (row) => row.period);
  const most = Math.max(0, ...[...byPeriod.values()].map((some) => some.length));
  // A quarter that has hardly begun to come in would leave no region that every quarter holds.
  const kept = periods.filter((period) => Number(byPeriod.get(period)?.length) >= most * WHOLE_QUARTER);
  const steady = new Set(ledgers.filter((code) => kept.every((period) => byPeriod.get(period)?.some((row) => row.region === code))));
  const sum = (period: Quarter, ids: readonly string[]): number =>
    rows.reduce(
      (total, row) => (row.period === period && steady.has(row.region) ? ids.reduce((inner, id) => inner + Number(row[id]), total) : total),
      0,
    );
  const hidden = await withheldIn(db, ground, asked, region, kept);
  const rateOf = (period: Quarter): Rate =>
    hidden.has(period) || (!seesRows(ground, region) && tellsOfFew(asked, (id) => sum(period, [id])))
      ? absent('SUPPRESSED')
      : formRate(indicator.shape, sum(period, asked.numerator), asked.denominator === null ? null : sum(period, asked.denominator));
  const rates = kept.map((period) => ({ period, rate: rateOf(period) }));
  return {
    rates: steady.size === 0 ? [] : rates,
    same: steady.size,
    expected: rows.filter((row) => row.period === kept.at(-1) && Number(row['expected']) > 0).length,
  };
}

/** With no goal ahead the bound of 达标, a year on. */
export async function foresee(db: Db, ground: Ground, ask: AttainmentQuestion): Promise<AttainmentAnswer> {
  const latest = quarterAsked(ground, undefined);
  const region = mustExist(ground, ask.region);
  const unseen = refuseUnseen(ground, region);
  if (unseen) return unseen;
  const asked = askIndicator(ask.indicator, ask.basis ?? null);
  const indicator = indicatorOf(asked.id);
  const goal = goalAhead(ground.targets, lineOf(ground, region.code), asked.id, asOfDate(latest));
  const target = goal?.target ?? indicator.bands?.met;
  if (target === undefined) return refuse('NOT_A_SHARE', '该指标没有目标值，不作预测', 'The indicator has no target; nothing is forecast');
  const due = goal?.due ?? asOfDate(shiftQuarter(latest, 4));
  const history = await historyOf(db, ground, asked, region.code, sinceBreak(ground, asked, region.code), ask.basis);
  const attainment = attainmentOf({
    shape: indicator.shape,
    direction: indicator.direction,
    target,
    due,
    counted: indicator.shape === 'percent' ? countingWord(String(asked.numerator[0])) : indicator.unit,
    history: history.rates,
    steady: history.same < history.expected ? history.same : null,
  });
  return isRefused(attainment) ? attainment : { attainment, history: history.rates, sameRegions: history.same, expected: history.expected };
}

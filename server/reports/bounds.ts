/** 未报地区若如上期、若全无、若全有: what a share can be at least and at most. */
import type { Db } from '../db/open.ts';
import { readRollup } from '../db/rollup.ts';
import { boundsOf } from '../domain/analysis/bounds.ts';
import { askIndicator, indicatorOf } from '../domain/indicators.ts';
import { asOfDate } from '../domain/period.ts';
import { absent, formRate, type Rate } from '../domain/rate.ts';
import { ledgerRegionsIn } from '../domain/regionHistory.ts';
import type { BoundsAnswer, GapQuestion } from './analysisTypes.ts';
import { quarterAsked } from './gap.ts';
import type { Ground } from './ground.ts';
import { standsWhole } from './rates.ts';
import { mustExist } from './selection.ts';
import { refuseSmall, refuseUnseen, seesRows } from './withheld.ts';
import { footingMeasures, tellsOfFew } from '../domain/smallCells.ts';
import { observe } from './observations.ts';

async function isSuppressed(db: Db, ground: Ground, { indicator, region, basis }: GapQuestion, period: string): Promise<boolean> {
  const ask = { indicators: [indicator], regions: { codes: [region] }, periods: { only: [period] }, compare: false, basis };
  return (await observe(db, ground, ask)).some(({ rate }) => rate.missing === 'SUPPRESSED');
}

export async function boundRate(db: Db, ground: Ground, ask: GapQuestion): Promise<BoundsAnswer> {
  const period = quarterAsked(ground, ask.period);
  const region = mustExist(ground, ask.region);
  const unseen = refuseUnseen(ground, region);
  if (unseen) return unseen;
  const asked = askIndicator(ask.indicator, ask.basis ?? null);
  const { shape } = indicatorOf(asked.id);
  const ledgers = ledgerRegionsIn(ground.treeAt(asOfDate(period)), region.code);
  const measures = [
    ...new Set([
      'expected',
      'received',
      'accepted',
      'returned',
      ...asked.numerator,
      ...(asked.denominator ?? []),
      ...footingMeasures(asked),
    ]),
  ];
  const rows = await readRollup(db, { regions: ledgers, periods: ground.periods.filter((one) => one <= period), measures });
  const sum = (row: (typeof rows)[number], ids: readonly string[]): number => ids.reduce((total, id) => total + Number(row[id]), 0);
  const rateOf = (row: (typeof rows)[number] | undefined): Rate => {
    if (row === undefined) return absent('NOT_RECEIVED');
    if (Number(row['received']) === 0) return absent(Number(row['returned']) > 0 ? 'REJECTED' : 'NOT_RECEIVED');
    if (!standsWhole(ground, row)) return absent('REJECTED');
    return formRate(shape, sum(row, asked.numerator), asked.denominator === null ? null : sum(row, asked.denominator));
  };
  const few = (row: (typeof rows)[number]): boolean => tellsOfFew(asked, (id) => Number(row[id]));
  const byRegion = Map.groupBy(rows, (row) => row.region);
  const parts = ledgers.flatMap((key) => {
    const own = byRegion.get(key) ?? [];
    const now = own.find((row) => row.period === period);
    if (now === undefined || Number(now['expected']) === 0) return [];
    const last = own.filter((row) => row.period < period && standsWhole(ground, row)).toSorted((a, b) => (a.period < b.period ? 1 : -1))[0];
    return [{ key, rate: rateOf(now), lastKnown: last === undefined ? null : { period: last.period, rate: rateOf(last) } }];
  });
  if (!seesRows(ground, region.code)) {
    // What the missing last reported is the difference of two bounds.
    const standing = new Set(parts.flatMap(({ key, lastKnown }) => (lastKnown === null ? [] : [`${key} ${lastKnown.period}`])));
    const lone = rows.some((row) => standing.has(`${row.region} ${row.period}`) && few(row));
    if (lone || (await isSuppressed(db, ground, ask, period))) return refuseSmall();
  }
  return boundsOf(shape, parts);
}

/** What every brief begins with: the region's own series, its goal, and the changes since the quarter before. */
import type { Db } from '../db/open.ts';
import { isRefused, type Refused } from '../domain/analysis/refusal.ts';
import type { PartKey } from '../domain/analysis/parts.ts';
import { words } from '../domain/bulletin/grammar.ts';
import type { Goal } from '../domain/bulletin/level.ts';
import type { Placed, Rank } from '../domain/bulletin/places.ts';
import { topicOf, type Topic } from '../domain/bulletin/topic.ts';
import { NO_QUARTER_BEFORE, type Since } from '../domain/bulletin/why.ts';
import type { Basis } from '../domain/bases.ts';
import { askIndicator, indicatorOf, type Asked, type IndicatorId } from '../domain/indicators.ts';
import { shiftQuarter, type Quarter } from '../domain/period.ts';
import type { Region } from '../domain/region.ts';
import type { Words } from '../domain/words.ts';
import type { ChangeAnswer } from './analysisTypes.ts';
import { explainChangeOf } from './change.ts';
import { quarterAsked } from './gap.ts';
import type { Ground } from './ground.ts';
import { observe } from './observations.ts';
import { rank } from './ranking.ts';
import { mustExist } from './selection.ts';
import type { ObservationRow, RankRow } from './types.ts';

/** Quarters of a trend. */
const SPAN = 12;

/** One region, one quarter, one indicator, and what leads up to it. */
export interface Standing {
  readonly db: Db;
  readonly ground: Ground;
  readonly region: Region;
  readonly period: Quarter;
  readonly before: Quarter;
  readonly asked: Asked;
  readonly topic: Topic;
  /** Ascending, the last is `now`. */
  readonly series: readonly ObservationRow[];
  readonly now: ObservationRow;
  readonly goal: Goal | null;
}

export const placeOf = (ground: Ground, code: string): Words => {
  const region = ground.latest.get(code);
  return words(region?.name ?? code, region?.nameEn ?? region?.name ?? code);
};

/** A dated target, or the bound of 达标 where more is better. */
export function goalOf(row: ObservationRow): Goal | null {
  const { shape, direction, bands } = indicatorOf(row.indicator);
  if (row.target !== null) return { value: row.target, kind: 'TARGET' };
  return shape === 'percent' && direction === 'HIGHER' && bands ? { value: bands.met, kind: 'BOUND' } : null;
}

/** The target, or else the bound of 达标, that a value misses: what it must not print as. */
export const missedOf = ({ indicator, band, target }: Pick<ObservationRow, 'indicator' | 'band' | 'target'>): number | null =>
  band === null || band === 'MET' ? null : (target ?? indicatorOf(indicator).bands?.met ?? null);

function firstOf(ground: Ground, period: Quarter): Quarter {
  const [earliest] = ground.periods;
  const wanted = shiftQuarter(period, 1 - SPAN);
  const from = earliest !== undefined && earliest > wanted ? earliest : wanted;
  return from > period ? period : from;
}

export async function readStanding(
  db: Db,
  ground: Ground,
  ask: { region: string; period?: string | undefined; indicator: IndicatorId; basis?: Basis | undefined },
): Promise<Standing> {
  const period = quarterAsked(ground, ask.period);
  const region = mustExist(ground, ask.region);
  const asked = askIndicator(ask.indicator, ask.basis ?? null);
  const series = await observe(db, ground, {
    indicators: [asked.id],
    regions: { codes: [region.code] },
    periods: { from: firstOf(ground, period), to: period },
    basis: ask.basis,
  });
  const now = series.at(-1);
  if (now === undefined) throw new Error(`no observation of ${region.code} in ${period}`);
  return {
    db,
    ground,
    region,
    period,
    before: shiftQuarter(period, -1),
    asked,
    topic: topicOf(asked, placeOf(ground, region.code)),
    series,
    now,
    goal: goalOf(now),
  };
}

const NOT_COMPARABLE: Readonly<Record<string, Words>> = {
  BASIS_CHANGED: words('口径变了，两季不可比', 'the basis changed, the quarters cannot be compared'),
  BOUNDARY_CHANGED: words('区划变了，两季不可比', 'the boundary changed, the quarters cannot be compared'),
};

export const withoutChange = (answer: Refused<string>): Words => NOT_COMPARABLE[answer.refused] ?? NO_QUARTER_BEFORE;

export const changeSince = (from: Standing): Promise<ChangeAnswer> =>
  explainChangeOf(from.db, from.ground, {
    indicator: from.asked.id,
    region: from.region.code,
    from: from.before,
    to: from.period,
    ...(from.asked.basis === null ? {} : { basis: from.asked.basis }),
  });

export const sinceOf = (answer: ChangeAnswer): Since =>
  isRefused(answer) ? { without: withoutChange(answer) } : { change: answer.change };

export const namesIn =
  (ground: Ground) =>
  (key: PartKey): Words =>
    key === null ? words('其余', 'the rest') : placeOf(ground, key);

/** With `against` ranks are held against that quarter. */
export const rankUnder = (from: Standing, parent: string, against?: Quarter): Promise<RankRow[]> =>
  rank(from.db, from.ground, {
    indicator: from.asked.id,
    parent,
    period: from.period,
    against,
    ...(from.asked.basis === null ? {} : { basis: from.asked.basis }),
  });

export const placedOf = (ground: Ground, rows: readonly ObservationRow[]): Placed[] =>
  rows.map((row) => ({ name: placeOf(ground, row.region), value: row.rate.value, missing: row.rate.missing, missed: missedOf(row) }));

/** A region's place in a ranking; null where it has no value. */
export function rankIn(rows: readonly RankRow[], code: string): Rank | null {
  const own = rows.find((row) => row.observation.region === code);
  if (own === undefined || own.rank === null) return null;
  return { rank: own.rank, of: own.of, sharing: rows.filter((row) => row.rank === own.rank).length };
}

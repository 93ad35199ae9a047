/** Ranking: which region is worst, and how sure that is. */
import type { Db } from '../db/open.ts';
import { pointsPerUnit, wilson } from '../domain/analysis/interval.ts';
import { ranksOf, type RankMove } from '../domain/analysis/ranking.ts';
import { badInput } from '../domain/errors.ts';
import { indicatorOf } from '../domain/indicators.ts';
import type { Ground } from './ground.ts';
import { observe } from './observations.ts';
import type { ObservationRow, RankingAsk, RankRow, RegionSelection } from './types.ts';

function regionsOf({ parent, level, regions }: RankingAsk): RegionSelection {
  if (parent !== undefined && regions === undefined) return level ? { under: parent, level } : { childrenOf: parent };
  if (regions === undefined || parent !== undefined) throw badInput('ranking 需要且只能给出 parent、regions 之一');
  if (level) throw badInput('level 随 parent 使用；regions 里另有自己的 level');
  return regions;
}

/** A count, or a value of accepted ledgers only, that lacks a part moves when the part is missing, not when anything changes. */
function isWhole({ rate, origin, receipt, indicator }: ObservationRow, acceptedOnly: boolean): boolean {
  // What a region says of itself and what its ledgers hold are not one series.
  if (rate.value === null || origin === 'SUMMARY') return false;
  if (acceptedOnly) return receipt.accepted === receipt.expected;
  return indicatorOf(indicator).shape !== 'count' || receipt.received === receipt.expected;
}

/** Moves since an earlier period, both sides ranked over the same regions. */
export function movesOf(
  now: readonly ObservationRow[],
  before: readonly ObservationRow[],
  acceptedOnly = false,
): ReadonlyMap<string, RankMove> {
  const earlier = new Map(before.filter((row) => isWhole(row, acceptedOnly)).map((row) => [row.region, row]));
  const pairs = now.flatMap((row) => {
    const was = isWhole(row, acceptedOnly) ? earlier.get(row.region) : undefined;
    return was === undefined ? [] : [{ row, was }];
  });
  const [first] = now;
  if (first === undefined) return new Map();
  const { direction } = indicatorOf(first.indicator);
  const [to, from] = [pairs.map(({ row }) => row.rate.value), pairs.map(({ was }) => was.rate.value)].map((values) =>
    ranksOf(values, direction),
  );
  return new Map(
    pairs.flatMap(({ row, was }, at): [string, RankMove][] => {
      const [is, stood] = [to?.[at] ?? null, from?.[at] ?? null];
      return is === null || stood === null ? [] : [[row.region, { period: was.period, from: stood, to: is, of: pairs.length }]];
    }),
  );
}

export async function rank(db: Db, ground: Ground, ask: RankingAsk): Promise<RankRow[]> {
  const period = ask.period ?? ground.periods.at(-1);
  if (period === undefined) throw badInput('还没有任何报告期，请先导入台账');
  const indicator = indicatorOf(ask.indicator);
  const question = {
    indicators: [ask.indicator],
    regions: regionsOf(ask),
    basis: ask.basis,
    where: ask.where,
    summaries: true,
  };
  const observations = await observe(db, ground, { ...question, periods: { only: [period] } });
  const before =
    ask.against === undefined ? [] : await observe(db, ground, { ...question, periods: { only: [ask.against] }, compare: false });
  const moves = movesOf(observations, before, ground.acceptedOnly);
  const ranks = ranksOf(
    observations.map((row) => row.rate.value),
    indicator.direction,
  );
  const of = ranks.filter((place) => place !== null).length;
  const share = indicator.shape === 'percent';
  return observations
    .map((observation, at): RankRow => {
      const { numerator, denominator } = observation.rate;
      const known = share && numerator !== null && denominator !== null;
      return {
        rank: ranks[at] ?? null,
        of,
        observation,
        interval: known ? wilson(numerator, denominator) : null,
        pointsPerUnit: share ? pointsPerUnit(denominator) : null,
        move: moves.get(observation.region) ?? null,
      };
    })
    .toSorted((a, b) => (a.rank === null ? (b.rank === null ? 0 : 1) : b.rank === null ? -1 : b.rank - a.rank));
}

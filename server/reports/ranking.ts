/** Ranking: which region is worst, and how sure that is. */
import type { Db } from '../db/open.ts';
import { pointsPerUnit, wilson } from '../domain/analysis/interval.ts';
import { ranksOf } from '../domain/analysis/ranking.ts';
import { badInput } from '../domain/errors.ts';
import { indicatorOf } from '../domain/indicators.ts';
import type { Ground } from './ground.ts';
import { observe } from './observations.ts';
import type { RankingAsk, RankRow, RegionSelection } from './types.ts';

function regionsOf({ parent, level, regions }: RankingAsk): RegionSelection {
  if (parent !== undefined && regions === undefined) return level ? { under: parent, level } : { childrenOf: parent };
  if (regions === undefined || parent !== undefined) throw badInput('ranking 需要且只能给出 parent、regions 之一');
  if (level) throw badInput('level 随 parent 使用；regions 里另有自己的 level');
  return regions;
}

export async function rank(db: Db, ground: Ground, ask: RankingAsk): Promise<RankRow[]> {
  const period = ask.period ?? ground.periods.at(-1);
  if (period === undefined) throw badInput('还没有任何报告期，请先导入台账');
  const indicator = indicatorOf(ask.indicator);
  const observations = await observe(db, ground, {
    indicators: [ask.indicator],
    regions: regionsOf(ask),
    periods: { only: [period] },
    basis: ask.basis,
    where: ask.where,
    acceptedOnly: ask.acceptedOnly,
  });
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
      };
    })
    .toSorted((a, b) => (a.rank === null ? (b.rank === null ? 0 : 1) : b.rank === null ? -1 : b.rank - a.rank));
}

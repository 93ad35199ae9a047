/** What only the map asks: the same regions in another quarter, and every county of the nation. */
import { graphql } from './gql/gql.ts';
import type { CountiesQuery } from './gql/graphql.ts';
import type { OverviewAsk } from './overview.ts';
import { useApi } from './useApi.ts';

export const rankingAtDocument = graphql(`
  query RankingAt(
    $region: ID!
    $period: Period!
    $indicator: Indicator!
    $basis: Basis!
    $level: RegionLevel
    $where: UnitFilter
    $acceptedOnly: Boolean
  ) {
    ranking(
      indicator: $indicator
      parent: $region
      level: $level
      period: $period
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
      ...RankParts
    }
  }
`);

/** The same regions in another quarter; asks nothing without one. */
export const useRankingAt = (ask: OverviewAsk, period: string | null) =>
  useApi(rankingAtDocument, { ...ask, period: period ?? ask.period }, { keepPrevious: true, enabled: period !== null });

export const countiesDocument = graphql(`
  query Counties($under: ID!, $period: Period!, $indicator: Indicator!, $basis: Basis!, $where: UnitFilter, $acceptedOnly: Boolean) {
    observations(
      indicators: [$indicator]
      regions: { under: $under, level: COUNTY }
      periods: { only: [$period] }
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
      region {
        code
        name
        nameEn
        shortName
      }
      rate {
        numerator
        denominator
        value
        missing
      }
      origin
      target
      band
    }
  }
`);

export type CountyPoint = CountiesQuery['observations'][number];

/** Every county below a region, thousands of them: one figure each. */
export const useCounties = ({ region, level: _level, ...ask }: OverviewAsk, enabled: boolean) =>
  useApi(countiesDocument, { under: region, ...ask }, { keepPrevious: true, enabled });

/** What the trends ask: every value of some regions and indicators over the quarters, and how the last of them stand. */
import { graphql } from './gql/gql.ts';
import type { TrendsQuery, TrendsQueryVariables } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const trendsDocument = graphql(`
  query Trends(
    $indicators: [Indicator!]!
    $regions: [ID!]!
    $from: Period!
    $to: Period!
    $basis: Basis!
    $where: UnitFilter
    $acceptedOnly: Boolean
    $divisions: RegionBasis
  ) {
    points: observations(
      indicators: $indicators
      regions: { codes: $regions }
      periods: { from: $from, to: $to }
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
      regionBasis: $divisions
    ) {
      region {
        code
      }
      period
      indicator
      rate {
        numerator
        denominator
        value
        missing
      }
      target
      band
      origin
      receipt {
        expected
        received
        accepted
      }
      breaks {
        on
        kind
        label {
          zh
          en
        }
        from
        to
        note
      }
    }
    latest: observations(
      indicators: $indicators
      regions: { codes: $regions }
      periods: { only: [$to] }
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
      regionBasis: $divisions
    ) {
      region {
        code
        name
        nameEn
        shortName
        level
      }
      indicator
      asOf
      rate {
        numerator
        denominator
        value
        missing
      }
      changeOnPrevious
      changeOnYear
      changeOnPreviousMissing
      changeOnYearMissing
      target
      gap
      band
      receipt {
        expected
        received
        onTime
        accepted
        carriedForward
      }
    }
  }
`);

export type TrendsAnswer = TrendsQuery;
export type TrendsPoint = TrendsQuery['points'][number];
export type TrendsLatest = TrendsQuery['latest'][number];
export type TrendsAsk = TrendsQueryVariables;

export const useTrends = (ask: TrendsAsk, enabled = true) => useApi(trendsDocument, ask, { keepPrevious: true, enabled });

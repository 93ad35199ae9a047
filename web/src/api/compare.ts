/** What the comparison asks: regions ranked among each other, where they stood in another quarter, and where another basis would put them. */
import { graphql } from './gql/gql.ts';
import type { CompareBasesQuery, CompareBasesQueryVariables, CompareQuery, CompareQueryVariables } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const compareDocument = graphql(`
  query Compare(
    $region: ID!
    $regions: RegionSelection!
    $period: Period!
    $against: Period!
    $indicator: Indicator!
    $basis: Basis!
    $where: UnitFilter
    $acceptedOnly: Boolean
  ) {
    ranking(
      indicator: $indicator
      regions: $regions
      period: $period
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
      against: $against
    ) {
      rank
      origin
      of
      region {
        code
        name
        nameEn
        shortName
        level
        hasLedger
        parent {
          name
          nameEn
          shortName
        }
      }
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
      move {
        period
        from
        to
        of
      }
      gap
      target
      band
      receipt {
        expected
        received
      }
      intervalLow
      intervalHigh
      pointsPerUnit
    }
    receipts: observations(indicators: [SUBMISSION_RECEIVED], regions: $regions, periods: { only: [$period] }) {
      region {
        code
      }
      rate {
        numerator
        denominator
        value
        missing
      }
    }
    own: observations(
      indicators: [$indicator]
      regions: { codes: [$region] }
      periods: { only: [$period] }
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
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

export type CompareAnswer = CompareQuery;
export type CompareRank = CompareQuery['ranking'][number];
export type CompareAsk = CompareQueryVariables;

export const useCompare = (ask: CompareAsk, enabled = true) => useApi(compareDocument, ask, { keepPrevious: true, enabled });

export const compareBasesDocument = graphql(`
  query CompareBases(
    $regions: RegionSelection!
    $period: Period!
    $indicator: Indicator!
    $basis: Basis!
    $versus: Basis!
    $where: UnitFilter
    $acceptedOnly: Boolean
  ) {
    first: ranking(indicator: $indicator, regions: $regions, period: $period, basis: $basis, where: $where, acceptedOnly: $acceptedOnly) {
      ...BasisRank
    }
    second: ranking(indicator: $indicator, regions: $regions, period: $period, basis: $versus, where: $where, acceptedOnly: $acceptedOnly) {
      ...BasisRank
    }
  }

  fragment BasisRank on Rank {
    rank
    origin
    of
    region {
      code
      name
      nameEn
      shortName
      parent {
        name
        nameEn
        shortName
      }
    }
    rate {
      numerator
      denominator
      value
      missing
    }
  }
`);

export type BasesAnswer = CompareBasesQuery;
export type BasisRank = CompareBasesQuery['first'][number];
export type BasesAsk = CompareBasesQueryVariables;

export const useCompareBases = (ask: BasesAsk, enabled: boolean) => useApi(compareBasesDocument, ask, { keepPrevious: true, enabled });

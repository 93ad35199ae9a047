/** What /gaps asks: the gap of a region and of its parts, what would be left if all were founded, why they are not, and which units they are. */
import { graphql } from './gql/gql.ts';
import type { Basis, GapQuery, Indicator, Subject, UnitFilter, UnitListQuery, UnitOrder } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const gapDocument = graphql(`
  query Gap($region: ID!, $indicator: Indicator!, $basis: Basis!, $period: Period!, $subject: Subject!) {
    gap(indicator: $indicator, region: $region, basis: $basis, period: $period) {
      refusal {
        code
        explanation {
          zh
          en
        }
      }
      explanation {
        zh
        en
      }
      rate {
        numerator
        denominator
        value
        missing
      }
      target
      gap
      surplus
      sumOfGaps
      sumOfSurpluses
      parts {
        key
        label {
          zh
          en
        }
        region {
          code
          name
          nameEn
        }
        rate {
          numerator
          denominator
          value
          missing
        }
        target
        gap
        surplus
        toClose
      }
      smallestSet {
        key
        label {
          zh
          en
        }
        toClose
      }
      leftOut {
        key
        label {
          zh
          en
        }
        missing
      }
      candidates
      afterFounding {
        rate {
          numerator
          denominator
          value
          missing
        }
        missing
      }
    }
    whole: observations(indicators: [$indicator], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) {
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
    candidates: observations(
      indicators: [$indicator]
      regions: { childrenOf: $region }
      periods: { only: [$period] }
      basis: ELIGIBLE
      where: { eligibleWithout: $subject }
    ) {
      region {
        code
      }
      rate {
        denominator
        missing
      }
    }
    reasons: observations(
      indicators: [$indicator]
      regions: { codes: [$region] }
      periods: { only: [$period] }
      basis: ELIGIBLE
      where: { eligibleWithout: $subject }
      by: [REASON]
    ) {
      dimensions {
        value
        label {
          zh
          en
        }
      }
      share
      rate {
        denominator
      }
    }
  }
`);

export type GapAnswer = GapQuery;

export interface GapAsk {
  readonly region: string;
  readonly indicator: Indicator;
  readonly basis: Basis;
  readonly period: string;
  readonly subject: Subject;
}

export const useGap = (ask: GapAsk) => useApi(gapDocument, { ...ask }, { keepPrevious: true });

export const unitListDocument = graphql(`
  query UnitList($where: UnitFilter!, $period: Period!, $orderBy: UnitOrder!, $first: Int!, $after: String) {
    units(where: $where, period: $period, orderBy: $orderBy, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        creditCode
        name
        region {
          code
          name
          nameEn
          parent {
            name
            nameEn
          }
        }
        park {
          name
          nameEn
        }
        kind
        sector
        industry
        scale
        status
        management
        staff
        fullMembers
        probationaryMembers
        leagueMembers
        unionMembers
        partyTier
        unionTier
        leagueTier
        womenTier
        bases
        reason
      }
    }
  }
`);

export type ListedUnit = UnitListQuery['units']['nodes'][number];

export interface UnitListAsk {
  readonly where: UnitFilter;
  readonly period: string;
  readonly orderBy: UnitOrder;
  readonly first: number;
  readonly after: string | null;
}

/** Rows of one page. */
export const PAGE_ROWS = 50;
export const useUnitList = (ask: UnitListAsk) => useApi(unitListDocument, { ...ask }, { keepPrevious: true });

/** What the why card asks first: the rate, its change, its gap and its tiers, in one query. */
import type { Basis, Indicator, WhyQuery } from './gql/graphql.ts';
import { graphql } from './gql/gql.ts';
import { useApi } from './useApi.ts';

export const whyDocument = graphql(`
  query Why(
    $region: ID!
    $period: Period!
    $from: Period!
    $indicator: Indicator!
    $basis: Basis!
    $coverage: [Indicator!]!
    $parent: ID!
    $placed: Boolean!
  ) {
    brief(page: WHY, region: $region, period: $period, indicator: $indicator, basis: $basis) {
      title {
        zh
        en
      }
      statements {
        id
        text {
          zh
          en
        }
      }
    }
    card: observations(indicators: [$indicator], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) {
      indicator
      asOf
      rate {
        ...WhyRate
      }
      previous {
        ...WhyRate
      }
      yearAgo {
        ...WhyRate
      }
      changeOnPrevious
      changeOnYear
      sameRegionsPrevious
      sameRegionsYear
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
    standing: ranking(indicator: $indicator, parent: $parent, period: $period, basis: $basis) @include(if: $placed) {
      rank
      of
      region {
        code
      }
    }
    change(indicator: $indicator, region: $region, basis: $basis, from: $from, to: $period) {
      refusal {
        code
      }
      explanation {
        zh
        en
      }
      from
      to
      shape
      before {
        ...WhyRate
      }
      after {
        ...WhyRate
      }
      change
      numeratorEffect
      denominatorEffect
      sameRegions
      byChildren {
        ...WhySplit
      }
      bySector {
        ...WhySplit
      }
      byScale {
        ...WhySplit
      }
      leftOut {
        key
        label {
          zh
          en
        }
        region {
          name
          nameEn
        }
        missing
      }
    }
    gap(indicator: $indicator, region: $region, basis: $basis, period: $period) {
      refusal {
        code
      }
      explanation {
        zh
        en
      }
      subject
      target
      gap
      surplus
      sumOfGaps
      candidates
      afterFounding {
        rate {
          ...WhyRate
        }
        missing
      }
      parts {
        key
        label {
          zh
          en
        }
        region {
          name
          nameEn
        }
        rate {
          ...WhyRate
        }
        target
        gap
        surplus
      }
      smallestSet {
        key
      }
      leftOut {
        key
        label {
          zh
          en
        }
        region {
          name
          nameEn
        }
        missing
      }
    }
    cover: observations(indicators: $coverage, regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) {
      indicator
      rate {
        ...WhyRate
      }
      target
    }
    tiers: observations(indicators: $coverage, regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis, by: [TIER]) {
      indicator
      dimensions {
        value
        label {
          zh
          en
        }
      }
      rate {
        ...WhyRate
      }
    }
  }

  fragment WhyRate on Rate {
    numerator
    denominator
    value
    missing
  }

  fragment WhySplit on PartSplit {
    rateEffect
    compositionEffect
    parts {
      key
      label {
        zh
        en
      }
      region {
        name
        nameEn
      }
      before {
        ...WhyRate
      }
      after {
        ...WhyRate
      }
      contribution
    }
  }
`);

export type WhyAnswer = WhyQuery;
export type WhyObservation = WhyQuery['card'][number];
export type WhyChange = WhyQuery['change'];
export type WhySplit = NonNullable<WhyChange['byChildren']>;
export type WhyPart = WhySplit['parts'][number];
export type WhyGap = WhyQuery['gap'];

export interface WhyAsk {
  readonly region: string;
  readonly period: string;
  /** The quarter before. */
  readonly from: string;
  readonly indicator: Indicator;
  readonly basis: Basis;
  /** The coverage rates of whose organizations the indicator speaks, the narrow one first. */
  readonly coverage: readonly Indicator[];
  /** The region it is ranked under; its own code, and `placed` false, where there is none. */
  readonly parent: string;
  readonly placed: boolean;
}

export const whyVariables = (ask: WhyAsk) => ({ ...ask, coverage: [...ask.coverage] });
export const useWhy = (ask: WhyAsk) => useApi(whyDocument, whyVariables(ask), { keepPrevious: true });

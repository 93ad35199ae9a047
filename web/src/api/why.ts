/** What the why card asks: one query for what is seen first (the rate, its change, its gap, its tiers), one for what stands below. */
import type { Basis, BelowQuery, Indicator, Subject, WhyQuery, WorstCountyQuery } from './gql/graphql.ts';
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

export const belowDocument = graphql(`
  query Below($region: ID!, $period: Period!, $indicator: Indicator!, $basis: Basis!, $subject: Subject!, $coverage: Indicator!, $party: Boolean!) {
    attainment(indicator: $indicator, region: $region, basis: $basis) {
      refusal {
        code
      }
      explanation {
        zh
        en
      }
      target
      due
      from
      to
      path {
        period
        value
        low
        high
      }
      probability
      unitsMissing
      unitsPerQuarter
      recentPace
    }
    bounds(indicator: $indicator, region: $region, basis: $basis, period: $period) {
      refusal {
        code
      }
      explanation {
        zh
        en
      }
      received {
        ...WhyRate
      }
      ifSame {
        ...WhyRate
      }
      ifNone {
        ...WhyRate
      }
      ifAll {
        ...WhyRate
      }
      missing {
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
        standIn
      }
    }
    reported: observations(indicators: [$coverage], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) {
      rate {
        ...WhyRate
      }
    }
    net: observations(indicators: [NET_ORG_COVERAGE], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis)
      @include(if: $party) {
      rate {
        ...WhyRate
      }
    }
    organizations(first: 1, where: { region: $region, subject: [$subject] }, period: $period) {
      totalCount
    }
    shells: organizations(first: 1, where: { region: $region, subject: [$subject], shell: true }, period: $period) {
      totalCount
    }
    NO_ACTIVITY: organizations(first: 1, where: { region: $region, subject: [$subject], flags: [NO_ACTIVITY] }, period: $period) {
      totalCount
    }
    TOO_FEW_MEMBERS: organizations(first: 1, where: { region: $region, subject: [$subject], flags: [TOO_FEW_MEMBERS] }, period: $period) {
      totalCount
    }
    UNITS_GONE: organizations(first: 1, where: { region: $region, subject: [$subject], flags: [UNITS_GONE] }, period: $period) {
      totalCount
    }
    TERM_OVERDUE: organizations(first: 1, where: { region: $region, subject: [$subject], flags: [TERM_OVERDUE] }, period: $period) {
      totalCount
    }
    OVERSTRETCHED: organizations(first: 1, where: { region: $region, subject: [$subject], flags: [OVERSTRETCHED] }, period: $period) {
      totalCount
    }
    candidates: units(first: 1, where: { region: $region, eligibleWithout: $subject }, period: $period) {
      totalCount
    }
    OWNER_RELUCTANT: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [OWNER_RELUCTANT] }, period: $period) {
      totalCount
    }
    TOO_SMALL: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [TOO_SMALL] }, period: $period) {
      totalCount
    }
    HIGH_TURNOVER: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [HIGH_TURNOVER] }, period: $period) {
      totalCount
    }
    SEASONAL: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [SEASONAL] }, period: $period) {
      totalCount
    }
    MULTI_LICENCE: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [MULTI_LICENCE] }, period: $period) {
      totalCount
    }
    DORMANT: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [DORMANT] }, period: $period) {
      totalCount
    }
    NO_MEMBERS: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [NO_MEMBERS] }, period: $period) {
      totalCount
    }
    FEW_MEMBERS: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [FEW_MEMBERS] }, period: $period) {
      totalCount
    }
    MEMBERSHIP_NOT_MOVED: units(
      first: 1
      where: { region: $region, eligibleWithout: $subject, reason: [MEMBERSHIP_NOT_MOVED] }
      period: $period
    ) {
      totalCount
    }
    OTHER: units(first: 1, where: { region: $region, eligibleWithout: $subject, reason: [OTHER] }, period: $period) {
      totalCount
    }
  }
`);

export type Below = BelowQuery;

export interface BelowAsk {
  readonly region: string;
  readonly period: string;
  readonly indicator: Indicator;
  readonly basis: Basis;
  readonly subject: Subject;
  /** The coverage rate of the subject, as reported. */
  readonly coverage: Indicator;
  /** The net rate is counted for the Party only. */
  readonly party: boolean;
}

export const useBelow = (ask: BelowAsk) => useApi(belowDocument, { ...ask }, { keepPrevious: true });

export const worstCountyDocument = graphql(`
  query WorstCounty($parent: ID!, $indicator: Indicator!, $period: Period!, $basis: Basis!) {
    ranking(indicator: $indicator, parent: $parent, level: COUNTY, period: $period, basis: $basis) {
      rank
      of
      region {
        code
        name
        nameEn
        parent {
          name
          nameEn
        }
      }
      rate {
        numerator
        denominator
        value
        missing
      }
      gap
    }
  }
`);

export type WorstRow = WorstCountyQuery['ranking'][number];

export interface WorstAsk {
  readonly parent: string;
  readonly indicator: Indicator;
  readonly period: string;
  readonly basis: Basis;
}

export const useWorstCounty = (ask: WorstAsk) => useApi(worstCountyDocument, { ...ask }, { keepPrevious: true });

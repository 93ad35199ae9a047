/** What the why card asks for the panels further down: forecast, bounds, shells, and the units that should have an organization. */
import type { Basis, BelowQuery, Indicator, Subject } from './gql/graphql.ts';
import { graphql } from './gql/gql.ts';
import { useApi } from './useApi.ts';

export const belowDocument = graphql(`
  query Below(
    $region: ID!
    $period: Period!
    $indicator: Indicator!
    $basis: Basis!
    $subject: Subject!
    $coverage: Indicator!
    $party: Boolean!
  ) {
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

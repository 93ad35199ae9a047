/** What /organizations asks: how organizations are formed and led, when their terms end, which are to be checked, and the list itself. */
import { graphql } from './gql/gql.ts';
import type { Basis, Indicator, OrganizationFilter, OrganizationListQuery, SituationQuery, Subject, TermsQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

/** Asked apart: terms are of single organizations, which a reader who sees the sums need not see. */
export const termsDocument = graphql(`
  query Terms($region: ID!, $subject: Subject!, $period: Period!) {
    terms(region: $region, subject: $subject, period: $period) {
      asOf
      known
      unknown
      overdue
      overdueByYear
      later
      quarters {
        period
        ending
      }
    }
  }
`);
export type TermsAnswer = TermsQuery['terms'];

export const useTerms = (region: string, subject: Subject, period: string) =>
  useApi(termsDocument, { region, subject, period }, { keepPrevious: true });

export const situationDocument = graphql(`
  query Situation(
    $region: ID!
    $period: Period!
    $date: Date!
    $basis: Basis!
    $subject: Subject!
    $indicators: [Indicator!]!
    $coverage: [Indicator!]!
  ) {
    whole: observations(
      indicators: $indicators
      regions: { codes: [$region] }
      periods: { only: [$period] }
      where: { subject: $subject }
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
    parts: observations(
      indicators: $indicators
      regions: { childrenOf: $region }
      periods: { only: [$period] }
      where: { subject: $subject }
    ) {
      region {
        code
        name
        nameEn
      }
      indicator
      rate {
        value
        numerator
        denominator
        missing
      }
    }
    forms: observations(
      indicators: [SHELL_RATE]
      regions: { codes: [$region] }
      periods: { only: [$period] }
      where: { subject: $subject }
      by: [FORM]
    ) {
      ...GroupParts
    }
    setups: observations(
      indicators: [SHELL_RATE]
      regions: { codes: [$region] }
      periods: { only: [$period] }
      where: { subject: $subject }
      by: [SETUP]
    ) {
      ...GroupParts
    }
    secretaries: observations(
      indicators: [SHELL_RATE]
      regions: { codes: [$region] }
      periods: { only: [$period] }
      where: { subject: $subject }
      by: [SECRETARY]
    ) {
      ...GroupParts
    }
    net: observations(indicators: $coverage, regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) {
      ...CoverageParts
    }
    netParts: observations(indicators: $coverage, regions: { childrenOf: $region }, periods: { only: [$period] }, basis: $basis) {
      ...CoverageParts
    }
    ruleSets(region: $region, date: $date) {
      id
      label {
        zh
        en
      }
      rules {
        field
        text {
          zh
          en
        }
        citation
      }
    }
  }

  fragment GroupParts on Observation {
    dimensions {
      value
      label {
        zh
        en
      }
    }
    share
    rate {
      numerator
      denominator
      value
    }
  }

  fragment CoverageParts on Observation {
    region {
      code
      name
      nameEn
    }
    indicator
    rate {
      numerator
      denominator
      value
      missing
    }
  }
`);

export type SituationAnswer = SituationQuery;

export interface SituationAsk {
  readonly region: string;
  readonly period: string;
  /** Last day of the period: which rules held. */
  readonly date: string;
  readonly basis: Basis;
  readonly subject: Subject;
  readonly indicators: Indicator[];
  readonly coverage: Indicator[];
}

export const useSituation = (ask: SituationAsk) => useApi(situationDocument, { ...ask }, { keepPrevious: true });

export const flagCountsDocument = graphql(`
  query FlagCounts($region: ID!, $subject: [Subject!]!, $period: Period!) {
    any: organizations(first: 1, period: $period, where: { region: $region, subject: $subject, shell: true }) {
      totalCount
    }
    NO_ACTIVITY: organizations(first: 1, period: $period, where: { region: $region, subject: $subject, flags: [NO_ACTIVITY] }) {
      totalCount
    }
    TOO_FEW_MEMBERS: organizations(first: 1, period: $period, where: { region: $region, subject: $subject, flags: [TOO_FEW_MEMBERS] }) {
      totalCount
    }
    UNITS_GONE: organizations(first: 1, period: $period, where: { region: $region, subject: $subject, flags: [UNITS_GONE] }) {
      totalCount
    }
    TERM_OVERDUE: organizations(first: 1, period: $period, where: { region: $region, subject: $subject, flags: [TERM_OVERDUE] }) {
      totalCount
    }
    OVERSTRETCHED: organizations(first: 1, period: $period, where: { region: $region, subject: $subject, flags: [OVERSTRETCHED] }) {
      totalCount
    }
  }
`);

export const flagCountsOf = (region: string, subject: Subject, period: string) => ({ region, subject: [subject], period });
export const useFlagCounts = (region: string, subject: Subject, period: string) =>
  useApi(flagCountsDocument, flagCountsOf(region, subject, period), { keepPrevious: true });

export const organizationListDocument = graphql(`
  query OrganizationList($where: OrganizationFilter!, $period: Period!, $first: Int!, $after: String) {
    organizations(where: $where, period: $period, first: $first, after: $after) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      nodes {
        code
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
        form
        setup
        foundedOn
        termStartedOn
        termEndsOn
        secretarySource
        unitsCovered
        fullMembers
        meetingsDue
        meetingsHeld
        themeDayMonths
        standardItems
        funds
        flags {
          flag
          label {
            zh
            en
          }
          on
          explanation {
            zh
            en
          }
        }
      }
    }
  }
`);

export type ListedOrganization = OrganizationListQuery['organizations']['nodes'][number];

export interface OrganizationListAsk {
  readonly where: OrganizationFilter;
  readonly period: string;
  readonly first: number;
  readonly after: string | null;
}

/** Rows of one page. */
export const PAGE_ROWS = 50;
export const useOrganizationList = (ask: OrganizationListAsk) => useApi(organizationListDocument, { ...ask }, { keepPrevious: true });

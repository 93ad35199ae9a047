import { graphql } from './gql/gql.ts';
import type { FindingsQuery, Indicator, ReceiptsQuery, RegionSelection, StaleQuery, SubmittedFindingsQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const findingsDocument = graphql(`
  query Findings($first: Int!) {
    findings(first: $first, where: { ofSubmissions: false }) {
      totalCount
      nodes {
        id
        relation
        check
        verdict
        severity
        region {
          code
          name
          nameEn
        }
        period
        printed
        computed
        difference
        decimals
        unit
        title
        explanation
        explanationEn
        figures {
          id
          place
          asOf
          asOfPrecision
          label
          printed
          value
          unit
          basis
          source {
            id
            title
            publisher
            publishedOn
            reference
          }
        }
      }
    }
  }
`);

export type Finding = FindingsQuery['findings']['nodes'][number];
export type PublishedFigure = Finding['figures'][number];

/** All findings fit one page: the API gives up to 1 000. */
export const findingsVariables = { first: 1000 } as const;
export const useFindings = () => useApi(findingsDocument, findingsVariables);

export const submittedDocument = graphql(`
  query SubmittedFindings($region: ID!, $period: Period!, $first: Int!) {
    findings(where: { region: $region, period: $period, ofSubmissions: true, problemsOnly: true }, first: $first) {
      totalCount
      nodes {
        id
        check
        verdict
        severity
        title
        explanation
        explanationEn
        region {
          code
          name
          nameEn
        }
      }
    }
  }
`);

export type SubmittedFinding = SubmittedFindingsQuery['findings']['nodes'][number];

/** What checks found in the ledgers at or below a region, of one quarter. */
export const useSubmittedFindings = (region: string | null, period: string | null) =>
  useApi(
    submittedDocument,
    { region: region ?? '', period: period ?? '', first: 200 },
    { keepPrevious: true, enabled: region !== null && period !== null },
  );

export const receiptsDocument = graphql(`
  query Receipts($region: ID!, $period: Period!) {
    region(code: $region) {
      code
      name
      nameEn
      ancestors {
        code
        name
        nameEn
      }
    }
    total: observations(indicators: [SUBMISSION_RECEIVED], regions: { codes: [$region] }, periods: { only: [$period] }) {
      period
      asOf
      rate {
        numerator
        denominator
        value
        missing
      }
      receipt {
        expected
        received
        onTime
        accepted
        carriedForward
      }
    }
    parts: observations(indicators: [SUBMISSION_RECEIVED], regions: { childrenOf: $region }, periods: { only: [$period] }) {
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
      receipt {
        expected
        received
        onTime
        accepted
        carriedForward
      }
    }
    coverage: observations(indicators: [PARTY_ORG_COVERAGE], regions: { childrenOf: $region }, periods: { only: [$period] }) {
      region {
        code
      }
      rate {
        missing
      }
    }
  }
`);

export type Receipts = ReceiptsQuery;

/** Who has reported: the region itself, and its children one by one. */
export const useReceipts = (region: string | null, period: string | null) =>
  useApi(
    receiptsDocument,
    { region: region ?? '', period: period ?? '' },
    { keepPrevious: true, enabled: region !== null && period !== null },
  );

export const staleDocument = graphql(`
  query Stale($region: ID!, $regions: RegionSelection!, $period: Period!, $periods: [Period!]!, $indicators: [Indicator!]!) {
    receipts: observations(indicators: [SUBMISSION_RECEIVED], regions: $regions, periods: { only: [$period] }) {
      region {
        code
        name
        nameEn
        parent {
          name
          nameEn
        }
      }
      receipt {
        received
        onTime
        accepted
        carriedForward
      }
    }
    series: observationTable(indicators: $indicators, regions: $regions, periods: { only: $periods }) {
      regions
      periods
      indicators
      numerators
      denominators
      missing
    }
    bounds(indicator: PARTY_ORG_COVERAGE, region: $region, period: $period) {
      missing {
        key
        missing
        standIn
      }
    }
  }
`);

export type StaleAnswer = StaleQuery;

/** What is looked at for numbers that never move: coverage, work, unions and members, each with both of its counts. */
export const WATCHED: readonly Indicator[] = ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE', 'UNION_COVERAGE', 'MEMBER_DENSITY'];

export interface StaleAsk {
  readonly region: string;
  readonly regions: RegionSelection;
  readonly period: string;
  readonly periods: string[];
  readonly indicators: Indicator[];
}

/** Reporting regions whose numbers are old, carried forward, or the same as before. */
export const useStale = (ask: StaleAsk, enabled: boolean) => useApi(staleDocument, { ...ask }, { keepPrevious: true, enabled });

import { graphql } from './gql/gql.ts';
import type { FindingsQuery, ReceiptsQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const findingsDocument = graphql(`
  query Findings($first: Int!) {
    findings(first: $first) {
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

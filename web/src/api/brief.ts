/** The finding of a view in words: page, slide and document say the same sentence. */
import { graphql } from './gql/gql.ts';
import type { BriefFindingQuery, BriefFindingQueryVariables } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const briefDocument = graphql(`
  query BriefFinding($page: BriefPage!, $region: ID!, $period: Period!, $indicator: Indicator, $basis: Basis, $regions: [ID!]) {
    brief(page: $page, region: $region, period: $period, indicator: $indicator, basis: $basis, regions: $regions) {
      title {
        zh
        en
      }
      subtitle {
        zh
        en
      }
      statements {
        id
        text {
          zh
          en
        }
        tone
        trace {
          document
          variables
        }
      }
    }
  }
`);

export type BriefFinding = BriefFindingQuery['brief'];

/** Not asked where conditions on units stand: the sentences are about all of them. */
export const useBrief = (ask: BriefFindingQueryVariables, enabled = true) => useApi(briefDocument, ask, { keepPrevious: true, enabled });

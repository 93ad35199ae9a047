/** Regions by what someone types of their name or code. */
import { graphql } from './gql/gql.ts';
import type { RegionSearchQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const regionSearchDocument = graphql(`
  query RegionSearch($search: String!) {
    regions(search: $search) {
      code
      name
      nameEn
      shortName
      level
      hasLedger
      parent {
        name
        nameEn
      }
    }
  }
`);

export type FoundRegion = RegionSearchQuery['regions'][number];

export const useRegionSearch = (search: string) => useApi(regionSearchDocument, { search }, { keepPrevious: true, enabled: search !== '' });

export const regionNamesDocument = graphql(`
  query RegionNames($codes: [ID!]!) {
    observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: $codes }, periods: { last: 1 }) {
      region {
        code
        name
        nameEn
        shortName
      }
    }
  }
`);

/** Names of regions that stand in the address. */
export const useRegionNames = (codes: readonly string[]) =>
  useApi(regionNamesDocument, { codes: [...codes] }, { keepPrevious: true, enabled: codes.length > 0 });

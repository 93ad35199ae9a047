/** The county that stands worst, however far above it one looks. */
import type { Basis, Indicator, WorstCountyQuery, WorstCountyQueryVariables } from './gql/graphql.ts';
import { graphql } from './gql/gql.ts';
import { useApi } from './useApi.ts';

export const worstCountyDocument = graphql(`
  query WorstCounty($parent: ID!, $indicator: Indicator!, $period: Period!, $basis: Basis!, $where: UnitFilter, $acceptedOnly: Boolean) {
    ranking(
      indicator: $indicator
      parent: $parent
      level: COUNTY
      period: $period
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
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
      target
      band
    }
  }
`);

export type WorstRow = WorstCountyQuery['ranking'][number];

export interface WorstAsk {
  readonly parent: string;
  readonly indicator: Indicator;
  readonly period: string;
  readonly basis: Basis;
  /** Null: all units count. */
  readonly where: WorstCountyQueryVariables['where'];
  readonly acceptedOnly: boolean;
}

export const useWorstCounty = (ask: WorstAsk) => useApi(worstCountyDocument, { ...ask }, { keepPrevious: true });

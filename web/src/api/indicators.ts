import { graphql } from './gql/gql.ts';
import type { IndicatorsQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const indicatorsDocument = graphql(`
  query Indicators {
    indicators {
      id
      key
      label {
        zh
        en
      }
      group
      groupLabel {
        zh
        en
      }
      shape
      flow
      subject
      basis
      numerator
      denominator
      numeratorLabel {
        zh
        en
      }
      denominatorLabel {
        zh
        en
      }
      unit {
        zh
        en
      }
      direction
      decimals
      met
      near
      classes
      definition {
        zh
        en
      }
      citation
    }
  }
`);

export type IndicatorDefinition = IndicatorsQuery['indicators'][number];

/** The whole registry of indicators, in its order. */
export const useIndicators = () => useApi(indicatorsDocument, {});

import { indicatorsDocument } from './first.ts';
import type { IndicatorsQuery } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export type IndicatorDefinition = IndicatorsQuery['indicators'][number];

/** The whole registry of indicators, in its order. */
export const useIndicators = () => useApi(indicatorsDocument, {});

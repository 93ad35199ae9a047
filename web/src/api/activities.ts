/** What /activities asks: due against held of every activity, and one of them quarter by quarter and region by region. */
import { graphql } from './gql/gql.ts';
import type { ActivitiesQuery, ActivityHeatQuery, Basis, Indicator } from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export const activitiesDocument = graphql(`
  query Activities($region: ID!, $period: Period!, $indicators: [Indicator!]!) {
    whole: observations(indicators: $indicators, regions: { codes: [$region] }, periods: { only: [$period] }) {
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
  }
`);

export type ActivityRow = ActivitiesQuery['whole'][number];

export interface ActivitiesAsk {
  readonly region: string;
  readonly period: string;
  readonly indicators: Indicator[];
}

export const useActivities = (ask: ActivitiesAsk) => useApi(activitiesDocument, { ...ask }, { keepPrevious: true });

export const activityHeatDocument = graphql(`
  query ActivityHeat($region: ID!, $period: Period!, $periods: [Period!]!, $indicator: Indicator!, $basis: Basis!) {
    whole: observations(indicators: [$indicator], regions: { codes: [$region] }, periods: { only: $periods }) {
      ...HeatParts
    }
    parts: observations(indicators: [$indicator], regions: { childrenOf: $region, kind: ADMINISTRATIVE }, periods: { only: $periods }) {
      ...HeatParts
    }
    ranking(indicator: $indicator, parent: $region, period: $period, basis: $basis) {
      rank
      origin
      of
      region {
        code
        name
        nameEn
        shortName
        level
        hasLedger
      }
      rate {
        numerator
        denominator
        value
        missing
      }
      changeOnPrevious
      changeOnYear
      gap
      target
      band
      receipt {
        expected
        received
      }
    }
  }

  fragment HeatParts on Observation {
    region {
      code
      name
      nameEn
    }
    period
    rate {
      numerator
      denominator
      value
      missing
    }
    target
    band
  }
`);

export type HeatAnswer = ActivityHeatQuery;

export interface ActivityHeatAsk {
  readonly region: string;
  readonly period: string;
  readonly periods: string[];
  readonly indicator: Indicator;
  readonly basis: Basis;
}

export const useActivityHeat = (ask: ActivityHeatAsk) => useApi(activityHeatDocument, { ...ask }, { keepPrevious: true });

/** What the overview asks: the region it is about, its two rates with the ranking of its parts, its trend, or what others have published about it. */
import { overviewDocument, overviewRegionDocument } from './first.ts';
import { graphql } from './gql/gql.ts';
import type {
  Basis,
  Indicator,
  OverviewQuery,
  OverviewRegionQuery,
  PublishedQuery,
  RegionLevel,
  TrendQuery,
  UnitFilter,
} from './gql/graphql.ts';
import { useApi } from './useApi.ts';

export type OverviewRegion = NonNullable<OverviewRegionQuery['region']>;
export type ChildRegion = OverviewRegion['children'][number];

/** The region of the page with its ancestors and children; `region` is null for an unknown code. */
export const useOverviewRegion = (region: string, enabled = true) =>
  useApi(overviewRegionDocument, { region }, { keepPrevious: true, enabled });

export type OverviewAnswer = OverviewQuery;
/** Other pages ask for the same rows without these. */
type Reasons = 'changeOnPreviousMissing' | 'changeOnYearMissing';
type WithoutReasons<Asked> = Omit<Asked, Reasons> & Partial<Pick<Asked, Reasons & keyof Asked>>;
export type OverviewCard = WithoutReasons<OverviewQuery['cards'][number]>;
export type RankRow = Omit<WithoutReasons<OverviewQuery['ranking'][number]>, 'receipt'> & {
  readonly receipt: { readonly expected: number; readonly received: number; readonly accepted?: number };
};

export interface OverviewAsk {
  readonly region: string;
  readonly period: string;
  readonly indicator: Indicator;
  readonly basis: Basis;
  /** Null: the children; COUNTY: all counties below. */
  readonly level: RegionLevel | null;
  readonly where: UnitFilter | null;
  readonly acceptedOnly: boolean;
}

export const useOverview = (ask: OverviewAsk) => useApi(overviewDocument, { ...ask }, { keepPrevious: true });

export const trendDocument = graphql(`
  query Trend($region: ID!, $indicators: [Indicator!]!, $basis: Basis!, $last: Int!, $where: UnitFilter, $acceptedOnly: Boolean) {
    observations(
      indicators: $indicators
      regions: { codes: [$region] }
      periods: { last: $last }
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
      period
      indicator
      rate {
        value
        missing
      }
      target
      band
    }
  }
`);

export type TrendPoint = TrendQuery['observations'][number];

export interface TrendAsk {
  readonly region: string;
  readonly indicators: readonly Indicator[];
  readonly basis: Basis;
  /** Quarters, counted back from the latest. */
  readonly last: number;
  readonly where: UnitFilter | null;
  readonly acceptedOnly: boolean;
}

export const useTrend = (ask: TrendAsk) => useApi(trendDocument, { ...ask, indicators: [...ask.indicators] }, { keepPrevious: true });

export const publishedDocument = graphql(`
  query Published($region: ID!) {
    units: publishedRates(parent: $region, subject: UNION, numerator: "covered_units", denominator: "units") {
      ...PublishedRateParts
    }
    staff: publishedRates(parent: $region, subject: UNION, numerator: "union_members", denominator: "staff") {
      ...PublishedRateParts
    }
    series: publishedSeries(region: $region, subject: PARTY) {
      quantity
      unit
      points {
        ...PointParts
      }
      breaks {
        after {
          ...PointParts
        }
        before {
          ...PointParts
        }
        reason
        reasonEn
      }
    }
  }

  fragment PublishedRateParts on PublishedRate {
    region {
      code
      name
      nameEn
      shortName
      level
      hasLedger
    }
    asOf
    source {
      id
      title
      publisher
      publishedOn
    }
    numerator {
      label
      printed
      value
    }
    denominator {
      label
      printed
      value
    }
    rate {
      numerator
      denominator
      value
      missing
    }
  }

  fragment PointParts on Figure {
    id
    asOf
    asOfPrecision
    label
    printed
    value
    unit
    source {
      id
      title
      publisher
    }
  }
`);

export type Published = PublishedQuery;
export type PublishedRate = PublishedQuery['units'][number];
export type PublishedSeries = PublishedQuery['series'][number];

export const usePublished = (region: string) => useApi(publishedDocument, { region }, { keepPrevious: true });

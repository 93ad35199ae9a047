/** What a slide asks: its words, its place, the ranking below it, and what its picture needs. */
import { graphql } from './gql/gql.ts';
import type { SlideQuery, SlideQueryVariables } from './gql/graphql.ts';

export const slideDocument = graphql(`
  query Slide(
    $page: BriefPage!
    $region: ID!
    $period: Period!
    $indicator: Indicator!
    $basis: Basis
    $regions: [ID!]
    $parent: ID
    $chosen: RegionSelection
    $level: RegionLevel
    $from: Period!
    $previous: Period!
    $own: [ID!]!
    $below: ID!
    $coverage: Indicator!
    $withLines: Boolean!
    $withBelow: Boolean!
    $withGap: Boolean!
    $withChange: Boolean!
    $withTiers: Boolean!
  ) {
    brief(page: $page, region: $region, period: $period, indicator: $indicator, basis: $basis, regions: $regions) {
      title {
        ...SlideWords
      }
      subtitle {
        ...SlideWords
      }
      headline {
        name {
          ...SlideWords
        }
        text
        unit {
          ...SlideWords
        }
        band
        rate {
          value
          missing
        }
      }
      facts {
        term {
          ...SlideWords
        }
        strong
        unit {
          ...SlideWords
        }
      }
      statements {
        id
        text {
          ...SlideWords
        }
      }
      asOf
      receipt {
        expected
        received
      }
      demo
      warnings {
        kind
        text {
          ...SlideWords
        }
      }
    }
    place: region(code: $region) {
      code
      name
      nameEn
      shortName
      level
      kind
      hasBoundary
      hasLedger
      ancestors {
        code
        name
        nameEn
        shortName
        level
      }
      children {
        code
        name
        nameEn
        shortName
        level
        kind
        hasLedger
      }
    }
    ranking(indicator: $indicator, parent: $parent, regions: $chosen, level: $level, period: $period, basis: $basis) {
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
    points: observations(indicators: [$indicator], regions: { codes: $own }, periods: { from: $from, to: $period }, basis: $basis)
      @include(if: $withLines) {
      ...SlidePoint
    }
    below: observations(indicators: [$indicator], regions: { childrenOf: $below }, periods: { from: $from, to: $period }, basis: $basis)
      @include(if: $withBelow) {
      ...SlidePoint
    }
    gap(indicator: $indicator, region: $region, basis: $basis, period: $period) @include(if: $withGap) {
      target
      parts {
        key
        label {
          ...SlideWords
        }
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
        gap
      }
      refusal {
        explanation {
          ...SlideWords
        }
      }
    }
    change(indicator: $indicator, region: $region, basis: $basis, from: $previous, to: $period) @include(if: $withChange) {
      refusal {
        code
      }
      explanation {
        ...SlideWords
      }
      from
      to
      shape
      before {
        ...SlideRate
      }
      after {
        ...SlideRate
      }
      change
      numeratorEffect
      denominatorEffect
      sameRegions
      byChildren {
        ...SlideSplit
      }
      bySector {
        ...SlideSplit
      }
      byScale {
        ...SlideSplit
      }
      leftOut {
        key
        label {
          ...SlideWords
        }
        region {
          name
          nameEn
        }
        missing
      }
    }
    tiers: observations(indicators: [$coverage], regions: { codes: [$region] }, periods: { only: [$period] }, by: [TIER])
      @include(if: $withTiers) {
      dimensions {
        value
        label {
          ...SlideWords
        }
      }
      share
      rate {
        ...SlideRate
      }
    }
  }

  fragment SlideWords on Label {
    zh
    en
  }

  fragment SlideRate on Rate {
    numerator
    denominator
    value
    missing
  }

  fragment SlidePoint on Observation {
    region {
      code
      name
      nameEn
      shortName
    }
    period
    rate {
      value
      missing
    }
    target
    breaks {
      label {
        ...SlideWords
      }
    }
  }

  fragment SlideSplit on PartSplit {
    rateEffect
    compositionEffect
    parts {
      key
      label {
        ...SlideWords
      }
      region {
        name
        nameEn
      }
      before {
        ...SlideRate
      }
      after {
        ...SlideRate
      }
      contribution
    }
  }
`);

export type SlideAnswer = SlideQuery;
export type SlidePoint = NonNullable<SlideQuery['points']>[number];
export type SlideVariables = SlideQueryVariables;

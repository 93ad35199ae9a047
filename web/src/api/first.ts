/** What a first visit asks before anything can be drawn: in a module of its own, so that it is asked while the rest of the code is still on its way. */
import { graphql } from './gql/gql.ts';

export const accessDocument = graphql(`
  query Access {
    site {
      anonymous
      needsSetup
      separation
      notice
      openId {
        name
        start
      }
      sight {
        rows {
          ...ExtentParts
        }
        sums {
          ...ExtentParts
        }
        demo
      }
    }
    viewer {
      id
      kind
      name
      loginName
      roles
      permissions
      viewScope {
        ...ExtentParts
      }
      reportScope {
        ...ExtentParts
      }
      mustChangePassword
      session {
        startedAt
        idleUntil
        endsAt
      }
    }
  }

  fragment ExtentParts on ScopeExtent {
    all
    regions {
      code
      name
      nameEn
    }
  }
`);

export const datasetDocument = graphql(`
  query Dataset {
    dataset {
      version
      asOf
      periods
      latestPeriod
      demo
      units
      organizations
      submissions
      figures
      lastImportAt
      ledgerRegions {
        code
        name
        nameEn
        level
      }
      bases {
        id
        label {
          zh
          en
        }
        definition {
          zh
          en
        }
      }
      missingReasons {
        id
        label {
          zh
          en
        }
      }
      bands {
        id
        label {
          zh
          en
        }
        shape
      }
      vocabularies {
        name
        label {
          zh
          en
        }
        members {
          id
          label {
            zh
            en
          }
        }
      }
    }
  }
`);

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

export const overviewRegionDocument = graphql(`
  query OverviewRegion($region: ID!) {
    region(code: $region) {
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
  }
`);

export const overviewDocument = graphql(`
  query Overview(
    $region: ID!
    $period: Period!
    $indicator: Indicator!
    $basis: Basis!
    $level: RegionLevel
    $where: UnitFilter
    $acceptedOnly: Boolean
  ) {
    cards: observations(
      indicators: [PARTY_ORG_COVERAGE, PARTY_WORK_COVERAGE]
      regions: { codes: [$region] }
      periods: { only: [$period] }
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
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
      changeOnPreviousMissing
      changeOnYearMissing
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
    parks: observations(
      indicators: [$indicator]
      regions: { childrenOf: $region, kind: PARK }
      periods: { only: [$period] }
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
      region {
        code
        name
        nameEn
      }
      rate {
        value
        missing
      }
    }
    ranking(
      indicator: $indicator
      parent: $region
      level: $level
      period: $period
      basis: $basis
      where: $where
      acceptedOnly: $acceptedOnly
    ) {
      ...RankParts
    }
  }

  fragment RankParts on Rank {
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
    changeOnPreviousMissing
    changeOnYearMissing
    gap
    target
    band
    receipt {
      expected
      received
      accepted
    }
  }
`);

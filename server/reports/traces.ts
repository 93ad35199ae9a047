/** The GraphQL documents that answer with the numbers of a sentence, ready to be pasted: every sentence carries one with its variables. */
import type { Basis } from '../domain/bases.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { Quarter } from '../domain/period.ts';
import type { Trace } from './briefTypes.ts';
import type { Ground } from './ground.ts';
import type { PeriodSelection, RegionSelection } from './types.ts';

const RATE = '{ numerator denominator value missing }';
const RECEIPT = '{ expected received onTime accepted carriedForward }';
const NAME = '{ code name nameEn }';

const RANKS = `{ rank of region ${NAME} rate ${RATE} changeOnPrevious target band receipt ${RECEIPT} }`;
const MOVED = RANKS.replace('rank of', 'rank of move { period from to of }');
const PART = `{ key region ${NAME} before ${RATE} after ${RATE} rateEffect compositionEffect contribution }`;
const PART_GAP = `{ region ${NAME} rate ${RATE} target gap surplus toClose }`;

export const DOCUMENTS = {
  observations: `query Observations($indicators: [Indicator!]!, $regions: RegionSelection!, $periods: PeriodSelection!, $basis: Basis) {
  observations(indicators: $indicators, regions: $regions, periods: $periods, basis: $basis) {
    region ${NAME} period asOf indicator basis rate ${RATE} previous ${RATE} yearAgo ${RATE}
    changeOnPrevious changeOnYear sameRegionsPrevious sameRegionsYear target gap band receipt ${RECEIPT}
  }
}`,
  ranking: `query Ranking($indicator: Indicator!, $parent: ID!, $period: Period!, $basis: Basis) {
  ranking(indicator: $indicator, parent: $parent, period: $period, basis: $basis) ${RANKS}
}`,
  rankMoves: `query RankMoves($indicator: Indicator!, $parent: ID!, $period: Period!, $before: Period!, $basis: Basis) {
  ranking(indicator: $indicator, parent: $parent, period: $period, basis: $basis, against: $before) ${MOVED}
}`,
  standing: `query Standing($indicator: Indicator!, $parent: ID!, $region: ID!, $period: Period!, $before: Period!, $basis: Basis) {
  observations(indicators: [$indicator], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) {
    region ${NAME} period rate ${RATE} changeOnPrevious changeOnYear target gap band
  }
  ranking(indicator: $indicator, parent: $parent, period: $period, basis: $basis, against: $before) {
    rank of move { period from to of } region ${NAME} rate ${RATE}
  }
}`,
  change: `query Change($indicator: Indicator!, $region: ID!, $from: Period!, $to: Period!, $basis: Basis) {
  change(indicator: $indicator, region: $region, from: $from, to: $to, basis: $basis) {
    region ${NAME} from to explanation { zh en } refusal { code } before ${RATE} after ${RATE} change numeratorEffect denominatorEffect sameRegions
    byChildren { rateEffect compositionEffect parts ${PART} }
  }
}`,
  gap: `query Gap($indicator: Indicator!, $region: ID!, $period: Period!, $basis: Basis) {
  gap(indicator: $indicator, region: $region, period: $period, basis: $basis) {
    region ${NAME} period rate ${RATE} target gap surplus sumOfGaps sumOfSurpluses rounding ownTargets explanation { zh en } candidates
    afterFounding { rate ${RATE} missing } parts ${PART_GAP} smallestSet ${PART_GAP}
  }
}`,
  tiers: `query Tiers($region: ID!, $period: Period!, $basis: Basis) {
  whole: observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) { rate ${RATE} }
  tiers: observations(indicators: [PARTY_ORG_COVERAGE], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis, by: [TIER]) {
    dimensions { value label { zh en } } rate ${RATE}
  }
}`,
  shells: `query Shells($region: ID!, $period: Period!, $basis: Basis) {
  organizations(where: { region: $region, subject: [PARTY], shell: true }, period: $period, first: 1) { totalCount }
  observations(indicators: [SHELL_RATE, NET_ORG_COVERAGE, PARTY_ORG_COVERAGE], regions: { codes: [$region] }, periods: { only: [$period] }, basis: $basis) {
    indicator rate ${RATE}
  }
}`,
  bounds: `query Bounds($indicator: Indicator!, $region: ID!, $period: Period!, $basis: Basis) {
  bounds(indicator: $indicator, region: $region, period: $period, basis: $basis) {
    explanation { zh en } received ${RATE} ifSame ${RATE} ifNone ${RATE} ifAll ${RATE}
  }
}`,
  findings: `query Findings($region: ID!, $severity: [Severity!], $first: Int!) {
  findings(where: { region: $region, severity: $severity, problemsOnly: true, ofSubmissions: false }, first: $first) {
    totalCount nodes { id title verdict severity printed computed difference decimals unit explanation explanationEn region ${NAME} }
  }
}`,
} as const;

const upper = (indicator: IndicatorId): string => indicator.toUpperCase();
const on = (basis: Basis | null): { readonly basis?: Basis } => (basis === null ? {} : { basis });

export const observationsTrace = (
  indicators: readonly IndicatorId[],
  regions: RegionSelection,
  periods: PeriodSelection,
  basis: Basis | null,
): Trace => ({ document: DOCUMENTS.observations, variables: { indicators: indicators.map(upper), regions, periods, ...on(basis) } });

export const rankingTrace = (indicator: IndicatorId, parent: string, period: Quarter, basis: Basis | null): Trace => ({
  document: DOCUMENTS.ranking,
  variables: { indicator: upper(indicator), parent, period, ...on(basis) },
});

export const rankMovesTrace = (indicator: IndicatorId, parent: string, period: Quarter, before: Quarter, basis: Basis | null): Trace => ({
  document: DOCUMENTS.rankMoves,
  variables: { indicator: upper(indicator), parent, period, before, ...on(basis) },
});

/** A region in one quarter, and its rank under its parent then and the quarter before. */
export const standingTrace = (
  indicator: IndicatorId,
  at: { readonly region: string; readonly parent: string },
  period: Quarter,
  before: Quarter,
  basis: Basis | null,
): Trace => ({ document: DOCUMENTS.standing, variables: { indicator: upper(indicator), ...at, period, before, ...on(basis) } });

export const changeTrace = (indicator: IndicatorId, region: string, from: Quarter, to: Quarter, basis: Basis | null): Trace => ({
  document: DOCUMENTS.change,
  variables: { indicator: upper(indicator), region, from, to, ...on(basis) },
});

const atPeriod =
  (document: string) =>
  (indicator: IndicatorId, region: string, period: Quarter, basis: Basis | null): Trace => ({
    document,
    variables: { indicator: upper(indicator), region, period, ...on(basis) },
  });
export const gapTrace = atPeriod(DOCUMENTS.gap);
export const boundsTrace = atPeriod(DOCUMENTS.bounds);

const ofRegion =
  (document: string) =>
  (region: string, period: Quarter, basis: Basis | null): Trace => ({ document, variables: { region, period, ...on(basis) } });
export const shellsTrace = ofRegion(DOCUMENTS.shells);
/** Units by how they are covered: the denominator of each tier. */
export const tiersTrace = ofRegion(DOCUMENTS.tiers);

export const findingsTrace = (region: string, first: number, severity?: readonly string[]): Trace => ({
  document: DOCUMENTS.findings,
  variables: { region, first, ...(severity ? { severity } : {}) },
});

/** The same question of accepted submissions, or of what was known at a moment, where the sentence stands on those. */
export function tracedOn({ document, variables }: Trace, { acceptedOnly, moment }: Pick<Ground, 'acceptedOnly' | 'moment'>): Trace {
  // Findings know no difference between submissions.
  const accepted = acceptedOnly && !/^ {2}findings\(/m.test(document);
  const more = [
    ...(accepted ? [{ name: 'acceptedOnly', type: 'Boolean', value: true }] : []),
    ...(moment === null ? [] : [{ name: 'asKnownOn', type: 'DateTime', value: moment }]),
  ];
  if (more.length === 0) return { document, variables };
  const signature = more.map(({ name, type }) => `$${name}: ${type}, `).join('');
  const asked = more.map(({ name }) => `${name}: $${name}, `).join('');
  return {
    document: document
      .replace(/^(query \w+\()/, `$1${signature.replaceAll('$', '$$$$')}`)
      .replaceAll(/^( {2}(?:\w+: )?\w+\()/gm, `$1${asked.replaceAll('$', '$$$$')}`),
    variables: { ...variables, ...Object.fromEntries(more.map(({ name, value }) => [name, value])) },
  };
}

/** The questions of the bench: the same of every server. */
import { QUARTERS } from '../../seed/demo/calendar.ts';
import type { WrittenQuarter } from './ground/spread.ts';
import { loadDivisions } from '../../seed/divisions.ts';

export interface Question {
  readonly parent: string;
  readonly from: string;
  readonly to: string;
}

const FIRST = String(QUARTERS[0]);
export const LAST = String(QUARTERS.at(-1));
export const PROVINCE = '410000';

const SELECT = '($parent: ID!, $from: Period!, $to: Period!)';
const ARGUMENTS =
  '(indicators: [PARTY_ORG_COVERAGE], regions: { childrenOf: $parent, kind: ADMINISTRATIVE }, periods: { from: $from, to: $to })';
const COLUMNS = '{ regions periods indicators numerators denominators missing }';
export const ROWS_QUERY = `query Rows${SELECT} { observations${ARGUMENTS} { region { code } period rate { numerator denominator value missing } } }`;
export const COLUMNS_QUERY = `query Columns${SELECT} { observationTable${ARGUMENTS} ${COLUMNS} }`;
export const COUNTIES_QUERY = `query Counties($period: Period!) { observationTable(indicators: [PARTY_ORG_COVERAGE], regions: { under: "100000", level: COUNTY, kind: ADMINISTRATIVE }, periods: { only: [$period] }) ${COLUMNS} }`;
export const LIST_QUERY = `query List($region: ID!, $period: Period!) { units(first: 50, where: { region: $region, eligibleWithout: PARTY }, period: $period) { edges { node { creditCode name staff fullMembers } } pageInfo { hasNextPage endCursor } } }`;

/** Prefectures of 河南 and the province itself over every quarter; of 河南 because every size has it whole. */
export function mapsOf({ regions }: Pick<WrittenQuarter, 'regions'>): Question[] {
  const parents = parentsOf(regions);
  return QUARTERS.flatMap((period) => [PROVINCE, ...parents].map((parent) => ({ parent, from: period, to: period })));
}

export const trendsOf = ({ regions }: Pick<WrittenQuarter, 'regions'>): Question[] =>
  parentsOf(regions).map((parent) => ({ parent, from: FIRST, to: LAST }));

function parentsOf(regions: readonly string[]): string[] {
  const sent = new Set(regions.map((code) => `${code.slice(0, 4)}00`));
  return loadDivisions()
    .filter(({ code, level, parent }) => level === 'PREFECTURE' && parent === PROVINCE && sent.has(code))
    .map(({ code }) => code);
}

export function nth<One>(list: readonly One[], at: number): One {
  const found = list[at % list.length];
  if (found === undefined) throw new Error('no question to ask');
  return found;
}

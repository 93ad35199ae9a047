/** Named, dated thresholds of a locality with their citation (domain.md §2, §3). */
import type { Entry } from '../words.ts';

/** A size test: met when every bound that is given is met. Staff in persons, revenue in 万元 a year. */
export interface SizeTest {
  readonly minStaff?: number;
  readonly minRevenueWan?: number;
}

export const WORK_CHANNELS = ['INSTRUCTOR', 'LIAISON', 'MASS_ORGANIZATION'] as const;
export type WorkChannel = (typeof WORK_CHANNELS)[number];

export interface RuleSet extends Entry {
  readonly id: string;
  /** Region the rule set is issued for; it holds for all below it. */
  readonly region: string;
  readonly validFrom: string;
  readonly citation: string;
  /** 规模以上: any of these tests. */
  readonly aboveScale: readonly SizeTest[];
  readonly threeHaveMinStaff: number;
  readonly partyMinFullMembers: number;
  readonly unionFounding: { readonly by: 'unionMembers' | 'staff'; readonly min: number };
  readonly leagueMinMembers: number;
  /** No national number exists for women's congresses; the national condition is that of the female workers' committee. */
  readonly womenFounding: { readonly by: 'womenStaff' | 'womenUnionMembers'; readonly min: number };
  readonly workChannels: readonly WorkChannel[];
  readonly jointBranchMaxUnits: number;
  readonly branchTermYears: number;
  /** Yuan a member a year. */
  readonly fundsPerMember: number;
}

export const NATIONAL: RuleSet = {
  id: 'national',
  zh: '全国',
  en: 'National',
  region: '100000',
  validFrom: '1921-07-01',
  citation: '中国共产党章程；中华人民共和国工会法；中国共产主义青年团章程；中国共产党支部工作条例（试行）；规模以上与活动经费取全南县 2011 年实施意见',
  aboveScale: [{ minStaff: 50, minRevenueWan: 500 }, { minStaff: 100 }],
  threeHaveMinStaff: 10,
  partyMinFullMembers: 3,
  unionFounding: { by: 'unionMembers', min: 25 },
  leagueMinMembers: 3,
  womenFounding: { by: 'womenUnionMembers', min: 10 },
  workChannels: ['INSTRUCTOR', 'LIAISON', 'MASS_ORGANIZATION'],
  jointBranchMaxUnits: 5,
  branchTermYears: 3,
  fundsPerMember: 100,
};

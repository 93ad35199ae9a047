/** Named, dated thresholds of a locality with their citation (domain.md §2, §3). A document says only what it changes. */
import type { Basis } from '../bases.ts';
import type { IndicatorId } from '../indicators.ts';
import type { Form, Subject } from '../organizations.ts';
import type { Words } from '../words.ts';
import type { ChecklistId } from './checklists.ts';

/** A size test: met when every bound that is given is met. Staff in persons, revenue in 万元 a year. */
export interface SizeTest {
  readonly minStaff?: number;
  readonly minRevenueWan?: number;
}

export const WORK_CHANNELS = ['INSTRUCTOR', 'LIAISON', 'MASS_ORGANIZATION'] as const;
export type WorkChannel = (typeof WORK_CHANNELS)[number];

/** Counts of a unit's row that a threshold may be laid on. */
export const COUNTED = {
  staff: { zh: '从业人员', en: 'staff' },
  womenStaff: { zh: '女从业人员', en: 'women staff' },
  fullMembers: { zh: '正式党员', en: 'full members' },
  leagueMembers: { zh: '团员', en: 'League members' },
  unionMembers: { zh: '工会会员', en: 'union members' },
  womenUnionMembers: { zh: '女工会会员', en: 'female union members' },
} as const satisfies Record<string, Words>;
export type Counted = keyof typeof COUNTED;

/** Met at `min` and above. */
export interface FoundingCondition<By extends Counted = Counted> {
  readonly by: By;
  readonly min: number;
}

/** From `from` to `to`, both included, as the document prints them; `to` is null where it says «and above». */
export interface FormBand {
  readonly from: number;
  readonly to: number | null;
  /** Any one of these fits. */
  readonly forms: readonly Form[];
}

/** Forms by size, bands ascending. Where the printed bands overlap the larger form holds; below the first band there is no form. */
export interface FormLadder {
  readonly by: Counted;
  readonly bands: readonly FormBand[];
}

/** Everything that a rule set can say. */
export interface Rules {
  /** 规模以上: any of these tests. */
  readonly aboveScale: readonly SizeTest[];
  readonly threeHaveMinStaff: number;
  readonly partyMinFullMembers: number;
  readonly unionFounding: FoundingCondition<'unionMembers' | 'staff'>;
  readonly leagueMinMembers: number;
  /** No national number exists for women's congresses; the national condition is that of the female workers' committee. */
  readonly womenFounding: FoundingCondition<'womenStaff' | 'womenUnionMembers'>;
  readonly partyForms: readonly FormLadder[];
  readonly unionForms: readonly FormLadder[];
  readonly leagueForms: readonly FormLadder[];
  readonly womenForms: readonly FormLadder[];
  /** Months after production begins within which a union is to be founded; null: no rule. */
  readonly unionWithinMonths: number | null;
  readonly workChannels: readonly WorkChannel[];
  readonly jointBranchMaxUnits: number;
  readonly branchTermYears: number;
  /** Yuan a member a year. */
  readonly fundsPerMember: number;
  /** Which of the lists called 六有 the column 六有达标项数 counts; null: not named. */
  readonly partyChecklist: ChecklistId | null;
  readonly unionChecklist: ChecklistId | null;
}
export type RuleField = keyof Rules;

export const RULES = {
  aboveScale: { zh: '规模以上标准', en: 'Above-scale tests' },
  threeHaveMinStaff: { zh: '「三有」从业人员下限', en: 'Three haves: least staff' },
  partyMinFullMembers: { zh: '党组织组建条件', en: 'Party founding condition' },
  unionFounding: { zh: '工会组建条件', en: 'Union founding condition' },
  leagueMinMembers: { zh: '团组织组建条件', en: 'League founding condition' },
  womenFounding: { zh: '妇女组织组建条件', en: "Women's founding condition" },
  partyForms: { zh: '党组织形式', en: 'Party forms by size' },
  unionForms: { zh: '工会形式', en: 'Union forms by size' },
  leagueForms: { zh: '团组织形式', en: 'League forms by size' },
  womenForms: { zh: '妇女组织形式', en: "Women's forms by size" },
  unionWithinMonths: { zh: '投产后建会期限（月）', en: 'Union within months of production' },
  workChannels: { zh: '工作覆盖途径', en: 'Channels of Party work' },
  jointBranchMaxUnits: { zh: '联合党支部覆盖单位上限', en: 'Joint branch: most units' },
  branchTermYears: { zh: '党支部任期（年）', en: 'Party branch term in years' },
  fundsPerMember: { zh: '人均活动经费标准（元/年）', en: 'Activity funds, yuan a member a year' },
  partyChecklist: { zh: '党组织「六有」清单', en: 'Party checklist' },
  unionChecklist: { zh: '工会「六有」清单', en: 'Union checklist' },
} as const satisfies Record<RuleField, Words>;
export const RULE_FIELDS = Object.keys(RULES) as RuleField[];

/** The rule that holds a subject's forms by size. */
export const FORMS_FIELD = {
  PARTY: 'partyForms',
  UNION: 'unionForms',
  LEAGUE: 'leagueForms',
  WOMEN: 'womenForms',
} as const satisfies Record<Subject, RuleField>;

/** One rule with the words of the document that lay it down. */
export interface RuleEntry<T> {
  readonly is: T;
  readonly citation: string;
}

/** A staged goal: `percent` of the basis is covered on `dueOn`. */
export interface StagedTarget {
  readonly indicators: readonly IndicatorId[];
  readonly basis: Basis;
  readonly percent: number;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly citation: string;
}

/** What a locality has laid down. Dates are `YYYY-MM-DD`; `validTo` is the first day it no longer holds; null is open. */
export interface RuleSetDocument extends Words {
  readonly id: string;
  /** Region the rule set is issued for; it holds for all below it. */
  readonly region: string;
  /** Null where the set gathers acts of several dates, or the day is not known. */
  readonly issuedOn: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly citation: string;
  readonly rules: { readonly [F in RuleField]?: RuleEntry<Rules[F]> };
  readonly targets: readonly StagedTarget[];
}

/** Rules that rows are classified by. `id` names the sets they come from, most local first, joined by `+`. */
export interface RuleSet extends Rules {
  readonly id: string;
}

export { NATIONAL, NATIONAL_SET } from './national.ts';

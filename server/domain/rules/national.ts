/** The ground that every other rule set lies on: it says everything, so that there is always an answer. */
import type { RuleEntry, RuleField, Rules, RuleSet, RuleSetDocument } from './ruleSet.ts';

const CONSTITUTION = '中国共产党章程';
const LEAGUE_CONSTITUTION = '中国共产主义青年团章程';
const UNION_LAW = '中华人民共和国工会法';
const BRANCH_RULES = '中国共产党支部工作条例（试行）';
const QUANNAN = '没有全国数字，默认取全南县 2011 年实施意见';

/** Every rule of the ground. A count of none founds nothing, so the lowest bands begin at 1. */
export const GROUND: { readonly [F in RuleField]: RuleEntry<Rules[F]> } = {
  aboveScale: { is: [{ minStaff: 50, minRevenueWan: 500 }, { minStaff: 100 }], citation: QUANNAN },
  threeHaveMinStaff: { is: 10, citation: '没有全国数字，默认取从业人员 10 人' },
  partyMinFullMembers: { is: 3, citation: CONSTITUTION },
  unionFounding: { is: { by: 'unionMembers', min: 25 }, citation: UNION_LAW },
  leagueMinMembers: { is: 3, citation: LEAGUE_CONSTITUTION },
  womenFounding: { is: { by: 'womenUnionMembers', min: 10 }, citation: '妇联组织没有全国数字，取女职工委员会的条件：女会员 10 人以上' },
  partyForms: {
    is: [
      {
        by: 'fullMembers',
        bands: [
          { from: 1, to: 2, forms: ['JOINT_BRANCH'] },
          { from: 3, to: 49, forms: ['BRANCH'] },
          { from: 50, to: 99, forms: ['GENERAL_BRANCH'] },
          { from: 100, to: null, forms: ['COMMITTEE'] },
        ],
      },
    ],
    citation: `${CONSTITUTION}；${BRANCH_RULES}`,
  },
  unionForms: {
    is: [
      {
        by: 'unionMembers',
        bands: [
          { from: 1, to: 24, forms: ['UNION_COMMITTEE', 'JOINT_UNION', 'UNION_ORGANIZER'] },
          { from: 25, to: null, forms: ['UNION_COMMITTEE'] },
        ],
      },
    ],
    citation: UNION_LAW,
  },
  leagueForms: {
    is: [
      {
        by: 'leagueMembers',
        bands: [
          { from: 3, to: 29, forms: ['LEAGUE_BRANCH'] },
          { from: 30, to: 99, forms: ['LEAGUE_GENERAL_BRANCH'] },
          { from: 100, to: null, forms: ['LEAGUE_COMMITTEE'] },
        ],
      },
    ],
    citation: LEAGUE_CONSTITUTION,
  },
  womenForms: {
    is: [{ by: 'womenUnionMembers', bands: [{ from: 10, to: null, forms: ['FEMALE_WORKERS_COMMITTEE'] }] }],
    citation: '女会员 10 人以上建立女职工委员会',
  },
  unionWithinMonths: { is: null, citation: '没有全国期限' },
  workChannels: { is: ['INSTRUCTOR', 'LIAISON', 'MASS_ORGANIZATION'], citation: '默认三种途径均计' },
  jointBranchMaxUnits: { is: 5, citation: BRANCH_RULES },
  branchTermYears: { is: 3, citation: BRANCH_RULES },
  fundsPerMember: { is: 100, citation: QUANNAN },
  partyChecklist: { is: 'henan-party', citation: '没有全国清单，默认取河南' },
  unionChecklist: { is: 'wuhu-union', citation: '没有全国清单，默认取芜湖' },
};

export const NATIONAL_SET: RuleSetDocument = {
  id: 'national',
  zh: '全国',
  en: 'National',
  region: '100000',
  issuedOn: null,
  validFrom: '1921-07-01',
  validTo: null,
  citation: [CONSTITUTION, UNION_LAW, LEAGUE_CONSTITUTION, BRANCH_RULES].join('；'),
  rules: GROUND,
  targets: [],
};

const said = Object.fromEntries(Object.entries(GROUND).map(([field, entry]) => [field, entry.is])) as unknown as Rules;

export const NATIONAL: RuleSet = { ...said, id: NATIONAL_SET.id };

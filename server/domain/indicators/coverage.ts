import type { Indicator } from '../indicators.ts';
import { ALL_UNITS, COVERAGE_BANDS, PERCENT, PERSONS, QUANNAN, UNITS } from './words.ts';

const coverage = { group: 'COVERAGE', shape: 'percent', over: 'stock', unit: PERCENT, direction: 'HIGHER', decimals: 1, bands: COVERAGE_BANDS } as const;
const membership = { group: 'MEMBERSHIP', shape: 'percent', over: 'stock', basis: 'OPERATING', unit: PERCENT, decimals: 1, bands: null } as const;

export const COVERAGE_INDICATORS = {
  party_org_coverage: {
    ...coverage, zh: '党的组织覆盖率', en: 'Party organisation coverage', subject: 'PARTY', basis: 'OPERATING',
    numerator: ['party_sole', 'party_joint'], denominator: ['units'],
    counts: { numerator: { zh: '有党组织覆盖的单位', en: 'units covered by a Party organisation' }, denominator: ALL_UNITS },
    definition: { zh: '单独组建或联合组建党组织覆盖的单位数，除以口径内单位数', en: 'Units covered by a Party organisation of their own or a joint one, over the units of the basis' },
    citation: QUANNAN,
  },
  party_sole_coverage: {
    ...coverage, zh: '单独组建率', en: 'Own Party organisation', subject: 'PARTY', basis: 'OPERATING',
    numerator: ['party_sole'], denominator: ['units'], bands: null,
    counts: { numerator: { zh: '单独组建党组织的单位', en: 'units with a Party organisation of their own' }, denominator: ALL_UNITS },
    definition: { zh: '单独组建或派员组建党组织的单位数，除以口径内单位数', en: 'Units with a Party organisation of their own, over the units of the basis' },
    citation: '沈阳市非公党建工作的实践与思考（2009 年报）',
  },
  party_work_coverage: {
    ...coverage, zh: '党的工作覆盖率', en: 'Party work coverage', subject: 'PARTY', basis: 'OPERATING',
    numerator: ['party_sole', 'party_joint', 'party_work'], denominator: ['units'],
    counts: { numerator: { zh: '有党组织或党的工作覆盖的单位', en: 'units covered by a Party organisation or by Party work' }, denominator: ALL_UNITS },
    definition: { zh: '有党组织覆盖，或经党建指导员、联络员、群团组织开展党的工作的单位数，除以口径内单位数', en: 'Units covered by a Party organisation, or by an instructor, a liaison or a mass organisation, over the units of the basis' },
    citation: QUANNAN,
  },
  party_work_only: {
    ...coverage, zh: '未建单位工作覆盖率', en: 'Work coverage of units without organisation', subject: 'PARTY', basis: 'OPERATING',
    numerator: ['party_work'], denominator: ['party_work', 'party_none'],
    counts: { numerator: { zh: '仅有工作覆盖的单位', en: 'units covered by work only' }, denominator: { zh: '没有党组织的单位', en: 'units without a Party organisation' } },
    definition: { zh: '没有党组织而有党的工作覆盖的单位数，除以没有党组织的单位数', en: 'Units covered by Party work only, over the units without a Party organisation' },
    citation: QUANNAN,
  },
  party_built_of_eligible: {
    ...coverage, zh: '应建已建率', en: 'Built of those that should', subject: 'PARTY', basis: 'ELIGIBLE',
    numerator: ['party_sole', 'party_joint'], denominator: ['units'],
    counts: { numerator: { zh: '应建且已建的单位', en: 'eligible units with a Party organisation' }, denominator: { zh: '应建单位', en: 'eligible units' } },
    definition: { zh: '符合建立党组织条件（正式党员 3 名以上）的单位中已有党组织覆盖的比例', en: 'Share of the units with three or more full members that a Party organisation covers' },
    citation: '中国共产党章程第三十条',
  },
  union_coverage: {
    ...coverage, zh: '建会率', en: 'Union coverage', subject: 'UNION', basis: 'OPERATING',
    numerator: ['union_sole', 'union_joint'], denominator: ['units'],
    counts: { numerator: { zh: '有工会覆盖的单位', en: 'units covered by a union' }, denominator: ALL_UNITS },
    definition: { zh: '独立工会或联合工会覆盖的单位数，除以口径内单位数', en: 'Units covered by a union of their own or a joint one, over the units of the basis' },
    citation: '中华人民共和国工会法',
  },
  league_coverage: {
    ...coverage, zh: '建团率', en: 'Youth league coverage', subject: 'LEAGUE', basis: 'ELIGIBLE',
    numerator: ['league_sole', 'league_joint'], denominator: ['units'],
    counts: { numerator: { zh: '有团组织覆盖的单位', en: 'units covered by a league organisation' }, denominator: ALL_UNITS },
    definition: { zh: '团组织覆盖的单位数，除以口径内单位数；默认口径为团员 3 名以上的应建单位', en: 'Units covered by a league organisation, over the units of the basis (by default those with three or more league members)' },
    citation: '中国共产主义青年团章程',
  },
  women_coverage: {
    ...coverage, zh: '妇女组织覆盖率', en: "Women's organisation coverage", subject: 'WOMEN', basis: 'ELIGIBLE',
    numerator: ['women_sole', 'women_joint'], denominator: ['units'],
    counts: { numerator: { zh: '有妇女组织覆盖的单位', en: "units covered by a women's organisation" }, denominator: ALL_UNITS },
    definition: { zh: '妇女组织覆盖的单位数，除以口径内单位数；默认口径为女工会会员 10 名以上的应建单位', en: "Units covered by a women's organisation, over the units of the basis (by default those with ten or more female union members)" },
    citation: '工会女职工委员会工作条例；地方参数见规则集',
  },
  net_org_coverage: {
    ...coverage, zh: '净组织覆盖率', en: 'Net organisation coverage', subject: 'PARTY', basis: 'OPERATING',
    numerator: ['party_net'], denominator: ['units'],
    counts: { numerator: { zh: '有非空壳党组织覆盖的单位', en: 'units covered by a Party organisation that is no shell' }, denominator: ALL_UNITS },
    definition: { zh: '剔除带有空壳标记的党组织后，组织覆盖的单位数除以口径内单位数；与公布口径并列，不替代', en: 'Organisation coverage counting only organisations without a shell flag; shown beside the reported rate, never instead of it' },
    citation: '空壳筛查规则',
  },
  union_density: {
    ...membership, zh: '职工入会率', en: 'Union density', subject: 'UNION', direction: 'HIGHER',
    numerator: ['union_members'], denominator: ['union_staff'], bands: COVERAGE_BANDS,
    counts: { numerator: { zh: '工会会员', en: 'union members' }, denominator: { zh: '从业人员', en: 'staff' } },
    definition: { zh: '工会会员数除以同一批单位的从业人员数；未报会员数的单位两边都不计', en: 'Union members over the staff of the same units; units that do not report members count on neither side' },
    citation: '贵州省总工会 2014-07-22 讲话所用指标',
  },
  member_density: {
    ...membership, zh: '党员占从业人员比', en: 'Party members among staff', subject: 'PARTY', direction: 'NEUTRAL',
    numerator: ['members'], denominator: ['staff'],
    counts: { numerator: { zh: '正式与预备党员', en: 'full and probationary members' }, denominator: { zh: '从业人员', en: 'staff' } },
    definition: { zh: '正式党员与预备党员数除以从业人员数', en: 'Full and probationary members over staff' },
    citation: '沈阳市非公党建工作的实践与思考（2009 年报）',
  },
  memberless_share: {
    ...membership, zh: '无党员单位占比', en: 'Units without a Party member', subject: 'PARTY', direction: 'LOWER',
    numerator: ['memberless'], denominator: ['units'],
    counts: { numerator: { zh: '没有党员的单位', en: 'units without a Party member' }, denominator: ALL_UNITS },
    definition: { zh: '没有正式党员和预备党员的单位数，除以口径内单位数', en: 'Units without full or probationary members, over the units of the basis' },
    citation: '全州县加强非公有制经济组织党建工作的做法（2006）',
  },
  applicants: {
    ...membership, group: 'GROWTH', shape: 'count', basis: null, zh: '入党申请人', en: 'Applicants for membership', subject: 'PARTY', direction: 'NEUTRAL', unit: PERSONS, decimals: 0,
    numerator: ['applicants'], denominator: null, counts: { numerator: { zh: '入党申请人', en: 'applicants' }, denominator: null },
    definition: { zh: '期末在册的入党申请人数', en: 'Applicants for Party membership at the as-of date' }, citation: '中国共产党发展党员工作细则',
  },
  activists: {
    ...membership, group: 'GROWTH', shape: 'count', basis: null, zh: '入党积极分子', en: 'Activists', subject: 'PARTY', direction: 'NEUTRAL', unit: PERSONS, decimals: 0,
    numerator: ['activists'], denominator: null, counts: { numerator: { zh: '入党积极分子', en: 'activists' }, denominator: null },
    definition: { zh: '期末在册的入党积极分子数', en: 'Activists at the as-of date' }, citation: '中国共产党发展党员工作细则',
  },
  admitted: {
    ...membership, group: 'GROWTH', shape: 'count', over: 'flow', basis: null, zh: '发展党员', en: 'Members admitted', subject: 'PARTY', direction: 'NEUTRAL', unit: PERSONS, decimals: 0,
    numerator: ['admitted'], denominator: null, counts: { numerator: { zh: '本期发展党员', en: 'members admitted' }, denominator: null },
    definition: { zh: '本期发展的党员数', en: 'Members admitted in the period' }, citation: '中国共产党发展党员工作细则',
  },
  instructor_load: {
    ...membership, group: 'ACTIVITY', shape: 'ratio', basis: null, zh: '每名指导员联系单位数', en: 'Units per instructor', subject: 'PARTY', direction: 'LOWER', unit: UNITS, decimals: 1,
    numerator: ['instructor_units'], denominator: ['instructors'],
    counts: { numerator: { zh: '有指导员的单位', en: 'units with an instructor' }, denominator: { zh: '党建指导员', en: 'instructors' } },
    definition: { zh: '有党建指导员的单位数除以指导员数', en: 'Units with a Party-building instructor, over the instructors' }, citation: QUANNAN,
  },
} as const satisfies Record<string, Indicator>;

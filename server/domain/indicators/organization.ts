import type { Indicator } from '../indicators.ts';
import { ITEMS, ORGANIZATIONS, PERCENT, UNITS } from './words.ts';

const share = { group: 'ORGANIZATION', shape: 'percent', over: 'stock', basis: null, unit: PERCENT, decimals: 1, bands: null } as const;
const all = { zh: '组织总数', en: 'organisations' } as const;
const unions = { zh: '工会数', en: 'unions' } as const;
const unionWork = { ...share, group: 'UNION_WORK', subject: 'UNION', direction: 'HIGHER', citation: '贵州省总工会 2014-07-22 讲话所用指标' } as const;

export const ORGANIZATION_INDICATORS = {
  shell_rate: {
    ...share, zh: '空壳率', en: 'Shell rate', subject: 'EACH', direction: 'LOWER', numerator: ['@_shells'], denominator: ['@_organizations'],
    counts: { numerator: { zh: '带空壳标记的组织', en: 'organisations with a shell flag' }, denominator: all },
    definition: { zh: '至少有一个空壳标记的组织数除以组织总数；是核查清单，不是结论', en: 'Organisations with at least one shell flag over all; a list to check, not a verdict' }, citation: '空壳筛查规则',
  },
  units_per_organization: {
    ...share, shape: 'ratio', zh: '每组织覆盖单位数', en: 'Units per organisation', subject: 'EACH', direction: 'NEUTRAL', unit: UNITS, numerator: ['@_covered_units'], denominator: ['@_organizations'],
    counts: { numerator: { zh: '被覆盖单位', en: 'covered units' }, denominator: all },
    definition: { zh: '组织覆盖的单位数除以组织数', en: 'Covered units over organisations' }, citation: '中国共产党支部工作条例（试行）',
  },
  standard_met: {
    ...share, zh: '六有达标率', en: 'Standard met', subject: 'PARTY', direction: 'HIGHER', numerator: ['standard_met'], denominator: ['standard_known'],
    counts: { numerator: { zh: '六项全部达标的党组织', en: 'Party organisations meeting all six items' }, denominator: { zh: '填报了六有的党组织', en: 'Party organisations that report the checklist' } },
    definition: { zh: '六有六项全部达标的党组织数，除以填报了该项的党组织数；清单名称见规则集', en: 'Party organisations that meet all six items of the named checklist, over those that report it' }, citation: '河南“六有”、芜湖“六有”等清单',
  },
  term_overdue: {
    ...share, zh: '届满未换届率', en: 'Term overdue', subject: 'PARTY', direction: 'LOWER', numerator: ['term_overdue'], denominator: ['term_known'],
    counts: { numerator: { zh: '届满未换届的党组织', en: 'Party organisations past their term' }, denominator: { zh: '任期已知的党组织', en: 'Party organisations with a known term' } },
    definition: { zh: '截至期末任期已满而未换届的党组织数，除以任期已知的党组织数', en: 'Party organisations past their term at the as-of date, over those whose term is known' }, citation: '中国共产党支部工作条例（试行）',
  },
  management_secretaries: {
    ...share, zh: '书记由出资人高管担任比', en: 'Secretaries from owners and executives', subject: 'PARTY', direction: 'NEUTRAL', numerator: ['secretary_owner', 'secretary_executive'], denominator: ['secretary_known'],
    counts: { numerator: { zh: '书记为出资人或高管的党组织', en: 'Party organisations led by an owner or executive' }, denominator: { zh: '书记来源已知的党组织', en: 'Party organisations with a known secretary source' } },
    definition: { zh: '书记由出资人或高管担任的党组织数，除以书记来源已知的党组织数', en: 'Party organisations whose secretary is an owner or executive, over those whose source is known' }, citation: '非公有制企业党的建设工作意见',
  },
  founded: {
    ...share, shape: 'count', over: 'flow', zh: '新建组织', en: 'Organisations founded', subject: 'EACH', direction: 'NEUTRAL', unit: ITEMS, decimals: 0, numerator: ['@_founded'], denominator: null,
    counts: { numerator: ORGANIZATIONS, denominator: null }, definition: { zh: '成立日期在本期内的组织数', en: 'Organisations whose founding date lies in the period' }, citation: '台账',
  },
  dissolved: {
    ...share, shape: 'count', over: 'flow', zh: '撤销组织', en: 'Organisations dissolved', subject: 'EACH', direction: 'NEUTRAL', unit: ITEMS, decimals: 0, numerator: ['@_dissolved'], denominator: null,
    counts: { numerator: ORGANIZATIONS, denominator: null }, definition: { zh: '上期台账有、本期台账没有的组织数', en: 'Organisations of the previous ledger that this one no longer holds' }, citation: '台账',
  },
  congress_held: {
    ...unionWork, zh: '职代会覆盖率', en: 'Workers’ congress held', numerator: ['congress_held'], denominator: ['congress_known'],
    counts: { numerator: { zh: '召开职代会的工会', en: 'unions that held a workers’ congress' }, denominator: unions },
    definition: { zh: '本期召开职代会的工会数除以填报该项的工会数', en: 'Unions that held a workers’ congress, over those that report it' },
  },
  collective_contract: {
    ...unionWork, zh: '集体合同覆盖率', en: 'Collective contract', numerator: ['contract_held'], denominator: ['contract_known'],
    counts: { numerator: { zh: '签订集体合同的工会', en: 'unions with a collective contract' }, denominator: unions },
    definition: { zh: '签订集体合同的工会数除以填报该项的工会数', en: 'Unions with a collective contract, over those that report it' },
  },
  shuangliang: {
    ...unionWork, zh: '双亮覆盖率', en: 'Shuangliang coverage', numerator: ['shuangliang_held'], denominator: ['shuangliang_known'],
    counts: { numerator: { zh: '开展双亮的工会', en: 'unions taking part in shuangliang' }, denominator: unions },
    definition: { zh: '开展“双亮”的工会数除以填报该项的工会数', en: 'Unions taking part in shuangliang (showing duties and identity), over those that report it' },
  },
  member_review: {
    ...unionWork, zh: '会员评家覆盖率', en: 'Members’ review', numerator: ['review_held'], denominator: ['review_known'],
    counts: { numerator: { zh: '开展会员评家的工会', en: 'unions reviewed by their members' }, denominator: unions },
    definition: { zh: '开展会员评家的工会数除以填报该项的工会数', en: 'Unions reviewed by their members, over those that report it' },
  },
} as const satisfies Record<string, Indicator>;

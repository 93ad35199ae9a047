/** What measures are called where they are asked for by name: in summary returns, and in what is found in ledgers. */
import { BASES, BASIS_FLAGS, type Basis, type BasisFlag } from './bases.ts';
import { BASIS_MEASURES, ORGANIZATION_MEASURES, type BasisMeasure, type UNIT_MEASURES } from './measures.ts';
import { SUBJECTS, type Subject } from './organizations.ts';
import type { Words } from './words.ts';

const OF_BASIS: Readonly<Record<BasisMeasure, Words>> = {
  units: { zh: '单位数', en: 'units' },
  party_sole: { zh: '单独组建党组织的单位', en: 'units with a Party organisation of their own' },
  party_joint: { zh: '联合组建党组织的单位', en: 'units of a joint Party organisation' },
  party_work: { zh: '仅有党的工作覆盖的单位', en: 'units with Party work only' },
  party_none: { zh: '党的组织和工作都未覆盖的单位', en: 'units with neither Party organisation nor Party work' },
  union_sole: { zh: '单独组建工会的单位', en: 'units with a union of their own' },
  union_joint: { zh: '联合组建工会的单位', en: 'units of a joint union' },
  union_none: { zh: '未建工会的单位', en: 'units without a union' },
  league_sole: { zh: '单独组建团组织的单位', en: 'units with a league organisation of their own' },
  league_joint: { zh: '联合组建团组织的单位', en: 'units of a joint league organisation' },
  league_none: { zh: '未建团组织的单位', en: 'units without a league organisation' },
  women_sole: { zh: '单独组建妇女组织的单位', en: "units with a women's organisation of their own" },
  women_joint: { zh: '联合组建妇女组织的单位', en: "units of a joint women's organisation" },
  women_none: { zh: '未建妇女组织的单位', en: "units without a women's organisation" },
  party_net: { zh: '有非空壳党组织覆盖的单位', en: 'units covered by a Party organisation that is no shell' },
  memberless: { zh: '没有党员的单位', en: 'units without a Party member' },
  staff: { zh: '从业人员', en: 'staff' },
  members: { zh: '党员（正式与预备）', en: 'Party members, full and probationary' },
  union_members: { zh: '工会会员', en: 'union members' },
  union_staff: { zh: '填报工会会员数的单位的从业人员', en: 'staff of the units that report union members' },
};

const OF_UNITS: Readonly<Record<keyof typeof UNIT_MEASURES, Words>> = {
  party_covered_units: { zh: '党组织覆盖的单位', en: 'units covered by a Party organisation' },
  union_covered_units: { zh: '工会覆盖的单位', en: 'units covered by a union' },
  league_covered_units: { zh: '团组织覆盖的单位', en: 'units covered by a league organisation' },
  women_covered_units: { zh: '妇女组织覆盖的单位', en: "units covered by a women's organisation" },
  ledger_units: { zh: '台账单位数', en: 'units of the ledger' },
  applicants_said: { zh: '填报入党申请人的单位', en: 'units that report applicants' },
  activists_said: { zh: '填报入党积极分子的单位', en: 'units that report activists' },
  admitted_said: { zh: '填报发展党员的单位', en: 'units that report members admitted' },
  visits_said: { zh: '填报走访次数的单位', en: 'units that report visits' },
  applicants: { zh: '入党申请人', en: 'applicants for membership' },
  activists: { zh: '入党积极分子', en: 'activists' },
  admitted: { zh: '本期发展党员', en: 'members admitted in the period' },
  instructors: { zh: '党建指导员', en: 'instructors' },
  instructor_units: { zh: '有党建指导员的单位', en: 'units with an instructor' },
  instructor_visits: { zh: '指导员走访次数', en: 'visits of instructors' },
};

const OF_SUBJECT: Readonly<Record<string, Words>> = {
  organizations: { zh: '总数', en: 'organisations' },
  shells: { zh: '有空壳标记的', en: 'organisations with a shell flag' },
  founded: { zh: '本期新建的', en: 'organisations founded in the period' },
  standard_known: { zh: '填报「六有」的', en: 'organisations that report the checklist' },
  standard_met: { zh: '「六有」全部达标的', en: 'organisations that meet all six items' },
};

const OF_ORGANIZATIONS: Readonly<Record<string, Words>> = {
  meetings_due: { zh: '应开的会议和党课', en: 'meetings due' },
  meetings_held: { zh: '已开的会议和党课（不超过应开）', en: 'meetings held, capped at due' },
  theme_due: { zh: '应开展主题党日的月数', en: 'months in which a theme day was due' },
  theme_held: { zh: '开展主题党日的月数', en: 'months with a theme day' },
  term_known: { zh: '任期已知的党组织', en: 'Party organisations with a known term' },
  term_overdue: { zh: '届满未换届的党组织', en: 'Party organisations past their term' },
  secretary_known: { zh: '书记来源已知的党组织', en: 'Party organisations with a known secretary source' },
  secretary_owner: { zh: '书记为出资人的党组织', en: 'Party organisations led by an owner' },
  secretary_executive: { zh: '书记为高管的党组织', en: 'Party organisations led by an executive' },
  secretary_selected: { zh: '书记为选派的党组织', en: 'Party organisations led by somebody selected' },
  secretary_hired: { zh: '书记为招聘的党组织', en: 'Party organisations led by somebody hired' },
  secretary_other: { zh: '书记为其他来源的党组织', en: 'Party organisations led by others' },
  congress_known: { zh: '填报职代会的工会', en: 'unions that report a congress' },
  congress_held: { zh: '召开职代会的工会', en: 'unions that held a congress' },
  contract_known: { zh: '填报集体合同的工会', en: 'unions that report a collective contract' },
  contract_held: { zh: '签订集体合同的工会', en: 'unions with a collective contract' },
  shuangliang_known: { zh: '填报双亮的工会', en: 'unions that report shuangliang' },
  shuangliang_held: { zh: '开展双亮的工会', en: 'unions with shuangliang' },
  review_known: { zh: '填报会员评家的工会', en: 'unions that report a member review' },
  review_held: { zh: '开展会员评家的工会', en: 'unions with a member review' },
  ledger_organizations: { zh: '台账组织数', en: 'organisations of the ledger' },
  trainings_said: { zh: '填报培训期数的组织', en: 'organisations that report trainings' },
  trained_said: { zh: '填报培训人次的组织', en: 'organisations that report persons trained' },
  trainings: { zh: '培训期数', en: 'trainings' },
  trained: { zh: '培训人次', en: 'persons trained' },
  issues_found: { zh: '查找问题数', en: 'issues found' },
  issues_resolved: { zh: '解决问题数', en: 'issues resolved' },
  suggestions: { zh: '建议数', en: 'suggestions' },
  adopted: { zh: '采纳数', en: 'suggestions adopted' },
  funds: { zh: '活动经费', en: 'funds' },
  funded_members: { zh: '填报经费的党组织的党员', en: 'members of the Party organisations that report funds' },
};

const isFlag = (text: string): text is BasisFlag => (BASIS_FLAGS as readonly string[]).includes(text);

function basisWords(flag: BasisFlag): Words {
  const subject = (Object.keys(SUBJECTS) as Subject[]).find((one) => flag === `eligible_${one.toLowerCase()}`);
  if (subject !== undefined)
    return { zh: `${BASES.ELIGIBLE.zh}${SUBJECTS[subject].zh}`, en: `${BASES.ELIGIBLE.en} (${SUBJECTS[subject].en})` };
  const basis = (Object.keys(BASES) as Basis[]).find((one) => flag === `in_${one.toLowerCase()}`) as Basis;
  return BASES[basis];
}

const isBasisMeasure = (text: string): text is BasisMeasure => Object.hasOwn(BASIS_MEASURES, text);

/** @throws Error for what is no measure of units or organizations */
export function measureWords(id: string): Words {
  const [flag = '', own = ''] = id.split('__');
  if (isFlag(flag) && isBasisMeasure(own)) {
    const [basis, words] = [basisWords(flag), OF_BASIS[own]];
    return { zh: `${basis.zh}：${words.zh}`, en: `${basis.en}: ${words.en}` };
  }
  const plain = Object.hasOwn(OF_UNITS, id) ? OF_UNITS[id as keyof typeof UNIT_MEASURES] : OF_ORGANIZATIONS[id];
  if (plain !== undefined) return plain;
  const subject = (Object.keys(SUBJECTS) as Subject[]).find((one) => id.startsWith(`${one.toLowerCase()}_`));
  const words = subject === undefined ? undefined : OF_SUBJECT[id.slice(subject.length + 1)];
  if (subject === undefined || words === undefined || !Object.hasOwn(ORGANIZATION_MEASURES, id))
    throw new Error(`no words for measure ${id}`);
  return { zh: `${SUBJECTS[subject].zh}：${words.zh}`, en: `${SUBJECTS[subject].en}: ${words.en}` };
}

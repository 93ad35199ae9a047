/**
 * The columns of a ledger, one registry a sheet: the only place that knows a header, its key, its type and its range.
 * Reading, writing, templates and the demo generator all follow these tables; their order is the order of the sheets.
 */
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import type { LedgerSheet } from '../domain/ledgerSheets.ts';
import type { Subject } from '../domain/organizations.ts';
import type { Entry } from '../domain/words.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, SUBJECTS } from '../domain/organizations.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, UNIT_KINDS, UNIT_STATUSES } from '../domain/units.ts';

/** The closed list of words a column takes: key → labels and synonyms. */
export type WordList = Readonly<Record<string, Entry>>;

/** What a cell of the column holds. `count` is a whole number ≥ 0, `amount` any number ≥ 0 in the column's own `unit`. */
export type CellType =
  | { readonly is: 'creditCode' }
  | { readonly is: 'text'; readonly longest: number }
  | { readonly is: 'code'; readonly longest: number }
  | { readonly is: 'region' }
  | { readonly is: 'park' }
  | { readonly is: 'word'; readonly words: WordList }
  | { readonly is: 'date' }
  | { readonly is: 'flag' }
  | { readonly is: 'count'; readonly least?: number; readonly most?: number }
  | { readonly is: 'amount'; readonly unit: '元' | '万元' }
  | { readonly is: 'reference'; readonly subject: Subject };

/** One column. `required`: `true` for every row, or the subject whose rows must fill it. `key` is the English header. */
export interface Column<Fact> {
  readonly key: string;
  readonly fact: keyof Fact & string;
  readonly header: string;
  readonly type: CellType;
  readonly required?: true | Subject;
  /** What happened in the quarter, not what stands at its end: a new quarter begins without it. */
  readonly flow?: true;
  /** One merged cell over several rows stands for all of them; in any other column a merged cell is an error. */
  readonly fillDown?: true;
  readonly synonyms?: readonly string[];
}

const text = { is: 'text', longest: 100 } as const;
const date = { is: 'date' } as const;
const flag = { is: 'flag' } as const;
const count = { is: 'count' } as const;
const word = (words: WordList) => ({ is: 'word', words }) as const;
const reference = (subject: Subject) => ({ is: 'reference', subject }) as const;

// prettier-ignore
export const UNIT_COLUMNS: readonly Column<UnitFact>[] = [
  { key: 'credit_code', fact: 'creditCode', header: '统一社会信用代码', type: { is: 'creditCode' }, required: true, synonyms: ['社会信用代码', '信用代码', '统一信用代码', '统一代码'] },
  { key: 'name', fact: 'name', header: '单位名称', type: text, required: true, synonyms: ['企业名称', '单位全称', '企业全称', '社会组织名称', '名称', '单位'] },
  { key: 'region_code', fact: 'region', header: '行政区划代码', type: { is: 'region' }, required: true, fillDown: true, synonyms: ['区划代码', '所属区划代码', '行政区划', '所在区划', '区划'] },
  { key: 'park_code', fact: 'park', header: '园区代码', type: { is: 'park' }, synonyms: ['所属园区代码', '开发区代码', '功能区代码'] },
  { key: 'kind', fact: 'kind', header: '单位类别', type: word(UNIT_KINDS), required: true, synonyms: ['单位类型', '企业类型', '单位性质', '组织类别'] },
  { key: 'industry', fact: 'industry', header: '行业门类', type: word(INDUSTRIES), synonyms: ['行业', '所属行业', '行业类别', '国民经济行业', '行业代码'] },
  { key: 'registered_on', fact: 'registeredOn', header: '登记日期', type: date, synonyms: ['注册日期', '登记时间', '注册时间', '成立登记日期'] },
  { key: 'opened_on', fact: 'openedOn', header: '投产日期', type: date, synonyms: ['开业日期', '投产时间', '开业时间', '投产(开业)日期'] },
  { key: 'status', fact: 'status', header: '经营状态', type: word(UNIT_STATUSES), required: true, synonyms: ['运行状态', '存续状态', '经营状况', '状态'] },
  { key: 'has_premises', fact: 'hasPremises', header: '固定场所', type: flag, synonyms: ['有无固定场所', '是否有固定场所', '固定经营场所', '有固定场所'] },
  { key: 'staff', fact: 'staff', header: '从业人员', type: count, required: true, synonyms: ['从业人数', '从业人员数', '职工总数', '职工人数', '职工数', '员工数', '员工人数', '从业人员总数'] },
  { key: 'women_staff', fact: 'womenStaff', header: '女从业人员', type: count, synonyms: ['女从业人数', '女从业人员数', '女职工数', '女职工人数', '女员工数', '女性从业人员'] },
  { key: 'revenue_wan', fact: 'revenueWan', header: '年营业收入(万元)', type: { is: 'amount', unit: '万元' }, synonyms: ['年营业收入', '营业收入', '年销售收入', '年营收'] },
  { key: 'full_members', fact: 'fullMembers', header: '正式党员', type: count, required: true, synonyms: ['正式党员数', '正式党员人数', '党员(正式)'] },
  { key: 'probationary_members', fact: 'probationaryMembers', header: '预备党员', type: count, synonyms: ['预备党员数', '预备党员人数', '党员(预备)'] },
  { key: 'applicants', fact: 'applicants', header: '入党申请人', type: count, synonyms: ['入党申请人数', '申请入党人数'] },
  { key: 'activists', fact: 'activists', header: '入党积极分子', type: count, synonyms: ['入党积极分子数', '积极分子', '积极分子数'] },
  { key: 'admitted', fact: 'admitted', header: '本期发展党员', type: count, flow: true, synonyms: ['本期发展党员数', '发展党员', '发展党员数', '本季度发展党员'] },
  { key: 'league_members', fact: 'leagueMembers', header: '团员数', type: count, synonyms: ['团员', '共青团员', '共青团员数', '团员人数'] },
  { key: 'union_members', fact: 'unionMembers', header: '工会会员数', type: count, synonyms: ['工会会员', '会员数', '工会会员人数'] },
  { key: 'women_union_members', fact: 'womenUnionMembers', header: '女工会会员数', type: count, synonyms: ['女工会会员', '女会员数', '女会员', '工会女会员数'] },
  { key: 'base_listed', fact: 'baseListed', header: '纳入基数', type: flag, synonyms: ['是否纳入基数', '纳入统计基数', '是否纳入统计基数'] },
  { key: 'management', fact: 'management', header: '隶属', type: word(MANAGEMENTS), synonyms: ['隶属关系', '管理隶属', '管理方式', '党建隶属'] },
  { key: 'instructors', fact: 'instructors', header: '党建指导员数', type: count, synonyms: ['党建指导员人数', '指导员数', '党建工作指导员数', '选派党建指导员数'] },
  { key: 'liaisons', fact: 'liaisons', header: '联络员数', type: count, synonyms: ['联络员人数', '党建联络员数'] },
  { key: 'instructor_visits', fact: 'instructorVisits', header: '指导员走访次数', type: count, flow: true, synonyms: ['走访次数', '党建指导员走访次数', '指导员走访'] },
  { key: 'party_org', fact: 'partyOrg', header: '党组织代码', type: reference('PARTY'), synonyms: ['所属党组织代码', '覆盖党组织代码'] },
  { key: 'union_org', fact: 'unionOrg', header: '工会代码', type: reference('UNION'), synonyms: ['工会组织代码', '所属工会代码'] },
  { key: 'league_org', fact: 'leagueOrg', header: '团组织代码', type: reference('LEAGUE'), synonyms: ['共青团组织代码', '所属团组织代码'] },
  { key: 'women_org', fact: 'womenOrg', header: '妇女组织代码', type: reference('WOMEN'), synonyms: ['妇联代码', '妇联组织代码', '所属妇女组织代码'] },
  { key: 'reason', fact: 'reason', header: '未建原因', type: word(GAP_REASONS), synonyms: ['未组建原因', '未建党组织原因', '未覆盖原因'] },
];

// prettier-ignore
export const ORGANIZATION_COLUMNS: readonly Column<OrganizationFact>[] = [
  { key: 'code', fact: 'code', header: '组织代码', type: { is: 'code', longest: 32 }, required: true, synonyms: ['组织编码', '组织编号', '党组织代码'] },
  { key: 'name', fact: 'name', header: '组织名称', type: text, required: true, synonyms: ['组织全称', '党组织名称', '名称'] },
  { key: 'subject', fact: 'subject', header: '类别', type: word(SUBJECTS), required: true, synonyms: ['组织类别', '组织类型', '组织性质'] },
  { key: 'form', fact: 'form', header: '组织形式', type: word(FORMS), required: true, synonyms: ['形式', '组织建制', '建制形式'] },
  { key: 'setup', fact: 'setup', header: '组建方式', type: word(SETUPS), required: true, synonyms: ['组建形式', '建立方式', '设置方式'] },
  { key: 'region_code', fact: 'region', header: '行政区划代码', type: { is: 'region' }, required: true, fillDown: true, synonyms: ['区划代码', '所属区划代码', '行政区划', '所在区划', '区划'] },
  { key: 'founded_on', fact: 'foundedOn', header: '成立日期', type: date, required: true, synonyms: ['成立时间', '组建日期', '组建时间', '建立日期'] },
  { key: 'term_started_on', fact: 'termStartedOn', header: '本届起始', type: date, synonyms: ['本届起始日期', '本届起始时间', '换届日期', '换届时间'] },
  { key: 'term_years', fact: 'termYears', header: '任期(年)', type: { is: 'count', least: 1, most: 5 }, synonyms: ['任期', '届期', '任期年限'] },
  { key: 'secretary_source', fact: 'secretarySource', header: '书记来源', type: word(SECRETARY_SOURCES), required: 'PARTY', synonyms: ['党组织书记来源', '书记人选来源', '书记身份来源'] },
  { key: 'groups', fact: 'groups', header: '党小组数', type: count, synonyms: ['党小组', '党小组个数'] },
  { key: 'congress_meetings', fact: 'congressMeetings', header: '党员大会', type: count, flow: true, required: 'PARTY', synonyms: ['党员大会次数', '支部党员大会', '支部党员大会次数'] },
  { key: 'committee_meetings', fact: 'committeeMeetings', header: '支委会', type: count, flow: true, required: 'PARTY', synonyms: ['支委会次数', '支部委员会会议', '支部委员会次数'] },
  { key: 'group_meetings', fact: 'groupMeetings', header: '党小组会', type: count, flow: true, required: 'PARTY', synonyms: ['党小组会次数', '党小组会议次数'] },
  { key: 'lectures', fact: 'lectures', header: '党课', type: count, flow: true, required: 'PARTY', synonyms: ['党课次数', '上党课次数'] },
  { key: 'theme_day_months', fact: 'themeDayMonths', header: '主题党日月数', type: { is: 'count', most: 3 }, flow: true, required: 'PARTY', synonyms: ['开展主题党日月数', '主题党日'] },
  { key: 'trainings', fact: 'trainings', header: '培训期数', type: count, flow: true, synonyms: ['培训班期数', '举办培训期数'] },
  { key: 'trained', fact: 'trained', header: '培训人次', type: count, flow: true, synonyms: ['培训人数', '参训人次'] },
  { key: 'issues_found', fact: 'issuesFound', header: '查找问题数', type: count, flow: true, synonyms: ['查找问题', '查找问题个数', '发现问题数'] },
  { key: 'issues_resolved', fact: 'issuesResolved', header: '解决问题数', type: count, flow: true, synonyms: ['解决问题', '解决问题个数', '整改问题数'] },
  { key: 'suggestions', fact: 'suggestions', header: '建议数', type: count, flow: true, synonyms: ['提出建议数', '合理化建议数', '建议'] },
  { key: 'adopted', fact: 'adopted', header: '采纳数', type: count, flow: true, synonyms: ['采纳建议数', '建议采纳数', '采纳'] },
  { key: 'funds', fact: 'funds', header: '活动经费(元)', type: { is: 'amount', unit: '元' }, flow: true, synonyms: ['活动经费', '党建活动经费', '党组织活动经费'] },
  { key: 'workers_congress', fact: 'workersCongress', header: '职代会次数', type: count, flow: true, required: 'UNION', synonyms: ['职代会', '职工代表大会次数', '召开职代会次数'] },
  { key: 'collective_contract', fact: 'collectiveContract', header: '集体合同', type: flag, required: 'UNION', synonyms: ['是否签订集体合同', '签订集体合同'] },
  { key: 'shuangliang', fact: 'shuangliang', header: '双亮', type: flag, required: 'UNION', synonyms: ['是否双亮', '开展双亮'] },
  { key: 'member_review', fact: 'memberReview', header: '会员评家', type: flag, required: 'UNION', synonyms: ['是否会员评家', '开展会员评家'] },
  { key: 'standard_items', fact: 'standardItems', header: '六有达标项数', type: { is: 'count', most: 6 }, synonyms: ['六有达标', '六有达标数', '六有'] },
];

/** What one sheet holds: its name in a workbook, its file in a folder, other names people give it, and its columns. */
export interface SheetSpec<Fact, Id extends string = LedgerSheet> {
  readonly id: Id;
  readonly sheet: string;
  readonly file: string;
  readonly synonyms: readonly string[];
  readonly columns: readonly Column<Fact>[];
  /** The column that tells rows apart. */
  readonly identity: keyof Fact & string;
}

export const UNIT_SHEET: SheetSpec<UnitFact> = {
  id: 'UNITS',
  sheet: '两新组织',
  file: 'units.csv',
  synonyms: ['units', '两新组织台账', '单位', '单位台账', '两新单位'],
  columns: UNIT_COLUMNS,
  identity: 'creditCode',
};
export const ORGANIZATION_SHEET: SheetSpec<OrganizationFact> = {
  id: 'ORGANIZATIONS',
  sheet: '党群组织',
  file: 'organizations.csv',
  synonyms: ['organizations', '党群组织台账', '组织', '组织台账'],
  columns: ORGANIZATION_COLUMNS,
  identity: 'code',
};

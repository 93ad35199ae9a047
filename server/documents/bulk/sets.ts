/** The parameters of each export: the arguments of the API's list of the same name, under the same names. */
import { BASES } from '../../domain/bases.ts';
import { INDICATORS, type IndicatorId } from '../../domain/indicators.ts';
import { DIMENSIONS } from '../../domain/measures.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, SHELL_FLAGS, SUBJECTS, TIERS } from '../../domain/organizations.ts';
import { REGION_KINDS, REGION_LEVELS } from '../../domain/region.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../../domain/units.ts';
import type { Words } from '../../domain/words.ts';
import { ORGANIZATION_ORDERS, REGION_BASES, UNIT_ORDERS } from '../../reports/orders.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import {
  amount,
  anyPeriod,
  dataVersion,
  day,
  decision,
  flag,
  freeText,
  manyOf,
  moment,
  oneOf,
  period,
  periods,
  place,
  places,
  prefixed,
  wholeNumber,
} from './parameter.ts';

const words = (zh: string, en: string): Words => ({ zh, en });

const LANG_WORDS: Readonly<Record<Lang, Words>> = { zh: words('中文', 'Chinese'), en: words('英文', 'English') };

/** Of the file and not of its rows. */
export const FILE_PARAMETERS = {
  lang: oneOf<Lang>(words('文字', 'Language'), LANG_WORDS),
  bom: flag(words('字节序标记', 'Byte order mark')),
  version: dataVersion(words('数据版本', 'Data version')),
  asKnownOn: moment(words('按当时所知', 'As known on')),
} as const;

const ORDER = words('排序', 'Order');
const MOST = 999_999_999;
const count = (zh: string, en: string) => wholeNumber(words(zh, en), 0, MOST);

const SUBJECT = oneOf(words('组织类别', 'Subject'), SUBJECTS);
const REGION = place(words('地区', 'Region'));
const SEARCH = freeText(words('含', 'Containing'));

export const UNIT_FILTER = {
  region: REGION,
  park: place(DIMENSIONS.PARK),
  kind: manyOf(DIMENSIONS.KIND, UNIT_KINDS),
  sector: manyOf(DIMENSIONS.SECTOR, UNIT_SECTORS),
  industry: manyOf(DIMENSIONS.INDUSTRY, INDUSTRIES),
  scale: manyOf(DIMENSIONS.SCALE, SCALES),
  status: manyOf(DIMENSIONS.STATUS, UNIT_STATUSES),
  management: manyOf(DIMENSIONS.MANAGEMENT, MANAGEMENTS),
  basis: oneOf(words('口径', 'Basis'), BASES),
  subject: SUBJECT,
  tier: manyOf(DIMENSIONS.TIER, TIERS),
  setup: manyOf(DIMENSIONS.SETUP, SETUPS),
  form: manyOf(DIMENSIONS.FORM, FORMS),
  eligibleWithout: oneOf(words('应建未建', 'Should have and has no organisation of'), SUBJECTS),
  minStaff: count('从业人员不少于', 'Staff at least'),
  reason: manyOf(DIMENSIONS.REASON, GAP_REASONS),
  search: SEARCH,
  maxStaff: count('从业人员不多于', 'Staff at most'),
  minFullMembers: count('正式党员不少于', 'Full members at least'),
  maxFullMembers: count('正式党员不多于', 'Full members at most'),
  minLeagueMembers: count('团员不少于', 'League members at least'),
  maxLeagueMembers: count('团员不多于', 'League members at most'),
  minUnionMembers: count('工会会员不少于', 'Union members at least'),
  maxUnionMembers: count('工会会员不多于', 'Union members at most'),
  minRevenueWan: amount(words('营业收入不少于（万元）', 'Revenue at least, in ten thousand yuan')),
  maxRevenueWan: amount(words('营业收入不多于（万元）', 'Revenue at most, in ten thousand yuan')),
  registeredFrom: day(words('登记日期自', 'Registered on or after')),
  registeredTo: day(words('登记日期至', 'Registered on or before')),
  openedFrom: day(words('开业日期自', 'Opened on or after')),
  openedTo: day(words('开业日期至', 'Opened on or before')),
  eligibleFor: oneOf(words('应建', 'Should have an organisation of'), SUBJECTS),
  coveredBy: oneOf(words('已覆盖', 'Covered by'), SUBJECTS),
  notCoveredBy: oneOf(words('未覆盖', 'Not covered by'), SUBJECTS),
  memberless: decision(words('没有党员', 'Without a Party member')),
  hasInstructor: decision(words('有党建指导员', 'Has an instructor')),
  hasPremises: decision(words('有固定场所', 'Has premises')),
  baseListed: decision(words('纳入基数', 'On the base list')),
} as const;

export const UNIT_PARAMETERS = {
  ...UNIT_FILTER,
  period: period(words('报告期', 'Period')),
  orderBy: oneOf(ORDER, UNIT_ORDERS),
} as const;

export const ORGANIZATION_FILTER = {
  region: REGION,
  subject: manyOf(words('组织类别', 'Subject'), SUBJECTS),
  form: manyOf(DIMENSIONS.FORM, FORMS),
  setup: manyOf(DIMENSIONS.SETUP, SETUPS),
  secretarySource: manyOf(DIMENSIONS.SECRETARY, SECRETARY_SOURCES),
  shell: flag(words('只要疑似空转的', 'Only those with a shell flag')),
  flags: manyOf(words('疑似空转情形', 'Shell flags'), SHELL_FLAGS),
  search: SEARCH,
  park: place(words('覆盖园区内的单位', 'Covers a unit of the park')),
  active: decision(words('本期有活动记录', 'Any activity in the period')),
  termOverdue: decision(words('届满未换届', 'Past its term')),
  standardMet: decision(words('六有达标', 'Meets its checklist')),
  foundedNow: decision(words('本期新建', 'Founded in the period')),
  minFullMembers: count('正式党员不少于', 'Full members at least'),
  maxFullMembers: count('正式党员不多于', 'Full members at most'),
  minUnits: count('覆盖单位不少于', 'Units at least'),
  maxUnits: count('覆盖单位不多于', 'Units at most'),
  minStandardItems: count('达标项数不少于', 'Items of the checklist at least'),
  maxStandardItems: count('达标项数不多于', 'Items of the checklist at most'),
  minFunds: amount(words('活动经费不少于（元）', 'Funds at least, in yuan')),
  maxFunds: amount(words('活动经费不多于（元）', 'Funds at most, in yuan')),
  foundedFrom: day(words('成立日期自', 'Founded on or after')),
  foundedTo: day(words('成立日期至', 'Founded on or before')),
  termStartedFrom: day(words('本届起始自', 'Present term began on or after')),
  termStartedTo: day(words('本届起始至', 'Present term began on or before')),
} as const;

export const ORGANIZATION_PARAMETERS = {
  ...ORGANIZATION_FILTER,
  period: period(words('报告期', 'Period')),
  orderBy: oneOf(ORDER, ORGANIZATION_ORDERS),
} as const;

/** Conditions on the units that observations count. */
export const WHERE = 'where.';

export const OBSERVATION_PARAMETERS = {
  indicators: manyOf<IndicatorId>(words('指标', 'Indicators'), INDICATORS),
  codes: places(words('地区', 'Regions')),
  childrenOf: place(words('下级于', 'Children of')),
  under: place(words('之下', 'Under')),
  level: oneOf(words('层级', 'Level'), REGION_LEVELS),
  kind: oneOf(words('区划种类', 'Kind of region'), REGION_KINDS),
  only: periods(words('报告期', 'Periods')),
  from: period(words('自', 'From')),
  to: period(words('至', 'To')),
  last: wholeNumber(words('最近期数', 'Last quarters'), 1, 400),
  basis: oneOf(words('口径', 'Basis'), BASES),
  by: manyOf(words('分组', 'Split by'), DIMENSIONS),
  acceptedOnly: flag(words('只计审核通过', 'Accepted submissions only')),
  regionBasis: oneOf(words('区划口径', 'Divisions'), REGION_BASES),
} as const;
/** Short forms: the region with its children, and `only`. */
export const OBSERVATION_SHORT = {
  region: place(words('地区及其下级', 'Region and its children')),
  period: periods(words('报告期', 'Periods')),
} as const;
export const OBSERVATION_WHERE = prefixed(WHERE, UNIT_FILTER);

export const FIGURE_PARAMETERS = {
  region: REGION,
  subject: SUBJECT,
  quantity: freeText(words('数的是什么', 'Quantity')),
  period: anyPeriod(words('截至日在', 'As of within')),
} as const;

/** The parameters of each export: the arguments of the API's list of the same name, under the same names. */
import { BASES } from '../../domain/bases.ts';
import { INDICATORS, type IndicatorId } from '../../domain/indicators.ts';
import { DIMENSIONS } from '../../domain/measures.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, SHELL_FLAGS, SUBJECTS, TIERS } from '../../domain/organizations.ts';
import { REGION_KINDS, REGION_LEVELS } from '../../domain/region.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../../domain/units.ts';
import type { Words } from '../../domain/words.ts';
import type { RegionBasis } from '../../reports/types.ts';
import type { UnitOrder } from '../../reports/unitTypes.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import {
  anyPeriod,
  dataVersion,
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
} as const;

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
  minStaff: wholeNumber(words('从业人员不少于', 'Staff at least'), 0, 999_999_999),
  reason: manyOf(DIMENSIONS.REASON, GAP_REASONS),
  search: SEARCH,
} as const;

const UNIT_ORDER_WORDS: Readonly<Record<UnitOrder, Words>> = {
  CREDIT_CODE: words('按统一社会信用代码', 'by credit code'),
  STAFF_DESC: words('从业人员由多到少', 'most staff first'),
  FULL_MEMBERS_DESC: words('正式党员由多到少', 'most full members first'),
  NAME: words('按名称', 'by name'),
};

export const UNIT_PARAMETERS = {
  ...UNIT_FILTER,
  period: period(words('报告期', 'Period')),
  orderBy: oneOf<UnitOrder>(words('排序', 'Order'), UNIT_ORDER_WORDS),
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
} as const;

export const ORGANIZATION_PARAMETERS = { ...ORGANIZATION_FILTER, period: period(words('报告期', 'Period')) } as const;

const REGION_BASIS_WORDS: Readonly<Record<RegionBasis, Words>> = {
  AS_WAS: words('各期按当时的区划', 'every period in the divisions of its time'),
  AS_NOW: words('各期按现在的区划', 'every period in the divisions of now'),
};

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
  from: anyPeriod(words('自', 'From')),
  to: anyPeriod(words('至', 'To')),
  last: wholeNumber(words('最近期数', 'Last quarters'), 1, 400),
  basis: oneOf(words('口径', 'Basis'), BASES),
  by: manyOf(words('分组', 'Split by'), DIMENSIONS),
  acceptedOnly: flag(words('只计审核通过', 'Accepted submissions only')),
  asKnownOn: moment(words('按当时所知', 'As known on')),
  regionBasis: oneOf<RegionBasis>(words('区划口径', 'Divisions'), REGION_BASIS_WORDS),
} as const;
export const OBSERVATION_WHERE = prefixed(WHERE, UNIT_FILTER);

export const FIGURE_PARAMETERS = {
  region: REGION,
  subject: SUBJECT,
  quantity: freeText(words('数的是什么', 'Quantity')),
  period: anyPeriod(words('截至日在', 'As of within')),
} as const;

/** GraphQL enums, made from the registries of the domain: a member that is added there is here without another line. */
import { registerEnumType } from 'type-graphql';
import { FORECAST_METHODS } from '../domain/analysis/forecast.ts';
import { BANDS, type Direction } from '../domain/bands.ts';
import { BASES } from '../domain/bases.ts';
import { CHANGE_MISSING } from '../domain/changeMissing.ts';
import { SEVERITIES, VERDICTS } from '../domain/checks/verdicts.ts';
import { QUALIFIERS } from '../domain/figures.ts';
import { INDICATOR_GROUPS, INDICATORS, type IndicatorId } from '../domain/indicators.ts';
import { DIMENSIONS } from '../domain/measures.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, SHELL_FLAGS, SUBJECTS, TIERS } from '../domain/organizations.ts';
import { MISSING_REASONS, RATE_SHAPES } from '../domain/rate.ts';
import { REGION_KINDS, REGION_LEVELS } from '../domain/region.ts';
import { REGION_EVENT_KINDS } from '../domain/regionHistory.ts';
import { RULE_FINDINGS } from '../domain/rules/lint.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../domain/units.ts';
import type { Words } from '../domain/words.ts';
import { ORGANIZATION_ORDERS, REGION_BASES, UNIT_ORDERS } from '../reports/orders.ts';
import { DIFFERENCE_KINDS, LEDGER_SHEETS } from '../domain/ledgerSheets.ts';
import { SUBMISSION_ACTS, SUBMISSION_STATES } from '../domain/submissions.ts';
import { OBSERVATION_ORIGINS } from '../domain/summaries.ts';
import { inBoth } from './words.ts';

/** An enum with the words of its members, for those who list them. */
export interface VocabularyRow {
  readonly name: string;
  readonly label: Words;
  readonly members: readonly { readonly id: string; readonly label: Words }[];
}
const registered: VocabularyRow[] = [];
/** Every enum below, in its order. */
export const VOCABULARIES: readonly VocabularyRow[] = registered;

/** Members are the registry's keys, in upper case; what resolvers see is the key itself. */
export function enumOf<Key extends string>(
  name: string,
  description: Words,
  registry: Readonly<Record<Key, Words>>,
): Readonly<Record<string, Key>> {
  const keys = Object.keys(registry) as Key[];
  const members: Record<string, Key> = Object.fromEntries(keys.map((key) => [key.toUpperCase(), key]));
  const valuesConfig = Object.fromEntries(keys.map((key) => [key.toUpperCase(), { description: inBoth(registry[key]) }]));
  registered.push({ name, label: description, members: keys.map((key) => ({ id: key.toUpperCase(), label: registry[key] })) });
  registerEnumType(members, { name, description: inBoth(description), valuesConfig });
  return members;
}

const DIRECTIONS: Readonly<Record<Direction, Words>> = {
  HIGHER: { zh: '越高越好', en: 'Higher is better' },
  LOWER: { zh: '越低越好', en: 'Lower is better' },
  NEUTRAL: { zh: '不论高低', en: 'Neither' },
};

export const RegionLevelEnum = enumOf('RegionLevel', { zh: '行政层级', en: 'Administrative level' }, REGION_LEVELS);
export const RegionKindEnum = enumOf('RegionKind', { zh: '区划种类', en: 'Kind of region' }, REGION_KINDS);
export const RegionBasisEnum = enumOf('RegionBasis', { zh: '区划口径', en: 'Which divisions earlier periods are in' }, REGION_BASES);
export const RegionEventKindEnum = enumOf('RegionEventKind', { zh: '区划变更种类', en: 'Kind of region change' }, REGION_EVENT_KINDS);
export const SubjectEnum = enumOf('Subject', { zh: '组织类别', en: 'Whose organisation' }, SUBJECTS);
export const BasisEnum = enumOf('Basis', { zh: '口径（分母）', en: 'Which units are the denominator' }, BASES);
export const TierEnum = enumOf('Tier', { zh: '覆盖方式', en: 'How a unit is covered' }, TIERS);
export const SetupEnum = enumOf('Setup', { zh: '组建方式', en: 'How an organisation was founded' }, SETUPS);
export const FormEnum = enumOf('Form', { zh: '组织形式', en: 'Form of an organisation' }, FORMS);
export const SecretarySourceEnum = enumOf('SecretarySource', { zh: '书记来源', en: 'Where the secretary comes from' }, SECRETARY_SOURCES);
export const ShellFlagEnum = enumOf('ShellFlag', { zh: '疑似空转的情形', en: 'Why an organisation may exist on paper only' }, SHELL_FLAGS);
export const IndicatorEnum = enumOf<IndicatorId>('Indicator', { zh: '指标', en: 'Indicator' }, INDICATORS);
export const IndicatorGroupEnum = enumOf('IndicatorGroup', { zh: '指标分组', en: 'Group of indicators' }, INDICATOR_GROUPS);
export const DimensionEnum = enumOf('Dimension', { zh: '分组维度', en: 'What a count is split by' }, DIMENSIONS);
export const MissingReasonEnum = enumOf('MissingReason', { zh: '没有数值的原因', en: 'Why there is no value' }, MISSING_REASONS);
export const ChangeMissingEnum = enumOf('ChangeMissing', { zh: '没有环比、同比的原因', en: 'Why there is no change' }, CHANGE_MISSING);
export const BandEnum = enumOf('Band', { zh: '达标情况', en: 'Against the target' }, BANDS);
export const DirectionEnum = enumOf('Direction', { zh: '方向', en: 'Which way is better' }, DIRECTIONS);
export const RateShapeEnum = enumOf('RateShape', { zh: '数值形式', en: 'What kind of number the value is' }, RATE_SHAPES);
export const VerdictEnum = enumOf('Verdict', { zh: '核对结论', en: 'What a check found' }, VERDICTS);
export const SeverityEnum = enumOf('Severity', { zh: '严重程度', en: 'How much it matters' }, SEVERITIES);
export const QualifierEnum = enumOf('Qualifier', { zh: '数字限定', en: 'How a printed number is meant' }, QUALIFIERS);
export const ForecastMethodEnum = enumOf('ForecastMethod', { zh: '预测方法', en: 'How a share is carried forward' }, FORECAST_METHODS);
export const RuleFindingCodeEnum = enumOf('RuleFindingCode', { zh: '规则集的问题', en: 'What is wrong with a rule set' }, RULE_FINDINGS);
export const UnitKindEnum = enumOf('UnitKind', { zh: '单位类别', en: 'Kind of unit' }, UNIT_KINDS);
export const UnitSectorEnum = enumOf('UnitSector', { zh: '领域', en: 'Sector' }, UNIT_SECTORS);
export const UnitStatusEnum = enumOf('UnitStatus', { zh: '经营状态', en: 'Operating status' }, UNIT_STATUSES);
export const ManagementEnum = enumOf('Management', { zh: '隶属', en: 'Who manages the unit' }, MANAGEMENTS);
export const IndustryEnum = enumOf('Industry', { zh: '行业门类（GB/T 4754-2017）', en: 'Industry section (GB/T 4754-2017)' }, INDUSTRIES);
export const ScaleEnum = enumOf('Scale', { zh: '规模', en: 'Size by staff' }, SCALES);
export const GapReasonEnum = enumOf('GapReason', { zh: '未建原因', en: 'Why there is no organisation' }, GAP_REASONS);
export const UnitOrderEnum = enumOf('UnitOrder', { zh: '单位排序', en: 'Order of units' }, UNIT_ORDERS);
export const OrganizationOrderEnum = enumOf('OrganizationOrder', { zh: '组织排序', en: 'Order of organisations' }, ORGANIZATION_ORDERS);
export const SubmissionStateEnum = enumOf('SubmissionState', { zh: '报送状态', en: 'State of a submission' }, SUBMISSION_STATES);
export const SubmissionActEnum = enumOf('SubmissionAct', { zh: '对报送的操作', en: 'What is done with a submission' }, SUBMISSION_ACTS);
export const LedgerSheetEnum = enumOf('LedgerSheet', { zh: '台账的表', en: 'Sheet of a ledger' }, LEDGER_SHEETS);
export const DifferenceKindEnum = enumOf(
  'DifferenceKind',
  { zh: '与上一版的差别', en: 'How a row differs from the version before' },
  DIFFERENCE_KINDS,
);
export const ObservationOriginEnum = enumOf('ObservationOrigin', { zh: '数据来源', en: 'What a value stands on' }, OBSERVATION_ORIGINS);

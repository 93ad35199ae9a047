/** Columns of the observations in long form: one row a region, period, indicator and member of the split. */
import { OBSERVATION_ORIGINS } from '../../domain/summaries.ts';
import { BANDS } from '../../domain/bands.ts';
import { BASES } from '../../domain/bases.ts';
import { INDICATOR_IDS, indicatorOf, INDICATORS } from '../../domain/indicators.ts';
import { DIMENSIONS } from '../../domain/measures.ts';
import { MISSING_REASONS, RATE_SHAPES } from '../../domain/rate.ts';
import { REGION_LEVELS } from '../../domain/region.ts';
import type { Words } from '../../domain/words.ts';
import { DIMENSION_MEMBERS, UNSAID_MEMBER } from '../../reports/observations.ts';
import type { ObservationRow, Receipt } from '../../reports/types.ts';
import { codedColumns, column, membersOf, regionColumns, versionColumn, type BulkColumn, type Member } from './column.ts';

const NO_BASIS: Words = { zh: '该指标不分口径', en: 'The indicator has no basis' };
const NOT_SPLIT: Words = { zh: '没有这一层分组', en: 'Nothing is split by it' };
const SEE_MISSING: Words = { zh: '没有数值，原因见 missing 列', en: 'There is none; the column missing says why' };

const INDICATOR_MEMBERS: readonly Member[] = INDICATOR_IDS.map((id) => {
  const { zh, en, unit, definition, citation } = indicatorOf(id);
  return { code: id.toUpperCase(), zh, en, unit: { zh: unit.zh, en: unit.en }, definition, citation };
});
const BASIS_MEMBERS: readonly Member[] = Object.entries(BASES).map(([code, { zh, en, definition }]) => ({ code, zh, en, definition }));
const SPLIT_MEMBERS: readonly Member[] = Object.entries(DIMENSION_MEMBERS).flatMap(([of, registry]) =>
  membersOf(registry).map((member) => ({ ...member, of })),
);

const UNIT_MEMBERS: readonly Member[] = [
  ...new Map(INDICATOR_IDS.map((id) => indicatorOf(id).unit).map(({ zh, en }) => [en, { code: en, zh, en }])).values(),
];

const UNSAID: Member = { code: '', ...UNSAID_MEMBER };

/** The dimension, its member in words, and its code. Parks are members, too: their codes are those of regions, and open. */
function splitColumns(at: 0 | 1): readonly BulkColumn<ObservationRow>[] {
  const n = at + 1;
  const ofNone = { zh: `${NOT_SPLIT.zh}；有分组时为台账未填`, en: `${NOT_SPLIT.en}; where it is, the ledger does not say` };
  return [
    ...codedColumns<ObservationRow>({
      id: `dimension_${n}`,
      field: 'dimensions',
      label: { zh: `分组${n}`, en: `Split ${n}` },
      empty: NOT_SPLIT,
      registry: DIMENSIONS,
      code: (row) => row.dimensions[at]?.dimension ?? null,
    }),
    column({
      id: `member_${n}`,
      field: 'dimensions',
      label: { zh: `分组${n}取值`, en: `Member ${n}` },
      empty: NOT_SPLIT,
      members: [...SPLIT_MEMBERS, UNSAID],
      worded: true,
      cell: (row, { lang }) => row.dimensions[at]?.label[lang] ?? null,
    }),
    column({
      id: `member_${n}_code`,
      field: 'dimensions',
      label: { zh: `分组${n}取值代码`, en: `Member ${n}, code` },
      empty: ofNone,
      members: SPLIT_MEMBERS,
      cell: (row) => row.dimensions[at]?.value ?? null,
    }),
  ];
}

type Part = 'numerator' | 'denominator' | 'value';
const number = (id: Part, label: Words, definition: Words, empty: Words = SEE_MISSING) =>
  column<ObservationRow>({ id, field: `rate.${id}`, label, type: 'number', empty, definition, cell: (row) => row.rate[id] });

const receipt = (id: string, field: keyof Receipt, label: Words, definition: Words) =>
  column<ObservationRow>({
    id,
    field: `receipt.${field}`,
    label,
    type: 'integer',
    unit: { zh: '个地区', en: 'regions' },
    definition,
    cell: (row) => row.receipt[field],
  });

export const OBSERVATION_COLUMNS: readonly BulkColumn<ObservationRow>[] = [
  ...regionColumns<ObservationRow>({ id: 'region', field: 'region', label: { zh: '地区', en: 'Region' }, code: (row) => row.region }),
  column({
    id: 'level',
    field: 'region',
    label: { zh: '层级', en: 'Level' },
    members: membersOf(REGION_LEVELS),
    empty: { zh: '地区代码不在现有区划中', en: 'The code is of no known region' },
    cell: (row, { regionOf }) => regionOf(row.region)?.level ?? null,
  }),
  column({
    id: 'period',
    field: 'period',
    label: { zh: '报告期', en: 'Period' },
    definition: { zh: '季度 2025Q4；流量指标也可为年 2025', en: 'A quarter, 2025Q4; of flows also a year, 2025' },
    cell: (row) => row.period,
  }),
  column({ id: 'as_of', field: 'asOf', label: { zh: '截至', en: 'As of' }, type: 'date', cell: (row) => row.asOf }),
  ...codedColumns<ObservationRow>({
    id: 'indicator',
    field: 'indicator',
    label: { zh: '指标', en: 'Indicator' },
    definition: { zh: '指标；定义、单位与依据见各取值', en: 'The indicator; each member has its definition, its unit and its source' },
    registry: INDICATORS,
    members: INDICATOR_MEMBERS,
    code: (row) => row.indicator,
    written: (id) => id?.toUpperCase() ?? null,
  }),
  ...codedColumns<ObservationRow>({
    id: 'basis',
    field: 'basis',
    label: { zh: '口径', en: 'Basis' },
    empty: NO_BASIS,
    definition: { zh: '哪些单位是分母', en: 'Which units are the denominator' },
    registry: BASES,
    members: BASIS_MEMBERS,
    code: (row) => row.basis,
  }),
  ...splitColumns(0),
  ...splitColumns(1),
  number(
    'numerator',
    { zh: '分子', en: 'Numerator' },
    { zh: '计数之和；数的是什么见指标的定义', en: 'A sum of counts; the indicator says of what' },
  ),
  number(
    'denominator',
    { zh: '分母', en: 'Denominator' },
    { zh: '计数之和', en: 'A sum of counts' },
    { zh: `计数没有分母；否则${SEE_MISSING.zh}`, en: `A count has none; otherwise: ${SEE_MISSING.en}` },
  ),
  number(
    'value',
    { zh: '数值', en: 'Value' },
    {
      zh: '率为 0–100、未取整；其余为比值或个数，见 value_shape 与 value_unit 列',
      en: 'Percent 0–100 unrounded; the quotient or the count for the others: see value_shape and value_unit',
    },
  ),
  column({
    id: 'value_shape',
    field: 'indicator',
    label: { zh: '数值形式', en: 'Shape of the value' },
    members: Object.entries(RATE_SHAPES).map(([shape, words]) => ({ code: shape.toUpperCase(), ...words })),
    definition: {
      zh: '数值是率、比值还是个数：只有同一形式、同一单位的才能放在一起算',
      en: 'Whether the value is a percentage, a quotient or a count: only those of one shape and unit can be added up or compared',
    },
    cell: (row) => indicatorOf(row.indicator).shape.toUpperCase(),
  }),
  column({
    id: 'value_unit',
    field: 'indicator',
    label: { zh: '数值单位', en: 'Unit of the value' },
    members: UNIT_MEMBERS,
    worded: true,
    definition: { zh: '数值的单位，由指标定', en: 'The unit of the value, which the indicator has' },
    cell: (row, { lang }) => indicatorOf(row.indicator).unit[lang],
  }),
  ...codedColumns<ObservationRow>({
    id: 'missing',
    field: 'rate.missing',
    label: { zh: '缺值原因', en: 'Why missing' },
    empty: { zh: '有数值', en: 'There is a value' },
    registry: MISSING_REASONS,
    code: (row) => row.rate.missing,
  }),
  column({
    id: 'share',
    field: 'share',
    label: { zh: '份额', en: 'Share' },
    type: 'number',
    unit: { zh: '%', en: '%' },
    empty: { zh: '不分组，或没有数值', en: 'Nothing is split, or there is no value' },
    definition: { zh: '该组在各组之中所占的份额', en: 'What this group holds of all groups' },
    cell: (row) => row.share,
  }),
  column({
    id: 'target',
    field: 'target',
    label: { zh: '目标', en: 'Target' },
    type: 'number',
    unit: { zh: '%', en: '%' },
    empty: { zh: '未设目标', en: 'No target is set' },
    cell: (row) => row.target,
  }),
  ...codedColumns<ObservationRow>({
    id: 'band',
    field: 'band',
    label: { zh: '达标情况', en: 'Band' },
    empty: { zh: '该指标不分达标，或没有数值', en: 'The indicator has no bands, or there is no value' },
    registry: BANDS,
    code: (row) => row.band,
  }),
  receipt('expected', 'expected', { zh: '应报', en: 'Expected' }, { zh: '应报送台账的地区', en: 'Regions whose ledger was expected' }),
  receipt('received', 'received', { zh: '已报', en: 'Received' }, { zh: '其中已报送的', en: 'Of these, received' }),
  receipt('on_time', 'onTime', { zh: '按期', en: 'On time' }, { zh: '其中按期的', en: 'Of these, on time' }),
  receipt('accepted', 'accepted', { zh: '审核通过', en: 'Accepted' }, { zh: '其中审核通过的', en: 'Of these, accepted' }),
  receipt(
    'carried_forward',
    'carriedForward',
    { zh: '沿用上期', en: 'Carried forward' },
    { zh: '其中沿用上期的', en: 'Of these, carried forward' },
  ),
  ...codedColumns<ObservationRow>({
    id: 'origin',
    field: 'origin',
    label: { zh: '数据来源', en: 'Stands on' },
    definition: {
      zh: '台账；没有台账时为该地区自己汇总上报的数，不并入上级',
      en: 'Ledgers; where none came, totals that the region itself reported, which are in no sum above',
    },
    registry: OBSERVATION_ORIGINS,
    code: (row) => row.origin,
  }),
  versionColumn(),
];

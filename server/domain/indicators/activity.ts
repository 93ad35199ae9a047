import type { Indicator } from '../indicators.ts';
import { COVERAGE_BANDS, PERCENT, PERSONS, TIMES } from './words.ts';

const done = { group: 'ACTIVITY', shape: 'percent', over: 'flow', subject: 'PARTY', basis: null, unit: PERCENT, direction: 'HIGHER', decimals: 1, bands: null } as const;
const count = { ...done, group: 'GROWTH', shape: 'count', direction: 'NEUTRAL', decimals: 0, denominator: null } as const;

export const ACTIVITY_INDICATORS = {
  meetings_held: {
    ...done, zh: '三会一课落实率', en: 'Meetings held', numerator: ['meetings_held'], denominator: ['meetings_due'], bands: COVERAGE_BANDS,
    counts: { numerator: { zh: '已开（不超过应开）', en: 'held, capped at due' }, denominator: { zh: '应开', en: 'due' } },
    definition: { zh: '党支部本期已开的三会一课次数（每项不超过应开）除以应开次数', en: 'Meetings and lectures held by Party branches, each capped at what is due, over those due' }, citation: '中国共产党支部工作条例（试行）',
  },
  theme_day_held: {
    ...done, zh: '主题党日落实率', en: 'Theme days held', numerator: ['theme_held'], denominator: ['theme_due'], bands: COVERAGE_BANDS,
    counts: { numerator: { zh: '开展主题党日的月数', en: 'months with a theme day' }, denominator: { zh: '应开展的月数', en: 'months due' } },
    definition: { zh: '开展主题党日的月数除以应开展的月数（每季 3 个月）', en: 'Months with a theme day over months due (three a quarter)' }, citation: '中国共产党支部工作条例（试行）',
  },
  issues_resolved: {
    ...done, zh: '问题解决率', en: 'Issues resolved', numerator: ['issues_resolved'], denominator: ['issues_found'],
    counts: { numerator: { zh: '已解决问题', en: 'issues resolved' }, denominator: { zh: '查找问题', en: 'issues found' } },
    definition: { zh: '本期解决的问题数除以本期查找的问题数；解决往期问题时可超过 100 %', en: 'Issues resolved over issues found in the period; may pass 100 % where older issues are resolved' }, citation: '保定市非公有制经济组织学习实践活动总结（2010）',
  },
  suggestions_adopted: {
    ...done, zh: '建议采纳率', en: 'Suggestions adopted', numerator: ['adopted'], denominator: ['suggestions'],
    counts: { numerator: { zh: '采纳建议', en: 'suggestions adopted' }, denominator: { zh: '提出建议', en: 'suggestions raised' } },
    definition: { zh: '采纳的建议数除以提出的建议数', en: 'Suggestions adopted over suggestions raised' }, citation: '台账',
  },
  trainings: {
    ...count, zh: '培训期数', en: 'Trainings', subject: 'PARTY', unit: TIMES, numerator: ['trainings'], counts: { numerator: { zh: '培训期数', en: 'trainings' }, denominator: null },
    definition: { zh: '本期举办的培训期数', en: 'Trainings held in the period' }, citation: '台账',
  },
  trained: {
    ...count, zh: '培训人次', en: 'Persons trained', unit: PERSONS, numerator: ['trained'], counts: { numerator: { zh: '培训人次', en: 'persons trained' }, denominator: null },
    definition: { zh: '本期培训人次', en: 'Attendances of trainings in the period' }, citation: '台账',
  },
  instructor_visits: {
    ...count, group: 'ACTIVITY', zh: '指导员走访次数', en: 'Instructor visits', unit: TIMES, numerator: ['instructor_visits'], counts: { numerator: { zh: '走访次数', en: 'visits' }, denominator: null },
    definition: { zh: '党建指导员本期走访单位的次数', en: 'Visits of instructors to units in the period' }, citation: '台账',
  },
  instructor_visits_per_unit: {
    ...done, shape: 'ratio', zh: '每家单位走访次数', en: 'Visits per unit with an instructor', unit: TIMES, stockDenominator: true, numerator: ['instructor_visits'], denominator: ['instructor_units'],
    counts: { numerator: { zh: '走访次数', en: 'visits' }, denominator: { zh: '有指导员的单位', en: 'units with an instructor' } },
    definition: { zh: '指导员走访次数除以有指导员的单位数', en: 'Instructor visits over the units with an instructor' }, citation: '台账',
  },
  funds_per_member: {
    ...done, shape: 'ratio', zh: '人均活动经费', en: 'Activity funds per member', unit: { zh: '元', en: 'yuan' }, stockDenominator: true, numerator: ['funds'], denominator: ['funded_members'],
    counts: { numerator: { zh: '活动经费（元）', en: 'funds (yuan)' }, denominator: { zh: '党员', en: 'members' } },
    definition: { zh: '本期活动经费除以同一批党组织覆盖的党员数；标准为每人每年 100 元，季度值为当季发生额', en: 'Activity funds of the period over the members of the same organisations; the standard is 100 yuan a member a year' },
    citation: '全南县“两新”组织党建带群建实施意见（2011-01-24）',
  },
} as const satisfies Record<string, Indicator>;


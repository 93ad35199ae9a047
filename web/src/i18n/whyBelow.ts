import { defineWords } from './words.ts';

/** Words of the lower panels of the why card. Findings and reasons for a refusal are sentences of the API. */
export const whyBelowWords = defineWords(
  {
    candidatesTitle: (count: string) => `应建未建 ${count} 家`,
    candidatesNote: (subject: string) => `够条件建${subject}而没有建`,
    candidatesNone: '够条件的单位都已建立组织。',
    noReason: '未填原因',
    afterMet: (count: string, value: string) => `这 ${count} 家全部建成，可到 ${value}，即达标。`,
    afterShort: (count: string, value: string, missing: string) =>
      `这 ${count} 家全部建成，可到 ${value}，仍差 ${missing} 家，须靠联合组建或工作覆盖。`,
    homes: '家',

    shellsTitle: '空壳核对',
    shellsOf: (total: string) => `个组织待核对，共 ${total} 个`,
    shellsNone: '没有待核对的组织。',
    shellsMany: '一个组织可有多项',
    netTitle: '净组织覆盖率',
    netReported: (value: string) => `上报 ${value}。`,
    netNote: (count: string) => `只由待核对组织覆盖的 ${count} 家不计入。与上报率并列，不替代上报率。`,
    netAbsent: '没有可算净率的单位。',
    netParty: '净覆盖率只对党组织计算。',

    attainmentTitle: '能不能按期达到',
    attainmentDue: (date: string) => `期限 ${date}`,
    attainmentRefused: '不作预测',
    chance: '可能性',
    expected: (period: string) => `预计 ${period}`,
    band: '80 % 区间',
    pace: '每季须增',
    paceRecent: '近一年每季',
    fromLatest: (period: string) => `依最近一期（${period}）预测，不随所选季度变化`,

    boundsTitle: '还有地区未报：率的上下界',
    boundsNote: '未报地区的分母取最近已知的一期',
    boundsReceived: '只算已报的',
    boundsSame: '未报的如上期',
    boundsNone: '未报的全无覆盖',
    boundsAll: '未报的全部覆盖',
    boundsMissing: (names: string) => `缺：${names}`,
    standIn: (name: string, reason: string, period: string) => `${name}（${reason}，以 ${period} 代）`,
  },
  {
    candidatesTitle: (count: string) => `${count} units should have one and have none`,
    candidatesNote: (subject: string) => `eligible for an organisation (${subject}) and without one`,
    candidatesNone: 'Every eligible unit has founded one.',
    noReason: 'No reason given',
    afterMet: (count: string, value: string) => `If all ${count} founded one, the rate would be ${value} and meet the target.`,
    afterShort: (count: string, value: string, missing: string) =>
      `If all ${count} founded one, the rate would be ${value}, still ${missing} units short: joint organisations or work coverage have to do the rest.`,
    homes: 'units',

    shellsTitle: 'Shell check',
    shellsOf: (total: string) => `of ${total} organisations to check`,
    shellsNone: 'No organisation to check.',
    shellsMany: 'one organisation may have several',
    netTitle: 'Net organisation coverage',
    netReported: (value: string) => `Reported ${value}. `,
    netNote: (count: string) =>
      `${count} units covered only by organisations to check are left out. It stands beside the reported rate and does not replace it.`,
    netAbsent: 'There is no unit to count a net rate over.',
    netParty: 'The net rate is counted for Party organisations only.',

    attainmentTitle: 'Will the target be met in time',
    attainmentDue: (date: string) => `due ${date}`,
    attainmentRefused: 'No forecast',
    chance: 'Chance',
    expected: (period: string) => `Expected ${period}`,
    band: '80 % band',
    pace: 'Needed a quarter',
    paceRecent: 'Last year, a quarter',
    fromLatest: (period: string) => `forecast from the latest quarter (${period}), whichever is shown`,

    boundsTitle: 'Some have not reported: bounds of the rate',
    boundsNote: 'denominators of the missing are their last known',
    boundsReceived: 'Only those received',
    boundsSame: 'Missing as last known',
    boundsNone: 'None of the missing covered',
    boundsAll: 'All of the missing covered',
    boundsMissing: (names: string) => `Missing: ${names}`,
    standIn: (name: string, reason: string, period: string) => `${name} (${reason.toLowerCase()}; ${period} stands in)`,
  },
);

export type WhyBelowWords = (typeof whyBelowWords)['zh'];

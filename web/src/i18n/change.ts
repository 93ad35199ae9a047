import { defineWords } from './words.ts';

/** Why a figure has no change on an earlier quarter: in a cell, and in full. */
export const changeWords = defineWords(
  {
    short: { NO_EARLIER: '无基期', EARLIER_MISSING: '基期缺', NOT_SAME_REGIONS: '缺报', GROUND_CHANGED: '不可比' },
    long: {
      NO_EARLIER: '没有更早的报告期',
      EARLIER_MISSING: '基期没有数值',
      NOT_SAME_REGIONS: '缺报，不可比',
      GROUND_CHANGED: '区划有变更，不可比',
    },
  },
  {
    short: { NO_EARLIER: 'no base', EARLIER_MISSING: 'no base', NOT_SAME_REGIONS: 'n/c', GROUND_CHANGED: 'n/c' },
    long: {
      NO_EARLIER: 'no earlier quarter',
      EARLIER_MISSING: 'no figure in the earlier quarter',
      NOT_SAME_REGIONS: 'not comparable: ledgers are missing',
      GROUND_CHANGED: 'not comparable: the divisions changed',
    },
  },
);

import { defineWords } from './words.ts';

/** Words of the settings of submissions under administration. */
export const submitSettingsWords = defineWords(
  {
    noteShare: '变更说明',
    noteShareNote: '一次报送的（新增 + 减少 + 变更）÷（上一版 + 新增）超过此比例时，提交入库必须填写变更说明。首次报送不要求。',
    noteShareOf: '须填变更说明的变动比例 %',
    byDefault: '默认值',
    setBy: (name: string) => `由${name}设定`,
    dueDates: '截止日',
    dueDatesNote: '未单独设定的，按规则：季度结束后 15 日',
    newDueDate: '设定截止日',
    regionHint: '对该地区及其以下有效，下级另有设定的除外',
    period: '季度',
    periodHint: '如 2026Q3',
    dueOn: '截止日',
    byRule: '按规则',
    noDueDates: '没有单独设定的截止日。',
    removeAsk: (place: string, period: string) => `删除 ${place} ${period} 的截止日？此后按上级的设定或规则。`,
  },
  {
    noteShare: 'Note on the changes',
    noteShareNote:
      'Where (added + gone + changed) ÷ (before + added) of a submission exceeds this share, applying it needs a note. The first submission needs none.',
    noteShareOf: 'Share of changed rows from which a note is required, %',
    byDefault: 'the default',
    setBy: (name: string) => `set by ${name}`,
    dueDates: 'Due dates',
    dueDatesNote: 'where none is set: 15 days after the end of the quarter',
    newDueDate: 'Set a due date',
    regionHint: 'holds for this region and all below it that have none of their own',
    period: 'Quarter',
    periodHint: 'for instance 2026Q3',
    dueOn: 'Due on',
    byRule: 'by rule',
    noDueDates: 'No due date was set.',
    removeAsk: (place: string, period: string) =>
      `Remove the due date of ${place} for ${period}? What is set above it, or the rule, then holds.`,
  },
);

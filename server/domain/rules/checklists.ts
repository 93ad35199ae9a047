/** Four lists go by the one name 六有. A rate over 六有 says which of them it counts (domain.md §6). */
import type { Subject } from '../organizations.ts';
import type { Words } from '../words.ts';

/** `items` in the order of the source; an organization meets the list when it has every one. */
export interface Checklist extends Words {
  readonly subjects: readonly Subject[];
  readonly items: readonly Words[];
  readonly citation: string;
}

export const CHECKLISTS = {
  'henan-party': {
    zh: '河南党组织「六有」',
    en: 'Henan Party checklist',
    subjects: ['PARTY'],
    items: [
      { zh: '场所', en: 'premises' },
      { zh: '设施', en: 'facilities' },
      { zh: '标志', en: 'signs' },
      { zh: '党旗', en: 'Party flag' },
      { zh: '书报', en: 'books and papers' },
      { zh: '制度', en: 'rules' },
    ],
    citation: '河南：有场所、有设施、有标志、有党旗、有书报、有制度',
  },
  'wuhu-union': {
    zh: '芜湖工会「六有」',
    en: 'Wuhu union checklist',
    subjects: ['UNION'],
    items: [
      { zh: '班子', en: 'leadership' },
      { zh: '队伍', en: 'staff' },
      { zh: '制度', en: 'rules' },
      { zh: '阵地', en: 'a place of its own' },
      { zh: '活动', en: 'activities' },
      { zh: '经费', en: 'funds' },
    ],
    citation: '芜湖日报·工会在线，2013-07-25：有班子、有队伍、有制度、有阵地、有活动、有经费',
  },
  venue: {
    zh: '阵地「六有」',
    en: 'Venue checklist',
    subjects: ['PARTY'],
    items: [
      { zh: '活动场地', en: 'room for activities' },
      { zh: '办公设备', en: 'office equipment' },
      { zh: '学习资料', en: 'study material' },
      { zh: '管理制度', en: 'house rules' },
      { zh: '党务标识', en: 'Party signs' },
      { zh: '工作台账', en: 'work ledger' },
    ],
    citation: '「两新」组织党组织规范化建设标准：有活动场地、有办公设备、有学习资料、有管理制度、有党务标识、有工作台账',
  },
  organization: {
    zh: '组织「六有」',
    en: 'Organisation checklist',
    subjects: ['PARTY', 'UNION', 'LEAGUE', 'WOMEN'],
    items: [
      { zh: '组织机构', en: 'structure' },
      { zh: '工作场所', en: 'workplace' },
      { zh: '规章制度', en: 'regulations' },
      { zh: '学习资料', en: 'study material' },
      { zh: '活动开展', en: 'activities held' },
      { zh: '作用发挥', en: 'a part played' },
    ],
    citation: '有组织机构、有工作场所、有规章制度、有学习资料、有活动开展、有作用发挥',
  },
} as const satisfies Record<string, Checklist>;
export type ChecklistId = keyof typeof CHECKLISTS;

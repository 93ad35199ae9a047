/** The closed registries of what covers a unit: subjects, tiers, setups, forms, secretaries (domain.md §1, §4). */
import type { Entry } from './words.ts';

export const SUBJECTS = {
  PARTY: { zh: '党组织', en: 'Party', synonyms: ['党', '党建', '中共'] },
  UNION: { zh: '工会', en: 'Trade union', synonyms: ['工会组织'] },
  LEAGUE: { zh: '共青团', en: 'Youth league', synonyms: ['团组织', '团'] },
  WOMEN: { zh: '妇联', en: "Women's federation", synonyms: ['妇女组织', '妇女'] },
} as const satisfies Record<string, Entry>;
export type Subject = keyof typeof SUBJECTS;

export const TIERS = {
  SOLE: { zh: '单独组建', en: 'Own organisation' },
  JOINT: { zh: '联合组建', en: 'Joint organisation' },
  WORK: { zh: '仅工作覆盖', en: 'Work only' },
  NONE: { zh: '未覆盖', en: 'Not covered' },
} as const satisfies Record<string, Entry>;
export type Tier = keyof typeof TIERS;

/** Only PARTY knows WORK (domain.md §4). */
export const TIERS_OF: Readonly<Record<Subject, readonly Tier[]>> = {
  PARTY: ['SOLE', 'JOINT', 'WORK', 'NONE'],
  UNION: ['SOLE', 'JOINT', 'NONE'],
  LEAGUE: ['SOLE', 'JOINT', 'NONE'],
  WOMEN: ['SOLE', 'JOINT', 'NONE'],
};

export const SETUPS = {
  SOLE: { zh: '单独组建', en: 'Founded alone', tier: 'SOLE', synonyms: ['单独', '独立', '独立组建'] },
  DISPATCHED: { zh: '派员组建', en: 'Founded by dispatch', tier: 'SOLE', synonyms: ['派员', '选派组建'] },
  JOINT: { zh: '联合组建', en: 'Founded jointly', tier: 'JOINT', synonyms: ['联合', '联建'] },
  AFFILIATED: { zh: '挂靠组建', en: 'Founded by affiliation', tier: 'JOINT', synonyms: ['挂靠'] },
} as const satisfies Record<string, Entry & { readonly tier: Tier }>;
export type Setup = keyof typeof SETUPS;

export const FORMS = {
  COMMITTEE: { zh: '党委', en: 'Party committee', subject: 'PARTY' },
  GENERAL_BRANCH: { zh: '党总支', en: 'General Party branch', subject: 'PARTY', synonyms: ['党总支部'] },
  BRANCH: { zh: '党支部', en: 'Party branch', subject: 'PARTY', synonyms: ['支部'] },
  JOINT_BRANCH: { zh: '联合党支部', en: 'Joint Party branch', subject: 'PARTY', synonyms: ['联合支部'] },
  UNION_COMMITTEE: { zh: '基层工会', en: 'Basic trade union', subject: 'UNION', synonyms: ['工会委员会', '工会'] },
  JOINT_UNION: { zh: '联合工会', en: 'Joint trade union', subject: 'UNION' },
  UNION_FEDERATION: {
    zh: '工会联合会',
    en: 'Regional or industry union federation',
    subject: 'UNION',
    synonyms: ['区域工会联合会', '行业工会联合会', '区域/行业工会联合会'],
  },
  UNION_ORGANIZER: { zh: '组织员', en: 'Union organiser', subject: 'UNION', synonyms: ['工会组织员'] },
  LEAGUE_COMMITTEE: { zh: '团委', en: 'League committee', subject: 'LEAGUE' },
  LEAGUE_GENERAL_BRANCH: { zh: '团总支', en: 'General League branch', subject: 'LEAGUE' },
  LEAGUE_BRANCH: { zh: '团支部', en: 'League branch', subject: 'LEAGUE' },
  JOINT_LEAGUE_BRANCH: { zh: '联合团支部', en: 'Joint League branch', subject: 'LEAGUE' },
  WOMEN_CONGRESS: { zh: '妇代会', en: "Women's congress", subject: 'WOMEN' },
  WOMEN_COMMITTEE: { zh: '妇委会', en: "Women's committee", subject: 'WOMEN' },
  FEMALE_WORKERS_COMMITTEE: { zh: '女职工委员会', en: 'Female workers’ committee', subject: 'WOMEN' },
  WOMEN_GROUP: { zh: '妇女小组', en: "Women's group", subject: 'WOMEN' },
} as const satisfies Record<string, Entry & { readonly subject: Subject }>;
export type Form = keyof typeof FORMS;

export const SECRETARY_SOURCES = {
  OWNER: { zh: '出资人', en: 'Owner', synonyms: ['业主', '出资人担任'] },
  EXECUTIVE: { zh: '高管', en: 'Executive', synonyms: ['管理层', '高级管理人员'] },
  SELECTED: { zh: '选派', en: 'Selected and sent' },
  HIRED: { zh: '外聘', en: 'Hired' },
  OTHER: { zh: '其他', en: 'Other' },
} as const satisfies Record<string, Entry>;
export type SecretarySource = keyof typeof SECRETARY_SOURCES;

/** Named reasons why an organisation may exist on paper only (domain.md §6). */
export const SHELL_FLAGS = {
  NO_ACTIVITY: { zh: '连续两期无活动', en: 'No activity for two periods' },
  TOO_FEW_MEMBERS: { zh: '正式党员不足 3 名', en: 'Fewer than three full members' },
  UNITS_GONE: { zh: '所覆盖单位均已注销、迁出或失联', en: 'Every covered unit is gone' },
  TERM_OVERDUE: { zh: '届满逾期超过 12 个月', en: 'Term overdue by over 12 months' },
  OVERSTRETCHED: { zh: '联合支部覆盖单位超限', en: 'Joint branch over its unit limit' },
} as const satisfies Record<string, Entry>;
export type ShellFlag = keyof typeof SHELL_FLAGS;

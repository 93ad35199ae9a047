/** Roles, and what each may do. Who may do what is asked here and nowhere else. */
import type { Words } from './words.ts';

/** What is allowed or not. */
export const PERMISSIONS = {
  READ: { zh: '查看页面与导出视图', en: 'Read pages and files of views' },
  ASK: { zh: '自写查询', en: 'Ask any query' },
  EXPORT: { zh: '批量导出', en: 'Bulk export' },
  SAVE: { zh: '保存查询', en: 'Save queries' },
  TOKENS: { zh: '建立自己的令牌', en: "Make tokens of one's own" },
  SUBMIT: { zh: '报送台账', en: 'Submit ledgers' },
  REVIEW: { zh: '审核、退回、锁定', en: 'Accept, return and lock' },
  UNLOCK: { zh: '解锁已锁定的报告期', en: 'Unlock a locked ledger' },
  USERS: { zh: '管理用户', en: 'Administer users' },
  GRANTS: { zh: '授予角色与范围', en: 'Grant roles and scopes' },
  SETTINGS: { zh: '管理规则集与目标', en: 'Administer rule sets and targets' },
  BACKUP: { zh: '备份', en: 'Back up' },
  AUDIT: { zh: '查看与导出审计日志', en: 'Read and export the audit log' },
} as const satisfies Record<string, Words>;
export type Permission = keyof typeof PERMISSIONS;
export const PERMISSION_IDS = Object.keys(PERMISSIONS) as readonly Permission[];

interface RoleEntry extends Words {
  /** Its word at the command line. */
  readonly argument: string;
  readonly may: readonly Permission[];
  /** One of the three administrators (三员), who in separation see no data and hold no second role. */
  readonly administers: boolean;
}

export const ROLES = {
  VIEWER: { zh: '领导', en: 'Viewer', argument: 'viewer', may: ['READ'], administers: false },
  ANALYST: { zh: '分析员', en: 'Analyst', argument: 'analyst', may: ['READ', 'ASK', 'EXPORT', 'SAVE', 'TOKENS'], administers: false },
  REPORTER: {
    zh: '填报员',
    en: 'Reporter',
    argument: 'reporter',
    may: ['READ', 'ASK', 'EXPORT', 'SAVE', 'TOKENS', 'SUBMIT'],
    administers: false,
  },
  APPROVER: {
    zh: '审核员',
    en: 'Approver',
    argument: 'approver',
    may: ['READ', 'ASK', 'EXPORT', 'SAVE', 'TOKENS', 'REVIEW'],
    administers: false,
  },
  SYSADMIN: {
    zh: '系统管理员',
    en: 'System administrator',
    argument: 'sysadmin',
    may: ['UNLOCK', 'USERS', 'SETTINGS', 'BACKUP'],
    administers: true,
  },
  SECADMIN: { zh: '安全管理员', en: 'Security administrator', argument: 'secadmin', may: ['GRANTS'], administers: true },
  AUDITOR: { zh: '审计员', en: 'Auditor', argument: 'auditor', may: ['AUDIT'], administers: true },
} as const satisfies Record<string, RoleEntry>;
export type Role = keyof typeof ROLES;
export const ROLE_IDS = Object.keys(ROLES) as readonly Role[];

const entryOf = (role: Role): RoleEntry => ROLES[role];

/** In the order of the registry, each once. */
export const permissionsOf = (roles: readonly Role[]): readonly Permission[] =>
  PERMISSION_IDS.filter((permission) => roles.some((role) => entryOf(role).may.includes(permission)));

export const administers = (role: Role): boolean => entryOf(role).administers;

/** Whether these roles may be one person's where the three administrators are separated: an administrator has no second role. */
export const standsSeparated = (roles: readonly Role[]): boolean => roles.length <= 1 || !roles.some(administers);

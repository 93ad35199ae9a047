/** What is written down of every change, and of every change that was refused. */
import type { Words } from './words.ts';

/** What can happen. A new kind of change is one entry here. */
export const AUDIT_ACTIONS = {
  LOGIN: { zh: '登录', en: 'Sign in' },
  LOGOUT: { zh: '退出', en: 'Sign out' },
  SET_UP: { zh: '首次设置', en: 'First set-up' },
  PASSWORD: { zh: '修改密码', en: 'Change of password' },
  USER_CREATE: { zh: '新建用户', en: 'New user' },
  USER_CHANGE: { zh: '修改用户', en: 'Change of a user' },
  USER_STATE: { zh: '启用、停用用户', en: 'User enabled or disabled' },
  USER_UNLOCK: { zh: '解除锁定', en: 'User unlocked' },
  USER_PASSWORD: { zh: '重置密码', en: 'Password reset' },
  GRANT: { zh: '授予角色与范围', en: 'Roles and scopes granted' },
  SESSIONS_END: { zh: '终止会话', en: 'Sessions ended' },
  TOKEN_CREATE: { zh: '建立令牌', en: 'Token made' },
  TOKEN_REVOKE: { zh: '吊销令牌', en: 'Token revoked' },
  QUERY_SAVE: { zh: '保存查询', en: 'Query saved' },
  QUERY_DELETE: { zh: '删除查询', en: 'Query deleted' },
  IMPORT: { zh: '导入台账', en: 'Ledger imported' },
  APPLY: { zh: '报送入库', en: 'Submission applied' },
  DISCARD: { zh: '撤回报送', en: 'Submission discarded' },
  ACCEPT: { zh: '审核通过', en: 'Submission accepted' },
  RETURN: { zh: '退回报送', en: 'Submission returned' },
  LOCK: { zh: '锁定报送', en: 'Submission locked' },
  UNLOCK: { zh: '解锁报送', en: 'Submission unlocked' },
  CARRY: { zh: '沿用上期', en: 'Ledger carried forward' },
  SUMMARY: { zh: '汇总上报', en: 'Summary return' },
  MAPPING: { zh: '表头对应', en: 'Header mapping' },
  DUE: { zh: '截止日期', en: 'Due date' },
  SETTING: { zh: '报送设置', en: 'Setting of the review' },
  FIGURES: { zh: '载入公布数据', en: 'Published figures loaded' },
  DEMO: { zh: '载入、移除示例', en: 'Demo loaded or removed' },
  REGIONS: { zh: '区划变更', en: 'Divisions changed' },
  RULES: { zh: '规则集变更', en: 'Rule set changed' },
  TARGET: { zh: '目标变更', en: 'Target changed' },
  DIVIDE: { zh: '划分数据库', en: 'Database divided' },
  ROLLUP: { zh: '重算汇总', en: 'Rollups rebuilt' },
  BACKUP: { zh: '备份', en: 'Backup' },
  RESTORE: { zh: '恢复', en: 'Restore' },
  MIGRATE: { zh: '迁移数据库', en: 'Database moved' },
  AUDIT_EXPORT: { zh: '导出审计日志', en: 'Audit log exported' },
  AUDIT_PRUNE: { zh: '清理过期日志', en: 'Old entries archived' },
} as const satisfies Record<string, Words>;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
export const AUDIT_ACTION_IDS = Object.keys(AUDIT_ACTIONS) as readonly AuditAction[];

export const AUDIT_OUTCOMES = {
  DONE: { zh: '完成', en: 'Done' },
  REFUSED: { zh: '拒绝', en: 'Refused' },
} as const satisfies Record<string, Words>;
export type AuditOutcome = keyof typeof AUDIT_OUTCOMES;

/** Who did it: named as the log keeps it, whatever becomes of the account. */
export interface Actor {
  /** Of a user, a token or a browser; `cli` for who runs the program, `system` for the program itself, `anonymous` otherwise. */
  readonly id: string;
  /** Login name, token name, or the account of the operating system. */
  readonly name: string;
  /** Network address it came from; null at the command line. */
  readonly address: string | null;
}

export const SYSTEM: Actor = { id: 'system', name: 'fugai', address: null };

/** One event, before it has its place in a chain. */
export interface AuditEvent {
  readonly actor: Actor;
  readonly action: AuditAction;
  readonly outcome: AuditOutcome;
  /** What it was done to, `user 3f…`, `410302 2026Q3`; null where there is nothing to name. */
  readonly object: string | null;
  /** Facts of the event in words or numbers: never a secret, never a row of a ledger. */
  readonly facts: Readonly<Record<string, string | number | boolean | null>>;
}

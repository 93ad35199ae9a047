/** What somebody is reminded of, and the sentence they read. */
import { daysFrom, type DueState } from './dueDates.ts';
import type { Permission } from './roles.ts';
import type { Words } from './words.ts';

interface ReminderEntry extends Words {
  /** Who may do something about it. */
  readonly for: readonly Permission[];
}

export const REMINDERS = {
  DUE_SOON: { zh: '即将到期', en: 'Due soon', for: ['SUBMIT'] },
  OVERDUE: { zh: '逾期未报', en: 'Overdue', for: ['SUBMIT', 'REVIEW'] },
  RETURNED: { zh: '已退回', en: 'Returned', for: ['SUBMIT'] },
  TO_APPLY: { zh: '待提交入库', en: 'To be applied', for: ['SUBMIT'] },
  TO_REVIEW: { zh: '待审核', en: 'To be reviewed', for: ['REVIEW'] },
} as const satisfies Record<string, ReminderEntry>;
export type ReminderKind = keyof typeof REMINDERS;
export const REMINDER_KINDS = Object.keys(REMINDERS) as readonly ReminderKind[];

/** What of a region's quarter decides what is told. */
export interface Owed {
  readonly due: DueState;
  readonly dueOn: string;
  readonly carriedForward: boolean;
  /** A file was read and waits to be applied. */
  readonly waits: boolean;
  /** What stands was applied and nobody has judged it. */
  readonly unjudged: boolean;
}

const CONDITIONS: Readonly<Record<ReminderKind, (owed: Owed) => boolean>> = {
  DUE_SOON: ({ due, waits }) => due === 'DUE_SOON' && !waits,
  OVERDUE: ({ due, waits }) => due === 'MISSING' && !waits,
  RETURNED: ({ due, waits }) => due === 'RETURNED' && !waits,
  TO_APPLY: ({ waits }) => waits,
  TO_REVIEW: ({ unjudged }) => unjudged,
};

/** Kinds that hold for a quarter of a region, in the order of the registry. */
export const remindersOf = (owed: Owed, permissions: readonly Permission[]): ReminderKind[] =>
  REMINDER_KINDS.filter((kind) => REMINDERS[kind].for.some((one) => permissions.includes(one)) && CONDITIONS[kind](owed));

const sinceDue = (left: number): string => (left >= 0 ? `截止还有 ${left} 天` : `已过截止日 ${-left} 天`);

/** One sentence: what, until when, and what to do. */
export function reminderMessage(kind: ReminderKind, owed: Owed, place: string, period: string, today: string): string {
  const left = daysFrom(today, owed.dueOn);
  const what = `${place} ${period} 的台账`;
  switch (kind) {
    case 'DUE_SOON':
      return left === 0
        ? `${what}今天（${owed.dueOn}）截止，请今天报送。`
        : `${what}须在 ${owed.dueOn} 前报送，还有 ${left} 天。请下载模板填写后上传。`;
    case 'OVERDUE':
      return `${what}应在 ${owed.dueOn} 前报送，已逾期 ${-left} 天${owed.carriedForward ? '，现沿用上期' : ''}。请尽快报送。`;
    case 'RETURNED':
      return `${what}已退回（${sinceDue(left)}）。请按退回的原因改正后重新上传。`;
    case 'TO_APPLY':
      return `${what}已收到，还没有提交入库（${sinceDue(left)}）。请核对差异后提交，或撤回。`;
    case 'TO_REVIEW':
      return `${what}已入库，等待审核。请核对后通过，或写明原因退回。`;
  }
}

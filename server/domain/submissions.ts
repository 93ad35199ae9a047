/** The states of a submission, and who brings it from one to the next. Who may do what with one is asked here and nowhere else. */
import type { Permission } from './roles.ts';
import type { Words } from './words.ts';

/** RECEIVED: read and kept, and counted nowhere until it is applied. The rows of the next three count. */
export const SUBMISSION_STATES = {
  RECEIVED: { zh: '已接收', en: 'Received' },
  APPLIED: { zh: '已入库', en: 'Applied' },
  ACCEPTED: { zh: '已审核', en: 'Accepted' },
  LOCKED: { zh: '已锁定', en: 'Locked' },
  RETURNED: { zh: '已退回', en: 'Returned' },
} as const satisfies Record<string, Words>;
export type SubmissionState = keyof typeof SUBMISSION_STATES;
export const SUBMISSION_STATE_IDS = Object.keys(SUBMISSION_STATES) as readonly SubmissionState[];

interface Act extends Words {
  readonly from: readonly SubmissionState[];
  /** Null: the submission is taken away. */
  readonly to: SubmissionState | null;
  readonly permission: Permission;
  readonly reason: 'REQUIRED' | 'OPTIONAL';
  /** Nobody judges what they sent themselves. */
  readonly byAnother: boolean;
}

/** What can be done with a submission that was received. */
export const SUBMISSION_ACTS = {
  APPLY: { zh: '提交入库', en: 'Apply', from: ['RECEIVED'], to: 'APPLIED', permission: 'SUBMIT', reason: 'OPTIONAL', byAnother: false },
  DISCARD: { zh: '撤回', en: 'Discard', from: ['RECEIVED'], to: null, permission: 'SUBMIT', reason: 'OPTIONAL', byAnother: false },
  ACCEPT: { zh: '审核通过', en: 'Accept', from: ['APPLIED'], to: 'ACCEPTED', permission: 'REVIEW', reason: 'OPTIONAL', byAnother: true },
  RETURN: {
    zh: '退回',
    en: 'Return',
    from: ['APPLIED', 'ACCEPTED'],
    to: 'RETURNED',
    permission: 'REVIEW',
    reason: 'REQUIRED',
    byAnother: false,
  },
  LOCK: { zh: '锁定', en: 'Lock', from: ['ACCEPTED'], to: 'LOCKED', permission: 'REVIEW', reason: 'OPTIONAL', byAnother: false },
  UNLOCK: { zh: '解锁', en: 'Unlock', from: ['LOCKED'], to: 'ACCEPTED', permission: 'UNLOCK', reason: 'REQUIRED', byAnother: false },
} as const satisfies Record<string, Act>;
export type SubmissionAct = keyof typeof SUBMISSION_ACTS;
export const SUBMISSION_ACT_IDS = Object.keys(SUBMISSION_ACTS) as readonly SubmissionAct[];

/** States whose rows are counted where only accepted submissions are asked for. */
export const ACCEPTED_STATES: readonly SubmissionState[] = ['ACCEPTED', 'LOCKED'];

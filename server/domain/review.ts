/** Judging a submission: what of it changed, when that must be explained, and what who asks may do with it now. Pure and total. */
import { holds } from './extents.ts';
import type { IndicatorId } from './indicators.ts';
import type { Permission } from './roles.ts';
import type { Extent } from './sight.ts';
import { SUBMISSION_ACT_IDS, SUBMISSION_ACTS, type SubmissionAct, type SubmissionState } from './submissions.ts';

/** Rows of one sheet of two versions. `before` and `after` are whole; after = before + added − removed. */
export interface RowCounts {
  readonly before: number;
  readonly after: number;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
}

type Changed = Pick<RowCounts, 'before' | 'added' | 'removed' | 'changed'>;

/** Rows that are not as before, of all that either version holds, in percent; null where there is nothing before. */
export const changedShare = ({ before, added, removed, changed }: Changed): number | null =>
  before === 0 ? null : ((added + removed + changed) * 100) / (before + added);

/** Whether so much changed that it must be explained (变更说明): more than `noteShare` percent, never where there is nothing before. */
export const needsNote = ({ before, added, removed, changed }: Changed, noteShare: number): boolean =>
  before > 0 && (added + removed + changed) * 100 > noteShare * (before + added);

/** Percent of changed units above which a version must be explained, unless an administrator says otherwise. */
export const NOTE_SHARE = 30;

/** What a reviewer sees of a ledger before and after, in this order; each on its own basis. */
export const REVIEWED_INDICATORS: readonly IndicatorId[] = [
  'party_org_coverage',
  'party_work_coverage',
  'party_built_of_eligible',
  'union_coverage',
  'league_coverage',
  'women_coverage',
  'net_org_coverage',
  'union_density',
  'member_density',
  'memberless_share',
  'shell_rate',
  'term_overdue',
];

/** A submission as far as acts ask of it. */
export interface Judged {
  readonly region: string;
  readonly state: SubmissionState;
  /** Its rows count: what was replaced is not judged any more. */
  readonly current: boolean;
  /** Ids of those who sent and who applied it. */
  readonly senders: readonly string[];
}

/** Who judges. `trusted`: who runs the program is not asked for a role, and may judge what they sent. */
export interface Judge {
  readonly id: string;
  readonly permissions: readonly Permission[];
  readonly report: Extent;
  readonly trusted: boolean;
}

/** Why an act is refused; null: it may be done. */
export type Obstacle = 'STATE' | 'REPLACED' | 'PERMISSION' | 'SCOPE' | 'OWN';

/** Administrators reach every region; everybody else those that they report for. */
const reachesRegion = ({ permission }: (typeof SUBMISSION_ACTS)[SubmissionAct], judge: Judge, region: string): boolean =>
  permission === 'UNLOCK' || holds(judge.report, [region]);

/** @returns what stands in the way of an act, permission before place before state */
export function obstacleTo(act: SubmissionAct, judged: Judged, judge: Judge): Obstacle | null {
  const entry = SUBMISSION_ACTS[act];
  const from: readonly SubmissionState[] = entry.from;
  if (!judge.trusted && !judge.permissions.includes(entry.permission)) return 'PERMISSION';
  if (!judge.trusted && !reachesRegion(entry, judge, judged.region)) return 'SCOPE';
  if (!from.includes(judged.state)) return 'STATE';
  if (judged.state !== 'RECEIVED' && !judged.current) return 'REPLACED';
  return !judge.trusted && entry.byAnother && judged.senders.includes(judge.id) ? 'OWN' : null;
}

/** What may be done with a submission now, in the order of the registry. */
export const actsOpen = (judged: Judged, judge: Judge): readonly SubmissionAct[] =>
  SUBMISSION_ACT_IDS.filter((act) => obstacleTo(act, judged, judge) === null);

/** Whether who asks is told of a submission: one that is only received is its senders' and its reviewers'. */
export const isToldOf = ({ region, state }: Pick<Judged, 'region' | 'state'>, judge: Judge): boolean =>
  state !== 'RECEIVED' || judge.trusted || (keepsReceived(judge) && holds(judge.report, [region]));

/** Whether they send or review at all. */
export const keepsReceived = ({ permissions }: Pick<Judge, 'permissions'>): boolean =>
  permissions.includes('SUBMIT') || permissions.includes('REVIEW');

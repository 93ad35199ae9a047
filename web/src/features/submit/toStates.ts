/** What follows from the steps of a submission. Pure. */
import type { SubmissionAct } from '../../api/gql/enums.ts';
import type { SubmissionCard, SubmissionFinding, SubmissionStep } from '../../api/submissions.ts';

/** The return that still stands; null where it was not returned. */
export const lastReturn = ({ state, steps }: Pick<SubmissionCard, 'state' | 'steps'>): SubmissionStep | null =>
  state === 'RETURNED' ? (steps.findLast(({ act }) => act === 'RETURN') ?? null) : null;

const JUDGING: readonly SubmissionAct[] = ['ACCEPT', 'RETURN', 'LOCK', 'UNLOCK'];

/** What a reviewer may do now, in the order in which it is offered. */
export const judgingOf = (acts: readonly SubmissionAct[]): readonly SubmissionAct[] => JUDGING.filter((act) => acts.includes(act));

const WEIGHT = ['SERIOUS', 'ORDINARY', 'NOTICE', 'NONE'] as const;

/** The most serious first. */
export const bySeverity = (findings: readonly SubmissionFinding[]): readonly SubmissionFinding[] =>
  findings.toSorted((one, other) => WEIGHT.indexOf(one.severity) - WEIGHT.indexOf(other.severity));

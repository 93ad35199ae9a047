/** The states of submissions as an office does them: each is a job of the writer. */
import type { States } from '../graphql/states.ts';
import { toSubmission } from '../reports/submissions.ts';
import type { Writer } from './writer.ts';

export const statesOf = (writer: Writer): States => ({
  applySubmission: async (ask, judge, by) => toSubmission(await writer.run('submissionApply', { ...ask, judge, by }, by)),
  discardSubmission: async (id, judge, by) => void (await writer.run('submissionDiscard', { id, judge, by }, by)),
  reviewSubmission: async (ask, judge, by) => toSubmission(await writer.run('submissionReview', { ...ask, judge, by }, by)),
  setNoteShare: (noteShare, by) => writer.run('reviewSettings', { noteShare, by: by.name }, by),
});

import type { UploadRow } from '../../api/uploads.ts';
import type { submitWords } from '../../i18n/submit.ts';

type Words = Pick<(typeof submitWords)['zh'], 'uploadStates' | 'states' | 'partlyReceived' | 'replaced'>;
type Upload = Pick<UploadRow, 'state' | 'errors' | 'kind'> & {
  readonly submission?: Pick<NonNullable<UploadRow['submission']>, 'state'> | null;
};

/** Whether what was received of an upload still waits for its sender. */
export const stillWaits = ({ submission }: Upload): boolean => submission?.state === 'RECEIVED';

/** What came of an upload as it is known now: what was received goes on from there, and may be replaced. */
export function outcomeText({ state, submission, errors }: Upload, words: Words): string {
  if (state !== 'RECEIVED') return words.uploadStates[state];
  if (!submission) return words.replaced;
  if (submission.state !== 'RECEIVED') return words.states[submission.state];
  return errors > 0 ? words.partlyReceived : words.uploadStates.RECEIVED;
}

/** An analysis that cannot be given says so by a code and in words; it never gives half an answer. */
import type { Words } from '../words.ts';

export interface Refused<Code extends string> {
  readonly refused: Code;
  readonly explanation: Words;
}

/** Why any analysis may be refused to a reader: its region is outside of what they may see, or counts too few to be told of. */
export type WithheldRefusal = 'NO_PERMISSION' | 'SUPPRESSED';

export const refuse = <Code extends string>(refused: Code, zh: string, en: string): Refused<Code> => ({ refused, explanation: { zh, en } });

/** Tells an answer from a refusal. */
export const isRefused = <Code extends string>(answer: object | Refused<Code>): answer is Refused<Code> => 'refused' in answer;

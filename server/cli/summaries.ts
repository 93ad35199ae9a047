/** Summary returns of a running server: the writer thread keeps them. */
import type { Summaries } from '../graphql/summaries.ts';
import type { Writer } from './writer.ts';

export const summariesOf = (writer: Writer): Summaries => ({
  sendSummary: (ask, by) => writer.run('summarySend', { ...ask, file: null, by }, by),
});

/** The states of submissions as an office does them: each is a job of the writer. What is locked is read over connections of their own. */
import { findLocked } from '../db/locked.ts';
import { openReaders, type Readers } from '../db/open.ts';
import { badInput } from '../domain/errors.ts';
import { EVERYTHING } from '../domain/sight.ts';
import type { LockedAsk, LockedRow, States } from '../graphql/states.ts';
import { toSubmission } from '../reports/submissions.ts';
import type { Writer } from './writer.ts';

export interface OpenStates extends States {
  close(): Promise<void>;
}

const MOST_LOCKED = 1_000;

async function lockedOf(readers: Readers, { region, period }: LockedAsk): Promise<LockedRow[]> {
  const snapshot = await readers.snapshot(EVERYTHING);
  try {
    const found = await findLocked(snapshot.db, { region, period, most: MOST_LOCKED + 1 });
    if (found.length > MOST_LOCKED) throw badInput(`已锁定的报送超过 ${MOST_LOCKED} 份，没有列出：请选定一个地区或一个报告期。`);
    return found.map(({ locked_at: lockedAt, id, ...row }) => ({ ...row, id: String(id), lockedAt }));
  } finally {
    await snapshot.close();
  }
}

/** Opens the database at the first question. */
export function statesOf(url: string, writer: Writer): OpenStates {
  let readers: Readers | null = null;
  return {
    applySubmission: async (ask, judge, by) => toSubmission(await writer.run('submissionApply', { ...ask, judge, by }, by)),
    discardSubmission: async (id, judge, by) => void (await writer.run('submissionDiscard', { id, judge, by }, by)),
    reviewSubmission: async (ask, judge, by) => toSubmission(await writer.run('submissionReview', { ...ask, judge, by }, by)),
    setNoteShare: (noteShare, by) => writer.run('reviewSettings', { noteShare, by: by.name }, by),
    lockedSubmissions: (ask) => lockedOf((readers ??= openReaders(url)), ask),
    close: async () => readers?.close(),
  };
}

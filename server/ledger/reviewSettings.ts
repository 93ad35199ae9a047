/** Settings of the review, as an administrator changes them. */
import { putSetting } from '../db/settings.ts';
import { together } from '../db/transaction.ts';
import type { AuditedStore } from '../db/trail.ts';
import { badInput } from '../domain/errors.ts';

export interface NoteShareSet {
  readonly noteShare: number;
  readonly setBy: string;
  readonly setAt: string;
}

/** @throws DomainError for what is no percentage */
export async function setNoteShare(store: AuditedStore, noteShare: number, by: string, now: string): Promise<NoteShareSet> {
  if (!(noteShare >= 0 && noteShare <= 100)) throw badInput(`须写变更说明的占比应为 0 到 100 的百分数；收到「${noteShare}」。`);
  await together(store, async (inside) => {
    await putSetting(inside, { name: 'noteShare', value: String(noteShare), set_by: by, set_at: now });
    await inside.trail.note(inside.db, now);
  });
  return { noteShare, setBy: by, setAt: now };
}

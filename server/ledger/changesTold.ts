/** What has to be explained and confirmed before a version takes the place of another. */
import { countDifferences } from '../db/differences.ts';
import type { Db } from '../db/open.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { readSetting } from '../db/settings.ts';
import { badInput } from '../domain/errors.ts';
import { changedShare, needsNote, NOTE_SHARE, type RowCounts } from '../domain/review.ts';
import { ORGANIZATION_FACT_COLUMNS } from './rows.ts';

/** Percent of changed units above which a version must be explained. */
export async function readNoteShare(db: Db): Promise<number> {
  const set = await readSetting(db, 'noteShare');
  return set === undefined ? NOTE_SHARE : Number(set.value);
}

const unitCounts = ({ units: after, units_added: added, units_removed: removed, units_changed: changed }: SubmissionRow): RowCounts => ({
  before: after - added + removed,
  after,
  added,
  removed,
  changed,
  same: after - added - changed,
});

/** A sentence, or null: nothing has to be explained. */
export function unexplained(counts: Omit<RowCounts, 'after' | 'same'>, noteShare: number): string | null {
  const share = changedShare(counts);
  if (share === null || !needsNote(counts, noteShare)) return null;
  const { added, removed, changed } = counts;
  const percent = (Math.floor(share * 10) / 10).toFixed(1);
  return `与上一版相比，新增 ${added} 家、减少 ${removed} 家、变更 ${changed} 家，占 ${percent}%，超过 ${noteShare}%，须写变更说明`;
}

/** Both are told at once, so that nobody is sent back twice. @throws DomainError */
export async function refuseUnconfirmed(
  db: Db,
  one: SubmissionRow,
  before: readonly SubmissionRow[],
  { note, confirmRemovals }: { readonly note: string | null; readonly confirmRemovals: boolean },
): Promise<void> {
  if (before.length === 0) return;
  const units = unitCounts(one);
  const told: string[] = [];
  if (!confirmRemovals) {
    const ids = before.map((row) => row.id);
    const organizations = await countDifferences(db, {
      sheet: 'ORGANIZATIONS',
      after: one.id,
      before: ids,
      columns: ORGANIZATION_FACT_COLUMNS,
    });
    const gone = [
      ...(units.removed > 0 ? [`将减少 ${units.removed} 家（上次 ${units.before} 家）`] : []),
      ...(organizations.removed > 0 ? [`将减少 ${organizations.removed} 个组织（上次 ${organizations.before} 个）`] : []),
    ];
    if (gone.length > 0) told.push(`${gone.join('，')}，名单见差异，须确认`);
  }
  const missing = note === null ? unexplained(units, await readNoteShare(db)) : null;
  if (missing !== null) told.push(missing);
  if (told.length > 0) throw badInput(`${told.join('；')}。没有提交，补上后请再提交。`);
}

/** Query module of uploads: what was sent, by whom, and what came of it. One under way is written only while its writer has its turn. */
import { sql } from 'kysely';
import type { Extent } from '../domain/sight.ts';
import { INTERRUPTED_WORDS, UNDER_WAY } from '../domain/uploads.ts';
import type { Db } from './open.ts';
import type { SubmissionRow } from './schema.ts';
import type { UploadTable } from './submissionTables.ts';

export type UploadEnd = Omit<UploadTable, 'id' | 'region' | 'period' | 'kind' | 'file_name' | 'created_at' | 'actor' | 'actor_name'>;

export async function addUpload(db: Db, upload: UploadTable): Promise<void> {
  await db.insertInto('upload').values(upload).execute();
}

export async function setUploadState(db: Db, id: string, state: string): Promise<void> {
  await db.updateTable('upload').set({ state }).where('id', '=', id).execute();
}

/** What came of it; what it is stays as it was. */
export async function endUpload(db: Db, id: string, end: UploadEnd): Promise<void> {
  const { state, finished_at, file_sha256, layout, message, bytes, errors, warnings, more_errors, more_warnings } = end;
  const { units, organizations, problems, submission } = end;
  const reading = { file_sha256, layout, errors, warnings, more_errors, more_warnings, units, organizations, problems };
  await db
    .updateTable('upload')
    .set({ state, finished_at, message, bytes, submission, ...reading })
    .where('id', '=', id)
    .execute();
}

export const findUpload = (db: Db, id: string): Promise<UploadTable | undefined> =>
  db.selectFrom('upload').selectAll().where('id', '=', id).executeTakeFirst();

/** What a program that is gone was at. Gives how many. */
export async function interruptUploads(db: Db, at: string): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('upload')
    .set({ state: 'INTERRUPTED', message: INTERRUPTED_WORDS, finished_at: at })
    .where('state', 'in', [...UNDER_WAY])
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export interface UploadCondition {
  readonly region?: string | undefined;
  readonly period?: string | undefined;
  readonly sender?: string | undefined;
  readonly within: Extent;
}

/** Place of an upload in its list. */
export interface UploadPlace {
  readonly at: string;
  readonly id: string;
}

function conditioned(db: Db, { region, period, sender, within }: UploadCondition) {
  const below = (codes: readonly string[]) =>
    sql<boolean>`u.region in (select descendant from region_closure where ancestor in (${sql.join(['', ...codes])}))`;
  let query = db.selectFrom('upload as u');
  if (within !== 'ALL') query = query.where(below(within));
  if (region !== undefined) query = query.where(below([region]));
  if (period !== undefined) query = query.where('u.period', '=', period);
  if (sender !== undefined) query = query.where('u.actor', '=', sender);
  return query;
}

/** The newest first, one row more than `first` when there are more. */
export function listUploads(
  db: Db,
  ask: { readonly where: UploadCondition; readonly first: number; readonly after: UploadPlace | null },
): Promise<UploadTable[]> {
  const { where, first, after } = ask;
  const query = conditioned(db, where).selectAll('u');
  const beyond = after === null ? query : query.where(sql<boolean>`(u.created_at, u.id) < (${after.at}, ${after.id})`);
  return beyond
    .orderBy('u.created_at', 'desc')
    .orderBy('u.id', 'desc')
    .limit(first + 1)
    .execute();
}

export const countUploads = async (db: Db, where: UploadCondition): Promise<number> =>
  Number(
    (
      await conditioned(db, where)
        .select((of) => of.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

/** The newest revision of a submission, wherever it stands. */
export const findRevision = (db: Db, origin: number): Promise<SubmissionRow | undefined> =>
  db
    .selectFrom('submission')
    .selectAll()
    .where((of) => of.or([of('id', '=', origin), of('origin', '=', origin)]))
    .orderBy('revision', 'desc')
    .executeTakeFirst();

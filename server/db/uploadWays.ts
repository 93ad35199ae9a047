/** Query module of uploads under way at any of the processes that serve together, and of who keeps the file of one that ended. */
import { sql } from 'kysely';
import { UNDER_WAY } from '../domain/uploads.ts';
import type { Db } from './open.ts';
import { ofTheLiving } from './peers.ts';
import type { UploadWayTable } from './peerTables.ts';

/** All that moves while an upload is under way. */
export type WayPart = Partial<Omit<UploadWayTable, 'id' | 'peer' | 'created_at' | 'actor' | 'actor_name' | 'cancelled'>>;

export const addWay = async (db: Db, way: UploadWayTable): Promise<void> => {
  await db.insertInto('upload_way').values(way).execute();
};

export const setWay = async (db: Db, id: string, part: WayPart): Promise<void> => {
  await db.updateTable('upload_way').set(part).where('id', '=', id).execute();
};

/** `ids` by themselves or by the answer that they were given; `living`: of processes that live. */
export async function readWays(
  db: Db,
  { ids, living = false, underWay = false }: { readonly ids?: readonly string[]; readonly living?: boolean; readonly underWay?: boolean },
): Promise<UploadWayTable[]> {
  let query = db.selectFrom('upload_way').selectAll();
  if (ids !== undefined) query = query.where((of) => of.or([of('id', 'in', ids), of('answer', 'in', ids)]));
  if (living) query = query.where(ofTheLiving('peer'));
  if (underWay) query = query.where('ended_at', 'is', null);
  return query.orderBy('created_at', 'desc').orderBy('id', 'desc').execute();
}

/** Says that an upload under way is to end; false where it has. */
export async function cancelWay(db: Db, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('upload_way')
    .set({ cancelled: 1 })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Uploads of a process that somebody wants to end. */
export const findCancelled = async (db: Db, peer: number): Promise<string[]> =>
  (
    await db
      .selectFrom('upload_way')
      .select('id')
      .where('peer', '=', peer)
      .where('cancelled', '=', 1)
      .where('ended_at', 'is', null)
      .execute()
  ).map((row) => row.id);

/** Forgets those of a process that ended before a moment. */
export const dropWays = async (db: Db, peer: number, endedBefore: string): Promise<void> => {
  await db.deleteFrom('upload_way').where('peer', '=', peer).where('ended_at', '<', endedBefore).execute();
};

/** Of processes that are gone: what they were at and had not yet written among the uploads is put there, as waiting. */
export async function keepLostWays(db: Db, peers: readonly number[]): Promise<void> {
  if (peers.length === 0) return;
  await sql`insert into upload (id, region, period, kind, state, file_name, created_at, actor, actor_name, bytes, errors, warnings, more_errors, more_warnings,
      units, organizations, problems)
    select w.id, w.region, w.period, w.kind, ${UNDER_WAY[0]}, w.file_name, w.created_at, w.actor, w.actor_name, w.bytes_received, 0, 0, 0, 0, 0, 0, '[]'
    from upload_way as w where w.peer in (${sql.join(peers)}) and w.ended_at is null and w.answer is null and not exists (select 1 from upload as u where u.id = w.id)`.execute(
    db,
  );
}

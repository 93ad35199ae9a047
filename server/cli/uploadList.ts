/** The list of uploads: those that are in the database, and before them those under way that are not there yet. */
import type { Db } from '../db/open.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { countUploads, listUploads } from '../db/uploads.ts';
import { badInput } from '../domain/errors.ts';
import { holds } from '../domain/extents.ts';
import type { UploadRow, UploadsAsk } from '../graphql/intake.ts';
import { cursorsOf, toPage } from '../reports/cursor.ts';
import type { Page } from '../reports/types.ts';

/** An upload under way, here or in another process. */
export interface Moving {
  readonly row: UploadTable;
  readonly tell: () => UploadRow;
}

const wanted =
  ({ within, region, period, sender }: UploadsAsk) =>
  ({ row }: Moving): boolean =>
    holds(within, [row.region]) &&
    (region === undefined || holds([region], [row.region])) &&
    (period === undefined || row.period === period) &&
    (sender === undefined || row.actor === sender);

/** `tellEnded` tells of those that are nowhere under way. */
export async function pageOf(
  db: Db,
  ask: UploadsAsk,
  moving: readonly Moving[],
  tellEnded: (row: UploadTable) => UploadRow,
): Promise<Page<UploadRow>> {
  const { first, after, ...where } = ask;
  const cursors = cursorsOf('uploads', 'NEWEST', where);
  const [at, id] = after === undefined ? [] : cursors.decode(after);
  if (after !== undefined && (typeof at !== 'string' || typeof id !== 'string')) throw badInput('after 不是有效的游标；请从第一页重新读起');
  const place = typeof at === 'string' && typeof id === 'string' ? { at, id } : null;
  const rows = await listUploads(db, { where, first, after: place });
  const kept = new Set(rows.map((row) => row.id));
  const before = place === null ? moving.filter((one) => !kept.has(one.row.id)).filter(wanted(ask)) : [];
  const tellings = new Map(moving.map((one) => [one.row.id, one.tell]));
  const all = [...before.map(({ row }) => row), ...rows];
  return toPage(all, first, (await countUploads(db, where)) + before.length, place !== null, (row) => {
    const tell = tellings.get(row.id);
    return { cursor: cursors.encode([row.created_at, row.id]), node: tell === undefined ? tellEnded(row) : tell() };
  });
}

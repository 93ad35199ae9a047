/** Receiving: a sound reading, classified and kept, and counted nowhere until it is applied. */
import { baseOf } from '../db/differences.ts';
import { findHeld, holdStaged } from '../db/held.ts';
import { stage } from '../db/publishing.ts';
import { clearStaging } from '../db/removing.ts';
import { findSubmissions } from '../db/submissions.ts';
import { together } from '../db/transaction.ts';
import type { AuditedStore } from '../db/trail.ts';
import { countStaged, toStaged, Versions, type Difference, type Submittable } from './apply.ts';
import { classifyLedgers } from './classify.ts';
import { refuseIfClosed, refuseMixing } from './closed.ts';

export interface Held {
  readonly id: number;
  readonly version: number;
  /** Id of the submission that was held before, which is gone. */
  readonly replaced: number | null;
  readonly difference: Difference;
}

/** @returns null where the same content stands already: nothing was written @throws DomainError where the region's period takes nothing */
export async function holdLedger(store: AuditedStore, one: Submittable, at: string): Promise<Held | null> {
  const { place, period } = one;
  await refuseMixing(store.db, [one]);
  await refuseIfClosed(store.db, place, period);
  await clearStaging(store);
  const versions = new Versions(await findSubmissions(store.db, period, [place.ledgerRegion]));
  if (versions.current(place.region)?.content_sha256 === one.contentSha256) {
    store.trail.tell({ unchanged: true });
    return null;
  }
  const [rows] = await classifyLedgers(store, [{ ...one, returned: false }], period);
  if (rows === undefined) throw new Error('a ledger was not classified');
  const older = await findHeld(store.db, { region: place.region, period });
  const version = versions.next(place.region);
  // Two of one number cannot stand beside each other, and the older one is to be there until the newer one is.
  const staged = toStaged(one, rows, older === undefined ? version : version + 1);
  const [id] = await stage(store, [{ ...staged, submission: { ...staged.submission, state: 'RECEIVED' } }]);
  if (id === undefined) throw new Error('a ledger was not staged');
  const before = versions.replacedBy(place);
  const difference = await countStaged(store, id, before, one.units.length);
  await together(store, async (inside) => {
    await holdStaged(inside, id, { older, version, base: baseOf(before) });
    store.trail.tell({ submission: id, version, ...(older !== undefined && { replaced: older.id }) });
    await inside.trail.note(inside.db, at);
  });
  return { id, version, replaced: older === undefined ? null : older.id, difference };
}

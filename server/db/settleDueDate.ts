/** A due date set or taken away, and what follows from it for what has come: one data version, one transaction. */
import type { SetDueDate } from '../domain/dueDates.ts';
import type { Quarter } from '../domain/period.ts';
import { dropDueDate, judgePeriod, putDueDate } from './dueDates.ts';
import { DUE_CHANGED } from './moments.ts';
import { recordPublication } from './publishing.ts';
import type { AuditedStore } from './trail.ts';
import { inTransaction } from './transaction.ts';

export interface SettledDueDate {
  readonly region: string;
  readonly period: Quarter;
  /** Null: the one that stands is taken away. */
  readonly set: SetDueDate | null;
}

/** @returns false where one was to be taken away that is not there; nothing is changed then */
export const settleDueDate = (store: AuditedStore, { region, period, set }: SettledDueDate, at: string): Promise<boolean> =>
  inTransaction(store, async (work) => {
    if (set !== null) await putDueDate(work, set);
    else if (!(await dropDueDate(work, region, period))) return false;
    const turned = await judgePeriod(store, work, region, period);
    store.trail.tell({ turned });
    // Only where something that came is judged otherwise: what earlier versions told of its punctuality they cannot tell any more.
    await recordPublication(work, store.trail, at, `${DUE_CHANGED} ${region} ${period} ${set?.dueOn ?? 'removed'}`, turned > 0);
    return true;
  });

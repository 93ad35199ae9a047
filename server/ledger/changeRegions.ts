/** Recording a merge, split, rename, recoding or move of regions. Ledgers that were submitted stay under the codes of their time. */
import { REGIONS_CHANGED } from '../db/moments.ts';
import type { AuditedStore } from '../db/trail.ts';
import { readAliases, readRegionEvents, readRegions, storeRegions } from '../db/regions.ts';
import { publishChange } from '../db/publishing.ts';
import { together } from '../db/transaction.ts';
import { findReportedSince } from '../db/submissions.ts';
import { badInput } from '../domain/errors.ts';
import { applyEvent, type RegionEvent, type RegionEventKind, type Successor } from '../domain/regionHistory.ts';

export interface RegionChange {
  readonly kind: RegionEventKind;
  /** First day of the new state. */
  readonly on: string;
  readonly from: readonly string[];
  readonly to: readonly Successor[];
}

/**
 * @throws DomainError when the change does not fit the table, or when a ledger of one of the codes already stands for a later day:
 * what was submitted under a code must not lose its place in the tree
 */
export async function changeRegions(store: AuditedStore, change: RegionChange, now: string): Promise<RegionEvent> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(change.on) || Number.isNaN(Date.parse(change.on)))
    throw badInput(`日期写法有误：「${change.on}」，应为 2026-01-01`);
  const reported =
    change.kind === 'RENAME' ? [] : await findReportedSince(store.db, [...change.from, ...change.to.map(({ code }) => code)], change.on);
  const [first] = reported;
  if (first)
    throw badInput(`${first.region} 的 ${first.period} 已有台账，而变更自 ${change.on} 起生效；请把日期定在该报告期之后，或先清除这份台账`);
  const { regions, event } = applyEvent(await readRegions(store.db), change.kind, change.on, change.from, change.to);
  const aliases = await readAliases(store.db);
  const [heir] = event.to;
  const moved =
    heir === undefined ? [] : event.from.filter((code) => !event.to.includes(code)).map((code): [string, string] => [code, heir]);
  await together(store, async (inside) => {
    await storeRegions(
      inside,
      regions,
      [...aliases.filter(([old]) => !moved.some(([code]) => code === old)), ...moved],
      [...(await readRegionEvents(inside.db)), event],
    );
    await publishChange(inside, now, `${REGIONS_CHANGED} ${change.kind} ${change.on}`, true);
  });
  return event;
}

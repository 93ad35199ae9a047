/** Merges, splits, renames and moves that touched a region. */
import type { RegionEvent } from '../domain/regionHistory.ts';
import { lineIn } from '../domain/regionTree.ts';
import type { Ground } from './ground.ts';
import { mustExist } from './selection.ts';

const DAY_MS = 86_400_000;
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);

/** Events of a region and of all that stood below it the day before or stands there on the day, earliest first; without a region all. */
export function eventsAt(ground: Ground, region?: string): RegionEvent[] {
  const events = ground.events.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  if (region === undefined) return events;
  const { code } = mustExist(ground, region);
  const within = (codes: readonly string[], day: string): boolean => codes.some((one) => lineIn(ground.treeAt(day), one).includes(code));
  return events.filter(({ on, from, to }) => within(from, dayBefore(on)) || within(to, on));
}

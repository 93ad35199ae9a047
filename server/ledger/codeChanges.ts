/** Which codes of regions had become which others by a day: of the shipped divisions, and of what administrators changed since. */
import { readAliases, readRegionEvents } from '../db/regions.ts';
import type { Db } from '../db/open.ts';
import type { CodeChange } from '../domain/codeChanges.ts';

/** Only where one code followed: what was split has no single successor. */
export async function findCodeChanges(db: Db, day: string): Promise<CodeChange[]> {
  const shipped = (await readAliases(db)).map(([from, to]): CodeChange => ({ from, to, year: null }));
  const events = (await readRegionEvents(db)).flatMap(({ on, from, to }) => {
    const [heir, ...others] = to;
    if (on > day || heir === undefined || others.length > 0) return [];
    return from.filter((code) => code !== heir).map((code): CodeChange => ({ from: code, to: heir, year: on.slice(0, 4) }));
  });
  return [...shipped, ...events];
}

/** Merges, splits, renames and moves of regions: dated events, and the crosswalk they give. Pure. */
import { badInput } from './errors.ts';
import type { Region } from './region.ts';
import { holdsOn, subtreeIn, type Tree } from './regionTree.ts';
import type { Entry } from './words.ts';

export const REGION_EVENT_KINDS = {
  RENAME: { zh: '更名', en: 'Renamed' },
  RECODE: { zh: '换码', en: 'Recoded' },
  MERGE: { zh: '合并', en: 'Merged' },
  SPLIT: { zh: '拆分', en: 'Split' },
  MOVE: { zh: '改隶', en: 'Moved to another parent' },
} as const satisfies Record<string, Entry>;
export type RegionEventKind = keyof typeof REGION_EVENT_KINDS;

/** What became of some codes on a day. RENAME and MOVE keep the code; SPLIT may keep it as one of `to`. */
export interface RegionEvent {
  readonly on: string;
  readonly kind: RegionEventKind;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly note: string | null;
}

/** What a new region of an event is to be; what is not given is taken from the first of `from`. */
export interface Successor {
  readonly code: string;
  readonly name?: string | undefined;
  readonly parent?: string | undefined;
}

const ARITY: Readonly<Record<RegionEventKind, (from: number, to: number) => boolean>> = {
  RENAME: (from, to) => from === 1 && to === 1,
  RECODE: (from, to) => from === 1 && to === 1,
  MOVE: (from, to) => from === 1 && to === 1,
  MERGE: (from, to) => from >= 2 && to === 1,
  SPLIT: (from, to) => from === 1 && to >= 2,
};

/**
 * The table after an event: what ends is closed on that day, what begins is opened, children of what ends follow its successor.
 * @throws DomainError BAD_USER_INPUT when a code does not hold on that day, is taken, or the numbers do not fit the kind
 */
export function applyEvent(
  regions: readonly Region[],
  kind: RegionEventKind,
  on: string,
  from: readonly string[],
  to: readonly Successor[],
): { regions: Region[]; event: RegionEvent } {
  if (!ARITY[kind](from.length, to.length))
    throw badInput(`${REGION_EVENT_KINDS[kind].zh}的新旧代码个数不对：旧 ${from.length} 个，新 ${to.length} 个`);
  const held = new Map(regions.filter((region) => holdsOn(region, on)).map((region) => [region.code, region]));
  const ending = from.map((code) => {
    const region = held.get(code);
    if (!region || region.kind !== 'ADMINISTRATIVE') throw badInput(`${on} 没有行政区划 ${code}`);
    return region;
  });
  const [first] = ending;
  if (!first) throw badInput('没有给出旧代码');
  const taken = to.find(({ code }) => !from.includes(code) && held.has(code));
  if (taken) throw badInput(`代码 ${taken.code} 在 ${on} 已有区划「${held.get(taken.code)?.name ?? ''}」`);
  const orphan = to.find(({ parent }) => parent !== undefined && !held.has(parent));
  if (orphan) throw badInput(`${on} 没有上级区划 ${orphan.parent ?? ''}`);
  const opened = to.map(({ code, name, parent }): Region => ({
    ...first,
    code,
    name: name ?? held.get(code)?.name ?? first.name,
    nameEn: held.get(code)?.nameEn ?? null,
    parent: parent ?? first.parent,
    validFrom: on,
    validTo: null,
  }));
  const heir = to[0]?.code;
  const ends = new Set(from);
  const next = regions.flatMap((region): Region[] => {
    if (!holdsOn(region, on)) return [region];
    if (ends.has(region.code)) return region.validFrom === on ? [] : [{ ...region, validTo: on }];
    if (region.parent !== null && ends.has(region.parent) && heir !== undefined && !to.some(({ code }) => code === region.parent)) {
      return [
        { ...region, validTo: on },
        { ...region, parent: heir, validFrom: on, validTo: null },
      ];
    }
    return [region];
  });
  return { regions: [...next, ...opened], event: { on, kind, from, to: to.map(({ code }) => code), note: null } };
}

/** Codes that on `date` covered the ground of `codes`; `broken` is the event that cannot be undone exactly: a split of which only a part is wanted. */
export interface Ground {
  readonly codes: readonly string[];
  readonly broken: RegionEvent | null;
}

/** Follows `codes` back from `now` to `date`. `events` in any order. */
export function groundBefore(events: readonly RegionEvent[], codes: readonly string[], date: string, now: string): Ground {
  const present = new Set(codes);
  for (const event of events.filter(({ on }) => date < on && on <= now).toSorted((a, b) => (a.on < b.on ? 1 : -1))) {
    const wanted = event.to.filter((code) => present.has(code));
    if (wanted.length === 0) continue;
    if (wanted.length < event.to.length) return { codes: [...present], broken: event };
    for (const code of event.to) present.delete(code);
    for (const code of event.from) present.add(code);
  }
  return { codes: [...present], broken: null };
}

/** Regions that report for themselves: counties, and prefectures without counties. */
export function ledgerRegionsIn(tree: Tree, code: string): string[] {
  return subtreeIn(tree, code).filter((one) => {
    const region = tree.byCode.get(one);
    if (region?.kind !== 'ADMINISTRATIVE') return false;
    return (
      region.level === 'COUNTY' ||
      (region.level === 'PREFECTURE' &&
        !(tree.children.get(one) ?? []).some((child) => child.level === 'COUNTY' && child.kind === 'ADMINISTRATIVE'))
    );
  });
}

/**
 * The events between two days that change the ground of a region: its own ledger regions now, followed back, are not those it had then.
 * Empty: the two can be compared. A region that did not exist then is broken by the events that made it.
 */
export function breaksBetween(
  events: readonly RegionEvent[],
  code: string,
  then: { readonly date: string; readonly tree: Tree },
  now: { readonly date: string; readonly tree: Tree },
): RegionEvent[] {
  const between = events.filter(({ on }) => then.date < on && on <= now.date);
  if (between.length === 0) return [];
  const has = (tree: Tree): string[] => (tree.byCode.get(code)?.level === 'TOWNSHIP' ? [code] : ledgerRegionsIn(tree, code));
  const before = new Set(then.tree.byCode.has(code) ? has(then.tree) : []);
  const { codes, broken } = groundBefore(between, has(now.tree), then.date, now.date);
  if (broken === null && codes.length === before.size && codes.every((one) => before.has(one))) return [];
  const touched = new Set([...before, ...codes, ...has(now.tree), code]);
  return between.filter((event) => [...event.from, ...event.to].some((one) => touched.has(one)));
}

/** The dated tree: which regions hold on a date, and who stands above whom for how long. */
import type { Region } from './region.ts';

/** Sentinels of open ends, so that dates compare as text. */
export const BEGINNING = '0001-01-01';
export const FOREVER = '9999-12-31';

const from = (region: Region): string => region.validFrom ?? BEGINNING;
const to = (region: Region): string => region.validTo ?? FOREVER;

export const holdsOn = (region: Region, date: string): boolean => from(region) <= date && date < to(region);

/** First days of the spans in which the tree does not change, ascending; the first is BEGINNING. */
export function turningDays(regions: readonly Region[]): string[] {
  const days = new Set([BEGINNING]);
  for (const region of regions) {
    if (region.validFrom !== null) days.add(region.validFrom);
    if (region.validTo !== null) days.add(region.validTo);
  }
  return [...days].sort();
}

/** The tree of one span. `children` in table order. */
export interface Tree {
  readonly byCode: ReadonlyMap<string, Region>;
  readonly children: ReadonlyMap<string, readonly Region[]>;
}

export function treeOn(regions: readonly Region[], date: string): Tree {
  const held = regions.filter((region) => holdsOn(region, date));
  const children = new Map<string, Region[]>();
  for (const region of held) {
    if (region.parent === null) continue;
    const siblings = children.get(region.parent);
    if (siblings) siblings.push(region);
    else children.set(region.parent, [region]);
  }
  return { byCode: new Map(held.map((region) => [region.code, region])), children };
}

/** The region, then its ancestors upward; empty when it does not hold. */
export function lineIn(tree: Tree, code: string): string[] {
  const line: string[] = [];
  for (let at = tree.byCode.get(code); at; at = at.parent === null ? undefined : tree.byCode.get(at.parent)) line.push(at.code);
  return line;
}

/** Codes at or below `code`, itself first. */
export function subtreeIn(tree: Tree, code: string): string[] {
  const found = [code];
  for (let at = 0; at < found.length; at += 1) for (const child of tree.children.get(String(found[at])) ?? []) found.push(child.code);
  return found;
}

export interface Standing {
  readonly ancestor: string;
  readonly descendant: string;
  readonly validFrom: string;
  /** First day it no longer holds. */
  readonly validTo: string;
}

/** Every administrative region with itself and each of its ancestors, for the spans in which that holds. */
export function closureOf(regions: readonly Region[]): Standing[] {
  const divisions = regions.filter((region) => region.kind === 'ADMINISTRATIVE');
  const days = turningDays(divisions);
  const open = new Map<string, { ancestor: string; descendant: string; validFrom: string; validTo: string }>();
  const closed: Standing[] = [];
  for (const [at, day] of days.entries()) {
    const next = days[at + 1] ?? FOREVER;
    const tree = treeOn(divisions, day);
    for (const descendant of tree.byCode.keys()) {
      for (const ancestor of lineIn(tree, descendant)) {
        const key = `${ancestor} ${descendant}`;
        const standing = open.get(key);
        if (standing?.validTo === day) standing.validTo = next;
        else {
          if (standing) closed.push(standing);
          open.set(key, { ancestor, descendant, validFrom: day, validTo: next });
        }
      }
    }
  }
  return [...closed, ...open.values()];
}

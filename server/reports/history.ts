/** Periods in the divisions of their time or of now: which stored codes answer for a region in a quarter, and where the ground breaks. */
import type { MeasureRow } from '../db/rollup.ts';
import { asOfDate, isQuarter, shiftQuarter, type Quarter } from '../domain/period.ts';
import type { Region } from '../domain/region.ts';
import { breaksBetween, groundBefore, ledgerRegionsIn, type RegionEvent } from '../domain/regionHistory.ts';
import type { Tree } from '../domain/regionTree.ts';
import type { Ground } from './ground.ts';
import type { Measured } from './measured.ts';
import type { RegionBasis } from './orders.ts';

export interface History {
  /** Every code whose rows are needed. */
  readonly codes: readonly string[];
  /** No code stands for another: the stored rows are the answer. */
  readonly plain: boolean;
  /** Codes whose rows answer for a region in a quarter. */
  sources(region: string, quarter: string): readonly string[];
  spokenOf(region: string, quarter: string): boolean;
  comparable(region: string, now: Quarter, then: Quarter): boolean;
  breaks(region: string, period: string): readonly RegionEvent[];
  follow(measured: Measured): Measured;
}

/** Sums of rows, column by column; undefined when none is there. */
function sumRows(rows: readonly (MeasureRow | undefined)[], region: string): MeasureRow | undefined {
  const there = rows.filter((row) => row !== undefined);
  const [first] = there;
  if (first === undefined) return undefined;
  const sums: Record<string, string | number | null> = { ...first, region };
  for (const row of there.slice(1))
    for (const [name, value] of Object.entries(row)) if (typeof value === 'number') sums[name] = Number(sums[name]) + value;
  return { ...sums, region, period: first.period };
}

const NOW = '9999-12-30';

/** AS_NOW: the codes that covered a region's present ground at a day, or the event that cannot be undone. */
function sourcesOf(ground: Ground, region: Region, date: string): { codes: readonly string[]; broken: RegionEvent | null } {
  if (region.kind === 'PARK' || !ground.events.some((event) => event.on > date)) return { codes: [region.code], broken: null };
  const own = region.level === 'TOWNSHIP' ? [region.code] : ledgerRegionsIn(ground.tree, region.code);
  const before = groundBefore(ground.events, own, date, NOW);
  if (before.broken) return before;
  const then = new Set(ledgerRegionsIn(ground.treeAt(date), region.code));
  const same = then.size === before.codes.length && before.codes.every((code) => then.has(code));
  return { codes: same || before.codes.length === 0 ? [region.code] : before.codes, broken: null };
}

function asNow(ground: Ground, regions: readonly Region[], quarters: readonly string[]): History {
  const found = new Map<string, ReturnType<typeof sourcesOf>>();
  const key = (region: string, quarter: string): string => `${region} ${quarter}`;
  for (const region of regions)
    for (const quarter of quarters) found.set(key(region.code, quarter), sourcesOf(ground, region, asOfDate(quarter)));
  const codesOf = (region: string, quarter: string): readonly string[] => found.get(key(region, quarter))?.codes ?? [region];
  const brokenAt = (region: string, quarter: string): RegionEvent | null => found.get(key(region, quarter))?.broken ?? null;
  const plain = [...found].every(([at, { codes }]) => codes.length === 1 && at.startsWith(`${String(codes[0])} `));
  return {
    codes: [...new Set([...regions.map((region) => region.code), ...[...found.values()].flatMap(({ codes }) => codes)])],
    plain,
    sources: codesOf,
    spokenOf: (region, quarter) => brokenAt(region, quarter) === null,
    comparable: (region, now, then) => brokenAt(region, now) === null && brokenAt(region, then) === null,
    breaks: (region, period) => {
      const broken = isQuarter(period) ? brokenAt(region, period) : null;
      return broken === null ? [] : [broken];
    },
    follow: (measured) =>
      plain
        ? measured
        : {
            keys: measured.keys,
            row: (region, quarter, dimensions) =>
              sumRows(
                codesOf(region, quarter).map((code) => measured.row(code, quarter, dimensions)),
                region,
              ),
            receipt: (region, quarter) =>
              sumRows(
                codesOf(region, quarter).map((code) => measured.receipt(code, quarter)),
                region,
              ),
          },
  };
}

function asWas(ground: Ground, regions: readonly Region[]): History {
  const between = (region: string, now: Quarter, then: Quarter): readonly RegionEvent[] => {
    const dates = { now: asOfDate(now), then: asOfDate(then) };
    return breaksBetween(
      ground.events,
      region,
      { date: dates.then, tree: ground.treeAt(dates.then) },
      { date: dates.now, tree: ground.treeAt(dates.now) },
    );
  };
  const trees = new Map<string, Tree>();
  const treeOf = (quarter: string): Tree => {
    const known = trees.get(quarter);
    if (known !== undefined) return known;
    const tree = ground.treeAt(asOfDate(quarter));
    trees.set(quarter, tree);
    return tree;
  };
  return {
    codes: regions.map((region) => region.code),
    plain: true,
    sources: (region) => [region],
    spokenOf: (region, quarter) => treeOf(quarter).byCode.has(region),
    comparable: (region, now, then) => between(region, now, then).length === 0,
    breaks: (region, period) => (isQuarter(period) && ground.events.length > 0 ? between(region, period, shiftQuarter(period, -1)) : []),
    follow: (measured) => measured,
  };
}

export const readHistory = (ground: Ground, basis: RegionBasis, regions: readonly Region[], quarters: readonly string[]): History =>
  basis === 'AS_NOW' ? asNow(ground, regions, quarters) : asWas(ground, regions);

/** What every question stands on and what changes only with the data version: the tree, the periods, the targets. Read once a version. */
import type { Db } from '../db/open.ts';
import { readDataset } from '../db/dataset.ts';
import { readLedgerCodes, readRegions, readTargets } from '../db/regions.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import type { Region } from '../domain/region.ts';
import type { Target } from '../domain/targets.ts';

export interface Ground {
  readonly regions: readonly Region[];
  /** Regions that hold now, by code. */
  readonly byCode: ReadonlyMap<string, Region>;
  readonly children: ReadonlyMap<string, readonly Region[]>;
  /** Quarters with a published ledger, ascending. */
  readonly periods: readonly Quarter[];
  readonly targets: readonly Target[];
  readonly ledgerCodes: ReadonlySet<string>;
  readonly dataset: Awaited<ReturnType<typeof readDataset>>;
}

export async function readGround(db: Db): Promise<Ground> {
  const regions = await readRegions(db);
  const open = regions.filter((region) => region.validTo === null);
  const children = new Map<string, Region[]>();
  for (const region of open) {
    if (region.parent === null) continue;
    const siblings = children.get(region.parent);
    if (siblings) siblings.push(region);
    else children.set(region.parent, [region]);
  }
  const dataset = await readDataset(db);
  return {
    regions,
    byCode: new Map(open.map((region) => [region.code, region])),
    children,
    periods: dataset.periods.filter(isQuarter),
    targets: await readTargets(db),
    ledgerCodes: new Set(await readLedgerCodes(db)),
    dataset,
  };
}

/** The region, then its ancestors upward. */
export function lineOf(ground: Ground, code: string): string[] {
  const line: string[] = [];
  for (let at = ground.byCode.get(code); at; at = at.parent === null ? undefined : ground.byCode.get(at.parent)) line.push(at.code);
  return line;
}

/** All administrative regions and parks below a code, in table order. */
export function descendantsOf(ground: Ground, code: string): Region[] {
  const inside = new Set<string>();
  const walk = (at: string): void => {
    for (const child of ground.children.get(at) ?? []) {
      inside.add(child.code);
      walk(child.code);
    }
  };
  walk(code);
  return ground.regions.filter((region) => inside.has(region.code) && region.validTo === null);
}

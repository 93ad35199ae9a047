/** Regions as the product knows them. All answers come from the ground; only a past date looks at closed rows. */
import { hasBoundary, shortName, type Region } from '../domain/region.ts';
import { holdsOn, lineIn, type Tree } from '../domain/regionTree.ts';
import { searchText } from './filter.ts';
import { descendantsIn, lineOf, type Ground } from './ground.ts';
import type { RegionRow, RegionsAsk } from './types.ts';

const toRow = (ground: Ground, region: Region, asOf?: string): RegionRow => ({
  ...region,
  ...(asOf === undefined ? {} : { asOf }),
  shortName: shortName(region),
  hasBoundary: hasBoundary(region),
  hasLedger: ground.ledgerCodes.has(region.code),
});

/** Without `parent` all regions of the level are searched; with it its children, or its descendants when a level or a search is given. */
export function findRegionRows(ground: Ground, ask: RegionsAsk): RegionRow[] {
  const { parent, level, kind, asOf } = ask;
  const search = searchText(ask.search);
  const deep = level !== undefined || search !== undefined;
  const tree = asOf === undefined ? ground.tree : ground.treeAt(asOf);
  const among = parent === undefined ? [...tree.byCode.values()] : deep ? descendantsIn(tree, parent) : (tree.children.get(parent) ?? []);
  const text = search?.trim().toLowerCase();
  return among
    .filter(
      (region) =>
        (!level || region.level === level) &&
        (!kind || region.kind === kind) &&
        (!text || region.name.includes(text) || region.code.startsWith(text) || region.nameEn?.toLowerCase().includes(text)),
    )
    .map((region) => toRow(ground, region, asOf));
}

/** Every row of an answer names its region: of now they are made once a ground. */
const NOW = new WeakMap<Ground, Map<string, RegionRow>>();

function rowOfNow(ground: Ground, code: string): RegionRow | undefined {
  const kept = NOW.get(ground) ?? new Map<string, RegionRow>();
  NOW.set(ground, kept);
  const known = kept.get(code);
  if (known !== undefined) return known;
  const found = ground.latest.get(code);
  if (found === undefined) return undefined;
  const made = toRow(ground, found);
  kept.set(code, made);
  return made;
}

export function regionRowsByCode(ground: Ground, codes: readonly string[], asOf?: string): (RegionRow | undefined)[] {
  return codes.map((code) => {
    if (asOf === undefined) return rowOfNow(ground, code);
    const found = ground.regions.find((region) => region.code === code && holdsOn(region, asOf));
    return found && toRow(ground, found, asOf);
  });
}

const treeOf = (ground: Ground, asOf: string | undefined): Tree => (asOf === undefined ? ground.tree : ground.treeAt(asOf));

export const childRows = (ground: Ground, codes: readonly string[], asOf?: string): RegionRow[][] =>
  codes.map((code) => (treeOf(ground, asOf).children.get(code) ?? []).map((region) => toRow(ground, region, asOf)));

export const ancestorRows = (ground: Ground, codes: readonly string[], asOf?: string): RegionRow[][] =>
  codes.map((code) =>
    (asOf === undefined ? lineOf(ground, code) : lineIn(ground.treeAt(asOf), code))
      .slice(1)
      .toReversed()
      .flatMap((above) => (asOf === undefined ? ground.latest : ground.treeAt(asOf).byCode).get(above) ?? [])
      .map((region) => toRow(ground, region, asOf)),
  );

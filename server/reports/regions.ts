/** Regions as the product knows them. All answers come from the ground; only a past date looks at closed rows. */
import { hasBoundary, shortName, type Region } from '../domain/region.ts';
import { descendantsOf, lineOf, type Ground } from './ground.ts';
import type { RegionRow, RegionsAsk } from './types.ts';

const toRow = (ground: Ground, region: Region): RegionRow => ({ ...region, shortName: shortName(region), hasBoundary: hasBoundary(region), hasLedger: ground.ledgerCodes.has(region.code) });

const holdsOn = (region: Region, date: string): boolean => (region.validFrom === null || region.validFrom <= date) && (region.validTo === null || date < region.validTo);

/** Without `parent` all regions of the level are searched; with it its children, or its descendants when a level or a search is given. */
export function findRegionRows(ground: Ground, ask: RegionsAsk): RegionRow[] {
  const { parent, level, kind, search, asOf } = ask;
  const deep = level !== undefined || search !== undefined;
  const below = (): readonly Region[] => (parent === undefined ? [...ground.byCode.values()] : deep ? descendantsOf(ground, parent) : (ground.children.get(parent) ?? []));
  const among = asOf === undefined ? below() : ground.regions.filter((region) => holdsOn(region, asOf) && (parent === undefined || region.parent === parent));
  const text = search?.trim().toLowerCase();
  return among
    .filter((region) => (!level || region.level === level) && (!kind || region.kind === kind) && (!text || region.name.includes(text) || region.code.startsWith(text) || region.nameEn?.toLowerCase().includes(text)))
    .map((region) => toRow(ground, region));
}

export function regionRowsByCode(ground: Ground, codes: readonly string[], asOf?: string): (RegionRow | undefined)[] {
  return codes.map((code) => {
    const found = asOf === undefined ? ground.byCode.get(code) : ground.regions.find((region) => region.code === code && holdsOn(region, asOf));
    return found && toRow(ground, found);
  });
}

export const childRows = (ground: Ground, codes: readonly string[]): RegionRow[][] => codes.map((code) => (ground.children.get(code) ?? []).map((region) => toRow(ground, region)));

export const ancestorRows = (ground: Ground, codes: readonly string[]): RegionRow[][] =>
  codes.map((code) => lineOf(ground, code).slice(1).toReversed().flatMap((above) => ground.byCode.get(above) ?? []).map((region) => toRow(ground, region)));

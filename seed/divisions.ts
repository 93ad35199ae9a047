/** The divisions that ship with the product: nation, provinces, prefectures, counties, and 河南's townships and parks. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NATION, type Region, type RegionKind, type RegionLevel } from '../server/domain/region.ts';
import { SEED } from './folder.ts';
import { parseTable } from './table.ts';

const LEVELS: Readonly<Record<string, RegionLevel>> = { province: 'PROVINCE', prefecture: 'PREFECTURE', county: 'COUNTY' };
/** A park is shown one level below the division it belongs to; it is never added to that division's total. */
const PARK_LEVEL: RegionLevel = 'COUNTY';

const table = (name: string): Record<string, string>[] => parseTable(readFileSync(join(SEED, 'divisions', name), 'utf8'));

const levelOf = (word: string): RegionLevel => {
  const level = LEVELS[word];
  if (level === undefined) throw new Error(`divisions.csv: unknown level ${word}`);
  return level;
};

/**
 * Every division and park, parents before children: one nation, 34 provinces, 333 prefectures, 2 846 counties, 2 494 townships of
 * 河南, 24 parks of 河南. All are open-ended on both sides: the table says what holds, not since when.
 */
export function loadDivisions(): Region[] {
  const english = new Map(table('names-en.csv').map((row) => [row['code'], row['name_en']]));
  const region = (code: string, name: string, level: RegionLevel, parent: string | null, kind: RegionKind = 'ADMINISTRATIVE'): Region => ({
    code,
    name,
    nameEn: english.get(code) ?? null,
    level,
    kind,
    parent,
    validFrom: null,
    validTo: null,
  });
  const under = (name: string, level: RegionLevel | null, kind: RegionKind = 'ADMINISTRATIVE'): Region[] =>
    table(name).map((row) =>
      region(row['code'] as string, row['name'] as string, level ?? levelOf(row['level'] as string), row['parent_code'] as string, kind),
    );
  return [
    region(NATION, '全国', 'NATION', null),
    ...under('divisions.csv', null),
    ...under('townships-41.csv', 'TOWNSHIP'),
    ...under('parks-41.csv', PARK_LEVEL, 'PARK'),
  ];
}

/** Codes of earlier tables → the code that holds today. */
export const loadAliases = (): Map<string, string> =>
  new Map(table('aliases.csv').map((row) => [row['old_code'] as string, row['code'] as string]));

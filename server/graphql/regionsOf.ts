import type { RegionRow } from '../reports/types.ts';
import type { Context } from './context.ts';

export type RegionsByCode = ReadonlyMap<string, RegionRow | undefined>;

/** Regions of many rows by code: one question for the table instead of a promise for each row. */
export async function regionsOf(codes: readonly string[], context: Context): Promise<RegionsByCode> {
  const unique = [...new Set(codes)];
  const found = await (await context.view()).regionsByCode(unique);
  return new Map(unique.map((code, at) => [code, found[at]]));
}

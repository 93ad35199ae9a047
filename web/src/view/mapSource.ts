/** Which file and layer of a map pack hold the shapes of a region's children. */
import type { OverviewRegion } from '../api/overview.ts';

export interface MapSource {
  readonly file: string;
  readonly layer: 'provinces' | 'prefectures' | 'counties';
  /** Only shapes of this parent; null: all of the layer. */
  readonly parent: string | null;
  /** The islands and dashes of the South China Sea belong to the picture. */
  readonly sea: boolean;
}

/** The counties of every prefecture of a province in one picture; null for a region that is none. */
export const countySourceOf = ({ code, level }: Pick<OverviewRegion, 'code' | 'level'>): MapSource | null =>
  level === 'PROVINCE' ? { file: `county/${code}.topo.json`, layer: 'counties', parent: null, sea: code === '460000' } : null;

/** Null: there are no boundaries for that level (townships, parks). */
export function mapSourceOf({ code, level, kind }: Pick<OverviewRegion, 'code' | 'level' | 'kind'>): MapSource | null {
  if (kind === 'PARK') return null;
  if (level === 'NATION') return { file: 'nation.topo.json', layer: 'provinces', parent: null, sea: true };
  if (level === 'PROVINCE') return { file: `province/${code}.topo.json`, layer: 'prefectures', parent: null, sea: code === '460000' };
  if (level === 'PREFECTURE') return { file: `county/${code.slice(0, 2)}0000.topo.json`, layer: 'counties', parent: code, sea: false };
  return null;
}

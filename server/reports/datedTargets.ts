/** All dated targets with who set them. */
import type { Db } from '../db/open.ts';
import { readDatedTargets } from '../db/targets.ts';
import type { IndicatorId } from '../domain/indicators.ts';
import type { DatedTarget } from '../domain/targets.ts';
import type { Ground } from './ground.ts';
import { mustExist } from './selection.ts';

export async function targetsAsked(
  db: Db,
  ground: Ground,
  { indicator, region }: { readonly indicator?: IndicatorId; readonly region?: string },
): Promise<readonly DatedTarget[]> {
  if (region !== undefined) mustExist(ground, region);
  const all = await readDatedTargets(db);
  return all.filter((one) => (indicator === undefined || one.indicator === indicator) && (region === undefined || one.region === region));
}

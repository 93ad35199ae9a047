/** What the address asks of the map, fitted to what this region and this indicator can show. Pure. */
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { OverviewRegion } from '../../api/overview.ts';
import type { Classing, ScaleShown } from '../../state/choices.ts';
import type { Selection } from '../../state/selection.ts';
import { NATION } from '../../state/selection.ts';
import type { MapLayout } from './MapControls.tsx';

export interface MapChoice {
  readonly layout: MapLayout;
  readonly layouts: readonly MapLayout[];
  readonly scale: ScaleShown;
  readonly scales: readonly ScaleShown[];
  readonly classing: Classing;
  /** Bounds of policy in percent; empty where there are none. */
  readonly policy: readonly number[];
}

/** Null for published figures: they have no bounds of policy and no quarter before. */
type Measured = Pick<IndicatorDefinition, 'shape' | 'direction' | 'classes'> | null;

function scalesOf(measured: Measured): readonly ScaleShown[] {
  if (measured === null) return ['rate', 'shortfall'];
  return measured.shape === 'PERCENT' && measured.direction === 'HIGHER' ? ['rate', 'shortfall', 'change'] : ['rate', 'change'];
}

/** Counties stand under a province in two steps, and under the nation in three. */
function layoutsOf({ code, level, kind }: Pick<OverviewRegion, 'code' | 'level' | 'kind'>, measured: Measured): readonly MapLayout[] {
  const counties = code === NATION || (level === 'PROVINCE' && measured !== null);
  const shapes = kind !== 'PARK' && (level === 'NATION' || level === 'PROVINCE' || level === 'PREFECTURE');
  return [...(shapes ? (['map'] as const) : []), 'tiles', ...(counties ? (['counties'] as const) : [])];
}

export function mapChoiceOf(
  region: Pick<OverviewRegion, 'code' | 'level' | 'kind'>,
  measured: Measured,
  { layout, scale, classes }: Pick<Selection, 'layout' | 'scale' | 'classes'>,
): MapChoice {
  const layouts = layoutsOf(region, measured);
  const scales = scalesOf(measured);
  const policy = measured?.classes ?? [];
  return {
    layout: layouts.find((one) => one === layout) ?? layouts[0] ?? 'tiles',
    layouts,
    scale: scales.find((one) => one === scale) ?? 'rate',
    scales,
    classing: classes === 'policy' && policy.length === 0 ? 'quantile' : classes,
    policy,
  };
}

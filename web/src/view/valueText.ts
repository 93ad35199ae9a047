/** How a value of an indicator prints. */
import type { IndicatorDefinition } from '../api/indicators.ts';
import { decimal, percent, THIN } from '../theme/format.ts';

type Printed = Pick<IndicatorDefinition, 'shape' | 'decimals'>;

/** Without its unit, `84.9`. */
export const valueText = (value: number, { shape, decimals }: Printed, missed: number | null = null): string =>
  shape === 'PERCENT' ? percent(value, decimals, missed) : decimal(value, decimals);

interface Banded {
  readonly band?: 'MET' | 'NEAR' | 'MISSED' | null;
  readonly target?: number | null;
}

/** The target that a value misses, its own or else the bound of 达标: what it must not print as. Null where it is met, or there is none. */
export const missedOf = ({ band, target }: Banded, { met }: { readonly met: number | null }): number | null =>
  band === 'NEAR' || band === 'MISSED' ? (target ?? met) : null;

/** With its unit, `84.9 %`, `3.2 家`. */
export const valueWithUnit = (value: number, indicator: Printed, unit: string, missed: number | null = null): string =>
  `${valueText(value, indicator, missed)}${THIN}${unit}`;

export const PERCENT: Printed = { shape: 'PERCENT', decimals: 1 };

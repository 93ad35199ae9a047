/** How a value of an indicator prints. */
import type { IndicatorDefinition } from '../api/indicators.ts';
import { decimal, percent, THIN } from '../theme/format.ts';

type Printed = Pick<IndicatorDefinition, 'shape' | 'decimals'>;

/** Without its unit, `84.9`. */
export const valueText = (value: number, { shape, decimals }: Printed): string =>
  shape === 'PERCENT' ? percent(value, decimals) : decimal(value, decimals);

/** With its unit, `84.9 %`, `3.2 家`. */
export const valueWithUnit = (value: number, indicator: Printed, unit: string): string => `${valueText(value, indicator)}${THIN}${unit}`;

export const PERCENT: Printed = { shape: 'PERCENT', decimals: 1 };

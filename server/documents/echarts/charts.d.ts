// See core.d.ts.
import type { PatternObject } from './core.d.ts';

type Style = Readonly<Record<string, unknown>>;

interface Datum {
  readonly name?: string;
  readonly value?: unknown;
  readonly itemStyle?: { readonly areaColor?: string | PatternObject; readonly borderColor?: string; readonly borderWidth?: number };
  readonly [field: string]: unknown;
}

interface SeriesOption {
  readonly name?: string;
  readonly silent?: boolean;
  readonly z?: number;
  readonly label?: Style | undefined;
  readonly [field: string]: unknown;
}

export interface LineSeriesOption extends SeriesOption {
  readonly type: 'line';
  readonly data?: readonly unknown[];
}
export interface ScatterSeriesOption extends SeriesOption {
  readonly type: 'scatter';
  readonly data?: readonly unknown[];
}
export interface MapSeriesOption extends SeriesOption {
  readonly type?: 'map';
  readonly data?: readonly Datum[];
}

export const LineChart: unknown;
export const MapChart: unknown;
export const ScatterChart: unknown;
export const BarChart: unknown;
export const CustomChart: unknown;

/** The option types of the chart library, with the parts that are bundled. */
import type { ComposeOption } from 'echarts/core';
import type { LineSeriesOption, MapSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GraphicComponentOption, GridComponentOption } from 'echarts/components';

export type { LineSeriesOption, MapSeriesOption };
export type EChartsOption = ComposeOption<
  LineSeriesOption | MapSeriesOption | ScatterSeriesOption | GridComponentOption | GraphicComponentOption
>;

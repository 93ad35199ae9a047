/** Sheets with charts for the writers of slides and reports: figures of 河南 as the demo has them. */
import { toCountBars } from '../../server/documents/charts/counts.ts';
import { paperTheme } from '../../server/documents/charts/look.ts';
import type { NativeChart, Sheet, SheetChart } from '../../server/documents/sheet.ts';
import { barsOption } from '../../web/src/charts/barsOption.ts';
import { SHEET } from './fixtures.ts';

export const QUARTERS = ['2023Q4', '2024Q1', '2024Q2', '2024Q3', '2024Q4', '2025Q1'] as const;

const picture: SheetChart['picture'] = (look, box) =>
  barsOption(
    toCountBars(
      [
        { name: '许昌市', value: 481 },
        { name: '洛阳市', value: 1369 },
      ],
      '许昌市',
    ),
    paperTheme(look, box),
    box,
  );

/** 郑州 has no value in the third quarter; 99.96 must not print as 100.0; the target steps from 70 to 75. */
export const LINES: NativeChart = {
  type: 'line',
  categories: QUARTERS,
  series: [
    { name: '河南省', values: [69.0164835164, 69.8, 70.8, 71.6, 72.7, 73.7] },
    { name: '郑州市', values: [98, 98.5, null, 99, 99.5, 99.96] },
  ],
  focus: '河南省',
  unit: '%',
  decimals: 1,
  min: null,
  max: null,
  target: { name: '目标', values: [70, 70, 70, 70, 70, 75] },
};

export const NAMES = Array.from({ length: 18 }, (_, at) => `第${at + 1}市`);
export const BARS: NativeChart = {
  type: 'bar',
  categories: NAMES,
  series: [{ name: '党的组织覆盖率', values: NAMES.map((_, at) => 70 + at + 1 / 3) }],
  focus: '第1市',
  unit: '%',
  decimals: 1,
  min: 0,
  max: 100,
  target: { name: '目标', values: NAMES.map(() => 80) },
};

export const chart = (id: string, title: string, native: NativeChart | null): SheetChart => ({
  id,
  title: { zh: title, en: id },
  picture,
  native,
});

export const QUERY = { document: 'query Ranking($parent: ID) {\n  ranking(parent: $parent) { rank }\n}', variables: { parent: '410000' } };

export const VIEW: Sheet = {
  ...SHEET,
  title: { zh: '河南省组织覆盖率 79.2\u202f%，许昌市最低', en: 'Henan: coverage 79.2\u202f%, Xuchang is lowest' },
  charts: [chart('trend', '走势', LINES), chart('ranking', '各地排名', BARS), chart('map', '各地', null)],
  queries: [QUERY],
};

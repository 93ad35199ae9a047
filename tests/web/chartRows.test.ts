import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { axisTexts, closeAxis } from '../../web/src/charts/axis.ts';
import { barsOption, type BarsInput } from '../../web/src/charts/barsOption.ts';
import { contributionOption, type ContributionInput } from '../../web/src/charts/contributionOption.ts';
import { dumbbellOption, type DumbbellInput } from '../../web/src/charts/dumbbellOption.ts';
import { heatOption, type HeatInput } from '../../web/src/charts/heatOption.ts';
import { heightOfRows } from '../../web/src/charts/rows.ts';
import { waterfallOption, type WaterfallInput } from '../../web/src/charts/waterfallOption.ts';
import { faults, NAMES, rectsOf, saying, SLIDE, textsOf, THEME } from './charts.fixtures.ts';

const golden = (name: string): string => path.join(import.meta.dirname, '../golden', `${name}.json`);
const printed = (option: unknown): string => `${JSON.stringify(option, null, 2)}\n`;

const bars: BarsInput = {
  rows: [
    {
      name: '周口市',
      key: '411600',
      value: 72.5,
      absence: null,
      text: '72.5',
      state: 'missed',
      note: '差 325 家',
      target: 85,
      focus: true,
    },
    { name: '郑州市', value: 92.4, absence: null, text: '92.4', state: 'met', note: null, target: 85, focus: false },
    { name: '开封市', value: null, absence: 'NOT_RECEIVED', text: '未报送', state: null, note: null, target: 85, focus: false },
  ],
  max: 100,
  ticks: [0, 50, 100].map((at) => ({ at, text: String(at) })),
  target: '目标 85',
};

describe('ranked bars', () => {
  it('draws 72.5, 92.4 and an absence from 0, as the golden bars', async () => {
    await expect(printed(barsOption(bars, THEME, { width: 480, height: 200 }))).toMatchFileSnapshot(golden('bars-option'));
  });

  it('makes bars as long as their values: 72.5 to 92.4', () => {
    const [first, second] = rectsOf(barsOption(bars, THEME, { width: 480, height: 200 })).map(({ shape }) => shape.width);
    expect(Number(first) / Number(second)).toBeCloseTo(72.5 / 92.4, 2);
  });

  it('reports the key of a row where it has one, and its name otherwise', () => {
    const names = rectsOf(barsOption(bars, THEME, { width: 480, height: 200 })).map(({ name }) => name);
    expect(names).toEqual(['411600', '郑州市', '开封市']);
  });

  it('keeps texts apart and whole for 7 regions, one of 12 letters, at a desk, on a phone and on a slide', () => {
    const rows = NAMES.map((name, index) => ({ ...bars.rows[0]!, name, value: 60 + index * 5, text: `${60 + index * 5}.0` }));
    for (const [theme, box] of [
      [THEME, { width: 560, height: heightOfRows(7, THEME) }],
      [THEME, { width: 358, height: heightOfRows(7, THEME) }],
      [SLIDE, { width: 1240, height: 720 }],
    ] as const)
      expect(faults(barsOption({ ...bars, rows }, theme, box), box)).toEqual([]);
  });

  it('is a picture without bars for no rows', () => {
    expect(rectsOf(barsOption({ ...bars, rows: [] }, THEME, { width: 480, height: 200 }))).toEqual([]);
  });
});

const dumbbell: DumbbellInput = {
  rows: [
    { name: '洛阳市', from: { value: 86.9, text: '86.9' }, to: { value: 81.2, text: '81.2' }, moved: '降 2 位', fell: true, focus: true },
    { name: '郑州市', from: { value: 92.4, text: '92.4' }, to: { value: 92.4, text: '92.4' }, moved: null, fell: null, focus: false },
    { name: '开封市', from: { value: 84, text: '84.0' }, to: 'NOT_RECEIVED', moved: null, fell: null, focus: false },
  ],
  names: { from: '正常经营口径', to: '全口径' },
  axis: { min: 80, max: 95, step: 5 },
  cut: '横轴自 80 起',
};

describe('dumbbells of two bases', () => {
  it('draws a fall, no difference and one absence as the golden dumbbells', async () => {
    await expect(printed(dumbbellOption(dumbbell, THEME, { width: 560, height: 220 }))).toMatchFileSnapshot(golden('dumbbell-option'));
  });

  it('keeps values outside their dots, 81.2 on the left and 86.9 on the right, and all texts apart', () => {
    for (const [theme, box] of [
      [THEME, { width: 560, height: 220 }],
      [SLIDE, { width: 1240, height: 600 }],
    ] as const) {
      const option = dumbbellOption(dumbbell, theme, box);
      expect(faults(option, box)).toEqual([]);
      expect([saying(option, '81.2')?.style.align, saying(option, '86.9')?.style.align]).toEqual(['right', 'left']);
    }
  });
});

const waterfall: WaterfallInput = {
  start: { name: '2026Q2', value: 73.1, text: '73.1 %' },
  effects: [
    { name: '分子增加', value: 1, text: '+1.0' },
    { name: '分母扩大', value: -1.6, text: '−1.6' },
  ],
  end: { name: '2026Q3', value: 72.5, text: '72.5 %' },
  axis: { min: 72, max: 74.5, step: 0.5 },
  cut: '纵轴自 72 起',
};

describe('waterfall of a change', () => {
  it('floats +1.0 and −1.6 between 73.1 and 72.5 as the golden waterfall', async () => {
    await expect(printed(waterfallOption(waterfall, THEME, { width: 330, height: 240 }))).toMatchFileSnapshot(golden('waterfall-option'));
  });

  it('begins each effect where the one before ended, and ends at the last level', () => {
    const [start, up, down, end] = rectsOf(waterfallOption(waterfall, THEME, { width: 330, height: 240 })).map(({ shape }) => shape);
    if (!start || !up || !down || !end) throw new Error('4 marks are drawn');
    expect(up.y + up.height).toBeCloseTo(start.y + start.height / 2, 0);
    expect(down.y).toBeCloseTo(up.y, 0);
    expect(down.y + down.height).toBeCloseTo(end.y + end.height / 2, 0);
  });

  it('paints the rise purple and the fall orange, and prints both signs', () => {
    const option = waterfallOption(waterfall, THEME, { width: 330, height: 240 });
    expect(rectsOf(option).map(({ style }) => style.fill)).toEqual([THEME.ink, THEME.up, THEME.down, THEME.ink]);
    expect(faults(option, { width: 330, height: 240 })).toEqual([]);
    expect(faults(waterfallOption(waterfall, SLIDE, { width: 640, height: 640 }), { width: 640, height: 640 })).toEqual([]);
  });

  it('has an axis from 72 to 74.5 in steps of 0.5 for 72.5 to 74.1, printed with one decimal', () => {
    expect(closeAxis([73.1, 74.1, 72.5])).toEqual({ min: 72, max: 74.5, step: 0.5 });
    expect(axisTexts({ min: 72, max: 73, step: 0.5 }).map(({ text }) => text)).toEqual(['72.0', '72.5', '73.0']);
    expect(closeAxis([])).toEqual({ min: 0, max: 100, step: 20 });
    expect(closeAxis([99.9, 100]).max).toBe(100);
  });
});

const heat: HeatInput = {
  columns: ['2025Q3', '2025Q4', '2026Q1'].map((quarter) => ({ tick: quarter.slice(4), group: quarter.slice(0, 4) })),
  rows: [
    {
      name: '洛阳市',
      key: '410300',
      focus: true,
      cells: [
        { fill: 3, text: '84.3' },
        { fill: 4, text: '85.6' },
        { fill: 'NOT_RECEIVED', text: null },
      ],
    },
  ],
  classes: 6,
};

describe('heat map of regions and quarters', () => {
  it('draws two classes and one absence as the golden heat map', async () => {
    await expect(printed(heatOption(heat, THEME, { width: 300, height: 120 }))).toMatchFileSnapshot(golden('heat-option'));
  });

  it('prints all values of a table, or none where they do not fit: 12 quarters on 300 px', () => {
    const columns = Array.from({ length: 12 }, (_, index) => ({
      tick: `Q${(index % 4) + 1}`,
      group: String(2023 + Math.floor(index / 4)),
    }));
    const rows = NAMES.map((name) => ({ name, focus: false, cells: columns.map(() => ({ fill: 2, text: '84.3' })) }));
    const many = (width: number) => heatOption({ columns, rows, classes: 6 }, THEME, { width, height: 260 });
    expect(textsOf(many(900)).filter(({ style }) => style.text === '84.3')).toHaveLength(84);
    expect(textsOf(many(300)).filter(({ style }) => style.text === '84.3')).toHaveLength(0);
    for (const width of [300, 358, 900]) expect(faults(many(width), { width, height: 260 })).toEqual([]);
  });

  it('parts 2025 from 2026 by a gap and paints the pattern of 未报送', () => {
    const [first, second, third] = rectsOf(heatOption(heat, THEME, { width: 300, height: 120 }));
    if (!first || !second || !third) throw new Error('3 fields are drawn');
    expect(third.shape.x - second.shape.x).toBeGreaterThan(second.shape.x - first.shape.x);
    expect(third.style.fill).toBe('pattern NOT_RECEIVED');
  });
});

const contribution: ContributionInput = {
  rows: [
    { name: '太康县', value: -0.42, text: '−0.42', note: '67.6 → 63.5', total: false },
    { name: '川汇区', value: 0.08, text: '+0.08', note: '84.9 → 85.2', total: false },
    { name: '合计', value: -0.58, text: '−0.58', note: null, total: true },
  ],
  ticks: [],
};

describe('contributions to a change', () => {
  it('draws −0.42 to the left of 0 and +0.08 to the right as the golden contributions', async () => {
    await expect(printed(contributionOption(contribution, THEME, { width: 420, height: 140 }))).toMatchFileSnapshot(
      golden('contribution-option'),
    );
  });

  it('ends the one bar where the other begins, and draws none for the total', () => {
    const [left, right, ...more] = rectsOf(contributionOption(contribution, THEME, { width: 420, height: 140 }));
    if (!left || !right) throw new Error('2 bars are drawn');
    expect(left.shape.x + left.shape.width).toBeCloseTo(right.shape.x, 0);
    expect(more).toEqual([]);
  });

  it('keeps texts apart, and stands on one upright when all are 0', () => {
    expect(faults(contributionOption(contribution, THEME, { width: 420, height: 140 }), { width: 420, height: 140 })).toEqual([]);
    const zeros = contribution.rows.map((row) => ({ ...row, value: 0 }));
    expect(
      rectsOf(contributionOption({ rows: zeros, ticks: [] }, THEME, { width: 420, height: 140 })).every(({ shape }) => shape.width === 0),
    ).toBe(true);
  });
});

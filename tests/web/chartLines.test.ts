import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOption, type LinesInput, type LinesLine } from '../../web/src/charts/linesOption.ts';
import { faults, NAMES, saying, SLIDE, textsOf, THEME } from './charts.fixtures.ts';

const golden = (name: string): string => path.join(import.meta.dirname, '../golden', `${name}.json`);
const printed = (option: unknown): string => `${JSON.stringify(option, null, 2)}\n`;

const QUARTERS = ['2025Q1', '2025Q2', '2025Q3', '2025Q4'];
const lineOf = (name: string, values: readonly (number | null)[], more: Partial<LinesLine> = {}): LinesLine => ({
  name,
  voice: 'mute',
  dashed: false,
  values,
  end: String(values.findLast((value) => value !== null)),
  ...more,
});
const lines: LinesInput = {
  ticks: ['2025Q1', 'Q2', 'Q3', 'Q4'],
  longTicks: QUARTERS,
  lines: [lineOf('洛阳', [84.2, 84.9, null, 86.9], { voice: 'lead', key: '410300' }), lineOf('开封', [84, 84.1, 84.9, 86.8])],
  targets: [{ values: [82, 82, 85, 85], texts: ['目标 82', '目标 82', '目标 85', '目标 85'] }],
  axis: { min: 80, max: 90, step: 2 },
  current: 3,
  breaks: [{ at: 2, word: '区划调整' }],
  cut: '纵轴自 80 起',
};

describe('lines over the quarters', () => {
  it('leads the names 86.9 and 86.8 apart, keeps a gap and says break and cut, as the golden lines', async () => {
    await expect(printed(linesOption(lines, THEME, { width: 640, height: 260 }))).toMatchFileSnapshot(golden('lines-option'));
  });

  it('names 12 lines that end within 2 points without two names meeting, at a desk, on a phone and on a slide', () => {
    const many = Array.from({ length: 12 }, (_, index) => lineOf(`${NAMES[index % 7]!.slice(0, 4)}${index}`, [84, 85, 85, 86 + index / 6]));
    for (const [theme, box] of [
      [THEME, { width: 900, height: 300 }],
      [THEME, { width: 358, height: 300 }],
      [SLIDE, { width: 1240, height: 720 }],
    ] as const) {
      const option = linesOption({ ...lines, lines: many }, theme, box);
      expect(faults(option, box)).toEqual([]);
      expect(textsOf(option).filter(({ style }) => /\d+ \d/.test(style.text) && !style.text.startsWith('目标'))).not.toHaveLength(0);
      for (const { name, end } of many) expect(saying(option, `${name} ${end}`)).toBeDefined();
    }
  });

  it('draws no stroke across a break of a line, though both sides have a value', () => {
    const option = linesOption({ ...lines, lines: [lineOf('洛阳', [81, 82, 85, 86], { breaks: [2] })], targets: [] }, THEME, {
      width: 640,
      height: 260,
    });
    const series = Array.isArray(option.series) ? option.series : [];
    const values = series.map((one) =>
      'data' in one && Array.isArray(one.data) ? one.data.map((datum) => (datum as { value: unknown }).value) : [],
    );
    expect(values).toEqual([
      [81, 82, '-', '-'],
      ['-', '-', 85, 86],
    ]);
  });

  it('leaves names out of one of many small pictures', () => {
    const option = linesOption({ ...lines, breaks: [], cut: null, small: true }, THEME, { width: 200, height: 110 });
    expect(textsOf(option)).toEqual([]);
  });

  it('prints the name of a line that has no value at all nowhere', () => {
    const option = linesOption({ ...lines, lines: [lineOf('洛阳', [null, null, null, null])], targets: [] }, THEME, {
      width: 640,
      height: 260,
    });
    expect(textsOf(option).map(({ style }) => style.text)).toEqual(['区划调整', '纵轴自 80 起']);
  });
});

import { describe, expect, it } from 'vitest';
import { toCountBars } from '../../server/documents/charts/counts.ts';
import { paperTheme, textSize } from '../../server/documents/charts/look.ts';
import { rangesOf } from '../../server/documents/charts/legend.ts';
import { pictureOf } from '../../server/documents/composition.ts';
import { drawPng, drawSvg, FONT_FILES, paint } from '../../server/documents/picture.ts';
import type { SheetChart } from '../../server/documents/sheet.ts';
import { measure, wrap } from '../../server/documents/wrap.ts';
import { barsOption } from '../../web/src/charts/barsOption.ts';
import { SHEET } from './fixtures.ts';

const bars = toCountBars(
  [
    { name: '党委', value: 15 },
    { name: '党支部', value: 6050 },
  ],
  '党支部',
);
const CHART: SheetChart = {
  id: 'forms',
  title: { zh: '组织形式', en: 'Forms' },
  picture: (look, box) => barsOption(bars, paperTheme(look, box), box),
  native: null,
};
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('a chart without a browser', () => {
  it('is drawn as SVG of 640 × 360 with its names and values as text', () => {
    const svg = drawSvg(CHART, 'light', { width: 640, height: 360 });
    expect(svg).toMatch(/^<svg width="640" height="360"/);
    expect(['党委', '党支部', '15', '6\u202f050'].filter((text) => !svg.includes(`>${text}</text>`))).toEqual([]);
    expect(svg).toContain('Noto Sans SC');
    expect(svg).not.toContain('<image');
  });

  it('is painted as PNG, at scale 2 with twice as many pixels', async () => {
    expect(sizeOf(await drawPng(CHART, 'light', { width: 320, height: 180 }, 2))).toEqual([640, 360]);
  });

  it('is nothing where the chart has no picture', () => {
    expect(drawSvg({ ...CHART, picture: null }, 'dark', { width: 10, height: 10 })).toBe('');
  });

  it('sets letters of 12 on a page and of 22 on a slide', () => {
    expect([textSize({ width: 640, height: 360 }), textSize({ width: 1600, height: 620 })]).toEqual([12, 22]);
  });

  it('ships the two weights it paints with', () => {
    expect(FONT_FILES.map((file) => file.replace(/.*_/, ''))).toEqual(['400Regular.ttf', '700Bold.ttf']);
  });
});

describe('the picture of a view', () => {
  it('has title, subtitle, finding, table, footer and the mark of sample figures', () => {
    const svg = pictureOf(SHEET, 'light', 'zh');
    expect(svg).toMatch(/^<svg [^>]*width="1600" height="900"/);
    for (const text of [
      '洛阳市组织覆盖率 75.0 %',
      '西工区最低，50.0 %。',
      '示例数据',
      '66.7',
      '99.9',
      '未报送',
      '−1.3',
      '口径\u2002正常经营',
    ])
      expect([text, svg.includes(text)]).toEqual([text, true]);
  });

  it('writes a name that holds & < > so that it stays text', () => {
    const svg = pictureOf({ ...SHEET, title: { zh: '<script>&"', en: '' } }, 'light', 'zh');
    expect(svg).toContain('&lt;script&gt;&amp;&quot;');
    expect(svg).not.toContain('<script>');
  });

  it('takes the ground of its theme: white, or #12161b in the dark', () => {
    expect(
      [pictureOf(SHEET, 'light', 'zh'), pictureOf(SHEET, 'dark', 'en')].map(
        (svg) => /<rect width="1600" height="900" fill="([^"]+)"/.exec(svg)?.[1],
      ),
    ).toEqual(['#ffffff', '#12161b']);
  });

  it('paints hanzi: two different titles give two different pictures', async () => {
    const png = async (zh: string) => paint(pictureOf({ ...SHEET, title: { zh, en: '' } }, 'light', 'zh'), 0.25);
    const [one, other] = [await png('洛阳市'), await png('许昌市')];
    expect(sizeOf(one)).toEqual([400, 225]);
    expect(one.equals(other)).toBe(false);
  });
});

describe('lines of a text', () => {
  it('counts the wide spaces of a footer at their width: 1 letter between two entries, a half behind a term', () => {
    expect([measure('\u2003', 15), measure('\u2002', 15)]).toEqual([15, 7.5]);
    const footer = ['口径\u2002正常经营', '筛选\u2002社会组织', '截至\u20022026'].join('\u2003');
    expect(wrap(footer, measure(footer, 15) - 1, 15)).toHaveLength(2);
  });

  it('are none wider than asked for, and lose no letter', () => {
    const text = '河南省组织覆盖率比上季上升 0.9 个百分点，按两季都已报送的 155 个填报地区计：分子增加 330 家拉动 +1.9 个百分点。';
    const lines = wrap(text, 300, 20);
    expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    // A closing sign may hang over by its own width.
    expect(lines.filter((line) => measure(line, 20) > 320)).toEqual([]);
  });

  it('never begin with ， and never part 330 from 家', () => {
    expect(wrap('甲乙丙，丁', 60, 20)).toEqual(['甲乙丙，', '丁']);
    expect(wrap('增加330\u202f家', 80, 20)).toEqual(['增加', '330\u202f家']);
  });
});

it('a legend names its classes <60, 60–70, ≥70, and below 0 with a true minus', () => {
  expect(rangesOf([60, 70])).toEqual(['<60', '60–70', '≥70']);
  expect(rangesOf([-0.5, 0.5])).toEqual(['<−0.5', '−0.5 – 0.5', '≥0.5']);
});

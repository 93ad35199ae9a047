import { describe, expect, it } from 'vitest';
import { waterfallSeries } from '../../server/documents/charts/split.ts';
import { toDeck } from '../../server/documents/officeDeck.ts';
import { SIZES } from '../../server/documents/officeLayout.ts';
import { widthOf } from '../../server/documents/officeText.ts';
import { writePptx } from '../../server/documents/pptx.ts';
import type { Frame, Lang, Room } from '../../web/src/state/selection.ts';
import { LOOKS } from '../../web/src/theme/design.ts';
import { partsOf } from './archive.ts';
import { chart, VIEW } from './officeFixtures.ts';

const INPUT = {
  start: { name: '2026Q2', value: 78.3, text: '78.3 %' },
  effects: [
    { name: 'numerator', value: 1.87, text: '+1.87' },
    { name: 'denominator', value: -0.94, text: '\u22120.94' },
  ],
  end: { name: '2026Q3', value: 79.23, text: '79.2 %' },
  axis: { min: 78, max: 81, step: 1 },
  cut: null,
};
const native = waterfallSeries(INPUT, 1, 'zh');
const sheet = { ...VIEW, charts: [chart('split', '分子与分母的影响', native)], tables: [] };

describe('a change from 78.3 by +1.87 and −0.94 to 79.23', () => {
  const [ground, adds, takes, reached] = native.series.map(({ values }) => values);

  it('floats: 1.87 on 78.3, then 0.94 hanging from 80.17, and every level is the one before it and its effect', () => {
    expect(ground?.[1]).toBe(78.3);
    expect(Number(ground?.[2])).toBeCloseTo(79.23, 10);
    expect([adds, takes]).toEqual([
      [null, 1.87, null, null],
      [null, null, 0.94, null],
    ]);
    expect(Number(reached?.[1])).toBeCloseTo(80.17, 10);
    expect([reached?.[0], reached?.[3]]).toEqual([78.3, 79.23]);
  });

  it('is stacked columns of a slide, the lowest without colour, with two ticks and four numbers, a fall named below its end', async () => {
    const parts = await partsOf(await writePptx([sheet], 'zh', 'light', '16:9'));
    const xml = String([...parts].find(([name]) => /^ppt\/charts\/chart\d+\.xml$/.test(name))?.[1]);
    const [lowest = '', up = '', down = '', level = ''] = [...xml.matchAll(/<c:ser>.*?<\/c:ser>/gs)].map(([text]) => text);
    const colour = (name: 'chg-up' | 'chg-down'): string =>
      `<c:spPr><a:solidFill><a:srgbClr val="${LOOKS.light[name].slice(1).toUpperCase()}"/>`;
    expect(xml).toContain('<c:barDir val="col"/><c:grouping val="stacked"/>');
    expect(xml).not.toContain('<c:legend>');
    expect(lowest).toContain('<c:spPr><a:noFill/>');
    expect([up.includes(colour('chg-up')), down.includes(colour('chg-down'))]).toEqual([true, true]);
    expect(level.match(/<c:symbol val="dash"\/>/g)).toHaveLength(2);
    expect([...level.matchAll(/<c:dLblPos val="(\w)"\/>/g)].map(([, place]) => place)).toEqual(['t', 't', 'b', 't']);
    expect([...level.matchAll(/<a:t>([^<]*)</g)].map(([, text]) => text)).toEqual(['+1.87', '\u22120.94']);
  });

  const shows = (['16:9', '4:3'] as const).flatMap((frame) =>
    (['meeting', 'hall'] as const).flatMap((room) => (['zh', 'en'] as const).map((lang) => [frame, room, lang] as const)),
  );
  it.each(shows)('stands on %s in the room %s in %s with its four names whole', (frame: Frame, room: Room, lang: Lang) => {
    const [slide] = toDeck([sheet], lang, frame, room);
    const drawn = slide?.chart;
    const widest = Math.max(...native.categories.map(widthOf)) * Number(drawn?.sizes.axis);
    expect(drawn?.across).toBe(false);
    expect(drawn?.sizes.axis).toBeGreaterThanOrEqual(SIZES.meeting.body);
    expect(widest).toBeLessThan(Number(drawn?.place.w) / native.categories.length);
  });
});

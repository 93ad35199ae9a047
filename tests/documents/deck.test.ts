import { describe, expect, it } from 'vitest';
import { toDeck } from '../../server/documents/officeDeck.ts';
import { tablePieces } from '../../server/documents/officeDeckTable.ts';
import { layOut, SIZES } from '../../server/documents/officeLayout.ts';
import { slideWidths } from '../../server/documents/officeTable.ts';
import { widthOf } from '../../server/documents/officeText.ts';
import { contrast, mutedBar, overBar } from '../../server/documents/pptxSeries.ts';
import type { Sheet, Table } from '../../server/documents/sheet.ts';
import { LOOKS, projected } from '../../web/src/theme/design.ts';
import { BARS, chart, LINES, VIEW } from './officeFixtures.ts';

const named = (title: string, more: Partial<Sheet> = {}): Sheet => ({ ...VIEW, title: { zh: title, en: title }, ...more });
const titles = (sheets: readonly Sheet[], frame: '4:3' | '16:9' = '16:9') => toDeck(sheets, 'zh', frame).map(({ title }) => title);

const [ranking] = VIEW.tables;
if (ranking === undefined) throw new Error('the sheet has no table');
const rowsOf = (count: number): Table => ({
  ...ranking,
  rows: Array.from({ length: count }, (_, at) => [`第${at + 1}市`, 70, 7, 10, 1, '2025-12-31']),
});
const other = { charts: [chart('ranking', '排名', BARS)], tables: [rowsOf(3)] };

describe('a deck of two views', () => {
  it('has two slides that state a finding, and only then the tables, 1 and 2', () => {
    expect(titles([named('甲'), named('乙', other)])).toEqual(['甲', '乙', '附表 1\u3000走势', '附表 2\u3000各地排名']);
  });

  it('shows a table once that both views have', () => {
    expect(titles([named('甲', other), named('乙', other)])).toEqual(['甲', '乙', '附表 1\u3000各地排名']);
  });

  it('names the first column of a table of lines 报告期', () => {
    const deck = toDeck([named('甲'), named('乙', other)], 'zh', '16:9');
    expect(deck.find(({ table }) => table !== null)?.table?.heads[0]).toBe('报告期');
  });

  it('leaves out a table of one row, whose numbers stand in the finding', () => {
    const single = { ...other, tables: [rowsOf(1)] };
    expect(titles([named('甲', single), named('乙', single)])).toEqual(['甲', '乙']);
  });

  it('gathers the bullets that find no room beside their charts on one slide behind the findings', () => {
    const long = { zh: '很长的一句话，'.repeat(40), en: '' };
    const wordy = { ...other, bullets: [long, long] };
    expect(titles([named('甲', wordy), named('乙', wordy)], '4:3').slice(0, 3)).toEqual(['甲', '乙', '其余要点']);
  });
});

describe('bars on a slide', () => {
  const drawn = (count: number, frame: '4:3' | '16:9') => {
    const series = BARS.series.map((one) => ({ ...one, values: one.values.slice(0, count) }));
    const bars = { ...BARS, categories: BARS.categories.slice(0, count), series };
    return toDeck([named('甲', { charts: [chart('ranking', '排名', bars)], tables: [] })], 'zh', frame)[0]?.chart;
  };

  it('have at least 20 points each at 4:3 when they are seven', () => {
    expect(Number(drawn(7, '4:3')?.place.h) / 7).toBeGreaterThan(20);
  });

  it('are all 18 drawn at 16:9, in letters of 14.5 points', () => {
    const found = drawn(18, '16:9');
    expect([found?.native?.categories.length, found?.sizes.axis]).toEqual([18, 14.5]);
  });

  it('lie down in a hall, where the names of four columns would not stand side by side', () => {
    const four = {
      ...BARS,
      categories: ['党委', '党总支', '党支部', '联合党支部'],
      series: [{ name: '数', values: [1, 2, 3, 4] }],
      target: null,
    };
    const sheet = named('甲', { charts: [chart('forms', '形式', four)], tables: [] });
    expect((['meeting', 'hall'] as const).map((room) => toDeck([sheet], 'zh', '4:3', room)[0]?.chart?.across)).toEqual([false, true]);
  });
});

describe('a hall', () => {
  it('is set 1.6 times as large as a meeting room', () => {
    const { hall, meeting } = SIZES;
    expect([hall.body / meeting.body, hall.value / meeting.value].map((factor) => factor.toFixed(1))).toEqual(['1.6', '1.6']);
  });

  it('is shown the finding alone: no bullets, no line under the title, fewer bars, four lines, no appendix', () => {
    const values = LINES.series[0]?.values ?? [];
    const many = { ...LINES, series: Array.from({ length: 9 }, (_, at) => ({ name: `线${at}`, values })), focus: '线8' };
    const sheets = [named('甲', { charts: [chart('lines', '走势', many)] }), named('乙', { charts: [chart('bars', '排名', BARS)] })];
    const deck = toDeck(sheets, 'zh', '16:9', 'hall');
    expect(deck.map(({ title, subtitle, words }) => [title, subtitle, words])).toEqual([
      ['甲', '', null],
      ['乙', '', null],
    ]);
    expect(deck[0]?.chart?.native?.series.map(({ name }) => name)).toEqual(['线0', '线1', '线2', '线8']);
    expect(Number(deck[1]?.chart?.native?.categories.length)).toBeLessThan(18);
    expect(deck[0]?.notes).toContain('西工区最低，50.0 %。');
  });
});

describe('a table on slides', () => {
  const at = (count: number) => tablePieces(rowsOf(count), 'zh', { w: 880, h: 320 }, SIZES.meeting);

  it('shows all of 19 rows on three slides of at most seven, and none is hidden', () => {
    expect([at(19).pieces.map(({ rows }) => rows.length), at(19).hidden]).toEqual([[7, 7, 5], 0]);
  });

  it('shows 21 of 812 rows', () => {
    expect([at(812).pieces.length, at(812).hidden]).toEqual([3, 791]);
  });

  it('leaves room for Pingdingshan, 2024Q4 and 10–49 人 on one line each', () => {
    const texts = { heads: ['名', '期', '规模', '数'], rows: [['Pingdingshan', '2024Q4', '10–49 人', '1']] };
    const { value, axis } = SIZES.meeting;
    const widths = slideWidths(texts, value, axis, 660);
    expect(texts.rows[0]?.map((text, column) => widthOf(text) * value * 1.14 <= Number(widths[column]) - 12)).toEqual([
      true,
      true,
      true,
      true,
    ]);
  });
});

describe('the footer', () => {
  it('ends before the page number where one entry is longer than a row', () => {
    const entries = [{ term: { zh: '来源', en: 'Source' }, detail: { zh: '很长的出处；'.repeat(20), en: '' } }];
    const { footer, number } = layOut('16:9', 'meeting', { title: '甲', subtitle: '' }, { entries, demo: true }, 'zh');
    expect(footer.x + footer.w).toBeLessThanOrEqual(number.x);
  });
});

describe('muted bars', () => {
  it('stand out from the dark ground by 3:1 and from the bar in focus by 1.5:1', () => {
    const look = projected(LOOKS.dark);
    expect(contrast(mutedBar(look), look.paper)).toBeGreaterThanOrEqual(3);
    expect(contrast(mutedBar(look), look['series-1'])).toBeGreaterThanOrEqual(1.5);
  });

  it('carry numbers of 7:1 in all three looks', () => {
    const looks = [LOOKS.light, LOOKS.dark, LOOKS.contrast].map(projected);
    expect(looks.map((look) => contrast(mutedBar(look), overBar(mutedBar(look), look)) >= 7)).toEqual([true, true, true]);
  });
});

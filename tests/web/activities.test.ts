import { describe, expect, test } from 'vitest';
import type { ActivityRow, HeatAnswer } from '../../web/src/api/activities.ts';
import {
  activitiesOf,
  chosenActivity,
  inGroups,
  toActivityLines,
  toColumns,
  toHeat,
  toHeatLegend,
  yearsOf,
} from '../../web/src/features/activities/toActivities.ts';
import { activitiesWords } from '../../web/src/i18n/activities.ts';
import { DATASET, INDICATOR } from './overview.fixtures.ts';

const words = activitiesWords.zh;
const MEETINGS = {
  ...INDICATOR,
  id: 'MEETINGS_HELD' as const,
  group: 'ACTIVITY' as const,
  flow: true,
  denominator: ['meetings_due'],
  met: 80,
  classes: [60, 80],
};
const TRAINED = {
  ...INDICATOR,
  id: 'TRAINED' as const,
  group: 'GROWTH' as const,
  groupLabel: { zh: '发展与培训', en: 'Growth' },
  flow: true,
  shape: 'COUNT' as const,
  decimals: 0,
  unit: { zh: '人次', en: 'persons' },
  denominator: null,
  denominatorLabel: null,
  classes: [],
};
const LOAD = {
  ...INDICATOR,
  id: 'INSTRUCTOR_LOAD' as const,
  group: 'ACTIVITY' as const,
  flow: false,
  shape: 'RATIO' as const,
  unit: { zh: '家', en: 'units' },
};

const row = (indicator: ActivityRow['indicator'], rate: ActivityRow['rate']): ActivityRow => ({
  indicator,
  asOf: '2025-12-31',
  rate,
  changeOnPrevious: null,
  changeOnYear: null,
  target: null,
  gap: null,
  band: null,
  receipt: { expected: 1, received: 1, onTime: 1, accepted: 1, carriedForward: 0 },
});

describe('activities', () => {
  test('what happens in a quarter before what stands at its end, the group of activities before that of growth', () => {
    expect(activitiesOf([TRAINED, LOAD, INDICATOR, MEETINGS]).map(({ id }) => id)).toEqual(['MEETINGS_HELD', 'INSTRUCTOR_LOAD', 'TRAINED']);
    expect(chosenActivity([MEETINGS, TRAINED], 'PARTY_ORG_COVERAGE')?.id).toBe('MEETINGS_HELD');
  });

  test('24 of 30 meetings: held, due, 80.0 with its bar; a count has neither due nor bar; unknown is its reason', () => {
    const lines = toActivityLines(
      [
        row('MEETINGS_HELD', { numerator: 24, denominator: 30, value: 80, missing: null }),
        row('TRAINED', { numerator: 1200, denominator: null, value: 1200, missing: null }),
      ],
      [MEETINGS, TRAINED, LOAD],
      DATASET,
      words,
      'zh',
    );
    expect(lines.map(({ held, due, rate, length, counted, absence }) => [held, due, rate, length, counted, absence])).toEqual([
      ['24', '30', '80.0', 80, '次', null],
      ['1\u202f200', '', '', null, '人次', null],
      ['', '', '', null, '家', '未报送'],
    ]);
    expect(inGroups(lines).map(({ group, lines: of }) => [group, of.length])).toEqual([
      ['覆盖', 2],
      ['发展与培训', 1],
    ]);
  });

  test('120 of 100 issues is 120.0 with a bar that ends at 100', () => {
    const [line] = toActivityLines(
      [row('MEETINGS_HELD', { numerator: 120, denominator: 100, value: 120, missing: null })],
      [MEETINGS],
      DATASET,
      words,
      'zh',
    );
    expect([line?.rate, line?.length]).toEqual(['120.0', 100]);
  });

  test('quarters stand under their year: 2024Q4 alone, four in 2025', () => {
    const columns = toColumns(['2024Q4', '2025Q1', '2025Q2', '2025Q3', '2025Q4']);
    expect(columns.map(({ tick, opensYear }) => `${tick}${opensYear ? '|' : ''}`)).toEqual(['Q4|', 'Q1|', 'Q2', 'Q3', 'Q4']);
    expect(yearsOf(columns)).toEqual([
      { year: '2024', quarters: 1 },
      { year: '2025', quarters: 4 },
    ]);
  });
});

const region = { code: '410300', name: '洛阳市', nameEn: null };
const HEAT: HeatAnswer = {
  whole: [
    {
      region: { code: '410000', name: '河南省', nameEn: null },
      period: '2025Q4',
      rate: { numerator: 500, denominator: 800, value: 62.5, missing: null },
      target: null,
      band: null,
    },
  ],
  parts: [
    { region, period: '2025Q3', rate: { numerator: null, denominator: null, value: null, missing: 'REJECTED' }, target: null, band: null },
    { region, period: '2025Q4', rate: { numerator: 85, denominator: 100, value: 85, missing: null }, target: null, band: null },
  ],
  ranking: [],
};
const place = { indicator: MEETINGS, periods: ['2025Q3', '2025Q4'], dataset: DATASET, lang: 'zh' as const };

describe('the field of quarters', () => {
  test('85 % lies in the highest of three policy classes, a returned ledger is its pattern and word', () => {
    const heat = toHeat(HEAT, place);
    expect(heat.rows[0]?.fields.map(({ text, title, className }) => [text, title, className])).toEqual([
      ['', '退回、未审', 'absent-rejected'],
      ['85.0', '85 / 100', 'rate-6'],
    ]);
    expect(heat.whole?.fields[1]?.text).toBe('62.5');
  });

  test('the legend names the three classes and the one reason that occurs', () => {
    expect(toHeatLegend(toHeat(HEAT, place), MEETINGS, words).map(({ text }) => text)).toEqual(['< 60', '60–80', '≥ 80', '退回、未审']);
  });

  test('the whole of a count has no shade: its sum is not to be compared with its parts', () => {
    const heat = toHeat(HEAT, { ...place, indicator: TRAINED });
    expect(heat.whole?.fields[1]?.className).toBe('plain');
    expect(heat.classes?.relative).toBe(true);
  });

  test('a region without parts has neither classes nor legend', () => {
    const heat = toHeat({ ...HEAT, parts: [] }, place);
    expect([heat.rows.length, heat.classes, toHeatLegend(heat, MEETINGS, words)]).toEqual([0, null, []]);
  });
});

import { describe, expect, it } from 'vitest';
import type { ChildRegion, PublishedSeries, TrendPoint } from '../../web/src/api/overview.ts';
import { ABSENCES } from '../../web/src/charts/patterns.ts';
import { hasLedger, ledgerCodes } from '../../web/src/features/overview/context.ts';
import { mapSourceOf } from '../../web/src/features/overview/mapSource.ts';
import { fillClass } from '../../web/src/features/overview/swatch.ts';
import { toCard } from '../../web/src/features/overview/toCard.ts';
import { rangesOf, toLegend } from '../../web/src/features/overview/toLegend.ts';
import { mainSurvey, toBlankRows, toPublishedCard, toPublishedRows } from '../../web/src/features/overview/toPublished.ts';
import { classesOf, orderRows, toMark, toRows } from '../../web/src/features/overview/toRows.ts';
import { toSeries, yearOf } from '../../web/src/features/overview/toSeries.ts';
import { toTrend } from '../../web/src/features/overview/toTrend.ts';
import { overviewWords } from '../../web/src/i18n/overview.ts';
import { THIN } from '../../web/src/theme/format.ts';
import { CARD, DATASET, INDICATOR, published, rank } from './overview.fixtures.ts';

const words = overviewWords.zh;
const classes = classesOf(INDICATOR, []);
const rows = toRows({
  ranking: [
    rank('1', 72.5, { band: 'MISSED', gap: 13, changeOnPrevious: -0.6 }),
    rank('2', 85, { band: 'MET', gap: 0, target: 80 }),
    rank('3', null),
  ],
  indicator: INDICATOR,
  classes,
  dataset: DATASET,
  lang: 'zh',
});

describe('rows of map and ranking', () => {
  it('prints 72.5 with its sign ▼, class 70–75, gap 13 and change −0.6', () => {
    expect(rows[0]).toMatchObject({
      text: '72.5',
      sign: '▼',
      fill: 1,
      gap: '13',
      onPrevious: { text: '−0.6', direction: 'down' },
      target: 85,
      absence: null,
    });
  });

  it('prints a gap of 0 as «—» and prefers the dated target 80 to the bound 85', () => {
    expect(rows[1]).toMatchObject({ gap: '—', target: 80, sign: null, fill: 4 });
  });

  it('gives a region that did not report its reason as fill and word, and no rank', () => {
    expect(rows[2]).toMatchObject({ fill: 'NOT_RECEIVED', text: '未报送', absence: '未报送', value: null, rank: '', parts: null });
  });

  it('keeps the 1 region without a value last when the best come first', () => {
    expect(orderRows(rows, 'high').map(({ code }) => code)).toEqual(['2', '1', '3']);
    expect(orderRows(rows.toReversed(), 'code').map(({ code }) => code)).toEqual(['1', '2', '3']);
  });

  it('cuts classes from the values themselves where an indicator has no policy classes', () => {
    expect(classesOf({ ...INDICATOR, classes: [] }, [rank('1', 1), rank('2', 9)])).toMatchObject({ relative: true });
    expect(classes).toEqual({ edges: [70, 75, 80, 85, 90], relative: false });
  });
});

describe('the legend', () => {
  it('counts the 3 regions in 6 classes, 3 states and every absence, zeros included', () => {
    const marks = (['MISSED', 'NEAR', 'MET'] as const).flatMap((band) => toMark(band, DATASET, 'zh') ?? []);
    const legend = toLegend(
      rows,
      classes,
      marks,
      ABSENCES.map((absence) => ({ absence, word: absence })),
    );
    expect(legend.classes.map(({ count }) => count)).toEqual(['0', '1', '0', '0', '1', '0']);
    expect(legend.marks.map(({ count }) => count)).toEqual(['1', '0', '1']);
    expect(legend.absences).toHaveLength(ABSENCES.length);
    expect(legend.absences.filter(({ none }) => !none).map(({ absence }) => absence)).toEqual(['NOT_RECEIVED']);
  });

  it('names 6 ranges for 5 edges and none for no edge', () => {
    expect(rangesOf([70, 75, 80, 85, 90])).toEqual(['<70', '70–75', '75–80', '80–85', '85–90', '≥90']);
    expect(rangesOf([])).toEqual(['']);
  });

  it('gives the ends of the ramp to the ends of 5 classes', () => {
    expect([0, 1, 2, 3, 4].map((index) => fillClass(index, 5))).toEqual(['rate-1', 'rate-2', 'rate-4', 'rate-5', 'rate-6']);
    expect(fillClass('ZERO_DENOMINATOR', 5)).toBe('absent-zero-denominator');
  });
});

describe('a card', () => {
  it('says 84.9 with target 85, gap 37, both counts, both changes and 16 of 18 received', () => {
    const card = toCard({ card: CARD, indicator: INDICATOR, dataset: DATASET, words, lang: 'zh' });
    expect(card).toMatchObject({
      value: { text: '84.9' },
      target: { at: 85, text: '目标 85' },
      mark: { kind: 'near', word: '接近' },
      absence: null,
    });
    expect(card.facts.map(({ term, strong }) => `${term} ${strong}`)).toEqual([
      '差额 37',
      `分子 / 分母 31${THIN}504 / 37${THIN}106`,
      '环比 +0.5',
      '同比 −2.4',
      '报送 16/18',
    ]);
  });

  it('gives the reason instead of a value and leaves out what cannot be known', () => {
    const rate = { numerator: null, denominator: null, value: null, missing: 'REJECTED' as const };
    const card = toCard({
      card: { ...CARD, rate, gap: null, band: null, changeOnPrevious: null, changeOnYear: null },
      indicator: INDICATOR,
      dataset: DATASET,
      words,
      lang: 'zh',
    });
    expect(card).toMatchObject({ value: null, mark: null, absence: { absence: 'REJECTED', word: '退回、未审' } });
    expect(card.facts.map(({ term }) => term)).toEqual(['报送']);
  });
});

describe('the trend', () => {
  const point = (period: string, value: number | null, target: number | null = null): TrendPoint => ({
    period,
    indicator: 'PARTY_ORG_COVERAGE',
    rate: { value, missing: value === null ? 'NOT_RECEIVED' : null },
    target,
  });
  const trendOf = (points: TrendPoint[]) => toTrend({ points, indicators: [INDICATOR], current: '2025Q4', words, lang: 'zh' });

  it('keeps a missing quarter as a gap between 3 periods and names a target where it begins', () => {
    const trend = trendOf([point('2025Q4', 84.9, 85), point('2025Q2', 79.7, 80), point('2025Q3', null, 85)]);
    expect(trend?.ticks).toEqual(['2025Q2', 'Q3', '2025Q4']);
    expect(trend?.lines[0]?.values).toEqual([79.7, null, 84.9]);
    expect(trend?.lines[0]?.end).toBe(`84.9${THIN}%`);
    expect(trend?.targets[0]?.texts).toEqual(['目标 80', '目标 85', null]);
    expect(trend?.current).toBe(2);
  });

  it('is empty when none of 2 periods has a value, and draws no target that never was', () => {
    expect(trendOf([point('2025Q3', null), point('2025Q4', null)])).toBeNull();
    expect(trendOf([point('2025Q3', 50), point('2025Q4', 51)])?.targets).toEqual([]);
  });
});

describe('published figures', () => {
  const child = (code: string): ChildRegion => ({
    code,
    name: `${code}省`,
    nameEn: null,
    shortName: code,
    level: 'PROVINCE',
    kind: 'ADMINISTRATIVE',
    hasLedger: false,
  });
  const rates = [published('100000', 22.6), published('1', 30), published('2', 11.3), published('1', 80, '2013-12-31', 'speech')];
  const ask = {
    rates,
    region: '100000',
    children: [child('1'), child('2'), child('710000')],
    ledgers: new Set(['2']),
    words,
    lang: 'zh' as const,
  };

  it('compares only the 3 rates of one census, not the speech of nine years later', () => {
    expect(mainSurvey(rates)).toEqual({ source: 'census-2004', asOf: '2004-12-31' });
    expect(toPublishedRows(ask)?.rows.map(({ code, text }) => `${code} ${text}`)).toEqual(['2 11.3', '1 30.0', '710000 资料暂缺']);
  });

  it('marks the 1 region with a ledger and says «台湾省资料暂缺»', () => {
    const found = toPublishedRows(ask)?.rows;
    expect(found?.filter(({ marked }) => marked).map(({ code }) => code)).toEqual(['2']);
    expect(found?.at(-1)).toMatchObject({ fill: 'NOT_APPLICABLE', absence: '台湾省资料暂缺' });
  });

  it('gives the nation its own 22.6 with both counts, date and source', () => {
    expect(toPublishedCard(rates, '100000')).toMatchObject({
      text: '22.6',
      asOf: '2004-12-31',
      source: '第一次全国经济普查',
      numerator: { text: '226' },
    });
    expect(toPublishedCard(rates, '330000')).toBeNull();
  });

  it('shows 2 children without any figure as «无台账»', () => {
    expect(toPublishedRows({ ...ask, rates: [published('100000', 22.6)] })).toBeNull();
    expect(toBlankRows([child('1'), child('2')], new Set(), words, 'zh').map(({ fill, absence }) => [fill, absence])).toEqual([
      ['NO_LEDGER', '无台账'],
      ['NO_LEDGER', '无台账'],
    ]);
  });
});

describe('a published series', () => {
  const figure = (id: string, asOf: string, value: number): PublishedSeries['points'][number] => ({
    id,
    asOf,
    asOfPrecision: 'year',
    label: '非公有制企业',
    printed: String(value),
    value,
    unit: 'UNIT',
    source: { id: 's', title: '公报', publisher: null },
  });
  const points = [figure('a', '2011-12-31', 98), figure('b', '2012-12-31', 147), figure('c', '2017-12-31', 187)];
  const [, before, after] = points;

  it('falls into 2 runs at the break between 2012 and 2017', () => {
    if (!before || !after) throw new Error('no points');
    const series = toSeries({
      quantity: 'covered_units',
      unit: 'UNIT',
      points,
      breaks: [{ after: before, before: after, reason: '名称变动', reasonEn: 'label changes' }],
    });
    expect(series?.runs.map((run) => run.map(({ value }) => value))).toEqual([[98, 147], [187]]);
    expect(series?.breaks).toHaveLength(1);
    expect(series?.years).toEqual([2011, 2012, 2017]);
  });

  it('is no series with 1 point', () => {
    expect(toSeries({ quantity: 'rate', unit: 'PERCENT', points: points.slice(0, 1), breaks: [] })).toBeNull();
  });

  it('places 2012-12-31 just before 2013', () => {
    expect(yearOf('2012-12-31')).toBeGreaterThan(2012.99);
    expect(yearOf('2012-12-31')).toBeLessThan(2013);
  });
});

describe('where the page stands', () => {
  it('takes counties of 410300 out of the file of 410000, and has no shapes below a county', () => {
    expect(mapSourceOf({ code: '410300', level: 'PREFECTURE', kind: 'ADMINISTRATIVE' })).toEqual({
      file: 'county/410000.topo.json',
      layer: 'counties',
      parent: '410300',
      sea: false,
    });
    expect(mapSourceOf({ code: '410305', level: 'COUNTY', kind: 'ADMINISTRATIVE' })).toBeNull();
    expect(mapSourceOf({ code: '460000', level: 'PROVINCE', kind: 'ADMINISTRATIVE' })?.sea).toBe(true);
  });

  it('counts a county of 410000 as covered by its ledger, and the nation as not', () => {
    const ancestor = (code: string) => ({ code, name: code, nameEn: null, shortName: code, level: 'PROVINCE' as const });
    const ledgers = ledgerCodes(DATASET);
    expect(hasLedger({ code: '410305', ancestors: [ancestor('100000'), ancestor('410000')] }, ledgers)).toBe(true);
    expect(hasLedger({ code: '100000', ancestors: [] }, ledgers)).toBe(false);
  });
});

import { describe, expect, it } from 'vitest';
import type { ChildRegion, PublishedSeries } from '../../web/src/api/overview.ts';
import { mainSurvey, toBlankRows, toPublishedCard, toPublishedRows } from '../../web/src/features/overview/toPublished.ts';
import { toSeries, yearOf } from '../../web/src/features/overview/toSeries.ts';
import { overviewWords } from '../../web/src/i18n/overview.ts';
import { published } from './overview.fixtures.ts';

const words = overviewWords.zh;

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

  it('marks the 1 region with a ledger and says «资料暂缺» beside the name 台湾省', () => {
    const found = toPublishedRows(ask)?.rows;
    expect(found?.filter(({ marked }) => marked).map(({ code }) => code)).toEqual(['2']);
    expect(found?.at(-1)).toMatchObject({ fill: 'NOT_APPLICABLE', absence: '资料暂缺' });
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
    expect(toBlankRows([child('1'), child('2')], false, new Set(), words, 'zh').map(({ fill, absence }) => [fill, absence])).toEqual([
      ['NO_LEDGER', '无台账'],
      ['NO_LEDGER', '无台账'],
    ]);
  });

  it('never says «无台账» of 1 child of a region with a ledger', () => {
    expect(toBlankRows([child('410300')], true, new Set(), words, 'zh')).toMatchObject([{ fill: 'NOT_APPLICABLE', absence: '资料暂缺' }]);
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

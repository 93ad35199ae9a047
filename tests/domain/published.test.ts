import { describe, expect, it } from 'vitest';
import { publishedRates, publishedSeries } from '../../server/domain/published.ts';
import type { Figure } from '../../server/domain/figures.ts';
import { figureOf } from './figureOf.ts';

const units = (printed: string, more: Partial<Figure> = {}): Figure => figureOf(printed, { quantity: 'units', ...more });
const covered = (printed: string, more: Partial<Figure> = {}): Figure => figureOf(printed, { quantity: 'covered_units', ...more });
const ask = { regions: ['100000', '520000'], subject: 'UNION', numerator: 'covered_units', denominator: 'units' } as const;

describe('published rates', () => {
  it('25195 of 77987 legal units make 32.3 %, with both figures', () => {
    const pair = [units('77987'), covered('25195')];
    const [rate, ...more] = publishedRates(pair, ask);
    expect(more).toEqual([]);
    expect(rate).toMatchObject({ region: '520000', source: 's', asOf: '2013-12-31', denominator: pair[0], numerator: pair[1] });
    expect(rate?.rate.value).toBeCloseTo(32.3067, 4);
  });

  it('come in the order of the regions asked, newest first within one', () => {
    const of = (region: string, asOf: string): readonly Figure[] => [units('10', { region, asOf }), covered('5', { region, asOf })];
    const rates = publishedRates(
      [...of('520000', '2004-12-31'), ...of('520000', '2013-12-31'), ...of('100000', '2004-12-31'), ...of('410000', '2004-12-31')],
      ask,
    );
    expect(rates.map(({ region, asOf }) => `${region} ${asOf}`)).toEqual(['100000 2004-12-31', '520000 2013-12-31', '520000 2004-12-31']);
  });

  it.each([
    ['of another source', { source: 't' }],
    ['of another date', { asOf: '2012-12-31' }],
    ['of another subject', { subject: 'PARTY' as const }],
    ['of another region', { region: '100000' }],
    ['in another unit', { unit: 'park' as const }],
    ['without a date', { asOf: null }],
  ])('are not formed from a count %s', (_, more) => {
    expect(publishedRates([units('10', more), covered('5')], ask)).toEqual([]);
  });

  it('are not formed where a source prints 2 numerators: which belongs to the denominator is not said', () => {
    expect(publishedRates([units('117'), covered('83'), covered('194')], ask)).toEqual([]);
  });

  it('are absent with a reason where a count is only a bound, and never 0 over 0', () => {
    expect(publishedRates([units('100余家'), covered('5')], ask)[0]?.rate).toMatchObject({ value: null, missing: 'NOT_APPLICABLE' });
    expect(publishedRates([units('0'), covered('0')], ask)[0]?.rate).toMatchObject({ value: null, missing: 'ZERO_DENOMINATOR' });
  });
});

describe('published series', () => {
  const party = (asOf: string, printed: string, label: string, more: Partial<Figure> = {}): Figure =>
    figureOf(printed, { region: '100000', subject: 'PARTY', quantity: 'rate', asOf, label, ...more });
  const rate2011 = party('2011-12-31', '99.91%', '占具备建立党组织条件的非公有制企业', { basis: 'ELIGIBLE' });
  const rate2012 = party('2012-12-31', '99.95%', '占具备建立党组织条件的非公有制企业', { basis: 'ELIGIBLE' });
  const rate2017 = party('2017-12-31', '73.1%', '占非公有制企业总数', { basis: 'REGISTERED' });
  const social2017 = party('2017-12-31', '61.7%', '占社会组织总数', { basis: 'REGISTERED' });

  it('joins 99.91 % and 99.95 % of the eligible, and breaks before 73.1 % of all', () => {
    const [series, ...more] = publishedSeries([rate2017, rate2012, rate2011], '100000', 'PARTY');
    expect(more).toEqual([]);
    expect(series?.points).toEqual([rate2011, rate2012, rate2017]);
    expect(series?.breaks.map(({ after, before }) => [after.value, before.value])).toEqual([[99.95, 73.1]]);
    expect(series?.breaks[0]?.reason.zh).toContain('口径由「应建」变为「登记在册」');
  });

  it('keeps social organizations of the same year apart from enterprises: no series has two points of one date', () => {
    const series = publishedSeries([social2017, rate2017, rate2012, rate2011], '100000', 'PARTY');
    expect(series.map(({ points }) => points.map(({ value }) => value))).toEqual([[99.91, 99.95, 73.1], [61.7]]);
  });

  it('keeps units and percent, undated figures and other regions and subjects apart', () => {
    const series = publishedSeries(
      [
        rate2011,
        party('2012-12-31', '147.5万个', rate2011.label, { quantity: 'covered_units' }),
        { ...rate2012, id: 'undated', asOf: null },
        { ...rate2012, id: 'union', subject: 'UNION' },
        { ...rate2012, id: 'gz', region: '520000' },
      ],
      '100000',
      'PARTY',
    );
    expect(series.map(({ quantity, unit, points }) => `${quantity} ${unit} ${points.length}`)).toEqual([
      'covered_units unit 1',
      'rate percent 1',
    ]);
  });
});

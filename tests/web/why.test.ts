import { describe, expect, it } from 'vitest';
import { whyBelowWords } from '../../web/src/i18n/whyBelow.ts';
import { toBounds, toFlags, toForecast, toNet, toReasons } from '../../web/src/features/why/toBelow.ts';
import { toHeadline } from '../../web/src/features/why/toFacts.ts';
import { toGaps } from '../../web/src/features/why/toGaps.ts';
import { toTiers } from '../../web/src/features/why/toTiers.ts';
import { ABSENT, ANSWER, BELOW, SPEAKING } from './why.fixtures.ts';

const words = whyBelowWords.zh;

describe('the rate of the why card', () => {
  it('prints both counts with those of the quarter before, the gap, the changes and the rank', () => {
    const facts = toHeadline(ANSWER, '411600', SPEAKING)?.facts.map(({ key, before, strong, unit }) => [key, before, strong, unit]);
    expect(facts).toEqual([
      ['numerator', '上季 1\u202f853', '1\u202f879', '家'],
      ['denominator', '上季 2\u202f536', '2\u202f592', '家'],
      ['gap', null, '325', '家'],
      ['previous', '73.1', '−0.6', '百分点'],
      ['year', null, '', '上年同期没有可比的数'],
      ['rank', null, '16 / 16', '由好到差'],
    ]);
  });

  it('says when the comparison stands on fewer regions than the figure: 16 of 18 leaves no remark for 16 received, but for 17 it does', () => {
    expect(toHeadline(ANSWER, '411600', SPEAKING)?.remark).toBeNull();
    const [card] = ANSWER.card;
    const more = { ...ANSWER, card: card ? [{ ...card, receipt: { ...card.receipt, received: 17 } }] : [] };
    expect(toHeadline(more, '411600', SPEAKING)?.remark).toContain('16');
  });

  it('shows the reason in place of a rate that is not there, and no changes', () => {
    const [card] = ANSWER.card;
    const absent = { ...ANSWER, card: card ? [{ ...card, rate: ABSENT, gap: null }] : [] };
    const headline = toHeadline(absent, '411600', SPEAKING);
    expect(headline?.value).toBeNull();
    expect(headline?.absence).toEqual({ absence: 'NOT_RECEIVED', word: '未报送' });
    expect(headline?.facts.map(({ key }) => key)).toEqual(['rank']);
  });

  it('turns a target that is met into what there is to spare, and leaves a rank among one region out', () => {
    const [card] = ANSWER.card;
    const met = {
      ...ANSWER,
      standing: [{ rank: 1, of: 1, region: { code: '411600' } }],
      gap: { ...ANSWER.gap, surplus: 122 },
      card: card ? [{ ...card, gap: 0 }] : [],
    };
    const facts = toHeadline(met, '411600', SPEAKING)?.facts ?? [];
    expect(facts.find(({ key }) => key === 'gap')).toMatchObject({ term: '余额（目标 85\u202f%）', strong: '122' });
    expect(facts.some(({ key }) => key === 'rank')).toBe(false);
  });
});

describe('the tiers of the why card', () => {
  it('lists SOLE, JOINT, WORK, NONE in this order with the subtotals 1 879 and 2 297 of the API between them', () => {
    const tiers = toTiers(ANSWER, SPEAKING);
    expect(tiers?.rows.map(({ key, units, share }) => [key, units, share])).toEqual([
      ['SOLE', '1\u202f106', '42.7'],
      ['JOINT', '773', '29.8'],
      ['covered', '1\u202f879', '72.5'],
      ['WORK', '418', '16.1'],
      ['worked', '2\u202f297', '88.6'],
      ['NONE', '295', '11.4'],
    ]);
    expect(tiers?.rows.flatMap(({ length }) => (length === null ? [] : [length])).reduce((sum, length) => sum + length)).toBeCloseTo(
      100,
      10,
    );
    expect(tiers?.target).toEqual({ at: 85, text: '85' });
  });

  it('takes the target 93 of the work coverage when that is the indicator, and is null where no unit stands on the basis', () => {
    const work = { ...SPEAKING, indicator: { ...SPEAKING.indicator, id: 'PARTY_WORK_COVERAGE' as const } };
    expect(toTiers(ANSWER, work)?.target?.at).toBe(93);
    const empty = ANSWER.cover.map((one) => ({
      ...one,
      rate: { numerator: 0, denominator: 0, value: null, missing: 'ZERO_DENOMINATOR' as const },
    }));
    expect(toTiers({ ...ANSWER, cover: empty }, SPEAKING)).toBeNull();
  });
});

describe('where the missing units can come from', () => {
  it('puts the smallest gap first: 49 in 川汇区, 276 in 太康县, then those that have met it', () => {
    const gaps = toGaps(ANSWER.gap, SPEAKING);
    expect(gaps?.short.map(({ name, missing }) => [name, missing?.count])).toEqual([
      ['川汇区', '49'],
      ['太康县', '276'],
    ]);
    expect(gaps?.done.map(({ name, met }) => [name, met])).toEqual([['项城市', '已达标，余 1\u202f家']]);
    expect(gaps?.smallest).toBe('只要太康县、川汇区这 2 个补足，整体即达标。');
  });

  it('is null where the API refuses', () => {
    expect(toGaps({ ...ANSWER.gap, refusal: { code: 'NOT_A_SHARE' } }, SPEAKING)).toBeNull();
  });
});

describe('the lower panels', () => {
  it('adds the units without a reason to those with one: 41 + 33 + 22 + 15 + 9 leave 18 of 138', () => {
    expect(toReasons(BELOW, SPEAKING, words).map(({ key, count }) => [key, count])).toEqual([
      ['MEMBERSHIP_NOT_MOVED', '41'],
      ['OWNER_RELUCTANT', '33'],
      ['HIGH_TURNOVER', '22'],
      ['MULTI_LICENCE', '15'],
      ['SEASONAL', '9'],
      [null, '18'],
    ]);
  });

  it('lists only the flags that were raised, the most frequent first', () => {
    expect(toFlags(BELOW, SPEAKING).map(({ key, count }) => `${key} ${count}`)).toEqual([
      'NO_ACTIVITY 24',
      'TOO_FEW_MEMBERS 19',
      'TERM_OVERDUE 11',
      'UNITS_GONE 8',
    ]);
  });

  it('sets the net rate 69.6 beside the reported 72.5 %: 76 units are left out', () => {
    expect(toNet(BELOW)).toEqual({ value: '69.6', parts: '1\u202f803 / 2\u202f592', reported: '72.5\u202f%', left: '76' });
    expect(toNet({ ...BELOW, net: [] })).toBeNull();
  });

  it('draws the band inside 0 to 100 and prints it as it is', () => {
    const forecast = toForecast(BELOW, SPEAKING);
    expect(forecast).toMatchObject({ chance: '1', value: '76.3\u202f%', pace: { needed: '82\u202f家', recent: '15\u202f家' } });
    expect(forecast?.bar).toEqual({ low: 72.04, high: 100, at: 76.26, target: 85 });
    expect(toForecast({ ...BELOW, attainment: { ...BELOW.attainment, refusal: { code: 'NO_DATE' } } }, SPEAKING)).toBeNull();
  });

  it('gives the bounds from none to all while one region is missing, and nothing once all have reported', () => {
    const bounds = toBounds(BELOW, SPEAKING, words);
    expect(bounds?.lines.map(({ key, parts }) => [key, parts])).toEqual([
      ['received', '1\u202f879 / 2\u202f592'],
      ['none', '1\u202f879 / 2\u202f700'],
      ['same', '1\u202f900 / 2\u202f700'],
      ['all', '1\u202f987 / 2\u202f700'],
    ]);
    expect(bounds?.missing).toEqual(['项城市（未报送，以 2025Q3 代）']);
    expect(toBounds({ ...BELOW, bounds: { ...BELOW.bounds, missing: [] } }, SPEAKING, words)).toBeNull();
  });
});

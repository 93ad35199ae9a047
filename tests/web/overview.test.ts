import { describe, expect, it } from 'vitest';
import type { TrendPoint } from '../../web/src/api/overview.ts';
import { ABSENCES } from '../../web/src/charts/patterns.ts';
import { hasLedger, ledgerCodes } from '../../web/src/view/context.ts';
import { countedIn } from '../../web/src/view/counting.ts';
import { mapSourceOf } from '../../web/src/view/mapSource.ts';
import { fillClass } from '../../web/src/view/swatch.ts';
import { toCard } from '../../web/src/features/overview/toCard.ts';
import { policyClasses } from '../../web/src/charts/classes.ts';
import { rangesOf, toLegend } from '../../web/src/features/overview/toLegend.ts';
import { worstOf } from '../../web/src/view/RankTable.tsx';
import { classesOf, orderRows, rankNote, sharedPrefix, toMark, toRows } from '../../web/src/view/toRows.ts';
import { countAxis } from '../../web/src/charts/axis.ts';
import { toTrend } from '../../web/src/features/overview/toTrend.ts';
import { overviewWords } from '../../web/src/i18n/overview.ts';
import { THIN } from '../../web/src/theme/format.ts';
import { CARD, DATASET, INDICATOR, rank } from './overview.fixtures.ts';

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

describe('what the ranking says beside its figures', () => {
  it('takes a 6th row that prints the same 75.1 as the 5th to the worst, and not a 7th that prints 75.2', () => {
    const ranking = [70, 71, 72, 73, 75.1, 75.14, 75.2].map((value, at) => rank(String(at), value));
    expect(worstOf(toRows({ ranking, indicator: INDICATOR, classes, dataset: DATASET, lang: 'zh' }))).toBe(6);
  });

  it('says 济源市 once for 2 towns of it, and never cuts names that share no place', () => {
    expect(sharedPrefix(['济源市承留镇', '济源市下冶镇'])).toBe('济源市');
    expect(sharedPrefix(['许昌市', '洛阳市'])).toBe('');
    expect(sharedPrefix(['济源市承留镇'])).toBe('');
  });

  it('says «缺报» in the cell of a change that other reporting regions forbid, with the reason in full', () => {
    const ranking = [rank('1', 50, { changeOnPreviousMissing: 'NOT_SAME_REGIONS' })];
    expect(toRows({ ranking, indicator: INDICATOR, classes, dataset: DATASET, lang: 'zh' })[0]?.onPrevious).toEqual({
      text: '缺报',
      direction: 'unknown',
      reason: '缺报，不可比',
    });
  });

  it('counts 1 below target among the 2 with a figure, and the 1 without by its reason', () => {
    expect(rankNote(rows, words, 'zh')).toBe('2 个已报地区中 1 个未到目标，1 个未报送');
    expect(rankNote(rows.slice(2), words, 'zh')).toBe(words.noRanked);
  });

  it('marks a region where 16 of 18 have reported, and none where all or nothing has', () => {
    const ranking = [
      rank('1', 50, { receipt: { expected: 18, received: 16 } }),
      rank('2', 60),
      rank('3', null, { receipt: { expected: 2, received: 0 } }),
    ];
    expect(toRows({ ranking, indicator: INDICATOR, classes, dataset: DATASET, lang: 'zh' }).map(({ partly }) => partly)).toEqual([
      { received: '16', expected: '18' },
      null,
      null,
    ]);
  });

  it('counts the 2 accepted of 6 beside a value of accepted ledgers only', () => {
    const ranking = [rank('1', 50, { receipt: { expected: 6, received: 6, accepted: 2 } })];
    const [row] = toRows({ ranking, indicator: INDICATOR, classes, dataset: DATASET, lang: 'zh', accepted: true });
    expect(row?.partly).toEqual({ received: '2', expected: '6' });
  });

  it('prints a change of 34 persons without decimals', () => {
    const counted = { ...INDICATOR, shape: 'COUNT' as const, decimals: 0 };
    const [row] = toRows({
      ranking: [rank('1', 120, { changeOnPrevious: 34 })],
      indicator: counted,
      classes: classesOf({ ...counted, classes: [] }, []),
      dataset: DATASET,
      lang: 'zh',
    });
    expect(row?.onPrevious?.text).toBe('+34');
  });

  it('names units, persons, organisations and the two kinds of a quotient', () => {
    const of = (shape: 'PERCENT' | 'RATIO' | 'COUNT', numerator: string[], denominator: string[] | null) =>
      countedIn({ shape, numerator, denominator }, words);
    expect(of('PERCENT', ['party_sole'], ['units'])).toBe('家');
    expect(of('PERCENT', ['union_members'], ['union_staff'])).toBe('人');
    expect(of('PERCENT', ['@_shells'], ['@_organizations'])).toBe('个组织');
    expect(of('RATIO', ['funds'], ['funded_members'])).toBe('元 / 人');
    expect(of('COUNT', ['activists'], null)).toBeNull();
    expect(of('PERCENT', ['x'], ['unheard_of'])).toBeNull();
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
    expect(rangesOf(policyClasses([70, 75, 80, 85, 90]))).toEqual(['<70', '70–75', '75–80', '80–85', '85–90', '≥90']);
    expect(rangesOf(policyClasses([]))).toEqual(['']);
  });

  it('gives the ends of the ramp to the ends of 5 classes', () => {
    expect([0, 1, 2, 3, 4].map((index) => fillClass(index, 5))).toEqual(['rate-1', 'rate-2', 'rate-4', 'rate-5', 'rate-6']);
    expect(fillClass('ZERO_DENOMINATOR', 5)).toBe('absent-zero-denominator');
  });
});

describe('a card', () => {
  it('says 84.9 with target 85, gap 37, both counts, both changes and 16 of 18 received', () => {
    const card = toCard({ card: CARD, indicator: INDICATOR, dataset: DATASET, period: '2025Q4', words, lang: 'zh' });
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
      period: '2025Q4',
      words,
      lang: 'zh',
    });
    expect(card).toMatchObject({ value: null, mark: null, absence: { absence: 'REJECTED', word: '退回、未审' } });
    expect(card.facts.map(({ term }) => term)).toEqual(['报送']);
  });

  it('says why 2 comparisons are not there: no figure in 2025Q3, and no period 2024Q4 at all', () => {
    const card = toCard({
      card: { ...CARD, changeOnPrevious: null, changeOnYear: null },
      indicator: INDICATOR,
      dataset: DATASET,
      period: '2025Q4',
      words,
      lang: 'zh',
    });
    expect(card.facts.filter(({ strong }) => strong === '').map(({ term, unit }) => `${term} ${unit}`)).toEqual([
      '环比 基期没有数值',
      '同比 没有更早的报告期',
    ]);
  });

  it('says that ledgers are missing where 2025Q3 cannot be compared, and counts the 11 accepted of 18 where only those count', () => {
    const card = toCard({
      card: {
        ...CARD,
        changeOnPrevious: null,
        changeOnPreviousMissing: 'NOT_SAME_REGIONS',
        receipt: { ...CARD.receipt, accepted: 11 },
      },
      indicator: INDICATOR,
      dataset: DATASET,
      period: '2025Q4',
      words,
      lang: 'zh',
      accepted: true,
    });
    expect(card.facts.slice(-3).map(({ term, strong, unit }) => `${term} ${strong}${unit}`)).toEqual([
      '环比 缺报，不可比',
      '同比 −2.4百分点',
      '审核通过 11/18个报送地区',
    ]);
  });

  it('prints 79.99 as 79.9 where it misses the target 80', () => {
    const rate = { numerator: 24278, denominator: 30351, value: (24278 / 30351) * 100, missing: null };
    const of = (band: 'NEAR' | 'MET') =>
      toCard({ card: { ...CARD, rate, target: 80, band }, indicator: INDICATOR, dataset: DATASET, period: '2025Q4', words, lang: 'zh' });
    expect([of('NEAR').value?.text, of('MET').value?.text]).toEqual(['79.9', '80.0']);
  });
});

describe('the trend', () => {
  const point = (period: string, value: number | null, target: number | null = null): TrendPoint => ({
    period,
    indicator: 'PARTY_ORG_COVERAGE',
    rate: { value, missing: value === null ? 'NOT_RECEIVED' : null },
    target,
    band: null,
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

  it('draws a count of 3 450 persons from 0 to 4 000', () => {
    const counted = { ...INDICATOR, shape: 'COUNT' as const, decimals: 0, unit: { zh: '人', en: 'persons' } };
    const trend = toTrend({
      points: [point('2025Q3', 3201), point('2025Q4', 3450)],
      indicators: [counted],
      current: '2025Q4',
      words,
      lang: 'zh',
    });
    expect(trend?.axis).toEqual({ min: 0, max: 4000, step: 1000 });
    expect(trend?.lines[0]?.end).toBe(`3${THIN}450${THIN}人`);
    expect(countAxis([0])).toEqual({ min: 0, max: 1, step: 1 });
  });

  it('is empty when none of 2 periods has a value, and draws no target that never was', () => {
    expect(trendOf([point('2025Q3', null), point('2025Q4', null)])).toBeNull();
    expect(trendOf([point('2025Q3', 50), point('2025Q4', 51)])?.targets).toEqual([]);
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

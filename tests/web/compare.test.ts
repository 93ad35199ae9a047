import { describe, expect, it } from 'vitest';
import type { BasesAnswer, CompareAnswer, CompareRank } from '../../web/src/api/compare.ts';
import { againstOf, regionsCompared } from '../../web/src/features/compare/asked.ts';
import { findingOf, notesOf, tickOf } from '../../web/src/features/compare/said.ts';
import { basesFinding, toBases, toDumbbell, versusOf } from '../../web/src/features/compare/toBases.ts';
import { COLUMNS, scaleOf, toBars, toCompare, type CompareScene } from '../../web/src/features/compare/toCompare.ts';
import { compareWords } from '../../web/src/i18n/compare.ts';
import { DEFAULTS } from '../../web/src/state/selection.ts';
import { sortedBy } from '../../web/src/view/sorted.ts';
import { DATASET, INDICATOR } from './overview.fixtures.ts';

const words = compareWords.zh;

const ranked = (code: string, place: number | null, value: number | null, more: Partial<CompareRank> = {}): CompareRank => ({
  rank: place,
  origin: 'LEDGER',
  of: 3,
  region: {
    code,
    name: `${code}县`,
    nameEn: null,
    shortName: code,
    level: 'COUNTY',
    hasLedger: true,
    parent: { name: '甲市', nameEn: null, shortName: '甲' },
  },
  rate: { numerator: value, denominator: value === null ? null : 1000, value, missing: value === null ? 'NOT_RECEIVED' : null },
  changeOnPrevious: null,
  changeOnYear: null,
  changeOnPreviousMissing: null,
  changeOnYearMissing: null,
  move: null,
  gap: null,
  target: null,
  band: null,
  receipt: { expected: 1, received: 1 },
  intervalLow: value,
  intervalHigh: value,
  pointsPerUnit: 0.1,
  ...more,
});

const answerOf = (ranking: CompareRank[]): CompareAnswer => ({
  ranking,
  receipts: [],
  own: [],
});
const sceneOf = (answer: CompareAnswer, against: string | null = '2025Q3'): CompareScene => ({
  answer,
  indicator: INDICATOR,
  dataset: DATASET,
  against,
  words,
  lang: 'zh',
});
const moved = (from: number, to: number) => ({ move: { period: '2025Q3', from, to, of: 3 } });

describe('what an address compares', () => {
  const region = { code: '410000', level: 'PROVINCE', ancestors: [], children: [{ kind: 'ADMINISTRATIVE' }] } as unknown as Parameters<
    typeof regionsCompared
  >[0]['region'];

  it('the children, all counties, or the 2 chosen regions', () => {
    expect(regionsCompared({ region }, DEFAULTS)).toEqual({ childrenOf: '410000' });
    expect(regionsCompared({ region }, { ...DEFAULTS, among: 'counties' })).toEqual({ under: '410000', level: 'COUNTY' });
    expect(regionsCompared({ region }, { ...DEFAULTS, among: 'counties', regions: ['410100', '410305'] })).toEqual({
      codes: ['410100', '410305'],
    });
  });

  it('the neighbours of a region that has none below', () => {
    const leaf = { code: '410302001', level: 'TOWNSHIP', ancestors: [{ code: '410302' }], children: [] } as unknown as typeof region;
    expect(regionsCompared({ region: leaf }, DEFAULTS)).toEqual({ childrenOf: '410302' });
  });

  it('holds ranks against the quarter asked for, else the one before, and against none in the first', () => {
    expect(againstOf({ dataset: DATASET, period: '2025Q4' }, null)).toBe('2025Q3');
    expect(againstOf({ dataset: DATASET, period: '2025Q4' }, '2026Q1')).toBe('2025Q3');
    expect(againstOf({ dataset: DATASET, period: '2025Q3' }, null)).toBeNull();
  });
});

describe('rows of the comparison', () => {
  it('a region that the server moves from place 3 to 1 rose 2, one that stayed is 不变, one without a move says nothing', () => {
    const rows = toCompare(sceneOf(answerOf([ranked('c', 3, 60), ranked('b', 2, 70, moved(2, 2)), ranked('a', 1, 80, moved(3, 1))])));
    expect(rows.map(({ move }) => move?.text ?? null)).toEqual([null, '不变', '升 2']);
    expect(rows[2]?.moveNote).toBe('在两期都有名次的 3 个地区中，由 2025Q3 的第 3 位到第 1 位');
  });

  it('calls a rank unsure where one of 40 units would reach the next region, and not where it takes 400', () => {
    const small = { pointsPerUnit: 2.5, intervalLow: 45, intervalHigh: 73 };
    const rows = toCompare(sceneOf(answerOf([ranked('c', 3, 60, small), ranked('b', 2, 62), ranked('a', 1, 90, small)])));
    expect(rows.map(({ unstable }) => unstable !== null)).toEqual([true, false, false]);
    expect(rows.map(({ interval }) => interval?.text ?? null)).toEqual(['45.0–73.0', null, '45.0–73.0']);
    expect(notesOf(answerOf([]), rows, false, words)).toEqual([words.intervalNote]);
  });

  it('names the parent only where the regions have more than one', () => {
    const other = { ...ranked('b', 1, 70).region, parent: { name: '乙市', nameEn: null, shortName: '乙' } };
    expect(toCompare(sceneOf(answerOf([ranked('a', 1, 70), ranked('c', 2, 60)]))).map(({ parent }) => parent)).toEqual([null, null]);
    expect(toCompare(sceneOf(answerOf([ranked('a', 2, 60), ranked('b', 1, 70, { region: other })]))).map(({ parent }) => parent)).toEqual([
      '甲市',
      '乙市',
    ]);
  });

  it('sorts by any column, rows without a value last both ways', () => {
    const rows = toCompare(sceneOf(answerOf([ranked('b', 2, 60, { gap: 4 }), ranked('a', 1, 80, { gap: 9 }), ranked('n', null, null)])));
    const codes = (order: string | null) => sortedBy(rows, order, COLUMNS).map(({ code }) => code);
    expect(codes(null)).toEqual(['b', 'a', 'n']);
    expect(codes('-gap')).toEqual(['a', 'b', 'n']);
    expect(codes('gap')).toEqual(['b', 'a', 'n']);
    expect(codes('rank')).toEqual(['a', 'b', 'n']);
  });

  it('says who is lowest, and that chosen regions of 2 levels are ranked among themselves', () => {
    const prefecture = { ...ranked('p', 1, 80).region, level: 'PREFECTURE' as const };
    const answer = answerOf([ranked('a', 2, 60.24), ranked('p', 1, 80, { region: prefecture })]);
    const rows = toCompare(sceneOf(answer));
    expect(findingOf(rows, INDICATOR, words, 'zh')).toMatch(/^a县最低，60\.2.%$/u);
    expect(notesOf(answer, rows, true, words)).toEqual(['所选地区层级不同（县级 1 个、地级 1 个），名次只在所选之间']);
    expect(notesOf(answer, rows, false, words)).toEqual([]);
  });
});

describe('bars', () => {
  it('run to 100 with the target as a tick; rates that all lie below 5 get an axis of their own that still begins at 0', () => {
    const high = [ranked('a', 1, 80, { target: 85, gap: 7, band: 'NEAR' })];
    const rows = toCompare(sceneOf(answerOf(high)));
    const input = toBars({ rows, scale: scaleOf(high, INDICATOR), counted: '家', focus: 'a', words });
    expect(input).toMatchObject({ max: 100, target: '目标 85' });
    expect(input.rows[0]).toMatchObject({ name: 'a县', text: '80.0', note: '差 7 家', target: 85, focus: true });
    expect(rows[0]?.bar).toEqual({ width: 80, target: 85, whisker: null });
    expect(tickOf(rows, words)).toBe('刻度线为目标 85');
    expect(scaleOf([ranked('a', 1, 4.1)], INDICATOR)).toEqual({ min: 0, max: 5, step: 1 });
  });

  it('show an absence by its reason, never as a bar of length 0', () => {
    const [row] = toCompare(sceneOf(answerOf([ranked('n', null, null)])));
    expect(row?.bar).toBeNull();
    const input = toBars({ rows: [row!], scale: { min: 0, max: 100, step: 20 }, counted: '家', focus: null, words });
    expect(input.rows[0]).toMatchObject({ value: null, absence: 'NOT_RECEIVED', text: '未报送' });
  });
});

describe('two bases', () => {
  const answer: BasesAnswer = {
    first: [ranked('c', 3, 60), ranked('b', 2, 70), ranked('a', 1, 80)],
    second: [ranked('c', 1, 90), ranked('b', 2, 72), ranked('a', null, null)],
  };
  const rows = toBases({ answer, indicator: INDICATOR, dataset: DATASET, words, lang: 'zh' });

  it('c lies 30.0 points higher and rises 2 places by the basis alone; a has no rate under the other', () => {
    expect(rows.map(({ difference, move }) => [difference?.text ?? null, move?.text ?? null])).toEqual([
      ['+30.0', '升 2'],
      ['+2.0', '不变'],
      [null, null],
    ]);
    expect(rows[2]?.to).toMatchObject({ value: null, text: '未报送', absence: 'NOT_RECEIVED' });
  });

  it('finds that 1 of 2 regions changed rank', () => {
    expect(basesFinding(rows, '三有', words)).toBe('换成「三有」口径，2 个地区中 1 个名次变了，c县变得最多，升 2 位');
    expect(basesFinding(rows.slice(1, 2), '三有', words)).toBe('换成「三有」口径，1 个地区的名次都不变');
    expect(basesFinding(rows.slice(2), '三有', words)).toBeNull();
  });

  it('draws two dots a row, a fall marked as such, and says that the axis is cut at 50', () => {
    const input = toDumbbell({ rows, names: { from: '正常经营', to: '三有' }, focus: 'b', words });
    expect(input.rows[0]).toMatchObject({ from: { value: 60, text: '60.0' }, to: { value: 90, text: '90.0' }, moved: '升 2', fell: false });
    expect(input.rows[2]).toMatchObject({ to: 'NOT_RECEIVED', moved: null, fell: null });
    expect(input.cut).toBe('横轴自 50 起');
  });

  it('sets the next basis beside the first unless the address names another', () => {
    const bases = [{ id: 'REGISTERED' as const }, { id: 'OPERATING' as const }, { id: 'THREE_HAVE' as const }];
    expect(versusOf(bases, 'OPERATING', null)).toBe('THREE_HAVE');
    expect(versusOf(bases, 'THREE_HAVE', 'THREE_HAVE')).toBe('REGISTERED');
    expect(versusOf(bases, 'OPERATING', 'REGISTERED')).toBe('REGISTERED');
  });
});

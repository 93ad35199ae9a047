import { describe, expect, it } from 'vitest';
import { linesDrawn, regionsAsked } from '../../web/src/features/trends/chooseLines.ts';
import { toQuarters, toTables } from '../../web/src/features/trends/toQuarters.ts';
import { inOrder, toLines, toSmall, toTrends } from '../../web/src/features/trends/toTrends.ts';
import { trendsWords } from '../../web/src/i18n/trends.ts';
import { INDICATOR } from './overview.fixtures.ts';
import { latest, MERGED, point, sceneOf } from './trends.fixtures.ts';

const words = trendsWords.zh;
const region = (children: readonly string[], ancestors: readonly string[] = []) => ({
  code: 'own',
  ancestors: ancestors.map((code) => ({ code, name: code, nameEn: null, shortName: code, level: 'PROVINCE' as const })),
  children: children.map((code) => ({
    code,
    name: code,
    nameEn: null,
    shortName: code,
    level: 'COUNTY' as const,
    kind: code.startsWith('P') ? ('PARK' as const) : ('ADMINISTRATIVE' as const),
    hasLedger: true,
  })),
});

describe('which regions get a line', () => {
  it('asks about the region and its 2 children, the park among them left out', () => {
    expect(regionsAsked(region(['a', 'b', 'P1']), new Set(), [])).toEqual(['own', 'a', 'b']);
  });

  it('asks about a leaf and the 2 regions above it that a ledger speaks for, not about the nation', () => {
    expect(regionsAsked(region([], ['100000', '410000', '410300']), new Set(['410000']), [])).toEqual(['own', '410300', '410000']);
  });

  it('asks about the 2 chosen regions and nothing else, each once', () => {
    expect(regionsAsked(region(['a', 'b']), new Set(), ['x', 'y', 'x'])).toEqual(['x', 'y']);
  });

  it('draws all of 12, and of 19 the region itself, the 5 lowest, the 5 highest and the one in focus', () => {
    const rows = (length: number) => [latest('own', 50), ...Array.from({ length: length - 1 }, (_, at) => latest(`r${at}`, at))];
    expect(linesDrawn({ latest: rows(12), own: 'own', focus: null, most: 12 })).toHaveLength(12);
    const drawn = linesDrawn({ latest: rows(19), own: 'own', focus: 'r9', most: 12 });
    expect(drawn).toEqual(['own', 'r0', 'r1', 'r2', 'r3', 'r4', 'r9', 'r13', 'r14', 'r15', 'r16', 'r17']);
    expect(linesDrawn({ latest: rows(19), own: 'own', focus: null, most: 20 })).toHaveLength(19);
  });

  it('gives no line to a region without a value in the last quarter while 12 others have one', () => {
    const rows = [latest('own', 50), ...Array.from({ length: 12 }, (_, at) => latest(`r${at}`, at)), latest('none', null)];
    expect(linesDrawn({ latest: rows, own: 'own', focus: null, most: 12 })).not.toContain('none');
  });
});

const THREE = {
  points: [
    point('own', '2025Q3', 70, { target: 70 }),
    point('own', '2025Q4', 72, { target: 75 }),
    point('a', '2025Q3', 60),
    point('a', '2025Q4', 61, { breaks: MERGED }),
    point('b', '2025Q3', null),
    point('b', '2025Q4', 80, { receipt: { expected: 2, received: 1, accepted: 1 } }),
  ],
  latest: [latest('own', 72), latest('a', 61), latest('b', 80)],
};

describe('lines of regions', () => {
  it('lets the region of the page lead, keeps the gap of 2025Q3 a gap, and steps the target from 70 to 75', () => {
    const [chart] = toTrends(sceneOf(THREE));
    const input = toLines(chart!, words);
    expect(input.lines.map(({ name, voice, end }) => [name, voice, end])).toEqual([
      ['own', 'lead', '72.0'],
      ['a', 'mute', '61.0'],
      ['b', 'mute', '80.0'],
    ]);
    expect(input.lines[2]?.values).toEqual([null, 80]);
    expect(input.targets).toEqual([{ values: [70, 75], texts: ['目标 70', '目标 75'] }]);
    expect(input.cut).toBe('纵轴自 55 起');
  });

  it('brings out the one in focus; the region of the page stays second', () => {
    const [chart] = toTrends(sceneOf(THREE, { focus: 'b' }));
    expect(chart?.courses.map(({ voice }) => voice)).toEqual(['second', 'mute', 'lead']);
  });

  it('breaks the line of a before 2025Q4 and names the merger there', () => {
    const [chart] = toTrends(sceneOf(THREE));
    const input = toLines(chart!, words);
    expect(input.lines[1]?.breaks).toEqual([1]);
    expect(input.breaks).toEqual([{ at: 1, word: 'a合并' }]);
  });

  it('gives every small picture the axis of all three, worst first', () => {
    const [chart] = toTrends(sceneOf(THREE));
    const small = inOrder(chart!).map((course) => toSmall(course, chart!, words));
    expect(inOrder(chart!).map(({ key }) => key)).toEqual(['a', 'own', 'b']);
    expect(small.map(({ axis }) => axis.min)).toEqual([55, 55, 55]);
    expect(small.every((input) => input.small)).toBe(true);
  });
});

const COUNTED = { ...INDICATOR, id: 'APPLICANTS' as const, shape: 'COUNT' as const, unit: { zh: '人', en: 'persons' }, decimals: 0 };
const WORK = { ...INDICATOR, id: 'PARTY_WORK_COVERAGE' as const, label: { zh: '党的工作覆盖率', en: 'Party work coverage' } };
const ONE = {
  points: ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE', 'APPLICANTS'].map((indicator, at) =>
    point('own', '2025Q4', 70 + at, { indicator: indicator as 'APPLICANTS' }),
  ),
  latest: ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE', 'APPLICANTS'].map((indicator, at) =>
    latest('own', 70 + at, { indicator: indicator as 'APPLICANTS' }),
  ),
};

describe('several indicators', () => {
  it('of one region: two percentages share a chart, the count of persons has its own, and the table is one of 3 rows', () => {
    const scene = sceneOf(ONE, { indicators: [INDICATOR, WORK, COUNTED] });
    const charts = toTrends(scene);
    expect(charts.map(({ unit, courses }) => [unit, courses.map(({ key }) => key)])).toEqual([
      ['%', ['PARTY_ORG_COVERAGE', 'PARTY_WORK_COVERAGE']],
      ['人', ['APPLICANTS']],
    ]);
    expect(toTables([INDICATOR, WORK, COUNTED], scene).map(({ rows }) => rows.map(({ unit }) => unit))).toEqual([['%', '%', '人']]);
  });

  it('of several regions: one chart and one table an indicator', () => {
    const two = { points: [...ONE.points, point('a', '2025Q4', 50)], latest: [...ONE.latest, latest('a', 50)] };
    const scene = sceneOf(two, { indicators: [INDICATOR, COUNTED] });
    expect(toTrends(scene).map(({ key }) => key)).toEqual(['PARTY_ORG_COVERAGE', 'APPLICANTS']);
    expect(toTables([INDICATOR, COUNTED], scene)).toHaveLength(2);
  });
});

describe('the table twin', () => {
  it('has the region itself on top, then worst first, each cell with its counts and receipt', () => {
    const table = toQuarters(INDICATOR, sceneOf(THREE));
    expect(table.rows.map(({ code }) => code)).toEqual(['own', 'a', 'b']);
    expect(table.rows[0]?.cells[0]).toMatchObject({ text: '70.0', title: '70 / 100，报送 2/2', absence: null, partly: false });
    expect(table.rows[2]?.cells[1]).toMatchObject({ text: '80.0', title: '80 / 100，报送 1/2', partly: true });
  });

  it('says 未报送 where nothing came, and lists the merger of 2025-07-01', () => {
    const table = toQuarters(INDICATOR, sceneOf(THREE));
    expect(table.rows[2]?.cells[0]).toMatchObject({ text: '未报送', absence: 'NOT_RECEIVED', title: '报送 2/2' });
    expect(table.rows[1]?.cells[1]?.broken).toBe(true);
    expect(table.breaks).toEqual(['a市：2025-07-01 起合并']);
  });
});

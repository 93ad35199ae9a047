import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { beforeAll, describe, expect, it } from 'vitest';
import { runChecks, type Finding, type Severity } from '../../../server/domain/checks/index.ts';
import { readFigures, type FiguresReading } from '../../../server/ledger/figures.ts';

const FOLDER = join(import.meta.dirname, '../../../seed/figures');
let reading: FiguresReading;
let findings: readonly Finding[];
const found = (relation: string): Finding => {
  const finding = findings.find((candidate) => candidate.relation === relation);
  if (finding === undefined) throw new Error(`no finding for ${relation}`);
  return finding;
};
const plain = (text: string): string => text.replaceAll('\u202f', ' ');

beforeAll(async () => {
  reading = await readFigures(FOLDER, { isRegion: (code) => /^\d{6}$/.test(code) });
  findings = runChecks(reading.figures, reading.relations);
});

describe('the shipped figures', () => {
  it('are 14 sources, 197 figures and 15 relations without a problem', () => {
    expect(reading.problems).toEqual([]);
    expect([reading.sources.length, reading.figures.length, reading.relations.length]).toEqual([14, 197, 15]);
  });

  it('give exactly the 15 expected verdicts, in order', async () => {
    const rows = parse<Record<string, string>>(await readFile(join(FOLDER, 'expected-verdicts.csv'), 'utf8'), { columns: true });
    const expected = rows.map((row) => [row['relation_id'], row['verdict'], row['computed']]);
    expect(findings.map(({ relation, verdict, outcome }) => [relation, verdict, outcome])).toEqual(expected);
    expect(expected).toHaveLength(15);
  });

  it('are 9 matches and 6 findings, of which 2 serious, 3 ordinary, 1 notice', () => {
    const count = (wanted: Severity): number => findings.filter(({ severity }) => severity === wanted).length;
    expect([count('NONE'), count('SERIOUS'), count('ORDINARY'), count('NOTICE')]).toEqual([9, 2, 3, 1]);
  });

  it('no whole number of 117 parks gives 89.11 %: 104 are 88.89 %, 105 are 89.74 %', () => {
    const parks = found('gz-parks');
    expect(parks).toMatchObject({ printed: 89.11, region: '520000', unit: 'percent', decimals: 2, title: '工业园区建会率' });
    expect(parks.computed).toBeCloseTo(70.94017, 5);
    expect(parks.difference).toBeCloseTo(18.16983, 5);
    expect(plain(parks.explanation)).toBe(
      '83/117 = 70.94 %，公布 89.11 %，相差 18.17 百分点。分母为 117 时，没有任何整数能得 89.11 %（104/117 = 88.89 %，105/117 = 89.74 %）。以 83 为分子时，也没有整数分母能得此值。两个数至少有一个有误，请向来源核实。',
    );
  });

  it('1984 printed, 1737 in parts: 247 short', () => {
    expect(found('sy-sole-forms')).toMatchObject({ printed: 1984, computed: 1737, difference: 247 });
  });

  it('61 units short may be joint branches, since parts count organisations and the total units', () => {
    expect(found('sy-covered-parts').explanation).toContain('一个联合组织可以覆盖多家单位');
    expect(found('sy-sole-forms').explanation).not.toContain('联合组织');
  });

  it('of 1532 and 1547 branches, 1547 agrees with the printed 76.5 %', () => {
    expect(plain(found('sy-branches-twice').explanation)).toBe(
      '同一来源前后各处不同：1 532 个、1 547 个，相差 15 个。1 547 个与占比 76.5 % 相合。',
    );
  });

  it('the other three shares point at 2021 to 2023, of which 79 are 3.9 % and not 4.1 %', () => {
    expect(plain(found('sy-shares').explanation)).toContain(
      '其余 3 项占比同指总数 2 021—2 023；79 个应为 3.9 %，公布 4.1 %，相差 0.2 百分点。',
    );
    expect(found('sy-shares').title).toBe('党总支占比');
  });

  it('703 is in four numbers 3, 9, 1 and 1 times', () => {
    expect(plain(found('bd-quota').explanation)).toContain('2 109 人次 = 703 × 3；深入企业调研指导 6 327 人次 = 703 × 9');
  });
});

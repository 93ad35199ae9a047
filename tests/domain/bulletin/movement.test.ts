import { describe, expect, it } from 'vitest';
import {
  changesWords,
  movedWords,
  LAST_QUARTER,
  recordWords,
  runOf,
  sameRegionsWords,
  trendTitle,
  type Step,
} from '../../../server/domain/bulletin/movement.ts';
import { absent, formRate } from '../../../server/domain/rate.ts';
import { shiftQuarter } from '../../../server/domain/period.ts';
import { about, share, spoken, zh } from './say.ts';

const LUOYANG = { zh: '洛阳市', en: 'Luoyang' };
const steps = (...changes: (number | null)[]): Step[] => changes.map((change, at) => ({ period: shiftQuarter('2024Q1', at), change }));
const target = (value: number) => ({ value, kind: 'TARGET' as const });

describe('a run of quarters', () => {
  it('counts from the end: +, −, +, +, + is three up in a row', () => {
    expect(runOf(about(), steps(0.5, -0.5, 0.8, 1.2, 1.3))).toEqual({ way: 1, length: 3, change: 1.3 });
  });

  it('ends where a quarter has nothing to be compared with', () => {
    expect(runOf(about(), steps(1, null, 1))).toMatchObject({ length: 1 });
    expect(runOf(about(), steps(1, 1, null))).toBeNull();
    expect(runOf(about(), [])).toBeNull();
  });

  it('a change of 0.04 points prints as nothing and is level', () => {
    expect(runOf(about(), steps(1, 0.04, -0.02))).toEqual({ way: 0, length: 2, change: -0.02 });
  });
});

describe('the title of a trend', () => {
  it('洛阳市: up three quarters running to 2 716 of 3 126, 1.9 points above the target of 85', () => {
    const said = trendTitle(
      about('party_org_coverage', LUOYANG),
      share(2716, 3126),
      runOf(about(), steps(-0.5, 0.8, 1.2, 1.3)),
      target(85),
    );
    expect(spoken(said)).toEqual([
      '洛阳市组织覆盖率连续三季上升，高出目标 1.9 个百分点',
      'Luoyang: Party organisation coverage up three quarters running, 1.9 points above the target',
    ]);
    expect(said.tone).toBe('GOOD');
  });

  it('says of one quarter how much, and that a rising rate is still below its target', () => {
    expect(zh(trendTitle(about('party_org_coverage', LUOYANG), share(70, 100), runOf(about(), steps(-1, 0.8)), target(75)))).toBe(
      '洛阳市组织覆盖率比上季上升 0.8 个百分点，仍低于目标 5.0 个百分点',
    );
  });

  it('a shell rate that rises two quarters is bad news and has no target', () => {
    const said = trendTitle(about('shell_rate', LUOYANG), share(6, 100), runOf(about('shell_rate'), steps(0.3, 0.4)), null);
    expect(zh(said)).toBe('洛阳市空壳率连续两季上升，现为 6.0 %');
    expect(said.tone).toBe('BAD');
  });

  it('a count is up or down by its own unit, a level one is level', () => {
    const applicants = about('applicants', LUOYANG);
    expect(zh(trendTitle(applicants, formRate('count', 12, null), runOf(applicants, steps(-3)), null))).toBe(
      '洛阳市入党申请人比上季减少 3 人，现为 12 人',
    );
    expect(zh(trendTitle(applicants, formRate('count', 12, null), runOf(applicants, steps(0, 0)), null))).toBe(
      '洛阳市入党申请人连续两季持平，现为 12 人',
    );
  });

  it('with one quarter only the value stands, without a value its reason', () => {
    expect(zh(trendTitle(about('party_org_coverage', LUOYANG), share(70, 100), null, target(75)))).toBe(
      '洛阳市组织覆盖率 70.0 %，低于目标 5.0 个百分点',
    );
    expect(zh(trendTitle(about('party_org_coverage', LUOYANG), absent('REJECTED'), null, null))).toBe(
      '洛阳市组织覆盖率没有数值（退回、未审）',
    );
  });
});

describe('changes', () => {
  it('names what it is compared with, and what cannot be', () => {
    expect(zh(changesWords(about(), 0.8, -1.14))).toBe('比上季上升 0.8 个百分点，比上年同期下降 1.1 个百分点');
    expect(zh(changesWords(about(), null, 2))).toBe('没有上季可比，比上年同期上升 2.0 个百分点');
    expect(zh(changesWords(about(), null, null))).toBe('没有上季和上年同期可比');
    expect(zh(movedWords(about(), -0.01, LAST_QUARTER))).toBe('与上季持平');
  });

  it('speaks of the same regions only where some are left out: 16 of 18, not 18 of 18', () => {
    expect(zh(sameRegionsWords(16, 18))).toBe('按两季都已报送的 16 个填报地区计');
    expect(sameRegionsWords(18, 18)).toBeNull();
  });

  it('a record is strict and stands on four known quarters', () => {
    const points = (...values: (number | null)[]) => values.map((value, at) => ({ period: shiftQuarter('2024Q1', at), value }));
    expect(zh(recordWords(points(60, 62, null, 61, 63)))).toBe('为 2024Q1 以来最高');
    expect(zh(recordWords(points(60, 62, 61, 59)))).toBe('为 2024Q1 以来最低');
    expect(recordWords(points(60, 63, 61, 63))).toBeNull();
    expect(recordWords(points(60, 62, 63))).toBeNull();
    expect(recordWords(points(60, 61, 62, 63, null))).toBeNull();
  });
});

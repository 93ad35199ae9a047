import { describe, expect, it } from 'vitest';
import { changeOf, type Change } from '../../../server/domain/analysis/change.ts';
import { isRefused } from '../../../server/domain/analysis/refusal.ts';
import { changeSentence, compositionSentence, NO_QUARTER_BEFORE, whyTitle } from '../../../server/domain/bulletin/why.ts';
import type { Topic } from '../../../server/domain/bulletin/topic.ts';
import { absent, formRate, type Rate, type RateShape } from '../../../server/domain/rate.ts';
import { about, share, spoken, zh } from './say.ts';

function changed(
  before: Rate,
  after: Rate,
  parts: readonly { key: string; before: Rate; after: Rate }[] = [],
  shape: RateShape = 'percent',
): Change {
  const side = { basis: 'OPERATING', ruleSet: null } as const;
  const answer = changeOf({
    shape,
    before: { ...side, period: '2025Q3', rate: before },
    after: { ...side, period: '2025Q4', rate: after },
    boundaryMoves: [],
    parts,
  });
  if (isRefused(answer)) throw new Error(answer.explanation.zh);
  return answer;
}

const title = (before: [number, number], after: [number, number], topic: Topic = about()): string =>
  zh(whyTitle(topic, share(...after), { change: changed(share(...before), share(...after)) }));

describe('why a rate is where it is', () => {
  it('周口市 1 853/2 536 → 1 879/2 592: 56 more units, only 26 more covered', () => {
    expect(title([1853, 2536], [1879, 2592])).toBe('周口市 72.5 %：正常经营单位净增 56 家，已覆盖只净增 26 家');
    expect(spoken(whyTitle(about(), share(1879, 2592), { change: changed(share(1853, 2536), share(1879, 2592)) }))[1]).toBe(
      'Zhoukou 72.5 %: operating units up 56, covered only up 26',
    );
  });

  it('both up and the rate too: 50/100 → 60/110 has no «only»', () => {
    expect(title([50, 100], [60, 110])).toBe('周口市 54.5 %：正常经营单位净增 10 家，已覆盖净增 10 家');
  });

  it('they part: 10 fewer units and 3 more covered; 10 more units and 3 fewer covered', () => {
    expect(title([50, 100], [53, 90])).toBe('周口市 58.9 %：正常经营单位净减 10 家，已覆盖却净增 3 家');
    expect(title([50, 100], [47, 110])).toBe('周口市 42.7 %：正常经营单位净增 10 家，已覆盖却净减 3 家');
  });

  it('both down: 10 fewer units, 12 fewer covered', () => {
    expect(title([50, 100], [38, 90])).toBe('周口市 42.2 %：正常经营单位净减 10 家，已覆盖净减 12 家');
  });

  it('one or both do not move', () => {
    expect(title([50, 100], [50, 110])).toBe('周口市 45.5 %：正常经营单位净增 10 家，已覆盖没有增减');
    expect(title([50, 100], [45, 100])).toBe('周口市 45.0 %：正常经营单位没有增减，已覆盖净减 5 家');
    expect(title([50, 100], [50, 100])).toBe('周口市 50.0 %：正常经营单位和已覆盖都没有增减');
  });

  it('counts organizations in 个 and meetings in 次', () => {
    expect(title([5, 120], [9, 130], about('shell_rate'))).toBe('周口市 6.9 %：组织总数净增 10 个，带空壳标记的组织净增 4 个');
    expect(title([80, 100], [90, 120], about('meetings_held'))).toBe('周口市 75.0 %：应开净增 20 次，已开只净增 10 次');
  });

  it('a count has no denominator: 12 applicants, 5 more', () => {
    const change = changed(formRate('count', 7, null), formRate('count', 12, null), [], 'count');
    expect(zh(whyTitle(about('applicants'), formRate('count', 12, null), { change }))).toBe('周口市 12 人：比上季增加 5 人');
  });

  it('says that there is no quarter before, or why there is no value', () => {
    expect(zh(whyTitle(about(), share(50, 100), { without: NO_QUARTER_BEFORE }))).toBe('周口市 50.0 %：没有上季数值可比');
    expect(zh(whyTitle(about(), absent('NOT_RECEIVED'), { without: NO_QUARTER_BEFORE }))).toBe('周口市组织覆盖率没有数值（未报送）');
  });
});

describe('the split of a change', () => {
  const nameOf = (key: string | null) => ({ zh: key ?? '其余', en: key ?? 'the rest' });

  it('48/60 → 42/50, +4 points: 6 fewer above cost 11.0, 10 fewer below give 15.0', () => {
    const said = changeSentence(about(), { change: changed(share(48, 60), share(42, 50)), sameRegions: null, nameOf });
    expect(zh(said)).toBe('周口市组织覆盖率比上季上升 4.0 个百分点：分子减少 6 家拉低 11.0 个百分点，分母减少 10 家拉动 +15.0 个百分点。');
    expect(said.tone).toBe('GOOD');
  });

  it('names who led, 64/100 → 70/100: 乙 16/40 → 22/40 gives 6; a level change names nobody', () => {
    const parts = [
      { key: '甲区', before: share(48, 60), after: share(48, 60) },
      { key: '乙区', before: share(16, 40), after: share(22, 40) },
    ];
    const change = changed(share(64, 100), share(70, 100), parts);
    expect(zh(changeSentence(about(), { change, sameRegions: { zh: '按两季都已报送的 2 个填报地区计', en: '' }, nameOf }))).toBe(
      '周口市组织覆盖率比上季上升 6.0 个百分点，按两季都已报送的 2 个填报地区计：分子增加 6 家拉动 +6.0 个百分点，分母不变；上升主要来自乙区（+6.00 个百分点）。',
    );
    expect(zh(compositionSentence(about(), change))).toBe('按下级地区分解，各部分自身变化拉动 +6.0 个百分点，构成变化几无影响。');
    const level = changed(
      share(64, 100),
      share(64, 100),
      parts.map((part) => ({ ...part, after: part.before })),
    );
    expect(zh(changeSentence(about(), { change: level, sameRegions: null, nameOf }))).toBe(
      '周口市组织覆盖率与上季持平：分子不变，分母不变。',
    );
  });

  it('a count of 30 → 35 comes mostly from 甲, whole persons', () => {
    const count = (n: number) => formRate('count', n, null);
    const change = changed(count(30), count(35), [{ key: '甲区', before: count(10), after: count(15) }], 'count');
    expect(zh(changeSentence(about('applicants'), { change, sameRegions: null, nameOf }))).toBe(
      '周口市入党申请人比上季增加 5 人：增加主要来自甲区（+5 人）。',
    );
  });

  it('a shell rate that rises is bad', () => {
    expect(changeSentence(about('shell_rate'), { change: changed(share(5, 100), share(8, 100)), sameRegions: null, nameOf }).tone).toBe(
      'BAD',
    );
  });
});

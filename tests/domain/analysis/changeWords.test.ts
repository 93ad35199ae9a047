import { describe, expect, it } from 'vitest';
import { changeOf, type ChangeAsk } from '../../../server/domain/analysis/change.ts';
import { explainChange, explainComposition, explainFraction, leadingPart } from '../../../server/domain/analysis/changeWords.ts';
import { formRate } from '../../../server/domain/rate.ts';
import { between, given, near, share } from './parts.ts';

const HOMES = { zh: '家', en: 'units' };
const WORDING = { numerator: HOMES, denominator: HOMES, value: { zh: '%', en: '%' }, decimals: 1 };
const NAMES: Readonly<Record<string, { zh: string; en: string }>> = {
  A: { zh: '甲县', en: 'County A' },
  B: { zh: '乙县', en: 'County B' },
};
const nameOf = (key: string | null) => NAMES[String(key)] ?? { zh: '其余', en: 'the rest' };
const plain = (words: { readonly zh: string; readonly en: string } | null) => ({
  zh: words?.zh.replace(/\u202f/g, ' '),
  en: words?.en.replace(/\u202f/g, ' '),
});
const say = (ask: ChangeAsk, wording = WORDING) => plain(explainChange(given(changeOf(ask)), wording, nameOf));

describe('a change in words', () => {
  it('620/1000 to 690/1150: 70 more above add 6.5 points, 150 more below take off 8.5', () => {
    expect(plain(explainFraction(given(changeOf(between(share(620, 1000), share(690, 1150)))), WORDING))).toEqual({
      zh: '分子增加 70 家拉动 +6.5 个百分点，分母增加 150 家拉低 8.5 个百分点',
      en: 'the numerator is up 70 units and adds 6.5 points, the denominator is up 150 units and takes off 8.5 points',
    });
  });

  it('opens with both values: 60.0 % in 2025Q4, 2.0 points down on 62.0 %', () => {
    expect(say(between(share(620, 1000), share(690, 1150)))).toEqual({
      zh: '2025Q4 为 60.0 %，比 2025Q3（62.0 %）下降 2.0 个百分点：分子增加 70 家拉动 +6.5 个百分点，分母增加 150 家拉低 8.5 个百分点。',
      en: '60.0 % in 2025Q4, down 2.0 points on 2025Q3 (62.0 %): the numerator is up 70 units and adds 6.5 points, the denominator is up 150 units and takes off 8.5 points.',
    });
  });

  const parts = [
    { key: 'A', before: share(480, 600), after: share(430, 500) },
    { key: 'B', before: share(160, 400), after: share(230, 500) },
  ];

  it('names rates, mix and the county that led: 64.0 to 66.0 %', () => {
    const { zh } = say(between(share(640, 1000), share(660, 1000), { parts }));
    expect(zh).toBe(
      '2025Q4 为 66.0 %，比 2025Q3（64.0 %）上升 2.0 个百分点：分子增加 20 家拉动 +2.0 个百分点，分母不变；各部分自身变化拉动 +6.0 个百分点，构成变化拉低 4.0 个百分点；上升主要来自甲县（+1.50 个百分点）。',
    );
  });

  it('the part that led is that with the most of the same sign: +1.5 of A before +0.5 of B', () => {
    const change = given(changeOf(between(share(640, 1000), share(660, 1000), { parts })));
    expect(leadingPart(change)).toMatchObject({ key: 'A', contribution: near(1.5) });
  });

  it('nothing moved: level, both counts unchanged, no part led', () => {
    const same = [{ key: 'A', before: share(5, 10), after: share(5, 10) }];
    expect(say(between(share(5, 10), share(5, 10), { parts: same }))).toEqual({
      zh: '2025Q4 为 50.0 %，比 2025Q3（50.0 %）基本持平：分子不变，分母不变；各部分自身变化几无影响，构成变化几无影响。',
      en: '50.0 % in 2025Q4, about level on 2025Q3 (50.0 %): the numerator is unchanged, the denominator is unchanged; the change within the parts hardly matters, the change of their mix hardly matters.',
    });
  });

  it('a count has only its own change: 12 founded, then 9', () => {
    const wording = { ...WORDING, value: { zh: '个', en: 'organisations' }, decimals: 0 };
    const ask = between(formRate('count', 12, null), formRate('count', 9, null), { shape: 'count' });
    expect(say(ask, wording)).toEqual({
      zh: '2025Q4 为 9 个，比 2025Q3（12 个）下降 3 个。',
      en: '9 organisations in 2025Q4, down 3 organisations on 2025Q3 (12 organisations).',
    });
    expect(explainComposition(given(changeOf(ask)), wording)).toBeNull();
  });
});

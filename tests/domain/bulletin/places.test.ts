import { describe, expect, it } from 'vitest';
import {
  bandsWords,
  extremesSentence,
  extremesTitle,
  moversSentence,
  rankMoveWords,
  rankWords,
  worstTitleEnd,
  type Placed,
} from '../../../server/domain/bulletin/places.ts';
import type { MissingReason } from '../../../server/domain/rate.ts';
import { about, place, spoken, zh } from './say.ts';

const at = (name: string, value: number | null, missing: MissingReason | null = null): Placed => ({ name: place(name), value, missing });

describe('worst and best', () => {
  it('甲 60 % is lowest and 丙 91.6 % highest, 31.6 points apart; one has no value', () => {
    const placed = [at('甲市', 60), at('乙市', 70.04), at('丙市', 91.6), at('丁市', null, 'NOT_RECEIVED')];
    expect(spoken(extremesSentence(about(), placed))).toEqual([
      '组织覆盖率：甲市最低，60.0 %；丙市最高，91.6 %；相差 31.6 个百分点；另有 1 个地区没有数值（未报送）。',
      'Party organisation coverage: 甲市 is lowest at 60.0 %; 丙市 is highest at 91.6 %; 31.6 points apart; 1 more has no value (not received).',
    ]);
    expect(zh(extremesTitle(about(), placed))).toBe('3 个地区组织覆盖率相差 31.6 个百分点，甲市最低，60.0 %');
  });

  it('where less is better the highest is the worst and comes first', () => {
    expect(zh(extremesSentence(about('shell_rate'), [at('甲市', 1), at('乙市', 4)]))).toBe(
      '空壳率：乙市最高，4.0 %；甲市最低，1.0 %；相差 3.0 个百分点。',
    );
  });

  it('two that share an end are 并列, five are named by the first', () => {
    expect(zh(worstTitleEnd(about(), [at('甲市', 60), at('乙市', 60), at('丙市', 70)]))).toBe('甲市、乙市并列最低，均为 60.0 %');
    const five = ['甲市', '乙市', '丙市', '丁市', '戊市'].map((name) => at(name, 60));
    expect(zh(worstTitleEnd(about(), [...five, at('己市', 70)]))).toBe('甲市等 5 个地区并列最低，均为 60.0 %');
  });

  it('60.01 and 60.02 both print as 60.0: nobody is named the worst', () => {
    const placed = [at('甲市', 60.01), at('乙市', 60.02)];
    expect(zh(extremesSentence(about(), placed))).toBe('组织覆盖率：2 个地区都约为 60.0 %。');
    expect(worstTitleEnd(about(), placed)).toBeNull();
  });

  it('all equal, only one, and none have sentences of their own', () => {
    expect(zh(extremesSentence(about(), [at('甲市', 60), at('乙市', 60)]))).toBe('组织覆盖率：2 个地区均为 60.0 %。');
    expect(zh(extremesSentence(about(), [at('甲市', 60), at('乙市', null, 'REJECTED')]))).toBe(
      '组织覆盖率：只有甲市有数值，60.0 %；另有 1 个地区没有数值（退回、未审）。',
    );
    expect(zh(extremesSentence(about(), [at('甲市', null, 'NOT_RECEIVED')]))).toBe('组织覆盖率：各地区都没有数值。');
    expect(worstTitleEnd(about(), [at('甲市', 60), at('乙市', 60)])).toBeNull();
  });
});

describe('ranks', () => {
  it('is first, last, fifth, or shares a place: 17 shared by two of 18 is last', () => {
    expect(zh(rankWords({ rank: 1, of: 18, sharing: 1 }))).toBe('居 18 个已报地区首位');
    expect(zh(rankWords({ rank: 18, of: 18, sharing: 1 }))).toBe('居 18 个已报地区末位');
    expect(zh(rankWords({ rank: 5, of: 18, sharing: 1 }))).toBe('居 18 个已报地区第 5 位');
    expect(zh(rankWords({ rank: 17, of: 18, sharing: 2 }))).toBe('居 18 个已报地区并列末位');
  });

  it('moves from 12 to 9, falls from 9 to 12, stays; says over how many where more are ranked now', () => {
    expect(zh(rankMoveWords({ from: 12, to: 9, of: 18 }, 18))).toBe('由第 12 位升至第 9 位');
    expect(zh(rankMoveWords({ from: 9, to: 12, of: 18 }, 18))).toBe('由第 9 位降至第 12 位');
    expect(zh(rankMoveWords({ from: 9, to: 9, of: 16 }, 18))).toBe('保持第 9 位（按两季都参加排名的 16 个地区）');
  });

  it('names who rose and fell most: 甲 12 → 9, 乙 and 丙 down one each; nobody moved; nothing before', () => {
    const moved = [
      { name: place('甲市'), before: 12, now: 9 },
      { name: place('乙市'), before: 9, now: 10 },
      { name: place('丙市'), before: 10, now: 11 },
    ];
    expect(spoken(moversSentence(about(), moved, 3))).toEqual([
      '组织覆盖率排名：甲市升得最多，由第 12 位升至第 9 位；乙市、丙市各降 1 位，降得最多。',
      'Ranks by Party organisation coverage: 甲市 rises most, from rank 12 to 9; 乙市 and 丙市 each fall 1 place, the most.',
    ]);
    expect(zh(moversSentence(about(), moved, 5))).toBe(
      '组织覆盖率排名（两季都参加排名的 3 个地区）：甲市升得最多，由第 12 位升至第 9 位；乙市、丙市各降 1 位，降得最多。',
    );
    const stays = { name: place('甲市'), before: 1, now: 1 };
    expect(zh(moversSentence(about(), [stays, { ...stays, name: place('乙市') }], 2))).toBe('组织覆盖率排名：各地区名次与上季相同。');
    expect(zh(moversSentence(about(), [stays], 1))).toBe('两季都参加排名的只有一个地区。');
    expect(zh(moversSentence(about(), [], 0))).toBe('没有上季排名可比。');
  });

  it('of 18 regions 5 met and 13 are near; none missed is not said', () => {
    expect(zh(bandsWords({ met: 5, near: 13, missed: 0, of: 18 }))).toBe('18 个地区中，5 个达标，13 个接近');
  });
});

import { describe, expect, test } from 'vitest';
import type { StaleAnswer } from '../../web/src/api/quality.ts';
import { runOf, toStale } from '../../web/src/features/quality/toStale.ts';
import { DATASET } from './overview.fixtures.ts';

const region = (code: string, name: string) => ({ code, name, nameEn: null, parent: { name: '洛阳市', nameEn: null } });
const receipt = { received: 1, onTime: 1, accepted: 1, carriedForward: 0 };

/** Three counties over four quarters, one indicator: 410302 stands still for three, 410303 moves, 410304 has nothing now. */
const ANSWER: StaleAnswer = {
  receipts: [
    { region: region('410302', '老城区'), receipt },
    { region: region('410303', '西工区'), receipt: { ...receipt, carriedForward: 1 } },
    { region: region('410304', '瀍河区'), receipt: { ...receipt, received: 0 } },
  ],
  series: {
    regions: ['410302', '410303', '410304'],
    periods: ['2025Q1', '2025Q2', '2025Q3', '2025Q4'],
    indicators: ['PARTY_ORG_COVERAGE'],
    numerators: [4, 5, 5, 5, 1, 2, 3, 3, 7, 7, 7, null],
    denominators: [10, 10, 10, 10, 9, 9, 9, 8, 9, 9, 9, null],
    missing: Array.from({ length: 12 }, (_, at) => (at === 11 ? ('NOT_RECEIVED' as const) : null)),
  },
  bounds: { missing: [{ key: '410304', missing: 'NOT_RECEIVED', standIn: '2025Q3' }] },
};

describe('old and unmoving numbers', () => {
  test('counts quarters in a row with both counts the same: 3, 1, and 0 where the last is missing', () => {
    expect([0, 1, 2].map((at) => runOf(ANSWER.series, at))).toEqual([3, 1, 0]);
  });

  test('lists the missing with its last known quarter, the carried forward, then what has not moved since 2025Q2', () => {
    expect(toStale(ANSWER, DATASET.missingReasons, 'zh').map(({ kind, name, since, text }) => [kind, name, since, text])).toEqual([
      ['old', '瀍河区', '2025Q3', '未报送，最近已知的是 2025Q3'],
      ['carried', '西工区', '2025Q3', '本期报送沿用上期的台账'],
      ['frozen', '老城区', '2025Q2', '连续 3 期的 2 个计数一个未变；可能确实未变，请核对'],
    ]);
  });

  test('two quarters alike are no sign yet', () => {
    const numerators = [4, 4, 5, 5, ...ANSWER.series.numerators.slice(4)];
    expect(
      toStale({ ...ANSWER, series: { ...ANSWER.series, numerators } }, DATASET.missingReasons, 'en').some(({ kind }) => kind === 'frozen'),
    ).toBe(false);
  });
});

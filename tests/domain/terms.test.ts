import { describe, expect, it } from 'vitest';
import { termCalendar } from '../../server/domain/terms.ts';

describe('the calendar of terms', () => {
  it('sorts 2025Q4 into past, four quarters ahead, later and unknown: 2 + 1 past, 5 in 2026Q1, 4 in 2026Q4, 7 later, 3 unknown', () => {
    const calendar = termCalendar(
      [
        { endsOn: '2024-12-30', organizations: 2 },
        { endsOn: '2025-12-30', organizations: 1 },
        { endsOn: '2026-03-31', organizations: 5 },
        { endsOn: '2026-10-01', organizations: 4 },
        { endsOn: '2027-01-01', organizations: 7 },
        { endsOn: null, organizations: 3 },
      ],
      '2025Q4',
    );
    expect(calendar).toEqual({
      known: 19,
      unknown: 3,
      overdue: 3,
      overdueByYear: 2,
      quarters: [
        { period: '2026Q1', ending: 5 },
        { period: '2026Q2', ending: 0 },
        { period: '2026Q3', ending: 0 },
        { period: '2026Q4', ending: 4 },
      ],
      later: 7,
    });
  });

  it('counts a term that ends on the as-of date as the next quarter’s, not as past: 1 in 2026Q1, 0 past', () => {
    const { overdue, quarters } = termCalendar([{ endsOn: '2025-12-31', organizations: 1 }], '2025Q4');
    expect([overdue, quarters[0]]).toEqual([0, { period: '2026Q1', ending: 1 }]);
  });

  it('loses nobody: past, ahead and later add up to the known', () => {
    const days = ['2023-01-01', '2025-12-31', '2026-01-01', '2026-06-30', '2026-07-01', '2026-12-31', '2030-01-01'];
    const { known, overdue, quarters, later } = termCalendar(
      days.map((endsOn, at) => ({ endsOn, organizations: at + 1 })),
      '2025Q4',
    );
    expect(overdue + quarters.reduce((all, { ending }) => all + ending, 0) + later).toBe(known);
    expect(known).toBe(28);
  });
});

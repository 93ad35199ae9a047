import { describe, expect, test } from 'vitest';
import { usesOf } from '../../web/src/features/indicators/toUses.ts';
import { INDICATOR } from './overview.fixtures.ts';

describe('where an indicator is shown', () => {
  test('a coverage is on five pages, each address with its basis and subject', () => {
    const uses = usesOf(INDICATOR);
    expect(uses.map(({ page }) => page)).toEqual(['overview', 'trends', 'compare', 'gaps', 'organizations']);
    expect(uses[0]?.patch).toEqual({ indicator: 'PARTY_ORG_COVERAGE', basis: 'OPERATING', subject: 'PARTY' });
  });

  test('an activity is on the page of activities, a receipt on that of quality, neither with a basis that it has not', () => {
    const activity = { ...INDICATOR, id: 'TRAININGS' as const, group: 'GROWTH' as const, basis: null, subject: null };
    expect(usesOf(activity).at(-1)).toEqual({ page: 'activities', patch: { indicator: 'TRAININGS' } });
    expect(usesOf({ ...activity, id: 'SUBMISSION_RECEIVED', group: 'RECEIPT' }).at(-1)?.page).toBe('quality');
  });
});

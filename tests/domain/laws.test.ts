import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BASES, BASIS_FLAGS, basisFlag, type Basis, type BasisFlag } from '../../server/domain/bases.ts';
import { classifyUnit, scaleOf, type UnitClass } from '../../server/domain/classify.ts';
import { askIndicator, INDICATOR_IDS, indicatorOf } from '../../server/domain/indicators.ts';
import { basisMeasureId, measureOf, MEASURES, type Measure } from '../../server/domain/measures.ts';
import { SUBJECTS, TIERS_OF, type Subject } from '../../server/domain/organizations.ts';
import { formRate, poolRates } from '../../server/domain/rate.ts';
import { NATIONAL } from '../../server/domain/rules/ruleSet.ts';
import { meetings } from '../../server/domain/shells.ts';
import { UNIT_STATUSES } from '../../server/domain/units.ts';
import { branchFact, coverers, unitFact } from './arbitraries.ts';

/** A unit row as a ledger gives it: what was derived, and the counts that measures add. */
type UnitRow = Readonly<Record<string, unknown>>;

const unitRow = fc.tuple(unitFact, coverers).map(([fact, by]): UnitRow => ({
  ...classifyUnit(fact, by, NATIONAL),
  staff: fact.staff,
  union_members: fact.unionMembers,
  applicants: fact.applicants,
  activists: fact.activists,
  admitted: fact.admitted,
  instructors: fact.instructors,
  instructor_visits: fact.instructorVisits,
  status: fact.status,
}));

/** What a measure is defined to be, read plainly: the sum of a column, or the count, of the rows that carry its constants. */
function sumOf(measure: Measure, rows: readonly UnitRow[]): number {
  const { value, known, when } = measure;
  return rows
    .filter(
      (row) => Object.entries(when).every(([column, constant]) => row[column] === constant) && (known === undefined || row[known] !== null),
    )
    .reduce((total, row) => total + (value === undefined ? 1 : Number(row[value])), 0);
}
const measured = (id: string, rows: readonly UnitRow[]): number => {
  const measure = measureOf(id);
  if (measure === undefined) throw new Error(`no measure ${id}`);
  return sumOf(measure, rows);
};
const together = (ids: readonly string[], rows: readonly UnitRow[]): number => ids.reduce((total, id) => total + measured(id, rows), 0);
const subjects = Object.keys(SUBJECTS) as Subject[];

describe('tiers', () => {
  it('partition every basis for every subject: SOLE + JOINT + WORK + NONE are all its units', () => {
    fc.assert(
      fc.property(fc.array(unitRow, { maxLength: 40 }), (rows) => {
        for (const subject of subjects) {
          for (const basis of Object.keys(BASES) as Basis[]) {
            const inBasis = rows.filter((row) => row[basisFlag(basis, subject)] === 1);
            const tiers = TIERS_OF[subject].map((tier) => inBasis.filter((row) => row[`${subject.toLowerCase()}_tier`] === tier).length);
            expect(tiers.reduce((total, count) => total + count, 0)).toBe(inBasis.length);
          }
        }
        const tiersOf = (flag: BasisFlag): readonly string[] =>
          (['party_sole', 'party_joint', 'party_work', 'party_none'] as const).map((tier) => basisMeasureId(flag, tier));
        const withParty = BASIS_FLAGS.filter((flag) => tiersOf(flag).every((id) => measureOf(id) !== undefined));
        expect(withParty).toHaveLength(6);
        for (const flag of withParty) expect(together(tiersOf(flag), rows)).toBe(measured(basisMeasureId(flag, 'units'), rows));
      }),
    );
  });

  it('only PARTY is covered by work, and never where an organization covers', () => {
    fc.assert(
      fc.property(unitFact, coverers, (fact, by) => {
        const unit: UnitClass = classifyUnit(fact, by, NATIONAL);
        expect([unit.union_tier, unit.league_tier, unit.women_tier]).not.toContain('WORK');
        expect(['SOLE', 'JOINT'].includes(unit.party_tier)).toBe(by.PARTY !== null);
        expect(unit.party_net).toBe(by.PARTY?.shell === false ? 1 : 0);
      }),
    );
  });
});

describe('bases', () => {
  it('nest: three-have, above-scale and eligible units are operating, and operating ones are registered', () => {
    fc.assert(
      fc.property(unitFact, coverers, (fact, by) => {
        const unit = classifyUnit(fact, by, NATIONAL);
        const narrow = [
          unit.in_three_have,
          unit.in_above_scale,
          unit.eligible_party,
          unit.eligible_union,
          unit.eligible_league,
          unit.eligible_women,
        ];
        for (const flag of narrow) expect(flag).toBeLessThanOrEqual(unit.in_operating);
        expect(unit.in_operating).toBeLessThanOrEqual(unit.in_registered);
        expect(unit.in_registered).toBe(fact.status === 'CANCELLED' || fact.status === 'MOVED' ? 0 : 1);
      }),
    );
  });

  it('of 7 statuses one is operating and 5 are registered', () => {
    expect(Object.keys(UNIT_STATUSES)).toHaveLength(7);
    expect(Object.keys(UNIT_STATUSES).filter((status) => status !== 'CANCELLED' && status !== 'MOVED')).toHaveLength(5);
  });

  it('put 9 and 10 staff, 49 and 50, 99 and 100, 299 and 300 into different scales', () => {
    expect([0, 9, 10, 49, 50, 99, 100, 299, 300].map(scaleOf)).toEqual([
      'STAFF_0_9',
      'STAFF_0_9',
      'STAFF_10_49',
      'STAFF_10_49',
      'STAFF_50_99',
      'STAFF_50_99',
      'STAFF_100_299',
      'STAFF_100_299',
      'STAFF_300_UP',
    ]);
  });
});

describe('measures', () => {
  const ofUnits = MEASURES.filter(({ source }) => source === 'unit');

  it('of a parent are the sum of those of its children, for every measure of units and any split', () => {
    fc.assert(
      fc.property(fc.array(fc.array(unitRow, { maxLength: 8 }), { minLength: 1, maxLength: 6 }), (children) => {
        for (const measure of ofUnits) {
          expect(sumOf(measure, children.flat())).toBe(children.reduce((total, rows) => total + sumOf(measure, rows), 0));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('are counts: none is negative, and none is a rate', () => {
    fc.assert(
      fc.property(fc.array(unitRow, { maxLength: 10 }), (rows) => {
        for (const measure of ofUnits) {
          const sum = sumOf(measure, rows);
          expect(Number.isInteger(sum) && sum >= 0).toBe(true);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('have ids of their own', () => {
    expect(new Set(MEASURES.map(({ id }) => id)).size).toBe(MEASURES.length);
  });
});

describe('rates', () => {
  it('pools before dividing: 30/40 and 10/60 make 40 %, not the mean 45.8 %', () => {
    const parts = [formRate('percent', 30, 40), formRate('percent', 10, 60)];
    expect(poolRates('percent', parts)).toEqual({ numerator: 40, denominator: 100, value: 40, missing: null });
    expect((Number(parts[0]?.value) + Number(parts[1]?.value)) / 2).toBeCloseTo(45.83, 2);
  });

  it('pooled lie between the lowest and the highest of their parts, and equal the rate of the sums', () => {
    const part = fc
      .integer({ min: 1, max: 100_000 })
      .chain((denominator) => fc.tuple(fc.integer({ min: 0, max: denominator }), fc.constant(denominator)));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 20 }), (parts) => {
        const rates = parts.map(([numerator, denominator]) => formRate('percent', numerator, denominator));
        const values = rates.map(({ value }) => Number(value));
        const pooled = Number(poolRates('percent', rates).value);
        expect(pooled).toBeGreaterThanOrEqual(Math.min(...values) - 1e-9);
        expect(pooled).toBeLessThanOrEqual(Math.max(...values) + 1e-9);
      }),
    );
  });

  it('over nothing are absent with a reason, never 0: 0/0 is ZERO_DENOMINATOR', () => {
    expect(formRate('percent', 0, 0)).toEqual({ numerator: 0, denominator: 0, value: null, missing: 'ZERO_DENOMINATOR' });
    expect(poolRates('percent', [])).toMatchObject({ value: null, missing: 'NOT_RECEIVED' });
  });

  it('have exactly one of value and reason', () => {
    fc.assert(
      fc.property(fc.nat(100), fc.nat(100), fc.constantFrom('percent', 'ratio', 'count'), (numerator, denominator, shape) => {
        const rate = formRate(shape, numerator, denominator);
        expect((rate.value === null) !== (rate.missing === null)).toBe(true);
      }),
    );
  });

  it('of units stay within 0 and 100 % for every percent indicator, basis and subject', () => {
    const unitIndicators = INDICATOR_IDS.filter((id) => indicatorOf(id).shape === 'percent').flatMap((id) =>
      (Object.keys(BASES) as Basis[]).flatMap((basis) => subjects.map((subject) => askIndicator(id, basis, subject))),
    );
    const ofUnitRows = unitIndicators.filter(({ numerator, denominator }) =>
      [...numerator, ...(denominator ?? [])].every((id) => measureOf(id)?.source === 'unit'),
    );
    expect(ofUnitRows.length).toBeGreaterThan(50);
    fc.assert(
      fc.property(fc.array(unitRow, { maxLength: 12 }), (rows) => {
        for (const asked of ofUnitRows) {
          const rate = formRate('percent', together(asked.numerator, rows), together(asked.denominator ?? [], rows));
          expect(rate.value === null ? rate.missing === 'ZERO_DENOMINATOR' : rate.value >= 0 && rate.value <= 100).toBe(true);
        }
      }),
      { numRuns: 25 },
    );
  });

  it('of work coverage are never below those of organisation coverage, and net never above it', () => {
    fc.assert(
      fc.property(fc.array(unitRow, { maxLength: 20 }), fc.constantFrom(...(Object.keys(BASES) as Basis[])), (rows, basis) => {
        const [organization, work, net] = (['party_org_coverage', 'party_work_coverage', 'net_org_coverage'] as const).map((id) =>
          together(askIndicator(id, basis).numerator, rows),
        );
        expect(work).toBeGreaterThanOrEqual(Number(organization));
        expect(net).toBeLessThanOrEqual(Number(organization));
      }),
    );
  });
});

describe('meetings', () => {
  it('held above due do not count above 100 %: 9 lectures of 1 due are 1', () => {
    fc.assert(
      fc.property(branchFact, fc.nat(20), (fact, members) => {
        const { due, held } = meetings(fact, members);
        expect(held).toBeLessThanOrEqual(due);
        expect(due).toBeLessThanOrEqual(8);
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rulesFor, setsInForce, shippedAssignments, type RuleAssignment } from '../../../server/domain/rules/resolve.ts';
import { NATIONAL, RULE_FIELDS } from '../../../server/domain/rules/ruleSet.ts';
import { byAdministrator, GUIYANG, LINYI_LANSHAN, QUANNAN, saysStaff, SHIPPED, shippedSet } from './lines.ts';

const shipped = shippedAssignments(SHIPPED);
const staffOn = (assignments: readonly RuleAssignment[], line: readonly string[], date: string): number =>
  rulesFor(assignments, line, date).rules.threeHaveMinStaff;

describe('inheritance down the region tree', () => {
  it('全南 in 2012 takes 6 rules from its own set and the other 11 from the national one', () => {
    const { ids, rules } = rulesFor(shipped, QUANNAN, '2012-12-31');
    expect(ids).toEqual(['quannan-2011', 'national']);
    expect(rules.id).toBe('quannan-2011+national');
    const own = RULE_FIELDS.filter((field) => rules.origins[field].ruleSet === 'quannan-2011');
    expect(own).toEqual(['aboveScale', 'unionFounding', 'womenFounding', 'unionForms', 'womenForms', 'fundsPerMember']);
    expect(RULE_FIELDS.length - own.length).toBe(11);
    expect(rules.origins.unionFounding.citation).toBe('职工人数在25人以上的应建立基层工会委员会');
    expect(rules.unionWithinMonths).toBeNull();
  });

  it('a county of 临沂 inherits 2000 万元 from the prefecture and the union law from the nation', () => {
    const { ids, rules } = rulesFor(shipped, LINYI_LANSHAN, '2020-03-31');
    expect(ids).toEqual(['linyi-2020', 'national']);
    expect(rules.aboveScale).toEqual([{ minRevenueWan: 2000 }, { minStaff: 100 }]);
    expect(rules.unionFounding).toEqual({ by: 'unionMembers', min: 25 });
  });

  it('the county says 20, the prefecture 15, the province nothing: 20 in the county, 15 beside it, 10 elsewhere in the province', () => {
    const sets = shippedAssignments([saysStaff('county', '410302', '2020-01-01', 20), saysStaff('city', '410300', '2020-01-01', 15)]);
    const lines = [
      ['410302', '410300', '410000', '100000'],
      ['410303', '410300', '410000', '100000'],
      ['410100', '410000', '100000'],
    ];
    expect(lines.map((line) => staffOn(sets, line, '2025-12-31'))).toEqual([20, 15, 10]);
    expect(rulesFor(sets, lines[0] as string[], '2025-12-31').ids).toEqual(['county', 'national']);
  });

  it('without any set assigned the national ground answers every one of 17 rules', () => {
    const { ids, rules } = rulesFor([], QUANNAN, '1900-01-01');
    expect(ids).toEqual(['national']);
    const { origins, ...plain } = rules;
    expect(plain).toEqual(NATIONAL);
    expect(Object.keys(origins)).toHaveLength(17);
  });

  it('a set that says every rule leaves nothing to the ground, and the ground is not named', () => {
    const whole = { ...shippedSet('national'), id: 'national-2027', validFrom: '2027-01-01' };
    expect(rulesFor([...shipped, byAdministrator(whole, '100000', '2027-01-01')], GUIYANG, '2027-03-31').ids).toEqual([
      'guizhou-2014',
      'national-2027',
    ]);
  });
});

describe('dates', () => {
  it('quannan-2011 holds from its issue on 2011-01-24: staff founds a union on 2011-03-31, members did on 2010-12-31', () => {
    expect(
      ['2010-12-31', '2011-01-23', '2011-01-24', '2011-03-31'].map((date) => rulesFor(shipped, QUANNAN, date).rules.unionFounding.by),
    ).toEqual(['unionMembers', 'unionMembers', 'staff', 'staff']);
  });

  it('the 6 months of 贵州 hold from 2014-07-22', () => {
    expect(['2014-06-30', '2014-09-30'].map((date) => rulesFor(shipped, GUIYANG, date).rules.unionWithinMonths)).toEqual([null, 6]);
  });

  it('of two sets of one region the later counts from its own date on, and what it leaves unsaid comes from above, not from the earlier', () => {
    const later = { ...saysStaff('quannan-2015', '360729', '2015-01-01', 12), rules: { threeHaveMinStaff: { is: 12, citation: '示例' } } };
    const both = [...shipped, ...shippedAssignments([later])];
    expect(rulesFor(both, QUANNAN, '2014-12-31').ids).toEqual(['quannan-2011', 'national']);
    const { ids, rules } = rulesFor(both, QUANNAN, '2015-03-31');
    expect(ids).toEqual(['quannan-2015', 'national']);
    expect([rules.threeHaveMinStaff, rules.unionFounding.by]).toEqual([12, 'unionMembers']);
  });

  it('a set that ends on 2016-01-01 holds on 2015-12-31 and not the day after', () => {
    const ended = shippedAssignments([saysStaff('short', '410000', '2015-01-01', 12, '2016-01-01')]);
    expect(['2014-12-31', '2015-01-01', '2015-12-31', '2016-01-01'].map((date) => staffOn(ended, ['410000', '100000'], date))).toEqual([
      10, 12, 12, 10,
    ]);
  });
});

describe('administrators', () => {
  it('a set put in force for 全南 from 2013 wins over the shipped one from then on, and over no earlier period', () => {
    const all = [...shipped, byAdministrator(shippedSet('linyi-2020'), '360729', '2013-01-01')];
    expect(rulesFor(all, QUANNAN, '2012-12-31').ids).toEqual(['quannan-2011', 'national']);
    expect(rulesFor(all, QUANNAN, '2013-03-31').ids).toEqual(['linyi-2020', 'national']);
  });

  it('wins over a set shipped later for the same region, until it ends', () => {
    const all = [
      ...shippedAssignments([saysStaff('shipped-2018', '410000', '2018-01-01', 18)]),
      byAdministrator(saysStaff('chosen', '410000', '2015-01-01', 15), '410000', '2015-01-01', '2020-01-01'),
    ];
    expect(['2014-12-31', '2015-12-31', '2019-12-31', '2020-03-31'].map((date) => staffOn(all, ['410000', '100000'], date))).toEqual([
      10, 15, 15, 18,
    ]);
  });

  it('for a province does not reach below a county’s own set: the county keeps 20', () => {
    const all = [
      ...shippedAssignments([saysStaff('county', '410302', '2020-01-01', 20)]),
      byAdministrator(saysStaff('chosen', '410000', '2024-01-01', 15), '410000', '2024-01-01'),
    ];
    expect(staffOn(all, ['410302', '410300', '410000', '100000'], '2025-12-31')).toBe(20);
    expect(staffOn(all, ['410303', '410300', '410000', '100000'], '2025-12-31')).toBe(15);
  });
});

describe('laws', () => {
  const region = fc.constantFrom('410302', '410300', '410000', '100000', '360729');
  const date = fc.integer({ min: 2010, max: 2030 }).map((year) => `${year}-01-01`);
  const assignment: fc.Arbitrary<RuleAssignment> = fc
    .record({
      region,
      validFrom: date,
      by: fc.constantFrom('SHIPPED' as const, 'ADMINISTRATOR' as const),
      least: fc.integer({ min: 1, max: 99 }),
    })
    .map(({ by, least, ...at }) => ({
      ...at,
      by,
      validTo: null,
      set: saysStaff(`set-${at.region}-${at.validFrom}-${by.toLowerCase()}-${least}`, at.region, at.validFrom, least),
    }));
  const line = ['410302', '410300', '410000', '100000'];

  it('the order in which sets are given never matters', () => {
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 12 }), date, (all, on) => {
        expect(rulesFor(all.toReversed(), line, on)).toEqual(rulesFor(all, line, on));
      }),
    );
  });

  it('a set changes nothing before its own date and nothing outside its region', () => {
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 8 }), assignment, date, (all, more, on) => {
        fc.pre(on < more.validFrom || !line.includes(more.region));
        expect(rulesFor([...all, more], line, on)).toEqual(rulesFor(all, line, on));
      }),
    );
  });

  it('names a set if and only if one of its rules is used', () => {
    fc.assert(
      fc.property(fc.array(assignment, { maxLength: 12 }), date, (all, on) => {
        const { ids, rules } = rulesFor(all, line, on);
        expect(new Set(ids)).toEqual(new Set(Object.values(rules.origins).map((origin) => origin.ruleSet)));
        expect(setsInForce(all, line, on).length).toBeLessThanOrEqual(line.length);
      }),
    );
  });
});

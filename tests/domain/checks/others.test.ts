import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHECKS, roleProblems, runChecks, SEVERITIES, VERDICTS, type Finding } from '../../../server/domain/checks/index.ts';
import { fraction, toFixed } from '../../../server/domain/fraction.ts';
import { figureOf } from '../figureOf.ts';
import { verdictOf } from './verdictOf.ts';

const sum = (total: string, ...parts: readonly string[]): Finding =>
  verdictOf('SUM', [['total', total], ...parts.map((part) => ['part', part] as const)]);
const shares = (...pairs: readonly (readonly [string, string])[]): Finding =>
  verdictOf(
    'SHARES',
    pairs.flatMap(
      ([part, share]) =>
        [
          ['part', part],
          ['share', share],
        ] as const,
    ),
  );

describe('SUM', () => {
  it('436 + 1452 = 1888 matches; 1887 is 1 over, 1889 is 1 short', () => {
    expect(sum('1888家', '436家', '1452家')).toMatchObject({ verdict: 'MATCHES', difference: 0, outcome: '0' });
    expect(sum('1887家', '436家', '1452家')).toMatchObject({ verdict: 'OVER', difference: -1, outcome: '1' });
    expect(sum('1889家', '436家', '1452家')).toMatchObject({ verdict: 'SHORT', difference: 1, outcome: '1' });
  });

  it('10.76万 in all may be 55269 + 52281 but not 55269 + 52280: the interval decides, no tolerance', () => {
    expect(sum('10.76万家', '55269家', '52281家').verdict).toBe('MATCHES');
    expect(sum('10.76万家', '55269家', '52280家').verdict).toBe('SHORT');
    expect(sum('10.76万家', '55269家', '52381家').verdict).toBe('OVER');
  });

  it('a part of 100余 makes any larger total possible, but no smaller one', () => {
    expect(sum('250家', '100余家', '50家').verdict).toBe('MATCHES');
    expect(sum('149家', '100余家', '50家').verdict).toBe('OVER');
  });
});

describe('SAME', () => {
  it('1532 and 1547 conflict by 15; 10.76万 and 107600 are the same', () => {
    expect(
      verdictOf('SAME', [
        ['value', '1532个'],
        ['value', '1547个'],
      ]),
    ).toMatchObject({ verdict: 'CONFLICT', printed: 1532, computed: 1547, difference: -15 });
    expect(
      verdictOf('SAME', [
        ['value', '10.76万'],
        ['value', '107600'],
      ]).verdict,
    ).toBe('MATCHES');
  });

  it('three roundings that meet pairwise only in part conflict: 1.0万, 10400 and 9600', () => {
    expect(
      verdictOf('SAME', [
        ['value', '1万'],
        ['value', '10400个'],
        ['value', '9600个'],
      ]).verdict,
    ).toBe('CONFLICT');
  });
});

describe('SHARES', () => {
  it('names the pair that does not fit: 126 as 6.2 %, 79 as 4.1 %, 1547 as 76.5 %, 117 as 5.8 %', () => {
    expect(shares(['126个', '6.2%'], ['79个', '4.1%'], ['1547个', '76.5%'], ['117个', '5.8%'])).toMatchObject({
      verdict: 'OUTLIER',
      printed: 4.1,
    });
    expect(shares(['126个', '6.2%'], ['79个', '3.9%'], ['1547个', '76.5%'], ['117个', '5.8%']).verdict).toBe('MATCHES');
  });

  it('two pairs that disagree are both suspect: no side is taken', () => {
    expect(shares(['50个', '50%'], ['90个', '30%'])).toMatchObject({ verdict: 'OUTLIER', printed: null });
  });

  it('three shares without a share of the fourth part are not judged', () => {
    expect(
      verdictOf('SHARES', [
        ['part', '1个'],
        ['share', '10%'],
        ['part', '2个'],
        ['share', '20%'],
        ['part', '3个'],
      ]).verdict,
    ).toBe('UNCHECKED');
  });

  it('correctly rounded shares of any whole always match', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 0, max: 2 }),
        (parts, decimals) => {
          const whole = BigInt(parts.reduce((total, part) => total + part, 0));
          const pairs = parts.map((part) => [`${part}个`, `${toFixed(fraction(BigInt(part) * 100n, whole), decimals)}%`] as const);
          expect(shares(...pairs).verdict).toBe('MATCHES');
        },
      ),
    );
  });
});

describe('MULTIPLES', () => {
  const multiples = (base: string, ...values: readonly string[]): Finding =>
    verdictOf('MULTIPLES', [['base', base], ...values.map((value) => ['value', value] as const)]);
  it('three exact multiples of 703 are suspicious, two are not', () => {
    expect(multiples('703个', '2109人次', '6327人次', '703个').verdict).toBe('SUSPICIOUS');
    expect(multiples('703个', '2109人次', '6327人次', '704个').verdict).toBe('MATCHES');
  });

  it('a base of 1, a zero or a rounded number proves nothing', () => {
    expect(multiples('1个', '2个', '3个', '4个').verdict).toBe('MATCHES');
    expect(multiples('5个', '0个', '10个', '15个').verdict).toBe('MATCHES');
    expect(multiples('5个', '1万个', '2万个', '3万个').verdict).toBe('MATCHES');
  });
});

describe('LEDGER', () => {
  it('120 reported and 100 in the ledger: 20 or 16.7 % are unbacked', () => {
    const finding = verdictOf('LEDGER', [
      ['reported', '120家'],
      ['ledger', '100家'],
    ]);
    expect(finding).toMatchObject({ verdict: 'UNBACKED', severity: 'SERIOUS', difference: 20, outcome: '20' });
    expect(finding.explanation.replaceAll('\u202f', ' ')).toContain('20 家（上报数的 16.7 %）');
  });

  it('a ledger of 120 backs a reported 100, 120 or 100余', () => {
    for (const reported of ['100家', '120家', '100余家'])
      expect(
        verdictOf('LEDGER', [
          ['reported', reported],
          ['ledger', '120家'],
        ]).verdict,
      ).toBe('MATCHES');
  });
});

describe('SERIES', () => {
  const on = (asOf: string, printed: string, label: string, basis: string | null = null) => figureOf(printed, { asOf, label, basis });
  const series = (...figures: readonly ReturnType<typeof on>[]): Finding =>
    verdictOf(
      'SERIES',
      figures.map((figure) => ['figure', figure] as const),
    );

  it('breaks where the basis changes from 应建 to 登记在册: 99.95 % is no fall to 73.1 %', () => {
    const finding = series(on('2012-12-31', '99.95%', '占比', 'ELIGIBLE'), on('2017-12-31', '73.1%', '占比', 'REGISTERED'));
    expect(finding).toMatchObject({ verdict: 'BREAK', severity: 'NOTICE' });
    expect(finding.explanation).toContain('2012-12-31—2017-12-31：口径由「应建」变为「登记在册」');
  });

  it('breaks where the unit or the label changes, and says a jump beyond 30 % with it', () => {
    expect(
      series(on('2012-12-31', '100家', '单位'), figureOf('100个', { asOf: '2013-12-31', label: '单位', unit: 'organization' })).verdict,
    ).toBe('BREAK');
    expect(series(on('2012-12-31', '100家', '单位'), on('2013-12-31', '131家', '企业')).explanation.replaceAll('\u202f', ' ')).toContain(
      '数值同时变化 +31.0 %',
    );
    expect(series(on('2012-12-31', '100家', '单位'), on('2013-12-31', '130家', '企业')).explanation).not.toContain('数值同时变化');
  });

  it('does not break on a jump of 50 % under the same label, or on spaces in it', () => {
    expect(series(on('2011-12-31', '98.3万个', '建立党组织的企业'), on('2012-12-31', '147.5万个', '建立党组织的 企业')).verdict).toBe(
      'MATCHES',
    );
  });

  it('compares neighbours by date and not by their order in the relation', () => {
    expect(
      series(on('2013-12-31', '3家', '甲'), on('2011-12-31', '1家', '乙'), on('2012-12-31', '2家', '甲')).explanation.match(/—/g),
    ).toHaveLength(1);
  });
});

describe('relations that cannot be judged', () => {
  it('a missing role, an unknown figure and an unknown kind are UNCHECKED, never MATCHES', () => {
    const figure = figureOf('117个');
    const of = (kind: string, ...members: readonly (readonly [string, string])[]): string | undefined =>
      runChecks([figure], [{ id: 'r', kind, members: members.map(([role, id]) => ({ role, figure: id })) }])[0]?.verdict;
    expect(of('RATIO', ['numerator', figure.id])).toBe('UNCHECKED');
    expect(of('SAME', ['value', figure.id], ['value', 'nobody'])).toBe('UNCHECKED');
    expect(of('GUESS', ['value', figure.id])).toBe('UNCHECKED');
    expect(runChecks([], [])).toEqual([]);
  });

  it('two totals of one SUM are a problem of the relation', () => {
    expect(
      roleProblems({
        id: 'r',
        kind: 'SUM',
        members: [
          { role: 'total', figure: 'a' },
          { role: 'total', figure: 'b' },
          { role: 'part', figure: 'c' },
        ],
      }),
    ).toEqual(['角色「total」有 2 个数，应恰为 1 个']);
    expect(roleProblems({ id: 'r', kind: 'SUM', members: [{ role: 'whole', figure: 'a' }] })[0]).toContain('没有「whole」这个角色');
  });

  it('registers 8 checks and 17 verdicts, each with a severity that exists', () => {
    expect(Object.keys(CHECKS)).toHaveLength(8);
    expect(Object.values(VERDICTS).every(({ severity }) => Object.hasOwn(SEVERITIES, severity))).toBe(true);
    expect(Object.keys(VERDICTS)).toHaveLength(17);
  });
});

import { describe, expect, test } from 'vitest';
import type { Finding, Receipts } from '../../web/src/api/quality.ts';
import {
  computedOf,
  countFindings,
  differenceOf,
  drawnLarge,
  findingsOf,
  placeAndDate,
  printedOf,
  quantityText,
  sourcesOf,
  toLead,
  unitWord,
} from '../../web/src/features/quality/toFindings.ts';
import { toNumberLine } from '../../web/src/features/quality/toNumberLine.ts';
import { toCrumbs, toReceipts } from '../../web/src/features/quality/toReceipts.ts';
import { THIN } from '../../web/src/theme/format.ts';

const figure: Finding['figures'][number] = {
  id: 'gz-parks-rate',
  place: '贵州省',
  asOf: '2013-12-31',
  asOfPrecision: 'year',
  label: '工业园区建会率',
  printed: '89.11%',
  value: 89.11,
  unit: 'percent',
  basis: null,
  source: { id: 'guizhou-2014', title: '讲话', publisher: '贵州省总工会', publishedOn: '2014-07-22', reference: 'https://example.org/1' },
};
const parks: Finding = {
  id: 'gz-parks',
  relation: 'gz-parks',
  check: 'RATIO',
  verdict: 'MISMATCH',
  severity: 'SERIOUS',
  region: null,
  period: null,
  printed: 89.11,
  computed: 70.94017094,
  difference: 18.16982906,
  decimals: 2,
  unit: 'percent',
  title: '工业园区建会率',
  explanation: '',
  explanationEn: '',
  figures: [figure, { ...figure, id: 'gz-parks' }],
};
const branches: Finding = {
  ...parks,
  id: 'sy-branches-twice',
  verdict: 'CONFLICT',
  printed: 1532,
  computed: 1547,
  difference: -15,
  unit: 'organization',
};
const short: Finding = {
  ...branches,
  id: 'sy-sole-forms',
  verdict: 'SHORT',
  severity: 'ORDINARY',
  printed: 1984,
  computed: 1737,
  difference: 247,
};
const share: Finding = {
  ...parks,
  id: 'sy-shares',
  verdict: 'OUTLIER',
  severity: 'ORDINARY',
  printed: 4.1,
  computed: 3.905,
  difference: 0.195,
};
const whole: Finding = {
  ...parks,
  id: 'gz-agency',
  verdict: 'MATCHES',
  severity: 'NONE',
  printed: 80,
  computed: 79.8354,
  difference: 0.1646,
};
const quota: Finding = {
  ...parks,
  id: 'bd-quota',
  verdict: 'SUSPICIOUS',
  severity: 'NOTICE',
  printed: null,
  computed: null,
  difference: null,
};
const all = [whole, quota, short, branches, share, parks];

describe('findings', () => {
  test('6 findings: 5 with a problem, of them 2 serious; the lead says so', () => {
    const counts = countFindings(all);
    expect(counts).toEqual({ problems: 5, SERIOUS: 2, ORDINARY: 2, NOTICE: 1, NONE: 1, unchecked: 0 });
    expect(toLead(counts, 'zh')).toEqual({ before: '公布数 6 组关系已核对：1 组一致，', strong: '5 组有问题', after: '，其中 2 组严重。' });
  });

  test('what could not be checked is neither a problem nor called agreeing', () => {
    const counts = countFindings([whole, { ...whole, id: 'x', verdict: 'UNCHECKED' }]);
    expect(counts).toMatchObject({ problems: 0, NONE: 2, unchecked: 1 });
    expect(toLead(counts, 'zh')).toEqual({
      before: '公布数 2 组关系已核对：1 组一致，',
      strong: '0 组有问题',
      after: '，其中 0 组严重；1 组无法核对。',
    });
  });

  test('worst first: by severity, rates before counts, then by distance', () => {
    expect(findingsOf(all, 'problems').map(({ id }) => id)).toEqual([
      'gz-parks',
      'sy-branches-twice',
      'sy-shares',
      'sy-sole-forms',
      'bd-quota',
    ]);
    expect(findingsOf(all, 'NONE').map(({ id }) => id)).toEqual(['gz-agency']);
  });

  test('the chosen finding is drawn large, an unknown one gives the worst of the list, an empty list nothing', () => {
    const listed = findingsOf(all, 'problems');
    expect(drawnLarge(listed, all, 'gz-agency')?.id).toBe('gz-agency');
    expect(drawnLarge(listed, all, 'nowhere')?.id).toBe('gz-parks');
    expect(drawnLarge([], [], null)).toBeUndefined();
  });

  test('numbers have the decimals that the check gives them: 3.905 beside 4.1 is 3.9 with one, and 79.84 stays apart from a printed 80 with two', () => {
    expect(quantityText(computedOf(share, 'zh'))).toBe(`3.9${THIN}%`);
    expect(quantityText(differenceOf(share, 'zh'))).toBe(`0.2${THIN}百分点`);
    expect([printedOf(whole, 'zh'), computedOf(whole, 'zh')].map(quantityText)).toEqual([`80${THIN}%`, `79.84${THIN}%`]);
    expect([printedOf(parks, 'zh'), computedOf(parks, 'zh'), differenceOf(parks, 'zh')].map(quantityText)).toEqual([
      `89.11${THIN}%`,
      `70.94${THIN}%`,
      `18.17${THIN}百分点`,
    ]);
  });

  test('counts keep their unit and the difference has no sign: 15 个; nothing to say is a dash', () => {
    expect(quantityText(differenceOf(branches, 'zh'))).toBe(`15${THIN}个`);
    expect(quantityText(printedOf(quota, 'zh'))).toBe('—');
    expect(unitWord('widget', 'zh')).toBe('widget');
  });

  test('place and date come from the figure, as precise as known', () => {
    expect(placeAndDate(parks, 'zh')).toBe('贵州省，2013 年末');
    expect(placeAndDate({ ...parks, figures: [{ ...figure, asOf: null, asOfPrecision: 'unknown' }] }, 'en')).toBe('贵州省, date unknown');
  });

  test('2 figures of one source name it once, with its address', () => {
    expect(sourcesOf(parks)).toEqual([
      { id: 'guizhou-2014', publisher: '贵州省总工会', title: '讲话', date: '2014-07-22', address: 'https://example.org/1' },
    ]);
  });
});

describe('number line', () => {
  test('a share stands on 0 to 100: 89.11 and 70.94 are where they say, both labels grow inwards', () => {
    expect(toNumberLine(89.11, 70.94, true)).toEqual({
      published: { at: 89.11, grows: 'left' },
      recomputed: { at: 70.94, grows: 'left' },
      from: 70.94,
      length: expect.closeTo(18.17, 9) as number,
      end: '100',
    });
  });

  test('counts stand on 0 to the next of 1, 2, 5: 1984 ends at 2 000, 2162 at 5 000, 1000 at 1 000', () => {
    expect(
      [toNumberLine(1984, 1737, false), toNumberLine(2162, 2101, false), toNumberLine(1000, 10, false)].map((line) => line?.end),
    ).toEqual([`2${THIN}000`, `5${THIN}000`, `1${THIN}000`]);
  });

  test('a share above 100 still fits its line, at 120 of 200', () => {
    expect(toNumberLine(120, 90, true)).toMatchObject({ end: '200', published: { at: 60 } });
  });

  test('nothing is drawn of one number, or of two zeros', () => {
    expect([toNumberLine(null, 3, false), toNumberLine(3, null, false), toNumberLine(0, 0, true)]).toEqual([null, null, null]);
  });
});

const receipt = (received: number, accepted = received, expected = 1) => ({
  expected,
  received,
  onTime: received,
  accepted,
  carriedForward: 0,
});
const rate = (missing: 'NOT_RECEIVED' | 'REJECTED' | null) => ({ numerator: null, denominator: null, value: null, missing });
const part = (code: string, shortName: string, given: ReturnType<typeof receipt>) => ({
  region: { code, name: `${shortName}市`, nameEn: null, shortName },
  rate: rate(null),
  receipt: given,
});
const answer: Receipts = {
  region: { code: '410000', name: '河南省', nameEn: 'Henan', ancestors: [{ code: '100000', name: '全国', nameEn: null }] },
  total: [
    {
      period: '2025Q4',
      asOf: '2025-12-31',
      rate: rate(null),
      receipt: { expected: 6, received: 4, onTime: 3, accepted: 4, carriedForward: 1 },
    },
  ],
  parts: [
    part('410100', '郑州', receipt(1)),
    part('410900', '濮阳', receipt(0)),
    part('411200', '三门峡', receipt(1, 0)),
    part('410300', '洛阳', receipt(2, 2, 3)),
  ],
  coverage: [
    { region: { code: '410900' }, rate: { missing: 'NOT_RECEIVED' } },
    { region: { code: '411200' }, rate: { missing: 'REJECTED' } },
  ],
};
const reasons = [
  { id: 'NOT_RECEIVED', label: { zh: '未报送', en: 'Not received' } },
  { id: 'REJECTED', label: { zh: '退回、未审', en: 'Returned' } },
] as const;

describe('receipt grid', () => {
  test('absence keeps its reason: 1 not received, 1 returned, and 2 of 3 below one region', () => {
    const grid = toReceipts(answer, [...reasons], 'zh');
    expect(grid?.cells.map(({ name, missing, partly }) => [name, missing, partly])).toEqual([
      ['郑州', null, null],
      ['濮阳', 'NOT_RECEIVED', '0/1'],
      ['三门峡', 'REJECTED', null],
      ['洛阳', null, '2/3'],
    ]);
    expect(grid?.sentence).toBe(
      '及时 3，逾期 0，沿用上期 1，未报送 1（濮阳），退回、未审 1（三门峡），未报齐 1（洛阳 2/3）。缺报地区不按零计，也不并入合计。',
    );
  });

  test('the way leads from below the nation: 河南省 links, 洛阳市 is where one is', () => {
    const luoyang = {
      code: '410300',
      name: '洛阳市',
      nameEn: null,
      ancestors: [
        { code: '100000', name: '全国', nameEn: null },
        { code: '410000', name: '河南省', nameEn: null },
      ],
    };
    expect(toCrumbs(luoyang, 'zh', ({ region }) => `?region=${region}`)).toEqual([
      { label: '河南省', href: '?region=410000' },
      { label: '洛阳市' },
    ]);
  });

  test('an unknown region, or one of which nothing is expected, has no grid', () => {
    expect(toReceipts({ ...answer, region: null }, [], 'zh')).toBeNull();
    expect(toReceipts({ ...answer, total: [] }, [], 'zh')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { afterFounding, gapOf, type Gap } from '../../../server/domain/analysis/gap.ts';
import { isRefused } from '../../../server/domain/analysis/refusal.ts';
import { shareSentence, shellsSentence, shellsTitle, tiersOf, tiersSentence } from '../../../server/domain/bulletin/composition.ts';
import { findingSentence, findingsWords, type Found } from '../../../server/domain/bulletin/quality.ts';
import { absenteesSentence, doubtsOf, receiptSentence } from '../../../server/domain/bulletin/receipt.ts';
import { candidatesSentence, fewestSentence, gapSentence, gapTitle, noGapSentence } from '../../../server/domain/bulletin/target.ts';
import { absent } from '../../../server/domain/rate.ts';
import { about, place, share, spoken, zh } from './say.ts';

const nameOf = (key: string | null) => place(key ?? '其余');
function gapAt(
  target: number,
  whole: [number, number],
  parts: Record<string, [number, number]>,
  direction: 'HIGHER' | 'LOWER' = 'HIGHER',
): Gap {
  const answer = gapOf({
    shape: 'percent',
    direction,
    target,
    whole: share(...whole),
    parts: Object.entries(parts).map(([key, counts]) => ({ key, rate: share(...counts) })),
    counted: { zh: '家', en: 'units' },
  });
  if (isRefused(answer)) throw new Error(answer.explanation.zh);
  return answer;
}

describe('the gap to a target', () => {
  // 65 of 110 at 80 %: 88 wanted, 23 short; 甲 42/50 has 2 to spare, 乙 22/50 is 18 short, 丙 1/10 is 7 short.
  const gap = gapAt(80, [65, 110], { 甲区: [42, 50], 乙区: [22, 50], 丙区: [1, 10] });

  it('65 of 110 is 23 short of 80 %, 乙 by itself 18; the parts add up to 25, 2 to spare elsewhere', () => {
    expect(zh(gapTitle(about(), share(65, 110), gap, nameOf))).toBe('周口市到 80 % 还差 23 家，乙区自身差额最大，18 家');
    expect(zh(gapSentence(about(), gap))).toBe('周口市整体距 80 % 差 23 家；各部分差额合计 25 家：别处余下的 2 家抵补不了这里。');
  });

  it('two regions at least close it: 18 and 5', () => {
    expect(zh(fewestSentence(gap, about().numerator.word, nameOf))).toBe('最少 2 个地区即可补足：乙区 18 家、丙区 5 家。');
  });

  it('13 units that should have one would give 78 of 110, 10 still short; 45 meet the target; none is said', () => {
    const said = (candidates: number) =>
      zh(candidatesSentence(about(), { target: 80, gap: 23, candidates, after: afterFounding(share(65, 110), 80, candidates) }));
    expect(said(13)).toBe('应建未建 13 家，全部建成可到 70.9 %，仍差 10 家。');
    expect(said(45)).toBe('应建未建 45 家，全部建成可到 100.0 %，即达目标。');
    expect(said(0)).toBe('没有应建未建的单位。');
    expect(candidatesSentence(about(), { target: 80, gap: 23, candidates: 3, after: null })).toBeNull();
  });

  it('founding more where the target is met says the rate only; without a target there is no gap', () => {
    expect(zh(candidatesSentence(about(), { target: 80, gap: 0, candidates: 5, after: afterFounding(share(90, 110), 80, 5) }))).toBe(
      '应建未建 5 家，全部建成可到 86.4 %。',
    );
    expect(zh(noGapSentence(about('shell_rate'), share(2, 100)))).toBe('空壳率没有目标，不计差额。');
    expect(zh(noGapSentence(about(), absent('NOT_DUE')))).toBe('周口市组织覆盖率没有数值（未到期）。');
  });

  it('one that is met says who is not, one that should be low says how many are too many', () => {
    const met = gapAt(80, [88, 110], { 甲区: [50, 50], 乙区: [38, 60] });
    expect(zh(gapTitle(about(), share(88, 110), met, nameOf))).toBe('周口市组织覆盖率已达 80 %，仍有 1 个地区未达');
    const high = gapAt(5, [9, 100], { 甲区: [6, 50], 乙区: [3, 50] }, 'LOWER');
    expect(zh(gapTitle(about('shell_rate'), share(9, 100), high, nameOf))).toBe('周口市空壳率比 5 % 多 4 个，甲区多得最多，4 个');
    expect(zh(gapTitle(about(), absent('NOT_RECEIVED'), null, nameOf))).toBe('周口市组织覆盖率没有数值（未报送）');
  });
});

describe('composition', () => {
  it('of 2 592 units 1 106 sole, 773 joint, 418 by work only, 295 not covered', () => {
    const tiers = tiersOf({ sole: share(1106, 2592), organization: share(1879, 2592), work: share(2297, 2592) });
    expect(tiers && zh(tiersSentence(about(), tiers))).toBe(
      '周口市正常经营单位 2 592 家中，单独组建 1 106 家，联合组建 773 家，仅工作覆盖 418 家，未覆盖 295 家。',
    );
    expect(tiersOf({ sole: absent('NOT_RECEIVED'), organization: share(1, 2), work: share(1, 2) })).toBeNull();
  });

  it('57 of 1 320 organizations are to be checked, net 1 803/2 592 = 69.6 % stands beside the reported 72.5 %', () => {
    const [topic, netTopic] = [about('shell_rate'), about('net_org_coverage')];
    const rates = { shell: share(57, 1320), reported: share(1879, 2592), net: share(1803, 2592), topic, netTopic };
    expect(zh(shellsSentence(rates))).toBe(
      '周口市待核对的党组织 57 个，共 1 320 个；净组织覆盖率 69.6 %，比上报的 72.5 % 低 2.9 个百分点。',
    );
    expect(zh(shellsTitle(topic, rates.shell, rates.net, netTopic))).toBe('周口市有 57 个党组织待核对，净组织覆盖率 69.6 %');
    expect(zh(shellsSentence({ ...rates, shell: share(0, 10), net: rates.reported }))).toBe(
      '周口市没有待核对的党组织；净组织覆盖率 72.5 %，与上报的相同。',
    );
    expect(zh(shellsSentence({ ...rates, shell: absent('NOT_RECEIVED') }))).toBe('周口市空壳率没有数值（未报送）。');
  });

  it('secretaries, 六有, terms and issues are said by their own counts', () => {
    expect(zh(shareSentence(about('management_secretaries'), share(80, 120)))).toBe(
      '周口市书记来源已知的党组织 120 个，书记为出资人或高管的党组织 80 个，书记由出资人高管担任比 66.7 %。',
    );
    expect(zh(shareSentence(about('term_overdue'), share(6, 100)))).toBe(
      '周口市任期已知的党组织 100 个，届满未换届的党组织 6 个，届满未换届率 6.0 %。',
    );
    expect(zh(shareSentence(about('issues_resolved'), share(9, 12)))).toBe('周口市查找问题 12 个，已解决问题 9 个，问题解决率 75.0 %。');
    expect(zh(shareSentence(about('standard_met'), absent('ZERO_DENOMINATOR', 0, 0)))).toBe('周口市六有达标率没有数值（分母为零）。');
  });
});

describe('receipt', () => {
  const receipt = { expected: 18, received: 16, onTime: 15, accepted: 10, carriedForward: 0 };

  it('16 of 18 came in, 15 on time, 10 accepted, none carried forward', () => {
    expect(spoken(receiptSentence(place('河南省'), receipt))).toEqual([
      '河南省报送 16/18，及时 15，审核通过 10，沿用上期 0。',
      '河南省: 16 of 18 ledgers received, 15 on time, 10 accepted, 0 carried forward.',
    ]);
    const missing = [
      { reason: 'NOT_RECEIVED', names: [place('甲县'), place('乙县')] },
      { reason: 'REJECTED', names: [place('丙县')] },
    ] as const;
    expect(zh(absenteesSentence(missing))).toBe('未报送的 2 个地区：甲县、乙县；退回、未审的 1 个地区：丙县。');
    expect(absenteesSentence([])).toBeNull();
  });

  it('raises INCOMPLETE and NOT_ACCEPTED; STALE where carried forward, missing or not the latest; nothing where all is well', () => {
    const kinds = (more: Partial<typeof receipt>, latest: '2026Q3' | '2026Q4' = '2026Q3') =>
      doubtsOf({ period: '2026Q3', latest, receipt: { ...receipt, ...more }, absent: null }).map((doubt) => doubt.kind);
    expect(kinds({})).toEqual(['INCOMPLETE', 'NOT_ACCEPTED']);
    expect(kinds({ received: 18, accepted: 18 })).toEqual([]);
    expect(kinds({ received: 18, accepted: 18, carriedForward: 2 })).toEqual(['STALE']);
    expect(kinds({ received: 18, accepted: 18 }, '2026Q4')).toEqual(['STALE']);
    expect(kinds({ received: 0, accepted: 0 })).toEqual(['STALE', 'INCOMPLETE']);
    expect(kinds({ expected: 0, received: 0, accepted: 0 })).toEqual([]);
  });

  it('a view without a value says so first', () => {
    const doubts = doubtsOf({
      period: '2026Q3',
      latest: '2026Q3',
      receipt: { ...receipt, received: 0, accepted: 0 },
      absent: place('周口市没有数值'),
    });
    expect(doubts.map(({ kind, text }) => [kind, zh(text)])).toEqual([
      ['NO_VALUE', '周口市没有数值。'],
      ['STALE', '2026Q3 的台账尚未报送。'],
      ['INCOMPLETE', '应报 18 个填报地区，已报 0 个。'],
    ]);
  });
});

describe('findings', () => {
  const found: Found = {
    title: '工业园区建会率',
    severity: 'SERIOUS',
    verdict: 'MISMATCH',
    printed: 89.11,
    computed: 70.9402,
    decimals: 2,
    unit: 'percent',
    explanation: { zh: '83/117 = 70.94 %。', en: '83/117 = 70.94 %.' },
    place: place('贵州省'),
  };

  it('贵州: published 89.11 %, recomputed 70.94 %; without both numbers the explanation of the check', () => {
    expect(zh(findingSentence(found))).toBe('贵州省工业园区建会率：公布 89.11 %，重算 70.94 %。');
    expect(
      zh(
        findingSentence({
          ...found,
          title: '党支部',
          verdict: 'CONFLICT',
          printed: 1532,
          computed: 1547,
          decimals: 0,
          unit: 'organization',
        }),
      ),
    ).toBe('贵州省党支部：公布 1 532 个，同一来源另处 1 547 个。');
    expect(zh(findingSentence({ ...found, verdict: 'BREAK' }))).toBe('贵州省工业园区建会率：83/117 = 70.94 %。');
    expect(zh(findingSentence({ ...found, printed: null }))).toBe('贵州省工业园区建会率：83/117 = 70.94 %。');
  });

  it('counts what was found, and how much of it is serious only where all of it is at hand', () => {
    expect(zh(findingsWords(0, []))).toBe('核对未发现数字问题');
    expect(zh(findingsWords(1, [found]))).toBe('核对发现 1 个数字问题，属严重');
    expect(zh(findingsWords(2, [found, { ...found, severity: 'ORDINARY' }]))).toBe('核对发现 2 个数字问题，其中严重 1 个');
    expect(zh(findingsWords(9, [found]))).toBe('核对发现 9 个数字问题');
  });
});

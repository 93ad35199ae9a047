/** Multiples: counts that are whole multiples of those of an earlier quarter look reckoned from a quota, not counted (MULTIPLES of published figures). */
import { THIN } from '../../format.ts';
import { amountZh, amountEn, LEAST_BASE, nameOf, STOCKS, unitOf } from './counts.ts';
import type { LedgerCheck, LedgerFacts } from './check.ts';

/** As many exact multiples no longer look like chance. */
export const SUSPICIOUS_FROM = 3;

interface Multiple {
  readonly id: string;
  readonly base: number;
  readonly now: number;
  readonly times: number;
}

/** Once the same is no multiple: that is what a stale copy is about. */
function multiplesOf({ sums }: LedgerFacts, base: ReadonlyMap<string, number>): readonly Multiple[] {
  return STOCKS.flatMap((id): Multiple[] => {
    const [now, then] = [sums.get(id), base.get(id)];
    if (now === undefined || then === undefined || then < LEAST_BASE || now <= then || now % then !== 0) return [];
    return [{ id, base: then, now, times: now / then }];
  });
}

export const MULTIPLES_OF_EARLIER: LedgerCheck = {
  zh: '整倍数',
  en: 'Exact multiples',
  run(facts) {
    for (const { period, sums } of facts.earlier) {
      const found = multiplesOf(facts, sums);
      const [first] = found;
      if (first === undefined || found.length < SUSPICIOUS_FROM) continue;
      const zh = found.map(
        ({ id, base, now, times }) => `${nameOf(id).zh} ${amountZh(id, now)} = ${amountZh(id, base)}${THIN}×${THIN}${times}`,
      );
      const en = found.map(
        ({ id, base, now, times }) => `${nameOf(id).en} ${amountEn(id, now)} = ${amountEn(id, base)}${THIN}×${THIN}${times}`,
      );
      return {
        verdict: 'SUSPICIOUS',
        printed: first.now,
        computed: first.base,
        difference: first.now - first.base,
        decimals: 0,
        unit: unitOf(first.id),
        title: nameOf(first.id),
        explanation: {
          zh: `${found.length} 个数都恰为 ${period} 的整倍数，像按任务数推算而非实计：${zh.join('；')}。请抽查几家单位，核对这些数是否逐户统计。`,
          en: `${found.length} counts are exact multiples of those of ${period}, as if reckoned from a quota and not counted: ${en.join('; ')}. Look into a few units.`,
        },
      };
    }
    return null;
  },
};

/** What a check can find, and how much it matters (domain.md §8). */
import type { Entry } from '../words.ts';

export const SEVERITIES = {
  SERIOUS: { zh: '严重', en: 'Serious' },
  ORDINARY: { zh: '一般', en: 'Ordinary' },
  NOTICE: { zh: '提示', en: 'Notice' },
  NONE: { zh: '无', en: 'None' },
} as const satisfies Record<string, Entry>;
export type Severity = keyof typeof SEVERITIES;

export const VERDICTS = {
  MATCHES: { zh: '一致', en: 'Matches', severity: 'NONE' },
  TRUNCATED: { zh: '截尾', en: 'Truncated', severity: 'NOTICE' },
  MISMATCH: { zh: '不一致', en: 'Mismatch', severity: 'SERIOUS' },
  IMPOSSIBLE: { zh: '不可能', en: 'Impossible', severity: 'SERIOUS' },
  SHORT: { zh: '分项不足', en: 'Parts fall short', severity: 'ORDINARY' },
  OVER: { zh: '分项超出', en: 'Parts exceed', severity: 'ORDINARY' },
  CONFLICT: { zh: '同文冲突', en: 'Conflict', severity: 'SERIOUS' },
  OUTLIER: { zh: '占比离群', en: 'Outlier', severity: 'ORDINARY' },
  SUSPICIOUS: { zh: '疑为推算', en: 'Suspicious', severity: 'NOTICE' },
  UNBACKED: { zh: '台账不支持', en: 'Not backed by the ledger', severity: 'SERIOUS' },
  BREAK: { zh: '口径断点', en: 'Break in the series', severity: 'NOTICE' },
  JUMP: { zh: '突增突减', en: 'Jump', severity: 'NOTICE' },
  TENFOLD: { zh: '相差十倍', en: 'Tenfold', severity: 'SERIOUS' },
  STALE: { zh: '疑为照抄', en: 'Stale copy', severity: 'ORDINARY' },
  REPEATED: { zh: '两处重复', en: 'Reported twice', severity: 'ORDINARY' },
  MISFILED: { zh: '填法不符', en: 'Filed wrongly', severity: 'ORDINARY' },
  UNCHECKED: { zh: '无法核对', en: 'Cannot be checked', severity: 'NONE' },
} as const satisfies Record<string, Entry & { readonly severity: Severity }>;
export type Verdict = keyof typeof VERDICTS;

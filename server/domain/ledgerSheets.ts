/** The two sheets of a ledger, and what may differ between two versions of one. */
import type { Words } from './words.ts';

export const LEDGER_SHEETS = {
  UNITS: { zh: '两新组织', en: 'Units' },
  ORGANIZATIONS: { zh: '党群组织', en: 'Organisations' },
} as const satisfies Record<string, Words>;
export type LedgerSheet = keyof typeof LEDGER_SHEETS;
export const LEDGER_SHEET_IDS = Object.keys(LEDGER_SHEETS) as readonly LedgerSheet[];

export const DIFFERENCE_KINDS = {
  ADDED: { zh: '新增', en: 'Added' },
  REMOVED: { zh: '减少', en: 'Removed' },
  CHANGED: { zh: '变更', en: 'Changed' },
} as const satisfies Record<string, Words>;
export type DifferenceKind = keyof typeof DIFFERENCE_KINDS;
export const DIFFERENCE_KIND_IDS = Object.keys(DIFFERENCE_KINDS) as readonly DifferenceKind[];

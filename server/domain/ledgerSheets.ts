/** The two sheets of a ledger, and what may differ between two versions of one. */
import type { Words } from './words.ts';

export const LEDGER_SHEETS = {
  UNITS: { zh: '两新组织', en: 'Units' },
  ORGANIZATIONS: { zh: '党群组织', en: 'Organisations' },
} as const satisfies Record<string, Words>;
export type LedgerSheet = keyof typeof LEDGER_SHEETS;
export const LEDGER_SHEET_IDS = Object.keys(LEDGER_SHEETS) as readonly LedgerSheet[];
export const isLedgerSheet = (id: string): id is LedgerSheet => Object.hasOwn(LEDGER_SHEETS, id);

export const DIFFERENCE_KINDS = {
  ADDED: { zh: '新增', en: 'Added' },
  REMOVED: { zh: '减少', en: 'Removed' },
  CHANGED: { zh: '变更', en: 'Changed' },
} as const satisfies Record<string, Words>;
export type DifferenceKind = keyof typeof DIFFERENCE_KINDS;
export const DIFFERENCE_KIND_IDS = Object.keys(DIFFERENCE_KINDS) as readonly DifferenceKind[];
/** A header as a region writes it, and the key of the column it means; null: it is left out on purpose. */
export interface HeaderMatch {
  readonly label: string;
  readonly key: string | null;
}

/** What a region calls a sheet and its columns, where that differs from the template. `name` null: as the template has it. */
export interface SheetMapping {
  readonly sheet: LedgerSheet;
  readonly name: string | null;
  readonly columns: readonly HeaderMatch[];
}

/** A column as people are told of it. */
export interface LedgerColumn {
  readonly sheet: LedgerSheet;
  readonly key: string;
  readonly header: string;
  readonly required: boolean;
  /** What it holds, in a sentence. */
  readonly rule: string;
  /** The words it takes, where those are a closed list. */
  readonly words: readonly string[];
  readonly synonyms: readonly string[];
}

/** A header that names no column; `nearest` is the key of the one it most likely means, null where none is near. */
export interface UnknownHeader {
  readonly sheet: LedgerSheet;
  readonly label: string;
  readonly nearest: string | null;
}

/** What of a file was not understood and a mapping could mend. Persons are masked in every text. */
export interface LayoutQuestion {
  readonly sheets: readonly { readonly name: string; readonly hidden: boolean }[];
  readonly missingSheets: readonly LedgerSheet[];
  readonly unknown: readonly UnknownHeader[];
  /** Required columns that the file lacks. */
  readonly missing: readonly { readonly sheet: LedgerSheet; readonly key: string }[];
}

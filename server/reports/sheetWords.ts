/** Stored cells in the words of the sheets: what a clerk wrote, or would write. */
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS, type CellType, type Column } from '../ledger/columns.ts';
import type { LedgerSheet } from '../domain/ledgerSheets.ts';

/** A column of a sheet and where it is stored. */
export interface SheetColumn {
  readonly column: string;
  readonly header: string;
  readonly type: CellType;
}

const stored = (fact: string): string => fact.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const toColumns = <Fact>(columns: readonly Column<Fact>[]): SheetColumn[] =>
  columns.map(({ fact, header, type }) => ({ column: stored(fact), header, type }));

export const SHEET_COLUMNS: Readonly<Record<LedgerSheet, readonly SheetColumn[]>> = {
  UNITS: toColumns(UNIT_COLUMNS),
  ORGANIZATIONS: toColumns(ORGANIZATION_COLUMNS),
};

/** Null for an empty cell. */
export function spellCell({ type }: Pick<SheetColumn, 'type'>, value: string | number | null): string | null {
  if (value === null) return null;
  if (type.is === 'flag') return value === 1 ? '是' : '否';
  return type.is === 'word' ? (type.words[String(value)]?.zh ?? String(value)) : String(value);
}

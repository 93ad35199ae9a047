/** The hash of what a ledger says, computed from whole rows: the reader of files computes the same from pieces. */
import { createHash } from 'node:crypto';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import type { Column } from '../../server/ledger/columns.ts';
import type { CellValue } from '../../server/ledger/values/cell.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from '../../server/ledger/columns.ts';

/** Texts hold no control characters, so that one can stand between cells; an absent cell is empty, and no text is. */
const BETWEEN_CELLS = '\u001F';

function canonicalRow<Fact>(columns: readonly Column<Fact>[], fact: Fact): string {
  let line = '';
  for (const column of columns) {
    const value = fact[column.fact] as CellValue;
    line += (value === null ? '' : String(value)) + BETWEEN_CELLS;
  }
  return line;
}

const canonicalRows = <Fact>(columns: readonly Column<Fact>[], facts: readonly Fact[]): string[] =>
  facts.map((fact) => canonicalRow(columns, fact)).sort();

/** SHA-256, hexadecimal: equal for a file saved again, with rows shuffled, or as CSV instead of XLSX. */
export function contentSha256(units: readonly UnitFact[], organizations: readonly OrganizationFact[]): string {
  const hash = createHash('sha256');
  for (const line of canonicalRows(UNIT_COLUMNS, units)) hash.update(`${line}\n`);
  hash.update('\f');
  for (const line of canonicalRows(ORGANIZATION_COLUMNS, organizations)) hash.update(`${line}\n`);
  return hash.digest('hex');
}

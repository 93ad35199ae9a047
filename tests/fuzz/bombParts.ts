import { csv, organizationGrid, unitGrid } from '../ledger/grids.ts';
import { workbookParts, zip } from '../ledger/rawXlsx.ts';

export interface Bomb {
  readonly kind: string;
  /** The code it is refused with. */
  readonly code: string;
  /** A workbook, or the two files of a folder. */
  make(): Buffer | { readonly units: Buffer; readonly organizations: Buffer };
}

/** A sound workbook with some parts changed; `sizes`: what the archive says of them. */
export const createWorkbookBomb = (
  parts: Readonly<Record<string, string | Buffer>>,
  sizes: Readonly<Record<string, number>> = {},
): Buffer => zip({ ...workbookParts({ 两新组织: unitGrid({}), 党群组织: organizationGrid({}) }), ...parts }, sizes);

export const createCsvBomb = (units: string): { units: Buffer; organizations: Buffer } => ({
  units: Buffer.from(units),
  organizations: Buffer.from(csv(organizationGrid({}))),
});

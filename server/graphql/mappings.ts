/** How regions name sheets and columns of their ledgers. Others do the work; here is what may be asked of them. */
import type { Actor } from '../domain/audit.ts';
import type { LedgerColumn, SheetMapping } from '../domain/ledgerSheets.ts';
import { DomainError } from '../domain/errors.ts';

export interface MappingAsk extends SheetMapping {
  readonly region: string;
}

/** Every method refuses with a DomainError; whether `by` may ask is asked before. */
export interface Mappings {
  /** All columns, in the order of the sheets. */
  ledgerColumns(): Promise<readonly LedgerColumn[]>;
  /** What holds for a region: its own, and from the county above it what it does not say itself. Both sheets. */
  headerMapping(region: string): Promise<readonly SheetMapping[]>;
  /** Puts the mapping of one sheet in place of what the region had. */
  setHeaderMapping(ask: MappingAsk, by: Actor): Promise<readonly SheetMapping[]>;
}

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里不能查看或改动表头对应：它属于运行中的网站（npm start）。');
};

export const NO_MAPPINGS: Mappings = { ledgerColumns: refused, headerMapping: refused, setHeaderMapping: refused };

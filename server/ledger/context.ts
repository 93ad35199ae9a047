/** What reading a ledger has to know of the world around it. */
import type { Quarter } from '../domain/period.ts';

/** The reporting region and quarter, and lookups in what is already stored. Lookups are asked once a code, not once a row. */
export interface LedgerContext {
  readonly region: string;
  readonly period: Quarter;
  /** The code is a known administrative region inside the reporting region, itself included. */
  isInside(code: string): boolean;
  isPark(code: string): boolean;
  /** An organization of the same prefecture has been submitted with this code. */
  hasOrganization(code: string): boolean;
  /** Up to three regions (`410302 老城区`) that a wrong code or name may mean, nearest first. */
  suggestRegions?(text: string): string[];
}

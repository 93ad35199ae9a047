/** What reading a ledger has to know of the world around it. */
import { successorOf, type CodeChange } from '../domain/codeChanges.ts';
import type { SheetMapping } from '../domain/ledgerSheets.ts';
import type { Quarter } from '../domain/period.ts';

/** The reporting region and quarter, and lookups in what is already stored. Lookups are asked once a code, not once a row. */
export interface LedgerContext {
  readonly region: string;
  /** Its name, for messages. */
  readonly regionName?: string | undefined;
  readonly period: Quarter;
  /** The code is a known administrative region inside the reporting region, itself included. */
  isInside(code: string): boolean;
  isPark(code: string): boolean;
  /** An organization of the same prefecture has been submitted with this code. */
  hasOrganization(code: string): boolean;
  /** Up to three regions (`410302 老城区`) that a wrong code or name may mean, nearest first. */
  suggestRegions?(text: string): string[];
  /** What the region calls its sheets and columns; both as in the template otherwise. */
  readonly mapping?: readonly SheetMapping[] | undefined;
  /** What an old code of a region means by the divisions of the quarter; undefined where it never changed. */
  successor?(code: string): CodeChange | undefined;
}

/** The same as plain values, for another process. */
export interface LedgerScope {
  readonly region: string;
  readonly period: Quarter;
  /** Administrative regions inside the reporting region, itself included. */
  readonly inside: readonly string[];
  readonly parks: readonly string[];
  /** Codes of organizations of the same prefecture. */
  readonly known: readonly string[];
  /** Regions that a wrong code or name may mean. */
  readonly near: readonly { readonly code: string; readonly name: string }[];
  readonly mapping?: readonly SheetMapping[];
  /** Codes of regions that have become others by the quarter's end. */
  readonly changes?: readonly CodeChange[];
}

const SUGGESTED = 3;

function suggested(near: LedgerScope['near'], text: string): string[] {
  const signs = Array.from(text.slice(0, 100));
  const score = ({ code, name }: { code: string; name: string }): number =>
    signs.filter((sign) => name.includes(sign) || code.includes(sign)).length;
  return near
    .toSorted((a, b) => score(b) - score(a))
    .slice(0, SUGGESTED)
    .map(({ code, name }) => `${code} ${name}`);
}

export function contextIn({ region, period, inside, parks, known, near, mapping, changes = [] }: LedgerScope): LedgerContext {
  const [regions, parkCodes, organizations] = [new Set(inside), new Set(parks), new Set(known)];
  const successors = new Map(changes.map((change) => [change.from, change]));
  return {
    region,
    regionName: near.find(({ code }) => code === region)?.name,
    period,
    isInside: (code) => regions.has(code),
    isPark: (code) => parkCodes.has(code),
    hasOrganization: (code) => organizations.has(code),
    suggestRegions: (text) => suggested(near, text),
    mapping,
    successor: (code) => successorOf(code, successors),
  };
}

/** The checks of what regions submit (domain.md §8 as far as it speaks of ledgers). A new check is its file and one line here. */
import type { Words } from '../../words.ts';
import { VERDICTS, type Severity } from '../verdicts.ts';
import type { LedgerCheck, LedgerFacts, LedgerOutcome } from './check.ts';
import { STOCKS } from './counts.ts';
import { ALL_FULL, FULL_MEASURES } from './full.ts';
import { JUMPS } from './jumps.ts';
import { MULTIPLES_OF_EARLIER } from './multiples.ts';
import { PARTS_AND_TOTALS } from './parts.ts';
import { REPEATED_UNITS } from './repeated.ts';
import { SOLE_OF_SEVERAL } from './several.ts';
import { STALE_COPY } from './stale.ts';
import { COUNTY_AND_TOWNSHIPS, TOWNSHIP_SUMS } from './townships.ts';

export const LEDGER_CHECKS = {
  PARTS_AND_TOTALS,
  COUNTY_AND_TOWNSHIPS,
  JUMPS,
  STALE_COPY,
  MULTIPLES_OF_EARLIER,
  ALL_FULL,
  REPEATED_UNITS,
  SOLE_OF_SEVERAL,
} as const satisfies Record<string, LedgerCheck>;
export type LedgerCheckId = keyof typeof LEDGER_CHECKS;
export const LEDGER_CHECK_IDS = Object.keys(LEDGER_CHECKS) as readonly LedgerCheckId[];
export const isLedgerCheckId = (kind: string): kind is LedgerCheckId => Object.hasOwn(LEDGER_CHECKS, kind);

/** Measures that any of them reads. */
export const CHECKED_MEASURES: readonly string[] = [...new Set([...STOCKS, ...FULL_MEASURES, ...TOWNSHIP_SUMS])];

/** One verdict of one check about one submission. */
export interface LedgerFinding extends LedgerOutcome {
  readonly check: LedgerCheckId;
  readonly severity: Severity;
  readonly region: string;
  readonly period: string;
  readonly submission: number;
  readonly name: Words;
}

/** What all checks find in one submission, in the order of the registry; empty where nothing is to be said. */
export const checkLedger = (facts: LedgerFacts): readonly LedgerFinding[] =>
  LEDGER_CHECK_IDS.flatMap((check) => {
    const entry: LedgerCheck = LEDGER_CHECKS[check];
    const outcome = entry.run(facts);
    if (outcome === null) return [];
    const { region, period, submission } = facts;
    return [{ ...outcome, check, severity: VERDICTS[outcome.verdict].severity, region, period, submission, name: entry }];
  });

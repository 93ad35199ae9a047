/** Rules in force for a place on a day, and what is wrong with them. */
import type { RuleAssignment } from '../domain/rules/resolve.ts';
import type { RuleField } from '../domain/rules/ruleSet.ts';
import type { Words } from '../domain/words.ts';

/** One rule that holds, with the words that lay it down. */
export interface RuleRow {
  readonly field: RuleField;
  readonly label: Words;
  /** What it says, as a phrase: at least 3 full members. */
  readonly text: Words;
  readonly citation: string;
  /** Id of the set it comes from. */
  readonly ruleSet: string;
}

/** One set in force. Dates are those of the document; `validTo` is the first day it no longer holds, null is open. */
export interface RuleSetRow {
  readonly id: string;
  readonly label: Words;
  /** Region it was issued for. */
  readonly region: string;
  readonly issuedOn: string | null;
  readonly validFrom: string;
  readonly validTo: string | null;
  readonly citation: string;
  /** Rules that hold here because this set says them; what a more local set says is under that one. May be empty. */
  readonly rules: readonly RuleRow[];
}

/** A set with its text, and where and since when it is in force. */
export interface RuleDocumentRow {
  readonly id: string;
  readonly label: Words;
  /** JSON, as it can be put in force again. */
  readonly document: string;
  readonly assignments: readonly Omit<RuleAssignment, 'set'>[];
}

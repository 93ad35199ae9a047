/** The shape of a check of what a region submits: what it is given, what it answers. One file a check; index.ts holds the registry. Nothing is refused by one. */
import type { Entry, Words } from '../../words.ts';
import type { Verdict } from '../verdicts.ts';
import type { FigureUnit } from '../../figures.ts';

/** Sums of a submission by measure. */
export type Sums = ReadonlyMap<string, number>;

/** Rows that something is wrong with: how many, and the first few of their codes. */
export interface Found {
  readonly rows: number;
  readonly codes: readonly string[];
}

/** A part that is more than its whole in some rows; columns of PARTS. */
export interface Exceeding extends Found {
  readonly part: string;
}

/** Units that another region submits in the same period. */
export interface Repeated extends Found {
  /** Code and name of the other region. */
  readonly region: string;
  readonly name: string;
}

/** What the townships of a county had submitted before the county submitted as a whole. */
export interface Townships {
  /** How many came, of how many there are. */
  readonly came: number;
  readonly of: number;
  readonly sums: Sums;
}

/** One submission that stands, and what it is held against. */
export interface LedgerFacts {
  readonly region: string;
  readonly name: string;
  readonly period: string;
  /** Number of its first revision. */
  readonly submission: number;
  readonly carriedForward: boolean;
  readonly sums: Sums;
  /** Earlier quarters of the same region that stand, the nearest first. */
  readonly earlier: readonly { readonly period: string; readonly sums: Sums }[];
  /** Units of the quarter before that it still holds, and how many of them say the same in every number. Null without such a quarter. */
  readonly compared: { readonly units: number; readonly equal: number } | null;
  readonly exceeding: readonly Exceeding[];
  readonly repeated: readonly Repeated[];
  /** Organizations founded for one unit that several units name. */
  readonly several: Found | null;
  readonly townships: Townships | null;
}

/** What one check found in one submission. The three numbers are in `unit`. */
export interface LedgerOutcome {
  readonly verdict: Verdict;
  readonly printed: number | null;
  readonly computed: number | null;
  readonly difference: number | null;
  readonly decimals: number;
  readonly unit: FigureUnit | null;
  readonly title: Words;
  readonly explanation: Words;
}

export interface LedgerCheck extends Entry {
  /** Null: nothing to say. */
  run(facts: LedgerFacts): LedgerOutcome | null;
}

/** Codes that an explanation names. */
export const NAMED = 5;

/** `A、B 等 7 个`: at most NAMED of them. */
export function listZh({ rows, codes }: Found, word: string): string {
  const list = codes.slice(0, NAMED).join('、');
  return rows > Math.min(NAMED, codes.length) ? `${list} 等 ${rows} ${word}` : `${list}（${rows} ${word}）`;
}

export function listEn({ rows, codes }: Found, word: string): string {
  const list = codes.slice(0, NAMED).join(', ');
  return rows > Math.min(NAMED, codes.length) ? `${list} and others, ${rows} ${word} in all` : `${list} (${rows} ${word})`;
}

import fc from 'fast-check';
import { expect } from 'vitest';
import { isRefused } from '../../../server/domain/analysis/refusal.ts';
import type { Change, ChangeAsk } from '../../../server/domain/analysis/change.ts';
import { formRate, type Rate } from '../../../server/domain/rate.ts';

/** Matchers as values of a known type, for use inside an expected object. */
export const near = (value: number, digits = 9): unknown => expect.closeTo(value, digits);
export const saying = (part: string): unknown => expect.stringContaining(part);

export const share = (numerator: number, denominator: number): Rate => formRate('percent', numerator, denominator);

/** Numerator within its denominator, as a share has it; 0 of 0 among them. */
export const shareSums = fc
  .integer({ min: 0, max: 5000 })
  .chain((denominator) => fc.tuple(fc.integer({ min: 0, max: denominator }), fc.constant(denominator)));

/** Parts of a whole that has at least one unit. */
export const wholeOfParts = fc
  .array(shareSums, { minLength: 1, maxLength: 20 })
  .filter((parts) => parts.some(([, denominator]) => denominator > 0));

export const pooled = (parts: readonly (readonly [number, number])[]): Rate =>
  share(
    parts.reduce((sum, [numerator]) => sum + numerator, 0),
    parts.reduce((sum, [, denominator]) => sum + denominator, 0),
  );

export const add = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);

/** The answer of an analysis that must not refuse. */
export function given<Answer extends object, Code extends string>(
  answer: Answer | { readonly refused: Code; readonly explanation: { readonly zh: string; readonly en: string } },
): Answer {
  if (isRefused(answer)) throw new Error(answer.explanation.zh);
  return answer;
}

/** 2025Q3 against 2025Q4 on OPERATING, without a break. */
export const between = (before: Rate, after: Rate, more: Partial<ChangeAsk> = {}): ChangeAsk => ({
  shape: 'percent',
  before: { period: '2025Q3', basis: 'OPERATING', ruleSet: null, rate: before },
  after: { period: '2025Q4', basis: 'OPERATING', ruleSet: null, rate: after },
  boundaryMoves: [],
  parts: [],
  ...more,
});

export const contributions = (change: Change): number[] => (change.byParts?.parts ?? []).map((part) => part.contribution);

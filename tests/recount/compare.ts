/** Puts the recount beside the product's answers and lists every cell in which they differ. */
import { expect } from 'vitest';
import { INDICATOR_IDS, type IndicatorId } from '../../server/domain/indicators.ts';
import type { Accepting, ObservationAsk, ObservationTable, View } from '../../server/reports/types.ts';
import * as counts from './counts.ts';
import type { Sheaf } from './judged.ts';
import type { Place, Register } from './register.ts';
import { ALL_BASES, type BasisName } from './rules.ts';
import { ALL_SUBJECTS, type Subject } from './words.ts';

/** What the product should say of one region. */
export interface Expected {
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly missing: string | null;
}

/** One question: an indicator with the basis or the subject that it is asked for. */
export interface Question {
  readonly indicator: IndicatorId;
  readonly basis: BasisName | null;
  readonly subject: Subject | null;
  readonly count: (sheaf: Sheaf, period: string) => counts.Parts;
}

const idOf = (name: string): IndicatorId => {
  const id = INDICATOR_IDS.find((known) => known === name);
  if (id === undefined) throw new Error(`the registry has no indicator ${name}`);
  return id;
};

/** Every indicator with every basis it can be asked for, or with every subject, or plain. The two of the receipt are counted apart. */
export const QUESTIONS: readonly Question[] = [
  ...ALL_BASES.flatMap((basis) =>
    Object.entries(counts.OVER_A_BASIS).map(([name, [subject, count]]): Question => ({
      indicator: idOf(name),
      basis,
      subject: null,
      count: (sheaf) => count(counts.unitsIn(sheaf, basis, subject)),
    })),
  ),
  ...ALL_SUBJECTS.flatMap((subject) =>
    Object.entries(counts.PER_SUBJECT).map(([name, count]): Question => ({
      indicator: idOf(name),
      basis: null,
      subject,
      count: (sheaf, period) => count(sheaf, subject, period),
    })),
  ),
  ...Object.entries(counts.OVER_ALL_UNITS).map(([name, count]): Question => ({
    indicator: idOf(name),
    basis: null,
    subject: null,
    count: ({ units }) => count(units),
  })),
  ...Object.entries(counts.OVER_ORGANIZATIONS).map(([name, count]): Question => ({
    indicator: idOf(name),
    basis: null,
    subject: null,
    count: ({ organizations }) => count(organizations),
  })),
];

const aboutOrganizations = new Set([...Object.keys(counts.PER_SUBJECT), ...Object.keys(counts.OVER_ORGANIZATIONS)]);

/** The reporting regions whose ledgers a region's numbers stand on: those below it, the county above a township, those around a park. */
export function ledgersUnder(code: string, places: ReadonlyMap<string, Place>, reporting: readonly string[], register: Register): string[] {
  const place = places.get(code);
  if (place === undefined) return [];
  if (place.level === 'TOWNSHIP') return reporting.filter((ledger) => ledger === place.parent);
  const ground = place.kind === 'PARK' ? String(place.parent) : code;
  return reporting.filter((ledger) => register.line(ledger).includes(ground));
}

/** Why nothing can be said of a region in a quarter; null when something counted came in. */
export function reasonOf(ledgers: readonly string[], register: Register, period: string): string | null {
  if (ledgers.some((ledger) => register.submission(ledger, period) !== undefined)) return null;
  return ledgers.some((ledger) => register.sent(ledger, period) !== undefined) ? 'REJECTED' : 'NOT_RECEIVED';
}

/** What the ledger cannot say below a county: organizations name no park, and one that has ended is missed by its county's next ledger alone. */
const cannotBeSaid = (question: Question, place: Place): boolean =>
  (place.kind === 'PARK' && aboutOrganizations.has(question.indicator)) ||
  (place.level === 'TOWNSHIP' && question.indicator === 'dissolved');

export function expectedOf(question: Question, place: Place, sheaf: Sheaf | undefined, period: string, reason: string | null): Expected {
  const absent = cannotBeSaid(question, place) ? 'NOT_APPLICABLE' : reason;
  if (absent !== null) return { numerator: null, denominator: null, missing: absent };
  const [numerator, denominator] = question.count(sheaf ?? counts.EMPTY, period);
  if (numerator === null) return { numerator, denominator, missing: 'NOT_RECEIVED' };
  return { numerator, denominator, missing: denominator === 0 ? 'ZERO_DENOMINATOR' : null };
}

const cents = (amount: number | null | undefined): number | null =>
  amount === null || amount === undefined ? null : Math.round(amount * 100);

export const same = (answer: Expected, expected: Expected): boolean =>
  cents(answer.numerator) === cents(expected.numerator) &&
  cents(answer.denominator) === cents(expected.denominator) &&
  answer.missing === expected.missing;

export const words = ({ numerator, denominator, missing }: Expected): string =>
  `${numerator ?? '–'}/${denominator ?? '–'}${missing === null ? '' : ` ${missing}`}`;

/** The cell of a table of one indicator and one period. */
export const cellOf = (table: ObservationTable, at: number): Expected => ({
  numerator: table.numerators[at] ?? null,
  denominator: table.denominators[at] ?? null,
  missing: table.missing[at] ?? null,
});

/** Asks one question for many regions at once: as many answers as codes, in the order of the table. */
export const askTable = (
  view: View,
  question: Question,
  codes: readonly string[],
  period: string,
  more: Partial<ObservationAsk & Accepting> = {},
): Promise<ObservationTable> =>
  view.observationTable({
    indicators: [question.indicator],
    regions: { codes },
    periods: { only: [period] },
    basis: question.basis ?? undefined,
    where: question.subject === null ? undefined : { subject: question.subject },
    ...more,
  });

export const nameOf = ({ indicator, basis, subject }: Question): string =>
  [indicator, basis, subject].filter((part) => part !== null).join(' ');

/** Fails with the first differences of each question, so that one wrong rule does not hide another. */
export function expectNone(found: readonly string[]): void {
  const grouped = [...Map.groupBy(found, (line) => line.replace(/ P?\d{6,}.*/, '')).values()];
  expect(grouped.flatMap((lines) => [...lines.slice(0, 2), ...(lines.length > 2 ? [`… and ${lines.length - 2} more`] : [])])).toEqual([]);
}

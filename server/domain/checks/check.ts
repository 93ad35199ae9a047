/** The shape of a check: what it is given, what it answers. One file a check; index.ts holds the registry. */
import type { Figure, Relation } from '../figures.ts';
import type { Fraction } from '../fraction.ts';
import { readQuantity, type Interval, type Quantity } from '../quantity.ts';
import type { Entry, Words } from '../words.ts';
import type { Verdict } from './verdicts.ts';

/** A figure of a relation whose number is known. */
export interface Stated {
  readonly figure: Figure;
  readonly quantity: Quantity;
  readonly value: Fraction;
  readonly interval: Interval;
}

/** How many figures a role takes; `most` null is any number. */
export interface RoleCount {
  readonly least: number;
  readonly most: number | null;
}

/** What else is published: a check may look here for an explanation, never for its verdict. */
export interface Evidence {
  /** Other figures of the same source, in file order. */
  siblings(figure: Figure): readonly Stated[];
  /** Relations of a kind that a figure takes part in. */
  relationsOf(figure: Figure, kind: string): readonly Relation[];
  /** The figures of a relation in a role, without those that are unknown or masked. */
  membersOf(relation: Relation, role: string): readonly Stated[];
}

/** Figures by role, in the order of the relation. */
export type Roles = (role: string) => readonly Stated[];

/** `printed`, `computed` and `difference` (printed − computed) are in the unit of the figure; points where that is percent. */
export interface Outcome {
  readonly verdict: Verdict;
  /** The figure the verdict is about; it gives title, unit, place. */
  readonly about: Figure;
  readonly title: string;
  readonly printed: Fraction | null;
  readonly computed: Fraction | null;
  readonly difference: Fraction | null;
  /** Digits after the point that the three numbers deserve. */
  readonly decimals: number;
  /** The one number a register of verdicts keeps, as text: a recomputed rate, a shortfall; empty where there is none. */
  readonly outcome: string;
  readonly explanation: Words;
}

export interface Check extends Entry {
  readonly roles: Readonly<Record<string, RoleCount>>;
  run(roles: Roles, evidence: Evidence): Outcome;
}

export const ONE: RoleCount = { least: 1, most: 1 };
export const many = (least: number): RoleCount => ({ least, most: null });

/** Reads what a figure prints; null when it is masked or no number. */
export function stateFigure(figure: Figure): Stated | null {
  const quantity = readQuantity(figure.printed, figure.qualifier);
  if (quantity === null || quantity.value === null || quantity.interval === null) return null;
  return { figure, quantity, value: quantity.value, interval: quantity.interval };
}

/** The only figure of a role that takes exactly one. */
export function only(roles: Roles, role: string): Stated {
  const [first] = roles(role);
  if (first === undefined) throw new Error(`role ${role} was not checked before`);
  return first;
}

type Silent = Omit<Outcome, 'verdict' | 'explanation'>;

/** An outcome without numbers about a figure: the ground that each check fills in. */
export const about = (figure: Figure): Silent => ({
  about: figure,
  title: figure.label,
  printed: null,
  computed: null,
  difference: null,
  decimals: 0,
  outcome: '',
});

export const unchecked = (figure: Figure, explanation: Words): Outcome => ({ ...about(figure), verdict: 'UNCHECKED', explanation });

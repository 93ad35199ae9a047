/** A published count beside what the ledger of the same region, day and basis holds: which measures answer for a printed quantity. */
import { BASES, basisFlag, type Basis } from '../bases.ts';
import { FIGURE_UNITS, type Figure, type FigureUnit, type Relation } from '../figures.ts';
import { basisMeasureId, countingWord, type BasisMeasure } from '../measures.ts';
import { measureWords } from '../measureWords.ts';
import { asOfDate, quarterOfDate, type Quarter } from '../period.ts';
import type { Subject } from '../organizations.ts';

/** Measures of a basis that a quantity adds; `@` stands for the subject. */
const OF_BASIS: Readonly<Record<string, readonly string[]>> = {
  units: ['units'],
  covered_units: ['@_sole', '@_joint'],
  staff: ['staff'],
  union_members: ['union_members'],
  party_members: ['members'],
};
/** Measures over all organizations of the ledger. */
const PLAIN: Readonly<Record<string, readonly string[]>> = { organizations: ['@_organizations'] };

const isBasis = (text: string): text is Basis => Object.hasOwn(BASES, text);

export interface LedgerCounterpart {
  readonly figure: Figure;
  readonly period: Quarter;
  readonly measures: readonly string[];
}

/** What to ask the ledger about a figure; null for a quantity no ledger counts, a basis it does not know, or a day that ends no quarter. */
export function counterpartOf(figure: Figure): LedgerCounterpart | null {
  if (figure.asOf === null || figure.value === null) return null;
  const period = quarterOfDate(figure.asOf);
  if (asOfDate(period) !== figure.asOf) return null;
  const subject: Subject = figure.subject ?? 'PARTY';
  const named = (measure: string): string => measure.replace('@', subject.toLowerCase());
  const plain = PLAIN[figure.quantity];
  if (plain !== undefined) return figure.subject === null ? null : { figure, period, measures: plain.map(named) };
  const of = OF_BASIS[figure.quantity];
  const basis = figure.basis ?? 'REGISTERED';
  if (of === undefined || !isBasis(basis) || (figure.quantity === 'covered_units' && figure.subject === null)) return null;
  const flag = basisFlag(basis, subject);
  return { figure, period, measures: of.map((measure) => basisMeasureId(flag, named(measure) as BasisMeasure)) };
}

/** The relation of a figure to what the ledger counts, with the count as a figure of its own, so that the ordinary check judges both. */
export function ledgerRelation({ figure }: LedgerCounterpart, counted: number): { readonly relation: Relation; readonly ledger: Figure } {
  const id = `ledger:${figure.id}`;
  const ledger: Figure = {
    ...figure,
    id,
    label: '台账',
    printed: String(counted),
    value: counted,
    low: counted,
    high: counted,
    qualifier: 'EXACT',
  };
  return {
    relation: {
      id,
      kind: 'LEDGER',
      members: [
        { role: 'reported', figure: figure.id },
        { role: 'ledger', figure: id },
      ],
    },
    ledger,
  };
}

/** What a measure is counted in, as figures are; its own counting word is in its label where no unit of figures is the same. */
const figureUnitOf = (measure: string): FigureUnit =>
  (Object.keys(FIGURE_UNITS) as FigureUnit[]).find((unit) => FIGURE_UNITS[unit].zh === countingWord(measure).zh) ?? 'organization';

/** A total that a region reported, beside what its ledgers hold: two figures of one quantity, so that the ordinary check judges them. */
export function summaryRelation(
  total: { readonly region: string; readonly asOf: string; readonly measure: string; readonly value: number },
  counted: number,
): { readonly relation: Relation; readonly figures: readonly [Figure, Figure] } {
  const { region, asOf, measure } = total;
  const figureOf = (id: string, label: string, value: number): Figure => ({
    id,
    source: '',
    region,
    place: '',
    asOf,
    asOfPrecision: 'day',
    subject: null,
    quantity: measure,
    label,
    printed: String(value),
    value,
    low: value,
    high: value,
    unit: figureUnitOf(measure),
    qualifier: 'EXACT',
    basis: null,
  });
  const reported = figureOf('reported', measureWords(measure).zh, total.value);
  const ledger = figureOf('ledger', '台账', counted);
  return {
    figures: [reported, ledger],
    relation: {
      id: 'summary',
      kind: 'LEDGER',
      members: [
        { role: 'reported', figure: 'reported' },
        { role: 'ledger', figure: 'ledger' },
      ],
    },
  };
}

/**
 * Sums over so few that they would tell of each: which rows a sum stands on, and which cells are withheld from who does not see those rows.
 *
 * Promised: no sum over 1 or 2 units or organizations, no rate over as few, and no such sum by taking the other children from their parent, for
 * as many children are withheld as it takes. Not promised: what several answers tell together in other ways (bases that differ by one unit, a
 * quarter with and without a late ledger, the children of a child that was withheld for another's sake), nor against who sees the rows of a neighbour.
 */
import type { Asked } from './indicators.ts';
import { measureOf } from './measures.ts';
import { FEWEST } from './sight.ts';

/** What is added up, of an indicator or of a count beside one. */
export type Counted = Pick<Asked, 'numerator' | 'denominator'>;

/** The units of a region, whatever the basis. */
export const LEDGER_UNITS = 'ledger_units';

/** Counts of the rows whose values a measure adds, where no count of its own says it; those of a basis stand on its units. */
const STANDS_ON: Readonly<Record<string, string>> = {
  applicants: 'applicants_said',
  activists: 'activists_said',
  admitted: 'admitted_said',
  instructors: 'instructor_units',
  instructor_visits: 'visits_said',
  meetings_due: 'party_organizations',
  meetings_held: 'party_organizations',
  theme_due: 'party_organizations',
  theme_held: 'party_organizations',
  funds: 'party_organizations',
  funded_members: 'party_organizations',
  trainings: 'trainings_said',
  trained: 'trained_said',
  issues_found: 'ledger_organizations',
  issues_resolved: 'ledger_organizations',
  suggestions: 'ledger_organizations',
  adopted: 'ledger_organizations',
};

/** The measure that counts the rows which `id` stands on: itself where it is a count; null where it counts regions. */
export function standsOn(id: string): string | null {
  const measure = measureOf(id);
  if (measure === undefined) throw new Error(`no measure ${id}`);
  if (measure.source === 'receipt') return id.endsWith('_dissolved') ? id : null;
  if (measure.value === undefined) return id;
  const [flag, own] = id.split('__');
  if (own !== undefined) return `${String(flag)}__units`;
  const rows = STANDS_ON[id];
  if (rows === undefined) throw new Error(`nobody says which rows ${id} adds`);
  return rows;
}

const countsRows = (id: string): boolean => standsOn(id) === id;

/**
 * What a rate stands on, each a list of counts to be added: its denominator, or of a count the counted; and its numerator where that adds values,
 * which are of somebody.
 */
export function footing(asked: Counted): readonly (readonly string[])[] {
  const known = FOOTINGS.get(asked);
  if (known !== undefined) return known;
  const found = footingOf(asked);
  FOOTINGS.set(asked, found);
  return found;
}

/** It is asked for of every cell of a table. */
const FOOTINGS = new WeakMap<Counted, readonly (readonly string[])[]>();

function footingOf({ numerator, denominator }: Counted): readonly (readonly string[])[] {
  const rowsOf = (ids: readonly string[]): string[] => [...new Set(ids.flatMap((id) => standsOn(id) ?? []))];
  const parts = [rowsOf(denominator ?? numerator), ...(numerator.every(countsRows) ? [] : [rowsOf(numerator)])];
  return parts.filter((ids) => ids.length > 0);
}

/** Every measure that must be read to know whether a rate may be told. */
export const footingMeasures = (asked: Counted): readonly string[] => {
  const parts = footing(asked);
  return parts.length === 0 ? [] : [...new Set([LEDGER_UNITS, ...parts.flat()])];
};

/** Whether a count would tell of each that it counts. */
export const isSmall = (count: number): boolean => count > 0 && count < FEWEST;

/** How many rows the smallest part of a rate's footing counts; null where it counts regions only. */
export function cellSize(asked: Counted, count: (id: string) => number): number | null {
  const parts = footing(asked);
  if (parts.length === 0) return null;
  return Math.min(...parts.map((ids) => ids.reduce((sum, id) => sum + count(id), 0)));
}

/** Whether a rate of a region tells of single units: so few did it report at all, or does the rate count. */
export const tellsOfFew = (asked: Counted, count: (id: string) => number): boolean =>
  footing(asked).some((ids) => isSmall(ids.reduce((sum, id) => sum + count(id), 0))) ||
  (footing(asked).length > 0 && isSmall(count(LEDGER_UNITS)));

/** A child of a region in one quarter, and how many rows the smallest part of the rate's footing counts there. */
export interface Cell {
  readonly key: string;
  readonly size: number;
  readonly few: boolean;
}

/**
 * Which of all children of one parent are withheld: those that tell of few, and where one alone would follow from the others, the next smallest
 * (of equal ones the first code) until at least two are and they hold FEWEST together.
 */
export function withheldAmong(cells: readonly Cell[]): ReadonlySet<string> {
  const withheld = new Set(cells.filter((cell) => cell.few).map((cell) => cell.key));
  if (withheld.size === 0) return withheld;
  let held = cells.reduce((sum, cell) => (cell.few ? sum + cell.size : sum), 0);
  const others = cells.filter((cell) => !cell.few && cell.size > 0).toSorted((a, b) => a.size - b.size || (a.key < b.key ? -1 : 1));
  for (const cell of others) {
    if (withheld.size > 1 && held >= FEWEST) break;
    withheld.add(cell.key);
    held += cell.size;
  }
  return withheld;
}

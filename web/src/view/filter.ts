/** The conditions of an address, as the API takes them. */
import type { Industry, Management, UnitKind, UnitSector, UnitStatus } from '../api/gql/enums.ts';
import type { Selection } from '../state/selection.ts';

const FILTERS = ['kind', 'sector', 'industry', 'management', 'status'] as const satisfies readonly (keyof Selection)[];
export type FilterName = (typeof FILTERS)[number];
export const FILTER_NAMES: readonly FilterName[] = FILTERS;

/** The part of the API's UnitFilter that an address can hold. */
export interface UnitConditions {
  readonly kind?: UnitKind[];
  readonly sector?: UnitSector[];
  readonly industry?: Industry[];
  readonly management?: Management[];
  readonly status?: UnitStatus[];
}

/** Null when all units count. */
export function whereOf(selection: Selection): UnitConditions | null {
  const chosen = FILTERS.filter((name) => selection[name].length > 0);
  return chosen.length === 0 ? null : Object.fromEntries(chosen.map((name) => [name, [...selection[name]]]));
}

/** How many conditions stand, `accepted` among them. */
export const conditionsOf = (selection: Selection): number =>
  FILTERS.filter((name) => selection[name].length > 0).length + Number(selection.accepted);

/** The patch that takes every condition away. */
export const UNFILTERED: Partial<Selection> = { kind: [], sector: [], industry: [], management: [], status: [], accepted: false };

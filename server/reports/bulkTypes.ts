/** Whole lists by the page: what a file holds that is written while it is read. Nothing of it counts again with every page. */
import type { OrganizationRow, OrganizationsAsk } from './analysisTypes.ts';
import type { Accepting, ObservationAsk, ObservationRow } from './types.ts';
import type { UnitRow, UnitsAsk } from './unitTypes.ts';

export type UnitListAsk = Omit<UnitsAsk, 'first' | 'after'> & Accepting;
export type OrganizationListAsk = Omit<OrganizationsAsk, 'first' | 'after'> & Accepting;

/** Where none is named, every indicator that can be split as asked. */
export type ObservationListAsk = Omit<ObservationAsk, 'indicators' | 'compare'> & Partial<Pick<ObservationAsk, 'indicators'>> & Accepting;

/** How large an answer is: regions × periods × indicators, before any split. */
export interface ObservationExtent {
  readonly regions: number;
  readonly periods: readonly string[];
  readonly indicators: number;
  readonly cells: number;
}

/** Pages are read as they are asked for, in the order of the lists of the same name; none is empty. */
export interface BulkView {
  countUnits(ask: UnitListAsk): Promise<number>;
  unitPages(ask: UnitListAsk): AsyncIterable<readonly UnitRow[]>;
  countOrganizations(ask: OrganizationListAsk): Promise<number>;
  organizationPages(ask: OrganizationListAsk): AsyncIterable<readonly OrganizationRow[]>;
  /** @throws DomainError for a selection that cannot be answered */
  observationExtent(ask: ObservationListAsk): Promise<ObservationExtent>;
  /** In the order of `observations`; of a split, the members of each cell in no order that holds from page to page. */
  observationPages(ask: ObservationListAsk): AsyncIterable<readonly ObservationRow[]>;
}

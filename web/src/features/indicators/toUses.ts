/** Which pages show an indicator, and at which address. Pure. */
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { Page } from '../../state/pages.ts';
import type { Selection } from '../../state/selection.ts';

export type UsingPage = Exclude<Page, 'indicators' | 'present'>;

export interface Use {
  readonly page: UsingPage;
  readonly patch: Partial<Selection>;
}

/** Pages that show any indicator. */
const ALWAYS: readonly UsingPage[] = ['overview', 'trends', 'compare'];

const BY_GROUP: Readonly<Record<IndicatorDefinition['group'], readonly UsingPage[]>> = {
  COVERAGE: [],
  MEMBERSHIP: [],
  ORGANIZATION: ['organizations'],
  UNION_WORK: ['organizations'],
  ACTIVITY: ['activities'],
  GROWTH: ['activities'],
  RECEIPT: ['quality'],
};

const BY_INDICATOR: Partial<Readonly<Record<IndicatorDefinition['id'], readonly UsingPage[]>>> = {
  PARTY_ORG_COVERAGE: ['gaps', 'organizations'],
  PARTY_WORK_COVERAGE: ['gaps'],
  UNION_COVERAGE: ['gaps'],
  LEAGUE_COVERAGE: ['gaps'],
  WOMEN_COVERAGE: ['gaps'],
  NET_ORG_COVERAGE: ['organizations'],
};

/** In the order of the navigation; the address names the indicator, its default basis and whose organizations it is about. */
export function usesOf({ id, group, subject, basis }: Pick<IndicatorDefinition, 'id' | 'group' | 'subject' | 'basis'>): readonly Use[] {
  const patch: Partial<Selection> = { indicator: id, ...(basis ? { basis } : {}), ...(subject ? { subject } : {}) };
  return [...ALWAYS, ...(BY_INDICATOR[id] ?? []), ...BY_GROUP[group]].map((page) => ({ page, patch }));
}

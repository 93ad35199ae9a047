/** Roles and scopes as they are chosen, before they are granted. Pure. */
import type { UserRow } from '../../api/admin.ts';
import type { Role } from '../../api/gql/enums.ts';
import type { ScopeInput } from '../../api/gql/graphql.ts';
import type { Lang } from '../../state/choices.ts';

export interface ChosenScope {
  readonly all: boolean;
  /** `name`: null until the server has told it. Kept while «all» is chosen, so that a slip of the mouse loses nothing. */
  readonly regions: readonly { readonly code: string; readonly name: string | null }[];
}

export const toScope = ({ all, regions }: UserRow['viewScope'], lang: Lang): ChosenScope => ({
  all,
  regions: regions.map(({ code, name, nameEn }) => ({ code, name: lang === 'en' ? (nameEn ?? name) : name })),
});

/** Exactly one of the two, as the server wants it. */
export const fromScope = ({ all, regions }: ChosenScope): ScopeInput =>
  all ? { all: true } : { regions: regions.map(({ code }) => code) };

/** Roles whose bearers submit or review, and therefore need regions to do it for. */
export const reportsFor = (roles: readonly Role[]): boolean => roles.includes('REPORTER') || roles.includes('APPROVER');

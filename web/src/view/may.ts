/** What the reader may do and see, as the server told it. The server decides; this only spares what it would refuse. Pure. */
import type { Access, Extent } from '../api/access.ts';
import type { Permission, Role } from '../api/gql/enums.ts';
import type { AdminTab } from '../state/choices.ts';
import type { Door } from '../state/pages.ts';

/** What a reader without a name may do wherever anything is open to them. */
const OPEN: readonly Permission[] = ['READ', 'ASK', 'EXPORT', 'SAVE', 'TOKENS'];

const isNothing = ({ all, regions }: Extent): boolean => !all && regions.length === 0;

export const isSignedIn = ({ viewer }: Access): boolean => viewer?.kind === 'USER';

/** Whether there is anything at all to read. */
export const reads = ({ site: { sight } }: Access): boolean => !isNothing(sight.sums) || !isNothing(sight.rows) || sight.demo;

/** Nothing to read, and nobody signed in: only the sign-in page stands open. */
export const isClosed = (access: Access): boolean => !isSignedIn(access) && !reads(access);

export const permissionsOf = (access: Access): ReadonlySet<Permission> =>
  new Set(isSignedIn(access) ? access.viewer?.permissions : reads(access) ? OPEN : []);

/** Permissions any of which opens a part of the administration. */
const TAB_NEEDS: Readonly<Record<AdminTab, readonly Permission[]>> = {
  users: ['USERS'],
  grants: ['GRANTS'],
  tokens: ['USERS'],
  rules: ['SETTINGS'],
  targets: ['SETTINGS'],
  submissions: ['SETTINGS'],
  audit: ['AUDIT'],
  backups: ['BACKUP'],
};

/** Parts of the administration that stand open, in the order of their tabs. */
export const tabsOf = (permissions: ReadonlySet<Permission>): readonly AdminTab[] =>
  (Object.keys(TAB_NEEDS) as AdminTab[]).filter((tab) => TAB_NEEDS[tab].some((need) => permissions.has(need)));

/** A region with those above it. */
export interface Placed {
  readonly code: string;
  readonly ancestors: readonly { readonly code: string }[];
}

/** Whether an extent reaches a region: all of it, it is a root, or it lies below one. */
export const reaches = ({ all, regions }: Extent, { code, ancestors }: Placed): boolean =>
  all || regions.some((root) => root.code === code || ancestors.some((ancestor) => ancestor.code === root.code));

/** Whether sums of a region are the reader's to see; a demo ledger, which is nobody's, always is. */
export const seesSums = ({ site: { sight } }: Access, region: Placed): boolean => sight.demo || reaches(sight.sums, region);

/** The region that the reader's own view begins with: the first root of their view scope; null where they see everything or nothing. */
export const ownRoot = (access: Access): string | null => {
  if (!isSignedIn(access) || !reads(access)) return null;
  const scope = access.viewer?.viewScope;
  return scope === undefined || scope.all ? null : (scope.regions[0]?.code ?? null);
};

/** Roles that may be nobody's second role where the three administrators are separated. */
const ADMINISTRATORS: readonly Role[] = ['SYSADMIN', 'SECADMIN', 'AUDITOR'];
export const administers = (role: Role): boolean => ADMINISTRATORS.includes(role);

/** Whether these roles may be one person's where the three administrators are separated. */
export const standsSeparated = (roles: readonly Role[]): boolean => roles.length <= 1 || !roles.some(administers);

/** The door that a reader has to go through first; null where the address stands open. Pure. */
export function doorFor(access: Access, door: Door | null): Door | null {
  const mustChange = isSignedIn(access) && access.viewer?.mustChangePassword === true;
  if (mustChange) return door === 'password' ? null : 'password';
  if (door === 'setup' || door === 'login') return null;
  if (isClosed(access)) return access.site.needsSetup ? 'setup' : 'login';
  return door !== null && !isSignedIn(access) ? 'login' : null;
}

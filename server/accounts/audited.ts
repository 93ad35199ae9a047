/** What the audit log says of each write. A write without an event changes nothing that anybody decides. */
import type { AuditAction, AuditEvent } from '../domain/audit.ts';
import { writeExtent } from '../domain/extents.ts';
import { administers } from '../domain/roles.ts';
import type { Grant, User } from '../domain/users.ts';
import type { AccountWrite, AccountWrites } from './writes.ts';

/** An event without who did it. `outcome` is DONE unless it says otherwise; what was thrown is REFUSED whatever it says. */
export type Told = Pick<AuditEvent, 'action' | 'object' | 'facts'> & Partial<Pick<AuditEvent, 'outcome'>>;

type Telling<Name extends AccountWrite> = (ask: AccountWrites[Name]['ask'], answer: AccountWrites[Name]['answer'] | null) => Told;

const ofUser = (id: string): string => `user ${id}`;
const ofToken = (id: string): string => `token ${id}`;
const ofQuery = (id: string): string => `query ${id}`;

const granted = ({ roles, view, report }: Grant): Readonly<Record<string, string>> => ({
  roles: roles.join(','),
  view: writeExtent(view),
  report: writeExtent(report),
});
const named = (user: User | null): Readonly<Record<string, string>> => (user === null ? {} : { name: user.name });

const onUser =
  (action: AuditAction) =>
  ({ id }: { readonly id: string }, user: User | null): Told => ({ action, object: ofUser(id), facts: named(user) });

export const TELLINGS: { readonly [Name in AccountWrite]: Telling<Name> | null } = {
  addBrowser: null,
  markUsed: null,
  markSeen: null,
  newSetUpCode: null,
  addToken: ({ id, name, scopes, role, view }) => ({
    action: 'TOKEN_CREATE',
    object: ofToken(id),
    facts: { name, scopes: scopes.join(','), role, view: writeExtent(view) },
  }),
  revokeToken: ({ id }, token) => ({ action: 'TOKEN_REVOKE', object: ofToken(id), facts: token === null ? {} : { name: token.name } }),
  saveQuery: ({ id, isNew, text }) => ({
    action: 'QUERY_SAVE',
    object: ofQuery(id),
    facts: { name: text.name, isNew, shared: text.shared },
  }),
  exportAudit: ({ format, wanted }) => {
    const given = Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)] as const]));
    return { action: 'AUDIT_EXPORT', object: null, facts: { format, ...Object.fromEntries(given) } };
  },
  pruneAudit: ({ end, entries, file, sha256 }) => ({
    action: 'AUDIT_PRUNE',
    object: 'account_audit',
    facts: { upTo: end.position, hash: end.hash, entries, file, sha256 },
  }),
  deleteQuery: ({ id }) => ({ action: 'QUERY_DELETE', object: ofQuery(id), facts: {} }),
  refuse: ({ action, object, reason }) => ({ action, object, outcome: 'REFUSED', facts: { reason } }),
  fail: ({ action, object, reason }, answer) => ({
    action,
    object,
    outcome: 'REFUSED',
    facts: { reason, ...(answer !== null && { failures: answer.failures, lockedUntil: answer.lockedUntil }) },
  }),
  login: ({ id }, user) => ({ action: 'LOGIN', object: ofUser(id), facts: named(user) }),
  loginOpenId: ({ id }, user) => ({ action: 'LOGIN', object: ofUser(id), facts: { ...named(user), openId: true } }),
  logout: ({ user }) => ({ action: 'LOGOUT', object: ofUser(user), facts: {} }),
  setUp: ({ users }) => ({
    action: 'SET_UP',
    object: null,
    facts: { administrators: users.map(({ name, roles }) => `${name} ${roles.filter(administers).join('+')}`).join(', ') },
  }),
  setPassword: onUser('PASSWORD'),
  addUser: ({ user }) => ({ action: 'USER_CREATE', object: ofUser(user.id), facts: { name: user.name, ...granted(user) } }),
  renameUser: ({ id, displayName }, user) => ({ action: 'USER_CHANGE', object: ofUser(id), facts: { ...named(user), displayName } }),
  enableUser: ({ id, enabled }, user) => ({ action: 'USER_STATE', object: ofUser(id), facts: { ...named(user), enabled } }),
  resetPassword: onUser('USER_PASSWORD'),
  unlockUser: onUser('USER_UNLOCK'),
  endSessions: onUser('SESSIONS_END'),
  grant: ({ id, grant }, user) => ({ action: 'GRANT', object: ofUser(id), facts: { ...named(user), ...granted(grant) } }),
};

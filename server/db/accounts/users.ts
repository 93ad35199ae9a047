/** Query module of users. */
import { readExtent, writeExtent } from '../../domain/extents.ts';
import { ROLE_IDS } from '../../domain/roles.ts';
import type { User } from '../../domain/users.ts';
import type { AccountsDb } from './open.ts';
import type { UserTable } from './schema.ts';

/** A user with what only the program may see. */
export interface KeptUser extends User {
  /** Null: no password opens this account. */
  readonly passwordHash: string | null;
  readonly openIdSubject: string | null;
}

const toUser = (row: UserTable): KeptUser => {
  const roles = row.roles.split(',');
  return {
    id: row.id,
    name: row.name,
    displayName: row.display_name,
    roles: ROLE_IDS.filter((role) => roles.includes(role)),
    view: readExtent(row.view_scope),
    report: readExtent(row.report_scope),
    enabled: row.enabled === 1,
    mustChangePassword: row.must_change === 1,
    createdAt: row.created_at,
    lastLoginAt: row.last_login_at,
    passwordHash: row.password_hash,
    openIdSubject: row.open_id_subject,
  };
};

const toRow = (user: KeptUser): UserTable => ({
  id: user.id,
  name: user.name,
  display_name: user.displayName,
  password_hash: user.passwordHash,
  must_change: user.mustChangePassword ? 1 : 0,
  enabled: user.enabled ? 1 : 0,
  roles: user.roles.join(','),
  view_scope: writeExtent(user.view),
  report_scope: writeExtent(user.report),
  open_id_subject: user.openIdSubject,
  created_at: user.createdAt,
  last_login_at: user.lastLoginAt,
});

export interface UsersAsk {
  readonly ids?: readonly string[];
  readonly names?: readonly string[];
  readonly openIdSubject?: string;
}

/** Users that fit all that is asked, by name. */
export async function readUsers(db: AccountsDb, { ids, names, openIdSubject }: UsersAsk): Promise<KeptUser[]> {
  let query = db.selectFrom('account_user').selectAll();
  if (ids !== undefined) query = query.where('id', 'in', ids);
  if (names !== undefined) query = query.where('name', 'in', names);
  if (openIdSubject !== undefined) query = query.where('open_id_subject', '=', openIdSubject);
  return (await query.orderBy('name').execute()).map(toUser);
}

/** Adds a user together with the owner of what they will keep. */
export async function addUser(db: AccountsDb, user: KeptUser): Promise<void> {
  await db.insertInto('account_owner').values({ id: user.id, kind: 'USER', secret_hash: null, created_at: user.createdAt }).execute();
  await db.insertInto('account_user').values(toRow(user)).execute();
}

/** Puts a user in place of the one with its id. */
export async function putUser(db: AccountsDb, user: KeptUser): Promise<void> {
  const { id, ...row } = toRow(user);
  await db.updateTable('account_user').set(row).where('id', '=', id).execute();
}

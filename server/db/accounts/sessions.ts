/** Query module of sessions, of failed attempts to sign in, and of the code of the first set-up. */
import type { AccountsDb } from './open.ts';

export interface KeptSession {
  readonly secretHash: string;
  readonly user: string;
  readonly startedAt: string;
  readonly seenAt: string;
  readonly endsAt: string;
}

export interface SessionsAsk {
  readonly secretHash?: string;
  readonly users?: readonly string[];
}

/** Sessions that fit all that is asked, whether they last or not. */
export async function readSessions(db: AccountsDb, { secretHash, users }: SessionsAsk): Promise<KeptSession[]> {
  let query = db.selectFrom('account_session').selectAll();
  if (secretHash !== undefined) query = query.where('secret_hash', '=', secretHash);
  if (users !== undefined) query = query.where('user_id', 'in', users);
  const rows = await query.orderBy('started_at').execute();
  return rows.map((row) => ({
    secretHash: row.secret_hash,
    user: row.user_id,
    startedAt: row.started_at,
    seenAt: row.seen_at,
    endsAt: row.ends_at,
  }));
}

export async function addSession(db: AccountsDb, session: KeptSession): Promise<void> {
  await db
    .insertInto('account_session')
    .values({
      secret_hash: session.secretHash,
      user_id: session.user,
      started_at: session.startedAt,
      seen_at: session.seenAt,
      ends_at: session.endsAt,
    })
    .execute();
}

/** Never moves back. */
export async function markSeen(db: AccountsDb, { secretHash, at }: { readonly secretHash: string; readonly at: string }): Promise<void> {
  await db.updateTable('account_session').set({ seen_at: at }).where('secret_hash', '=', secretHash).where('seen_at', '<', at).execute();
}

export interface EndingAsk {
  readonly secretHash?: string;
  readonly user?: string;
  /** Sessions that were to end before. */
  readonly endedBy?: string;
}

/** Takes away the sessions that fit any of what is asked. */
export async function removeSessions(db: AccountsDb, { secretHash, user, endedBy }: EndingAsk): Promise<void> {
  await db
    .deleteFrom('account_session')
    .where((of) =>
      of.or([
        ...(secretHash === undefined ? [] : [of('secret_hash', '=', secretHash)]),
        ...(user === undefined ? [] : [of('user_id', '=', user)]),
        ...(endedBy === undefined ? [] : [of('ends_at', '<=', endedBy)]),
      ]),
    )
    .execute();
}

/** Who tried from where: the name as its hash. */
export interface Attempt {
  readonly nameHash: string;
  readonly address: string;
}

export interface KeptFailures extends Attempt {
  readonly failures: number;
  readonly lastAt: string;
  readonly lockedUntil: string | null;
}

/** Failures of some names, from one address or from all. */
export async function readFailures(
  db: AccountsDb,
  { nameHashes, address }: { readonly nameHashes: readonly string[]; readonly address?: string },
): Promise<KeptFailures[]> {
  let query = db.selectFrom('login_failure').selectAll().where('name_hash', 'in', nameHashes);
  if (address !== undefined) query = query.where('address', '=', address);
  const rows = await query.execute();
  return rows.map((row) => ({
    nameHash: row.name_hash,
    address: row.address,
    failures: row.failures,
    lastAt: row.last_at,
    lockedUntil: row.locked_until,
  }));
}

export async function putFailures(db: AccountsDb, { nameHash, address, failures, lastAt, lockedUntil }: KeptFailures): Promise<void> {
  const changed = { failures, last_at: lastAt, locked_until: lockedUntil };
  await db
    .insertInto('login_failure')
    .values({ name_hash: nameHash, address, ...changed })
    .onConflict((on) => on.columns(['name_hash', 'address']).doUpdateSet(changed))
    .execute();
}

/** Forgets the failures of a name, from one address or from all, and those of everybody that are older than a moment. */
export async function removeFailures(
  db: AccountsDb,
  { nameHash, address, before }: { readonly nameHash?: string; readonly address?: string; readonly before?: string },
): Promise<void> {
  if (nameHash !== undefined) {
    const query = db.deleteFrom('login_failure').where('name_hash', '=', nameHash);
    await (address === undefined ? query : query.where('address', '=', address)).execute();
  }
  if (before !== undefined) await db.deleteFrom('login_failure').where('last_at', '<', before).execute();
}

/** Puts a code in place of the one before; null takes it away. */
export async function putSetUpCode(db: AccountsDb, code: { readonly hash: string; readonly at: string } | null): Promise<void> {
  await db.deleteFrom('setup_code').execute();
  if (code !== null) await db.insertInto('setup_code').values({ id: 1, code_hash: code.hash, made_at: code.at }).execute();
}

/** When the code that stands was made. */
export const readSetUpCodeMade = async (db: AccountsDb): Promise<string | undefined> =>
  (await db.selectFrom('setup_code').select('made_at').executeTakeFirst())?.made_at;

export async function readSetUpCode(db: AccountsDb): Promise<string | undefined> {
  return (await db.selectFrom('setup_code').select('code_hash').executeTakeFirst())?.code_hash;
}

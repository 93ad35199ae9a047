/** Query module of owners: whose tokens and saved queries are whose. */
import type { AccountsDb } from './open.ts';
import type { OwnerTable } from './schema.ts';

export async function addOwner(db: AccountsDb, owner: OwnerTable): Promise<void> {
  await db.insertInto('account_owner').values(owner).execute();
}

/** The browser whose cookie has this hash. */
export const findBrowser = (db: AccountsDb, secretHash: string): Promise<Pick<OwnerTable, 'id'> | undefined> =>
  db.selectFrom('account_owner').select('id').where('secret_hash', '=', secretHash).executeTakeFirst();

/** Query module of saved queries. */
import type { SavedQueryText } from '../../domain/savedQueries.ts';
import type { AccountsDb } from './open.ts';
import type { SavedQueryTable } from './schema.ts';

export interface KeptQuery extends SavedQueryText {
  readonly id: string;
  readonly owner: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const toQuery = (row: SavedQueryTable): KeptQuery => ({
  id: row.id,
  owner: row.owner,
  name: row.name,
  query: row.query,
  variables: row.variables,
  shared: row.shared === 1,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

export interface QueriesAsk {
  readonly ids?: readonly string[];
  /** Whose private ones are among them; null: nobody's. */
  readonly owner: string | null;
  /** Whether the shared ones of everybody are among them. */
  readonly shared: boolean;
}

/** Own and shared queries as asked, the last changed first. */
export async function readQueries(db: AccountsDb, { ids, owner, shared }: QueriesAsk): Promise<KeptQuery[]> {
  let query = db
    .selectFrom('saved_query')
    .selectAll()
    .where((of) => of.or([...(owner === null ? [] : [of('owner', '=', owner)]), ...(shared ? [of('shared', '=', 1)] : [])]));
  if (ids !== undefined) query = query.where('id', 'in', ids);
  return (await query.orderBy('updated_at', 'desc').orderBy('id').execute()).map(toQuery);
}

/** Adds a query, or changes the one with its id; whose it is and since when never changes. */
export async function putQuery(db: AccountsDb, kept: KeptQuery): Promise<void> {
  const changed = {
    name: kept.name,
    query: kept.query,
    variables: kept.variables,
    shared: kept.shared ? 1 : 0,
    updated_at: kept.updatedAt,
  };
  await db
    .insertInto('saved_query')
    .values({ id: kept.id, owner: kept.owner, created_at: kept.createdAt, ...changed })
    .onConflict((on) => on.column('id').doUpdateSet(changed))
    .execute();
}

export async function removeQuery(db: AccountsDb, id: string): Promise<void> {
  await db.deleteFrom('saved_query').where('id', '=', id).execute();
}

/** Writing the audit chains: an entry is part of the transaction whose change it tells of. */
import { createHash } from 'node:crypto';
import { QueryCreator, type QueryExecutorProvider } from 'kysely';
import type { AuditAction, AuditEvent, AuditOutcome } from '../domain/audit.ts';
import {
  draftOf,
  GENESIS,
  hashedText,
  type AuditDraft,
  type AuditEntry,
  type AuditTableName,
  type ChainPlace,
} from '../domain/auditChain.ts';
import { contains, takeTurn } from './expressions.ts';

export interface AuditTable {
  position: number;
  at: string;
  actor_id: string;
  actor_name: string;
  actor_address: string | null;
  action: AuditAction;
  outcome: AuditOutcome;
  object: string | null;
  /** Canonical JSON. */
  facts: string;
  previous_hash: string;
  hash: string;
}

/** Where a chain stands after its oldest entries were archived. */
export interface AuditBaseTable {
  position: number;
  hash: string;
}

interface AuditSchema {
  ledger_audit: AuditTable;
  account_audit: AuditTable;
  ledger_audit_base: AuditBaseTable;
  account_audit_base: AuditBaseTable;
}

/** Any database or transaction that holds the chain asked for. */
export type AuditDb = QueryExecutorProvider;

const creator = (db: AuditDb): QueryCreator<AuditSchema> => new QueryCreator<AuditSchema>({ executor: db.getExecutor() });
// The chains have the same columns: their queries are typed as those of one.
const tableOf = (chain: AuditTableName): 'ledger_audit' => chain as 'ledger_audit';
const baseOf = (chain: AuditTableName): 'ledger_audit_base' => `${chain}_base` as 'ledger_audit_base';

export const hashEntry = (draft: AuditDraft): string => createHash('sha256').update(hashedText(draft)).digest('hex');

export const toEntry = (row: AuditTable): AuditEntry => ({
  position: row.position,
  at: row.at,
  actorId: row.actor_id,
  actorName: row.actor_name,
  address: row.actor_address,
  action: row.action,
  outcome: row.outcome,
  object: row.object,
  facts: row.facts,
  previousHash: row.previous_hash,
  hash: row.hash,
});

/** Whether the tables of a chain are there. */
export const hasChain = (db: AuditDb, chain: AuditTableName): Promise<boolean> =>
  readHead(db, chain).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && /no such table|does not exist/.test(error.message)) return false;
      throw error;
    },
  );

/** What the oldest entry stands on: position 0 unless older ones were archived. */
export async function readBase(db: AuditDb, chain: AuditTableName): Promise<ChainPlace> {
  const found = await creator(db).selectFrom(baseOf(chain)).selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst();
  return found ?? { position: 0, hash: GENESIS };
}

/** The newest entry, or what the chain stands on where it has none. */
export async function readHead(db: AuditDb, chain: AuditTableName): Promise<ChainPlace> {
  const newest = await creator(db)
    .selectFrom(tableOf(chain))
    .select(['position', 'hash'])
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return newest ?? readBase(db, chain);
}

/**
 * Appends an event to a chain inside the caller's transaction `work`: both are kept, or neither. Writers take turns.
 * @param at ISO moment in UTC with milliseconds
 * @returns the entry's place
 */
export async function appendAudit(work: AuditDb, chain: AuditTableName, event: AuditEvent, at: string): Promise<ChainPlace> {
  await takeTurn(work, baseOf(chain));
  const head = await readHead(work, chain);
  const draft = draftOf(event, at, head.position + 1, head.hash);
  const hash = hashEntry(draft);
  await creator(work)
    .insertInto(tableOf(chain))
    .values({
      position: draft.position,
      at: draft.at,
      actor_id: draft.actorId,
      actor_name: draft.actorName,
      actor_address: draft.address,
      action: draft.action,
      outcome: draft.outcome,
      object: draft.object,
      facts: draft.facts,
      previous_hash: draft.previousHash,
      hash,
    })
    .execute();
  return { position: draft.position, hash };
}

/** As `appendAudit`, for whom its place is nothing. */
export async function recordAudit(work: AuditDb, chain: AuditTableName, event: AuditEvent, at: string): Promise<void> {
  await appendAudit(work, chain, event, at);
}

/** Whether an entry stands, as the database or the transaction sees it. */
export const hasEntry = async (db: AuditDb, chain: AuditTableName, hash: string): Promise<boolean> =>
  (await creator(db).selectFrom(tableOf(chain)).select('position').where('hash', '=', hash).executeTakeFirst()) !== undefined;

export interface EntriesAsk {
  /** Only entries after this position. */
  readonly after: number;
  readonly most: number;
}

/** Entries in the order of the chain. */
export async function readEntries(db: AuditDb, chain: AuditTableName, { after, most }: EntriesAsk): Promise<AuditEntry[]> {
  const rows = await creator(db)
    .selectFrom(tableOf(chain))
    .selectAll()
    .where('position', '>', after)
    .orderBy('position')
    .limit(most)
    .execute();
  return rows.map(toEntry);
}

export interface NewestAsk {
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly to?: string | undefined;
  /** Part of the actor's name, or their whole id. */
  readonly actor?: string | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  readonly outcome?: AuditOutcome | undefined;
  /** Only entries that come after this place where the newest come first. */
  readonly before?: { readonly at: string; readonly position: number } | undefined;
  readonly most: number;
}

function fitting(db: AuditDb, chain: AuditTableName, { from, to, actor, actions, outcome }: Omit<NewestAsk, 'before' | 'most'>) {
  let query = creator(db).selectFrom(tableOf(chain));
  if (from !== undefined) query = query.where('at', '>=', from);
  if (to !== undefined) query = query.where('at', '<', to);
  if (actor !== undefined) query = query.where((of) => of.or([of('actor_id', '=', actor), contains('actor_name', actor)]));
  if (actions !== undefined) query = query.where('action', 'in', actions);
  if (outcome !== undefined) query = query.where('outcome', '=', outcome);
  return query;
}

export async function countEntries(db: AuditDb, chain: AuditTableName, ask: Omit<NewestAsk, 'before' | 'most'>): Promise<number> {
  const { n } = await fitting(db, chain, ask)
    .select((of) => of.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

/** Entries that fit all that is asked, the newest first. */
export async function readNewest(db: AuditDb, chain: AuditTableName, ask: NewestAsk): Promise<AuditEntry[]> {
  const { before } = ask;
  let query = fitting(db, chain, ask).selectAll();
  if (before !== undefined)
    query = query.where((of) =>
      of.or([of('at', '<', before.at), of.and([of('at', '=', before.at), of('position', '<', before.position)])]),
    );
  const rows = await query.orderBy('at', 'desc').orderBy('position', 'desc').limit(ask.most).execute();
  return rows.map(toEntry);
}

/** Takes away the oldest entries up to `end`, which the chain stands on from then on. Part of the caller's transaction. */
export async function removePrefix(work: AuditDb, chain: AuditTableName, end: ChainPlace): Promise<void> {
  await takeTurn(work, baseOf(chain));
  await creator(work).insertInto(baseOf(chain)).values(end).execute();
  await creator(work).deleteFrom(tableOf(chain)).where('position', '<=', end.position).execute();
}

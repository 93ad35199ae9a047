/** Writing the audit chains: an entry is part of the transaction whose change it tells of. */
import { createHash } from 'node:crypto';
import { QueryCreator, type QueryExecutorProvider } from 'kysely';
import type { AuditAction, AuditEvent, AuditOutcome } from '../domain/audit.ts';
import { draftOf, GENESIS, hashedText, type AuditDraft, type AuditEntry, type AuditTableName } from '../domain/auditChain.ts';
import { takeTurn } from './expressions.ts';

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

/** The place of an entry: after this one comes the next. */
export interface ChainEnd {
  readonly position: number;
  readonly hash: string;
}

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

/** What the oldest entry stands on: position 0 unless older ones were archived. */
export async function readBase(db: AuditDb, chain: AuditTableName): Promise<ChainEnd> {
  const found = await creator(db).selectFrom(baseOf(chain)).selectAll().orderBy('position', 'desc').limit(1).executeTakeFirst();
  return found ?? { position: 0, hash: GENESIS };
}

/** The newest entry, or what the chain stands on where it has none. */
export async function readHead(db: AuditDb, chain: AuditTableName): Promise<ChainEnd> {
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
 */
export async function recordAudit(work: AuditDb, chain: AuditTableName, event: AuditEvent, at: string): Promise<void> {
  await takeTurn(work, baseOf(chain));
  const head = await readHead(work, chain);
  const draft = draftOf(event, at, head.position + 1, head.hash);
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
      hash: hashEntry(draft),
    })
    .execute();
}

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

/** Takes away the oldest entries up to `end`, which the chain stands on from then on. Part of the caller's transaction. */
export async function removePrefix(work: AuditDb, chain: AuditTableName, end: ChainEnd): Promise<void> {
  await takeTurn(work, baseOf(chain));
  await creator(work).insertInto(baseOf(chain)).values(end).execute();
  await creator(work).deleteFrom(tableOf(chain)).where('position', '<=', end.position).execute();
}

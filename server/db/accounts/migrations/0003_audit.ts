/** The audit chain of accounts: as that of the ledger, in the file of the accounts. */
import type { Kysely } from 'kysely';
import { createChain } from '../../migrations/0003_audit.ts';

export const up = (db: Kysely<unknown>): Promise<void> => createChain(db, 'account_audit');

/** The accounts of a process: they are read here and written in their own thread. */
import { createAccounts } from '../accounts/index.ts';
import type { Accounts } from '../accounts/types.ts';
import type { AccountWrites } from '../accounts/writes.ts';
import { openAccountsReader } from '../db/accounts/open.ts';
import type { AuditReader } from '../db/auditCheck.ts';
import type { Say } from './prepare.ts';
import { startThread } from './thread.ts';

export interface OpenAccounts extends Accounts {
  /** Writes what is queued, then ends. */
  close(): Promise<void>;
}

/** A handle that cannot write on the log of the accounts. */
export const openAccountsAudit = (url: string): AuditReader => openAccountsReader(url);

/** Opens the accounts that belong to the database at `url`, and makes them if there are none. @throws DomainError */
export async function openAccounts(url: string, say: Say): Promise<OpenAccounts> {
  const thread = await startThread<AccountWrites>('accountsThread', url, say);
  const reader = openAccountsReader(url);
  const accounts = createAccounts({
    db: reader.db,
    write: (name, ask) => thread.run(name, ask),
    now: () => new Date().toISOString(),
    complain: (error) => say('the use of a token was not written', { reason: error instanceof Error ? error.message : String(error) }),
  });
  return {
    ...accounts,
    close: async () => {
      // The last to close takes the log with it, and a handle that cannot write would leave it.
      await reader.close();
      await thread.close();
    },
  };
}

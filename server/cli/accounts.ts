/** The accounts of a process: they are read here and written in their own thread. */
import os from 'node:os';
import { createAccounts } from '../accounts/index.ts';
import type { AuditLog } from '../accounts/auditLog.ts';
import type { Accounts } from '../accounts/types.ts';
import type { AccountWrite, AccountWrites } from '../accounts/writes.ts';
import { hasAccounts, openAccountsReader } from '../db/accounts/open.ts';
import type { AuditReader } from '../db/auditCheck.ts';
import type { Actor } from '../domain/audit.ts';
import type { Say } from './prepare.ts';
import { loadAccounts } from './accountsLoading.ts';

/** Each write of the accounts, with who asks for it. */
export type AccountJobs = {
  readonly [Name in AccountWrite]: {
    readonly ask: { readonly ask: AccountWrites[Name]['ask']; readonly actor: Actor };
    readonly answer: AccountWrites[Name]['answer'];
  };
};

/** Who runs a command, as the operating system calls them. */
export function operatorActor(): Actor {
  try {
    return { id: 'cli', name: os.userInfo().username, address: null };
  } catch {
    // A number without an entry in the table of users, as containers have.
    return { id: 'cli', name: 'cli', address: null };
  }
}

export interface OpenAccounts extends Accounts {
  /** Writes what is queued, then ends. */
  close(): Promise<void>;
}

/** A handle that cannot write on the log of the accounts, where there are any. */
export const openAccountsAudit = (url: string): AuditReader | null => (hasAccounts(url) ? openAccountsReader(url) : null);

/** Opens the accounts that belong to the database at `url`, and makes them if there are none. @throws DomainError */
export async function openAccounts(
  url: string,
  say: Say,
  separation = false,
  audit?: AuditLog,
  loading = loadAccounts(url),
): Promise<OpenAccounts> {
  const thread = await loading.start(say);
  const reader = openAccountsReader(url);
  const accounts = createAccounts({
    db: reader.db,
    write: (name, ask, actor) => thread.run(name, { ask, actor }),
    now: () => new Date().toISOString(),
    separation,
    audit,
    operator: operatorActor(),
    complain: (error) =>
      say('the use of a token or of a session was not written', { reason: error instanceof Error ? error.message : String(error) }),
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

/** The thread of the accounts: the only connection of the process that writes users, sessions, tokens and saved queries. An import never delays it. */
import { performWrite } from '../accounts/writes.ts';
import { openAccountsStore, type AccountsStore } from '../db/accounts/open.ts';
import type { AccountJobs } from './accounts.ts';
import { runThread } from './threadJobs.ts';

await runThread<AccountJobs, AccountsStore>({
  open: openAccountsStore,
  perform: (store, job, { ask, actor }) => performWrite(store.db)(job, ask, actor),
});

/** The thread of the accounts: the only connection of the process that writes tokens and saved queries. An import never delays it. */
import { performWrite, type AccountWrites } from '../accounts/writes.ts';
import { openAccountsStore, type AccountsStore } from '../db/accounts/open.ts';
import { runThread } from './threadJobs.ts';

await runThread<AccountWrites, AccountsStore>({
  open: openAccountsStore,
  perform: (store, job, ask) => performWrite(store.db)(job, ask),
});

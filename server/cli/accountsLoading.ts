/** The thread of the accounts while it loads: nothing else of the accounts is imported here, so that it begins before everything else. */
import type { AccountJobs } from './accounts.ts';
import { loadThread, type Loading } from './thread.ts';

export const loadAccounts = (url: string): Loading<AccountJobs> => loadThread<AccountJobs>('accountsThread', url);

/** What the backup thread can be asked for. It has no connection of its own: each backup opens one and closes it. */
import type { Backup } from '../db/backup.ts';
import type { Say } from './prepare.ts';
import { startThread, type Thread } from './thread.ts';

export interface BackupJobs {
  /** Into a new folder `to`; null: into one named after the moment, where backups lie. */
  backup: { ask: { readonly to: string | null }; answer: Backup };
  list: { ask: null; answer: readonly Backup[] };
}

export type BackupThread = Thread<BackupJobs>;

export const startBackups = (url: string, say: Say): Promise<BackupThread> => startThread<BackupJobs>('backupThread', url, say);

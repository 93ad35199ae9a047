/** The thread of backups: copying and checking a database takes seconds, in which neither readers nor the writer wait. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { backupsFolder, listBackups, makeBackup, stampOf } from '../db/backup.ts';
import { isPostgres } from '../db/postgresAddress.ts';
import { assertFile } from '../db/postgresCopy.ts';
import type { BackupJobs } from './backupJobs.ts';
import { runThread } from './threadJobs.ts';

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() === true;

/** A new folder: `to` itself, or one named after the moment in the folder that is there already. */
function placeOf(url: string, to: string | null, now: string): string {
  const named = `backup-${stampOf(now)}`;
  if (to === null) return path.join(backupsFolder(url), named);
  return isFolder(to) ? path.join(to, named) : to;
}

interface Opened {
  readonly url: string;
  close(): Promise<void>;
}

type Work = { readonly [Name in keyof BackupJobs]: (url: string, ask: BackupJobs[Name]['ask']) => Promise<BackupJobs[Name]['answer']> };

const WORK: Work = {
  list: async (url) => (isPostgres(url) ? [] : listBackups(url)),
  backup: async (url, { to }) => {
    assertFile(url, 'backup');
    const now = new Date().toISOString();
    return makeBackup(url, placeOf(url, to, now), now);
  },
};

await runThread<BackupJobs, Opened>({
  open: async (url) => ({ url, close: async () => undefined }),
  perform: ({ url }, job, ask) => WORK[job](url, ask),
});

/** The office of a running server: the writer thread changes the ledger's settings, the backup thread copies. */
import type { BackupRow, Office } from '../graphql/office.ts';
import type { Backup } from '../db/backup.ts';
import { calendarOffice } from './calendarOffice.ts';
import { noteCopy } from './copyNoted.ts';
import { startBackups, type BackupThread } from './backupJobs.ts';
import { annotate } from '../ledger/annotate/annotate.ts';
import { openIntake } from './intake.ts';
import { mappingsOf } from './mappings.ts';
import type { Say } from './prepare.ts';
import { statesOf } from './statesOf.ts';
import { summariesOf } from './summaries.ts';
import type { UploadWays } from './uploadWays.ts';
import type { Writer } from './writer.ts';

export interface OpenOffice extends Office {
  close(): Promise<void>;
}

const toRow = ({ name, createdAt, bytes, dataVersion, checked }: Backup): BackupRow => ({ name, createdAt, bytes, dataVersion, checked });

/** The thread of backups, started by the first who asks for one. */
function lentBackups(url: string, say: Say): { thread(): Promise<BackupThread>; close(): Promise<void> } {
  let started: Promise<BackupThread> | null = null;
  return {
    thread: () => (started ??= startBackups(url, say)),
    close: async () => (await started)?.close(),
  };
}

/** `ways`: what other processes are at that serve the same database. */
export async function openOffice(url: string, writer: Writer, say: Say, ways?: UploadWays): Promise<OpenOffice> {
  const mappings = mappingsOf(url, writer);
  const states = statesOf(url, writer);
  const backups = lentBackups(url, say);
  const intake = openIntake({ url, writer, say, annotate: (files, problems) => annotate(files, problems), ...(ways && { ways }) });
  return {
    ...intake,
    ...states,
    setTarget: (step, by) => writer.run('targetSet', { step, by: by.name }, by),
    removeTarget: (key, by) => writer.run('targetRemove', key, by),
    applyRules: (ask, by) => writer.run('rulesApply', ask, by),
    backups: async () => (await (await backups.thread()).run('list', null)).map(toRow),
    createBackup: async (by) => {
      const made = await (await backups.thread()).run('backup', { to: null });
      await noteCopy(writer, 'backupNoted', made, say, by);
      return toRow(made);
    },
    ...calendarOffice(url, writer),
    ...mappings,
    ...summariesOf(writer),
    close: async () => {
      await intake.close();
      await mappings.close();
      await states.close();
      await backups.close();
    },
  };
}

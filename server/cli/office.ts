/** The office of a running server: the writer thread changes the ledger's settings, the backup thread copies. */
import type { Actor } from '../domain/audit.ts';
import type { BackupRow, Office } from '../graphql/office.ts';
import { diskRefusal } from '../db/disk.ts';
import type { Backup } from '../db/backup.ts';
import { startBackups, type BackupThread } from './backupJobs.ts';
import type { Say } from './prepare.ts';
import type { Writer } from './writer.ts';

export interface OpenOffice extends Office {
  close(): Promise<void>;
}

const toRow = ({ name, createdAt, bytes, dataVersion, checked }: Backup): BackupRow => ({ name, createdAt, bytes, dataVersion, checked });

/** Says in the log that a backup was made; one that was made is not undone because the log takes nothing. */
async function note(writer: Writer, made: Backup, by: Actor, say: Say): Promise<void> {
  const event = {
    actor: by,
    action: 'BACKUP',
    outcome: 'DONE',
    object: made.name,
    facts: { bytes: made.bytes, version: made.dataVersion },
  } as const;
  await writer.run('audit', event).catch((error: unknown) => {
    if (diskRefusal(error) === null) throw error;
    say('a backup was made and could not be noted in the audit log', { backup: made.name });
  });
}

export async function openOffice(url: string, writer: Writer, say: Say): Promise<OpenOffice> {
  const backups: BackupThread = await startBackups(url, say);
  return {
    setTarget: (step, by) => writer.run('targetSet', { step, by: by.name }),
    removeTarget: (step) => writer.run('targetRemove', step),
    applyRules: (ask) => writer.run('rulesApply', ask),
    backups: async () => (await backups.run('list', null)).map(toRow),
    createBackup: async (by) => {
      const made = await backups.run('backup', { to: null });
      await note(writer, made, by, say);
      return toRow(made);
    },
    close: () => backups.close(),
  };
}

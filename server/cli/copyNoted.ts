/** Saying in the audit log that a copy was made of the ledger, or put in its place. */
import type { Actor } from '../domain/audit.ts';
import type { CopyNoted } from './jobs.ts';
import type { Say } from './prepare.ts';
import type { Writer } from './writer.ts';

/** A copy that stands is not undone because the log takes nothing: a full disk is when copies are wanted most. */
export async function noteCopy(
  writer: Writer,
  job: 'backupNoted' | 'restoreNoted',
  { name, bytes, dataVersion }: { readonly name: string; readonly bytes: number; readonly dataVersion: string },
  say: Say,
  by?: Actor,
): Promise<void> {
  const ask: CopyNoted = { name, bytes, version: dataVersion };
  await writer.run(job, ask, by).catch((error: unknown) => {
    say('a copy could not be noted in the audit log', { name, reason: error instanceof Error ? error.message : String(error) });
  });
}

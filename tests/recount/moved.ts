/** The same ledger on PostgreSQL, where the whole installation was moved. */
import { moveInstallation } from '../../server/db/move.ts';
import { openReaders } from '../../server/db/open.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { createReports } from '../../server/reports/index.ts';
import type { View } from '../../server/reports/types.ts';
import { emptyDatabase } from '../support/postgres.ts';

/** `recounted`: rows of rollups that were summed up again there. */
export async function movedView(from: string, postgresUrl: string): Promise<{ view: View; recounted: number; close(): Promise<void> }> {
  const target = await emptyDatabase(postgresUrl);
  const actor = { id: 'cli', name: 'recount', address: null };
  const { recounted } = await moveInstallation({
    from,
    to: target.url,
    actor,
    now: () => '2026-11-02T00:00:00.000Z',
    say: () => undefined,
  });
  const readers = openReaders(target.url);
  const view = await createReports(readers).open(EVERYTHING);
  const close = async (): Promise<void> => {
    await view.close();
    await readers.close();
    await target.drop();
  };
  return { view, recounted, close };
}

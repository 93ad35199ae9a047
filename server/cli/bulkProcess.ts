/** A process that makes bulk exports: reads the database for itself, one file at a time, a piece whenever it is asked for the next. */
import { setPriority } from 'node:os';
import { openReaders } from '../db/open.ts';
import type { BulkAsk, BulkBegun } from '../documents/bulk/away.ts';
import { beginBulk } from '../documents/bulk/begin.ts';
import { createReports } from '../reports/index.ts';
import { failureOf } from './failures.ts';
import type { FromBulk } from './bulkPool.ts';

// Whoever answers everybody else comes first where processors are few.
setPriority(5);
const [url = ''] = process.argv.slice(2);
const reports = createReports(openReaders(url, 'export'));
let begun: BulkBegun | null = null;

async function end(): Promise<void> {
  const last = begun;
  begun = null;
  await last?.end();
}

async function answer(message: BulkAsk | 'more' | 'end'): Promise<FromBulk> {
  try {
    if (message === 'end') {
      await end();
      return { ended: true };
    }
    if (message === 'more') {
      const next = await begun?.bytes.next();
      const spent = begun?.spent();
      if (next !== undefined && next.done !== true) return { piece: next.value, spent };
      await end();
      return { ended: true, spent };
    }
    begun = await beginBulk(reports, message);
    return { head: begun.head, spent: begun.spent() };
  } catch (error) {
    await end();
    return { failure: failureOf(error) };
  }
}

process.on('message', (message: BulkAsk | 'more' | 'end') => {
  void answer(message).then((said) => process.send?.(said));
});
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the main process first answers what is under way, and then ends this one.
process.on('SIGINT', () => undefined);

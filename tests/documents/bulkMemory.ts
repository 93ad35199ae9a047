/** Run by itself: writes 200 000 rows in one form to nowhere and prints by how much the process grew, in bytes. `node bulkMemory.ts csv` */
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { BULK_WRITERS, type BulkSuffix } from '../../server/documents/bulk/writers.ts';
import { tableOf, widePage } from './bulkTables.ts';

const nowhere = (): Writable =>
  new Writable({
    write: (_piece, _encoding, done) => {
      setImmediate(done);
    },
  });

const write = async (suffix: BulkSuffix, pages: number): Promise<void> =>
  pipeline(BULK_WRITERS[suffix].write(tableOf(widePage, pages).table, false), nowhere());

const suffix = process.argv[2] as BulkSuffix;
// The code is loaded and compiled before it is measured.
await write(suffix, 5);
const before = process.memoryUsage.rss();
let most = before;
const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 5);
await write(suffix, 200);
clearInterval(watch);
console.log(Math.max(most, process.memoryUsage.rss()) - before);

/** A second writer that publishes batch after batch, a line each, until its standard input ends: `node publisher.mjs <database> <list.json>`. */
import { readFileSync, writeSync } from 'node:fs';

const [database, list] = process.argv.slice(2);
const batches = JSON.parse(readFileSync(list, 'utf8'));
const { startWriter } = await import(new URL('../../dist/server/cli/writer.js', import.meta.url).href);
const writer = await startWriter(database, () => undefined);
process.stdin.resume();
for (let at = 0; !process.stdin.readableEnded; at += 1) {
  await writer.run('import', { files: batches[at % batches.length], dryRun: false });
  writeSync(1, 'published\n');
}
await writer.close();

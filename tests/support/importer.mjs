/**
 * A writer that imports for ever and says what was acknowledged, a line each: `node importer.mjs <database> <list.json> <first>`. It is the
 * writer of the server, built: tests kill it.
 */
import { readFileSync, writeSync } from 'node:fs';

const [database, list, first] = process.argv.slice(2);
const files = JSON.parse(readFileSync(list, 'utf8'));
const { startWriter } = await import(new URL('../../dist/server/cli/writer.js', import.meta.url).href);
const say = (told) => writeSync(1, `${JSON.stringify(told)}\n`);
const writer = await startWriter(database, (event, facts) => say({ event, facts }));
say({ event: 'ready', facts: {} });
for (let at = Number(first); ; at += 1) {
  const file = files[at % files.length];
  const [result] = await writer.run('import', { files: [file], dryRun: false });
  if (result.reading.errors.length > 0) throw new Error(JSON.stringify(result.reading.errors[0]));
  say({ acknowledged: result.applied, at: at % files.length });
}

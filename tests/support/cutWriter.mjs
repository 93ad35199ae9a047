/**
 * The writer whose file writes are recorded: `node cutWriter.mjs <database> <list.json> <acknowledged> <FULL|NORMAL>`. It imports every file once
 * and appends a line for each after it was published. NORMAL is set behind the back of the check, after the first import.
 */
import { openSync, readFileSync, writeSync } from 'node:fs';
import { CompiledQuery } from 'kysely';

const [database, list, acknowledged, level] = process.argv.slice(2);
const built = (file) => import(new URL(`../../dist/server/${file}`, import.meta.url).href);
const { openPrepared } = await built('cli/prepare.js');
const { importLedgers } = await built('ledger/importLedger.js');
const { readRegions } = await built('db/regions.js');
const { withTrail } = await built('db/trail.js');
const { SYSTEM } = await built('domain/audit.js');
const told = openSync(acknowledged, 'a');
const store = await openPrepared(database, () => undefined);
const regions = await readRegions(store.db);
for (const file of JSON.parse(readFileSync(list, 'utf8'))) {
  const audited = withTrail(store, { actor: SYSTEM, action: 'IMPORT', object: null, facts: {} });
  const [result] = await importLedgers(audited, regions, [file], '2026-02-01T00:00:00.000Z');
  writeSync(told, `${result.applied.region} ${result.applied.version}\n`);
  if (level === 'NORMAL') await store.db.executeQuery(CompiledQuery.raw('pragma synchronous = NORMAL'));
}
await store.close();

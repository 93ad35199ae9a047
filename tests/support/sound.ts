/** Whether a database holds what was published, whole: after kills, cuts and refused writes. */
import SqliteDatabase from 'better-sqlite3';
import { sql } from 'kysely';
import type { Store } from '../../server/db/open.ts';
import { ROLLUP, ROLLUP_BY } from '../../server/db/rollup.ts';
import { rebuildRollups } from '../../server/db/rollupBuild.ts';
import { findOrganizationRows, findUnitRows } from '../../server/db/submissions.ts';
import { countOrphans, findFalseTotals } from '../../server/db/totals.ts';
import { contentSha256 } from './contentHash.ts';
import { toOrganizationFact, toUnitFact } from '../../server/ledger/rows.ts';

/** What SQLite itself says of a file; `ok` when nothing is wrong. */
export function integrityOf(file: string): string {
  const connection = new SqliteDatabase(file, { timeout: 5000 });
  try {
    return String(connection.pragma('integrity_check', { simple: true }));
  } finally {
    connection.close();
  }
}

type Cell = string | number;
const KEYS = ['dimension', 'value', 'region', 'period'];

async function rollupRows(store: Store): Promise<Map<string, Readonly<Record<string, Cell>>>> {
  const found = new Map<string, Readonly<Record<string, Cell>>>();
  for (const table of [ROLLUP, ROLLUP_BY]) {
    const { rows } = await sql<Record<string, Cell>>`select * from ${sql.table(table)}`.execute(store.db);
    for (const row of rows) found.set([table, ...KEYS.map((key) => row[key])].join('/'), row);
  }
  return found;
}

/** Keys of rollup rows that are not the sums of the rows below them. They are those sums afterwards. */
export async function falseRollups(store: Store): Promise<string[]> {
  const kept = await rollupRows(store);
  await rebuildRollups(store);
  const fresh = await rollupRows(store);
  const isClose = (one: Cell | undefined, other: Cell | undefined): boolean =>
    one === other || (typeof one === 'number' && typeof other === 'number' && Math.abs(one - other) < 1e-6);
  const same = (one: Readonly<Record<string, Cell>> | undefined, other: Readonly<Record<string, Cell>> | undefined): boolean =>
    one !== undefined && other !== undefined && Object.keys(one).every((name) => isClose(one[name], other[name]));
  return [...new Set([...kept.keys(), ...fresh.keys()])].filter((key) => !same(kept.get(key), fresh.get(key)));
}

/** What is not whole, in words; nothing when all is. */
export async function unsound(store: Store): Promise<string[]> {
  const wrong: string[] = [];
  for (const one of await findFalseTotals(store.db)) wrong.push(`totals of ${one.region} v${one.version}`);
  const { withoutSubmission, withoutTotals } = await countOrphans(store.db);
  if (withoutSubmission + withoutTotals > 0) wrong.push(`${withoutSubmission} rows and ${withoutTotals} submissions are orphans`);
  const all = await store.db.selectFrom('submission').selectAll().execute();
  if (all.some((one) => one.published_at === null && one.held === 0)) wrong.push('staging is left');
  for (const one of all.filter((some) => some.is_current === 1)) {
    const units = (await findUnitRows(store.db, one.id)).map(toUnitFact);
    const organizations = (await findOrganizationRows(store.db, one.id)).map(toOrganizationFact);
    if (contentSha256(units, organizations) !== one.content_sha256) wrong.push(`content of ${one.region} v${one.version}`);
  }
  const standing = Map.groupBy(
    all.filter((one) => one.is_current === 1),
    (one) => `${one.region} ${one.period}`,
  );
  for (const [place, several] of standing) if (several.length > 1) wrong.push(`${several.length} versions of ${place} stand`);
  const versions = await store.db.selectFrom('publication').select('version').orderBy('version').execute();
  if (versions.some(({ version }, at) => version !== at + 1)) wrong.push('data versions have a gap');
  wrong.push(...(await falseRollups(store)).map((key) => `rollup ${key}`));
  return wrong;
}

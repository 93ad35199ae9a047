import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { createInterface } from 'node:readline';
import { gunzipSync } from 'node:zlib';
import SqliteDatabase from 'better-sqlite3';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { openPrepared } from '../../server/cli/prepare.ts';
import { readHead } from '../../server/db/audit.ts';
import { ACCOUNTS_MIGRATIONS } from '../../server/db/accounts/migrations/index.ts';
import { openAccountsStore } from '../../server/db/accounts/open.ts';
import { readQueries } from '../../server/db/accounts/savedQueries.ts';
import { readTokens } from '../../server/db/accounts/tokens.ts';
import { readUsers } from '../../server/db/accounts/users.ts';
import { checkFiles, listBackups, readManifest } from '../../server/db/backup.ts';
import { LEDGER_MIGRATIONS } from '../../server/db/migrations/index.ts';
import { openReaders, openStore } from '../../server/db/open.ts';
import { migrationsOf, problemsOf } from '../../server/db/stored.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import { createReports } from '../../server/reports/index.ts';
import { emptyDatabase } from '../support/postgres.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');
const GOLDEN = path.join(import.meta.dirname, '..', 'golden', 'databases');
const ALL = Object.keys(LEDGER_MIGRATIONS);
/** States of a schema that were ever shipped, `ledger-0002`. */
const statesOf = (what: 'ledger' | 'accounts'): string[] =>
  readdirSync(GOLDEN)
    .filter((name) => name.startsWith(what) && name.endsWith('.sqlite.gz'))
    .map((name) => name.slice(0, -'.sqlite.gz'.length))
    .toSorted();

const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-migrations-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let made = 0;
/** A database of a release, in a folder of its own. */
function databaseOf(release: string, name = 'fugai.sqlite'): string {
  made += 1;
  const file = path.join(folder, String(made), name);
  mkdirSync(path.dirname(file));
  writeFileSync(file, gunzipSync(readFileSync(path.join(GOLDEN, `${release}.sqlite.gz`))));
  return file;
}

function look<Answer>(file: string, question: (connection: SqliteDatabase.Database) => Answer): Answer {
  const connection = new SqliteDatabase(file, { readonly: true });
  try {
    return question(connection);
  } finally {
    connection.close();
  }
}

const REGIONS = ['100000', '410000', '410300', '410302', '410303'];

async function answersOf(file: string): Promise<unknown> {
  const readers = openReaders(file);
  const view = await createReports(readers).open(EVERYTHING);
  const { version, periods, submissions, units } = await view.dataset();
  const rows = await view.observations({
    indicators: ['party_org_coverage', 'union_coverage'],
    regions: { codes: REGIONS },
    periods: { only: ['2025Q3', '2025Q4'] },
  });
  const listed = await view.units({ where: { region: '410302' }, period: '2025Q4', first: 50 });
  await view.close();
  await readers.close();
  const rates = rows.map(({ indicator, region, period, rate }) => [
    indicator,
    region,
    period,
    rate.numerator,
    rate.denominator,
    rate.value,
  ]);
  return { version, periods, submissions, units, rates, names: listed.rows.map(({ node }) => node.name).toSorted() };
}

const goldenOf = (release: string): unknown => JSON.parse(readFileSync(path.join(GOLDEN, `${release}.json`), 'utf8'));

it('has a database of every state of both schemas: 9 of the ledger, 3 of the accounts', () => {
  const numbers = (names: readonly string[]): string[] => names.map((name) => name.slice(0, 4));
  expect(statesOf('ledger').map((name) => name.slice(-4))).toEqual(numbers(ALL));
  expect(statesOf('accounts').map((name) => name.slice(-4))).toEqual(numbers(Object.keys(ACCOUNTS_MIGRATIONS)));
});

describe.each(statesOf('ledger'))('a database of %s', (release) => {
  it('opens, is backed up before it is migrated, and answers as it did', async () => {
    const file = databaseOf(release);
    const before = look(file, migrationsOf);
    await (await openPrepared(file, () => undefined)).close();
    expect(look(file, migrationsOf)).toEqual(ALL);
    expect(look(file, problemsOf)).toEqual([]);
    const [pages, empty] = look(file, (one) => ['page_count', 'freelist_count'].map((name) => Number(one.pragma(name, { simple: true }))));
    expect(Number(empty)).toBeLessThan(Number(pages) / 4);
    expect(await answersOf(file)).toEqual(goldenOf(release));
    const isOlder = before.length < ALL.length;
    const [backup] = listBackups(file);
    if (isOlder) {
      const manifest = readManifest(String(backup?.place));
      checkFiles(String(backup?.place), manifest);
      expect([backup?.name.startsWith('before-'), backup?.checked, manifest.files[0]?.migrations]).toEqual([true, true, before]);
    }
    await (await openStore(file)).close();
    expect(listBackups(file)).toHaveLength(isOlder ? 1 : 0);
  });
});

describe.each(statesOf('accounts'))('the accounts of %s', (release) => {
  it('open, are migrated, and know whom and what they knew', async () => {
    const file = databaseOf(release, 'accounts.sqlite');
    const { db, close } = await openAccountsStore(path.join(path.dirname(file), 'fugai.sqlite'));
    const tokens = (await readTokens(db, {})).map(({ id, owner, name, scopes, lastUsedAt }) => [id, owner, name, scopes, lastUsedAt]);
    const queries = (await readQueries(db, { owner: 'b', shared: false })).map(({ id, name }) => [id, name]);
    const users = (await readUsers(db, {})).map(({ name, displayName, roles, view, enabled }) => [name, displayName, roles, view, enabled]);
    const { position } = await readHead(db, 'account_audit');
    await close();
    expect({ tokens, queries, users, position }).toEqual(goldenOf(release));
    expect(look(file, migrationsOf)).toEqual(Object.keys(ACCOUNTS_MIGRATIONS));
    expect(look(file, problemsOf)).toEqual([]);
  });
});

it('refuses a schema that is newer than the program, in a sentence, and leaves every byte of it', async () => {
  const file = path.join(folder, 'newer', 'fugai.sqlite');
  await (await openStore(file)).close();
  const connection = new SqliteDatabase(file);
  connection.exec("insert into kysely_migration (name, timestamp) values ('9999_future', '2030-01-01T00:00:00.000Z')");
  connection.close();
  const before = readFileSync(file);
  await expect(openStore(file)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    message: expect.stringMatching(/更新的版本.*9999_future.*fugai restore/) as string,
  });
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(existsSync(path.join(path.dirname(file), 'backups'))).toBe(false);
});

it('refuses it on PostgreSQL as well', async () => {
  const { url, drop } = await emptyDatabase(inject('postgresUrl'));
  const store = await openStore(url);
  await store.db
    .insertInto('kysely_migration' as never)
    .values({ name: '9999_future', timestamp: '2030-01-01T00:00:00.000Z' })
    .execute();
  await store.close();
  await expect(openStore(url)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  await drop();
});

/** Migrates with one migration more, which says each of its steps and then waits to be killed at the one that is asked. */
const SLOW = `import { writeSync } from 'node:fs';
const at = (file) => import(${JSON.stringify(pathToFileURL(path.join(ROOT, 'server', 'db')).href)} + '/' + file);
const { LEDGER_MIGRATIONS } = await at('migrations/index.ts');
const { migrate } = await at('migrate.ts');
const { TransactionalSqlite } = await at('sqliteDialect.ts');
const { openFile } = await at('file.ts');
const { Kysely, sql } = await import(${JSON.stringify(pathToFileURL(path.join(ROOT, 'node_modules', 'kysely', 'dist', 'index.js')).href)});
const db = new Kysely({ dialect: new TransactionalSqlite({ database: openFile(process.argv[2], false) }) });
const slow = { up: async (work) => {
  await sql\`create table slow (n integer) strict\`.execute(work);
  for (let n = 1; n <= 40; n += 1) {
    await sql\`insert into slow select 1000 from unit_quarter, unit_quarter as other, unit_quarter as third\`.execute(work);
    await sql\`update submission set file_name = 'migrated'\`.execute(work);
    writeSync(1, n + '\\n');
  }
} };
await migrate({ db, migrations: { ...LEDGER_MIGRATIONS, '9998_slow': slow }, table: 'kysely_migration', file: null });
writeSync(1, 'done\\n');
await db.destroy();`;

const slow = path.join(folder, 'slow.mjs');
writeFileSync(slow, SLOW);

/** What it said before it ended. */
function killedAt(step: string, file: string): Promise<string[]> {
  const child = spawn(process.execPath, [slow, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    said.push(line);
    if (line === step) child.kill('SIGKILL');
  });
  return new Promise((resolve) => child.once('close', () => resolve(said)));
}

it('leaves the old schema or the new one, and never a part, when it is killed at 5 points of a migration', async () => {
  const seen: string[] = [];
  for (const step of ['1', '7', '20', '40', 'done']) {
    const file = databaseOf('ledger-0002');
    const said = await killedAt(step, file);
    expect(said).toContain(step);
    const held = look(file, migrationsOf);
    const files = look(file, (one) => one.prepare<[], string>('select distinct file_name from submission').pluck().all());
    expect(look(file, problemsOf)).toEqual([]);
    const isNew = held.includes('9998_slow');
    expect(held).toEqual(isNew ? [...ALL, '9998_slow'] : ['0001_first', '0002_versions']);
    expect(files.includes('migrated')).toBe(isNew);
    seen.push(isNew ? 'new' : 'old');
  }
  console.log(`kills in a migration 5 / old ${seen.filter((one) => one === 'old').length} / partial 0`);
  expect(seen.slice(0, 3)).toEqual(['old', 'old', 'old']);
  expect(seen.at(-1)).toBe('new');
});

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openAccounts, openAccountsAudit } from '../../server/cli/accounts.ts';
import { ACCOUNTS_FILE } from '../../server/db/backup.ts';
import { hashFile } from '../../server/db/disk.ts';
import { recordAudit } from '../../server/db/audit.ts';
import { openAuditReader, verifyChain } from '../../server/db/auditCheck.ts';
import { moveInstallation, type Moved } from '../../server/db/move.ts';
import { movedTables, tablesThere } from '../../server/db/moveTables.ts';
import { openStore, type Store } from '../../server/db/open.ts';
import { ALL_FILTERS } from '../../server/db/scope.ts';
import { fileTurn } from '../../server/db/turn.ts';
import { readExamples } from '../../web/src/features/explorer/examples.ts';
import { root } from '../house/sources.ts';
import { demoSlice, importSlice } from '../support/demoLedger.ts';
import { cuttable } from '../support/cuttable.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { emptyDatabase } from '../support/postgres.ts';
import { postAs, signedIn, type SignedIn } from '../support/users.ts';
import { serve } from '../http/serve.ts';

const EXAMPLES = path.join(root, 'web', 'src', 'features', 'explorer', 'examples');
/** Every example of the explorer that reads the ledger: all reports are among them. */
const QUESTIONS = readExamples(
  Object.fromEntries(readdirSync(EXAMPLES).map((file) => [file, readFileSync(path.join(EXAMPLES, file), 'utf8')])),
).filter(({ text }) => !/mutation|savedQueries/.test(text));

const actor = { id: 'cli', name: 'tester', address: null };
const now = (): string => '2026-11-20T00:00:00.000Z';
const move = (from: string, to: string): Promise<Moved> => moveInstallation({ from, to, actor, now, say: () => undefined });

let source: TestDatabase;
let user: SignedIn;
let secret: string;
const folder = (): string => path.dirname(source.url);
/** What lies on the disk of both files. */
const bytes = (): string[] => [source.url, path.join(folder(), ACCOUNTS_FILE)].map(hashFile);

beforeAll(async () => {
  source = await testDatabase('sqlite', inject('postgresUrl'));
  await importSlice(source.store, demoSlice(['4103'], ['2026Q2', '2026Q3']));
  const served = await serve({ database: source.url, accounts: true });
  const accounts = await openAccounts(source.url, () => undefined);
  user = await signedIn(served.url, accounts, { name: 'li.na', roles: ['ANALYST'], view: ['410300'] });
  ({ secret } = await accounts.operator.createToken({ name: 'script', scopes: ['QUERY'], days: 30 }));
  await accounts.close();
  await served.close();
  await source.store.db.executeQuery(sql`pragma wal_checkpoint(TRUNCATE)`.compile(source.store.db));
}, 120_000);
afterAll(() => source.drop());

const answersOf = async (database: string): Promise<string[]> => {
  const served = await serve({ database });
  const answers: string[] = [];
  for (const { text, variables } of QUESTIONS)
    answers.push(await (await postAs(served.url, text, JSON.parse(variables || '{}') as object)).text());
  await served.close();
  return answers;
};

/** Rows of all tables of a database that was to stay empty. */
async function rowsIn(url: string): Promise<number> {
  const store: Store = await openStore(url);
  let rows = 0;
  for (const name of await tablesThere(store.db))
    if (!/migration/.test(name))
      rows += Number((await sql<{ n: number }>`select count(*) as n from ${sql.table(name)}`.execute(store.db)).rows[0]?.n);
  await store.close();
  return rows;
}

describe('an installation on SQLite, moved to PostgreSQL', () => {
  let target: { url: string; drop(): Promise<void> };
  let moved: Moved;
  beforeAll(async () => {
    target = await emptyDatabase(inject('postgresUrl'));
    const before = bytes();
    moved = await move(source.url, target.url);
    expect(bytes()).toEqual(before);
  }, 120_000);
  afterAll(() => target.drop());

  it('takes every table of both files along, with its rows: the registry of tables, rollups, chains and accounts, and none is forgotten', async () => {
    const count = (file: string): [string, number][] => {
      const connection = new Sqlite(file, { readonly: true });
      const counts = movedTables(connection).map(({ name }): [string, number] => [
        name,
        Number(connection.prepare(`select count(*) from "${name}"`).pluck().get()),
      ]);
      connection.close();
      return counts;
    };
    const counts = [...count(source.url), ...count(path.join(folder(), ACCOUNTS_FILE))];
    expect(moved.tables.map(({ table, rows }) => [table, rows])).toEqual(counts);
    expect(counts.map(([name]) => name)).toEqual(expect.arrayContaining([...Object.keys(ALL_FILTERS), 'ledger_audit', 'account_user']));
    expect(Object.fromEntries(counts)).toMatchObject({ account_user: 1, account_session: 1, api_token: 1 });
    expect(moved.recounted).toBe(counts.filter(([name]) => name.startsWith('rollup_')).reduce((sum, [, rows]) => sum + rows, 0));
    const store = await openStore(target.url);
    const there = (await tablesThere(store.db)).filter((name) => !/migration/.test(name));
    await store.close();
    expect(there.toSorted()).toEqual(counts.map(([name]) => name).toSorted());
  });

  it('gives the same answers, byte for byte, to every example of the explorer, more than 30 of them', async () => {
    const [here, there] = [await answersOf(source.url), await answersOf(target.url)];
    expect(here.filter((answer) => answer.includes('"errors"'))).toEqual([]);
    expect(there).toEqual(here);
    expect(here.length).toBeGreaterThan(30);
  });

  it('knows the session and the token that were given before, and whose region they read', async () => {
    const served = await serve({ database: target.url, accounts: true });
    const viewer: unknown = await (
      await postAs(served.url, '{ viewer { loginName } }', {}, { ...user.headers, origin: served.url })
    ).json();
    expect(viewer).toMatchObject({ data: { viewer: { loginName: 'li.na' } } });
    const asked = await postAs(served.url, '{ viewer { kind } }', {}, { authorization: `Bearer ${secret}` });
    expect([asked.status, (await asked.json()) as unknown]).toMatchObject([200, { data: { viewer: { kind: 'TOKEN' } } }]);
    await served.close();
  });

  it('has chains that verify, the ledger’s with one entry more, that of the move', async () => {
    const ledger = openAuditReader(target.url);
    const accounts = openAccountsAudit(target.url);
    if (ledger === null || accounts === null) throw new Error('no chains');
    const [one, other] = [await verifyChain(ledger.db, 'LEDGER', []), await verifyChain(accounts.db, 'ACCOUNTS', [])];
    const { rows } = await sql<{
      action: string;
      facts: string;
    }>`select action, facts from ledger_audit order by position desc limit 1`.execute(ledger.db);
    await ledger.close();
    await accounts.close();
    const problems = [...one.problems, ...other.problems].filter((problem) => !problem.startsWith('没有锚点'));
    expect(problems).toEqual([]);
    const had = moved.tables.find(({ table }) => table === 'ledger_audit')?.rows;
    expect(one.entries).toBe(Number(had) + 1);
    expect(rows).toEqual([{ action: 'MIGRATE', facts: expect.stringContaining(`"tables":${moved.tables.length}`) as string }]);
  });

  it('goes on: the next submission has a number that was never given, and a second move into it is refused', async () => {
    const store = await openStore(target.url);
    const { rows } = await sql<{ next: number; most: number }>`
      select nextval(pg_get_serial_sequence('submission', 'id')) as next, (select max(id) from submission) as most`.execute(store.db);
    const { rows: security } = await sql<{ n: number }>`select count(*) as n from pg_class where relforcerowsecurity`.execute(store.db);
    await store.close();
    expect(Number(rows[0]?.next)).toBeGreaterThan(Number(rows[0]?.most));
    expect(Number(security[0]?.n)).toBeGreaterThan(8);
    await expect(move(source.url, target.url)).rejects.toThrow(/目标库不是空的（表 \w+ 中已有内容），没有迁移/);
  });
});

describe('a move that fails', () => {
  const failing = async (work: (url: string) => Promise<void>): Promise<void> => {
    const target = await emptyDatabase(inject('postgresUrl'));
    try {
      await work(target.url);
    } finally {
      await target.drop();
    }
  };

  it('leaves nothing in the target where the wire is cut in the middle of the rows, and the next one succeeds', () =>
    failing(async (url) => {
      const wire = await cuttable(url);
      await expect(
        moveInstallation({
          from: source.url,
          to: wire.url,
          actor,
          now,
          say: ({ table }) => {
            if (table === 'submission') void wire.cut();
          },
        }),
      ).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(await rowsIn(url)).toBe(0);
      expect((await move(source.url, url)).tables.length).toBeGreaterThan(30);
    }));

  it('refuses a text that PostgreSQL cannot hold, a rollup that is not what its rows come to, and a source that is written meanwhile', () =>
    failing(async (url) => {
      const { db } = source.store;
      await sql`insert into source (id, title) values ('nul', ${'a\0b'})`.execute(db);
      await expect(move(source.url, url)).rejects.toThrow(/空字符（NUL/);
      await sql`delete from source where id = 'nul'`.execute(db);
      const rollup = Object.keys(ALL_FILTERS).find((name) => /^rollup_[0-9a-f]+$/.test(name)) ?? '';
      await sql`update ${sql.table(rollup)} set ledger_units = ledger_units + 1 where region = '410302' and period = '2026Q3'`.execute(db);
      await expect(move(source.url, url)).rejects.toThrow(/汇总 rollup_\w+ 有 2 行与逐行重算的结果不符/);
      await sql`update ${sql.table(rollup)} set ledger_units = ledger_units - 1 where region = '410302' and period = '2026Q3'`.execute(db);
      const written = moveInstallation({
        from: source.url,
        to: url,
        actor,
        now,
        say: ({ table }) => {
          if (table === 'region')
            void db
              .transaction()
              .execute((work) =>
                recordAudit(work, 'ledger_audit', { actor, action: 'BACKUP', outcome: 'DONE', object: null, facts: {} }, now()),
              );
        },
      });
      await expect(written).rejects.toThrow(/迁移期间源库又有新的写入/);
      expect(await rowsIn(url)).toBe(0);
    }));

  it('refuses a target in which other tables lie, and a source that another program is writing', () =>
    failing(async (url) => {
      const turn = fileTurn(source.url);
      await turn.take();
      await expect(move(source.url, url)).rejects.toThrow('另一个程序正在写入');
      await turn.release();
      const store = await openStore(url);
      await sql`create table theirs (n integer)`.execute(store.db);
      await store.close();
      await expect(move(source.url, url)).rejects.toThrow('目标库中有别的表（theirs）');
    }));
});

import { Kysely, sql, SqliteDialect } from 'kysely';
import { Migrator } from 'kysely/migration';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, inject, it } from 'vitest';
import * as first from '../../server/db/accounts/migrations/0001_first.ts';
import { accountsFile, openAccountsStore } from '../../server/db/accounts/open.ts';
import { readQueries } from '../../server/db/accounts/savedQueries.ts';
import { readTokens } from '../../server/db/accounts/tokens.ts';
import { openFile } from '../../server/db/file.ts';
import { postgresDialect } from '../../server/db/postgresPool.ts';
import { ENGINES } from '../support/database.ts';
import { emptyDatabase } from '../support/postgres.ts';

const AT = '2026-10-01T00:00:00.000Z';
const LATER = '2026-12-01T00:00:00.000Z';

let drop = async (): Promise<void> => undefined;
afterEach(() => drop());

describe.each(ENGINES)('accounts of the release before users, on %s', (engine) => {
  it('keep 1 browser, 2 tokens and 1 saved query, and their rules: no token without an owner, no owner of another kind', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-upgrade-'));
    let url = path.join(folder, 'fugai.sqlite');
    drop = async () => rmSync(folder, { recursive: true, force: true });
    if (engine === 'postgres') ({ url, drop } = await emptyDatabase(inject('postgresUrl')));
    const old = new Kysely<unknown>({
      dialect:
        engine === 'postgres'
          ? postgresDialect(url, { session: 'accounts', most: 1 })
          : new SqliteDialect({ database: openFile(accountsFile(url), false) }),
    });
    const migrator = new Migrator({
      db: old,
      provider: { getMigrations: async () => ({ '0001_first': first }) },
      migrationTableName: 'accounts_migration',
      migrationLockTableName: 'accounts_migration_lock',
    });
    expect((await migrator.migrateToLatest()).error).toBeUndefined();
    await sql`insert into account_owner values ('b', 'BROWSER', ${'a'.repeat(64)}, ${AT}), ('t', 'TOKEN', null, ${AT})`.execute(old);
    await sql`insert into api_token values ('t', 't', 'cli', 'fugai_000000', ${'b'.repeat(64)}, 'QUERY', ${AT}, ${LATER}, null, null), ('u', 'b', 'page', 'fugai_000001', ${'c'.repeat(64)}, 'QUERY,SAVE', ${AT}, ${LATER}, ${AT}, null)`.execute(
      old,
    );
    await sql`insert into saved_query values ('q', 'b', 'x', '{ x }', null, 1, ${AT}, ${AT})`.execute(old);
    await old.destroy();

    const { db, close } = await openAccountsStore(url);
    try {
      expect(
        (await readTokens(db, {})).map(({ id, owner, scopes, role, view, lastUsedAt }) => [id, owner, scopes, role, view, lastUsedAt]),
      ).toEqual([
        ['t', 't', ['QUERY'], null, 'ALL', null],
        ['u', 'b', ['QUERY', 'SAVE'], null, 'ALL', AT],
      ]);
      expect((await readQueries(db, { owner: 'b', shared: false })).map(({ id }) => id)).toEqual(['q']);
      const owner = (kind: string) => sql`insert into account_owner values ('x', ${kind}, null, ${AT})`.execute(db);
      await expect(owner('GHOST')).rejects.toThrow(/constraint/i);
      await expect(owner('BROWSER')).rejects.toThrow(/constraint/i);
      await expect(sql`update api_token set owner = 'nobody' where id = 'u'`.execute(db)).rejects.toThrow(/constraint/i);
      await expect(sql`delete from account_owner where id = 'b'`.execute(db)).rejects.toThrow(/constraint/i);
      await expect(owner('USER')).resolves.toBeDefined();
    } finally {
      await close();
    }
  });
});

import { chmodSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { accountsFile, openAccountsReader, openAccountsStore } from '../../server/db/accounts/open.ts';
import { openStore } from '../../server/db/open.ts';
import { spellMoment } from '../../server/domain/tokens.ts';
import { ALL_SCOPES, HERE, testAccounts, visitOf, type TestAccounts } from '../support/accounts.ts';
import { ENGINES } from '../support/database.ts';

const DAY = 86_400_000;
const START = '2026-11-21T08:00:00.000Z';
const later = (milliseconds: number): string => new Date(Date.parse(START) + milliseconds).toISOString();
const QUERY = { name: '覆盖率', query: '{ dataset { version } }', shared: false };

let test: TestAccounts;
afterEach(() => test.drop());

describe.each(ENGINES)('accounts on %s', (engine) => {
  beforeEach(async () => {
    test = await testAccounts(engine, inject('postgresUrl'));
  });

  it('make a token of 49 characters, keep its hash and its first 12 characters, and know its holder by it', async () => {
    const { operator, byToken } = test.accounts;
    const { token, secret } = await operator.createToken({ name: '报表', scopes: ['QUERY', 'EXPORT'], days: 30 });
    expect(secret).toMatch(/^fugai_[A-Za-z0-9_-]{43}$/);
    expect(token).toEqual({
      id: token.id,
      name: '报表',
      prefix: secret.slice(0, 12),
      scopes: ['QUERY', 'EXPORT'],
      createdAt: START,
      expiresAt: later(30 * DAY),
      lastUsedAt: null,
      revokedAt: null,
      role: null,
      view: 'ALL',
      ownerName: null,
      state: 'ACTIVE',
    });
    expect(await byToken(secret)).toMatchObject({
      id: token.id,
      kind: 'TOKEN',
      name: '报表',
      scopes: ['QUERY', 'EXPORT'],
      owner: token.id,
      permissions: ['READ', 'ASK', 'EXPORT'],
    });
    const rows = await sql<Record<string, unknown>>`select * from api_token`.execute(test.store.db);
    expect(JSON.stringify(rows.rows)).not.toContain(secret.slice(12));
    expect(rows.rows[0]?.['secret_hash']).toMatch(/^[0-9a-f]{64}$/);
  });

  it('refuse an unknown, an expired and a revoked token, each in its own words', async () => {
    const { operator, byToken } = test.accounts;
    const one = await operator.createToken({ name: '一天', scopes: ['QUERY'], days: 1 });
    const other = await operator.createToken({ name: '误发', scopes: ['QUERY'], days: 90 });
    const wrong = `${one.secret.slice(0, -2)}${one.secret.endsWith('AA') ? 'BB' : 'AA'}`;
    for (const secret of [wrong, '', 'fugai_', `${one.secret} `, one.secret.slice(6), 'x'.repeat(5000)])
      await expect(byToken(secret)).rejects.toThrow('没有这个令牌');
    expect((await operator.revokeToken(other.token.id)).state).toBe('REVOKED');
    await expect(byToken(other.secret)).rejects.toThrow(`令牌「误发」已于 ${spellMoment('2026-11-21T08:00:00.000Z')}吊销`);
    test.setNow(later(DAY));
    await expect(byToken(one.secret)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('过期') as string,
    });
    expect((await operator.revokeToken(other.token.id)).revokedAt).toBe(START);
    expect((await operator.tokens()).map((token) => token.state).sort()).toEqual(['EXPIRED', 'REVOKED']);
    await expect(operator.revokeToken('0123456789abcdef')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('write the use of a token once in 60 s, of 30 requests at once too', async () => {
    const { operator, byToken } = test.accounts;
    const { secret } = await operator.createToken({ name: '报表', scopes: ['QUERY'], days: 30 });
    const uses = (): number => test.written.filter((name) => name === 'markUsed').length;
    const lastUse = async (): Promise<string | null | undefined> => (await operator.tokens())[0]?.lastUsedAt;
    await Promise.all(Array.from({ length: 30 }, () => byToken(secret)));
    await expect.poll(lastUse).toBe(START);
    test.setNow(later(59_000));
    await byToken(secret);
    expect(uses()).toBe(1);
    test.setNow(later(60_000));
    await byToken(secret);
    await expect.poll(lastUse).toBe(later(60_000));
    expect([uses(), test.complaints]).toEqual([2, []]);
  });

  it('keep what a browser saves private to it, and show what it shares to all, as not theirs', async () => {
    const [mine, other] = [await test.newBrowser(), await test.newBrowser()];
    const secret = await mine.desk.saveQuery({ ...QUERY, variables: '{"a":1}' });
    const open = await mine.desk.saveQuery({ ...QUERY, name: '共享的', shared: true });
    expect(secret).toMatchObject({ name: '覆盖率', variables: '{"a":1}', shared: false, mine: true, createdAt: START, updatedAt: START });
    expect((await mine.desk.savedQueries()).map((query) => query.name).sort()).toEqual(['共享的', '覆盖率'].sort());
    expect(await other.desk.savedQueries()).toEqual([{ ...open, mine: false }]);
    expect(await other.desk.ownQueries()).toEqual([]);
    expect([await other.desk.savedQuery(secret.id), await other.desk.savedQuery(open.id)]).toEqual([null, { ...open, mine: false }]);
    const nobody = test.accounts.desk(visitOf());
    expect((await nobody.savedQueries()).map((query) => query.id)).toEqual([open.id]);
    expect([await nobody.ownQueries(), await nobody.tokens(), nobody.viewer()]).toEqual([[], [], null]);
  });

  it('let only its owner change or delete a query, and keep since when it is there', async () => {
    const [mine, other] = [await test.newBrowser(), await test.newBrowser()];
    const secret = await mine.desk.saveQuery(QUERY);
    const open = await mine.desk.saveQuery({ ...QUERY, shared: true });
    test.setNow(later(5000));
    const changed = await mine.desk.saveQuery({ ...QUERY, id: secret.id, name: '改名', shared: true });
    expect(changed).toMatchObject({ id: secret.id, name: '改名', shared: true, createdAt: START, updatedAt: later(5000) });
    expect((await mine.desk.savedQueries()).map((query) => query.id)).toEqual([secret.id, open.id]);
    await expect(other.desk.saveQuery({ ...QUERY, id: open.id })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(other.desk.deleteQuery(open.id)).rejects.toThrow('他人共享');
    await mine.desk.saveQuery({ ...QUERY, id: secret.id });
    for (const id of [secret.id, '0123456789abcdef', "'", '\0', ''])
      await expect(other.desk.deleteQuery(id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await mine.desk.deleteQuery(open.id)).toBe(open.id);
    expect((await mine.desk.ownQueries()).map((query) => query.id)).toEqual([secret.id]);
  });

  it('make a browser known once, although it saves 5 things before it has its cookie', async () => {
    const secrets: string[] = [];
    const desk = test.accounts.desk(visitOf({ welcome: (secret) => secrets.push(secret) }));
    await Promise.all([1, 2, 3, 4].map((at) => desk.saveQuery({ ...QUERY, name: `${at}` })));
    await desk.createToken({ name: '报表', scopes: ['QUERY'], days: 1 });
    expect(test.written.filter((name) => name === 'addBrowser')).toHaveLength(1);
    expect(secrets).toEqual([expect.stringMatching(/^[A-Za-z0-9_-]{43}$/)]);
    const viewer = await test.accounts.byBrowser(String(secrets[0]), HERE);
    expect(viewer).toMatchObject({ kind: 'BROWSER', name: '本机浏览器', scopes: ALL_SCOPES });
    const back = test.accounts.desk(visitOf({ viewer }));
    expect([await back.ownQueries(), await back.tokens()].map((list) => list.length)).toEqual([4, 1]);
  });

  it('make nobody known for a query that is refused', async () => {
    const desk = test.accounts.desk(visitOf({ welcome: () => expect.unreachable() }));
    await expect(desk.saveQuery({ ...QUERY, query: '' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(desk.createToken({ name: '', scopes: ['QUERY'], days: 1 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    // The audit log is told of what was refused.
    expect(test.written).toEqual(['refuse', 'refuse']);
    for (const cookie of ['', 'x', 'A'.repeat(43), "' or 1=1 --"]) expect(await test.accounts.byBrowser(cookie, HERE)).toBeNull();
  });

  it('let a token act for the browser that made it, and a token of the command line for itself', async () => {
    const mine = await test.newBrowser();
    const query = await mine.desk.saveQuery(QUERY);
    const visit = async (secret: string) =>
      test.accounts.desk(visitOf({ viewer: await test.accounts.byToken(secret), welcome: () => expect.unreachable() }));
    const saving = await mine.desk.createToken({ name: '保存', scopes: ['SAVE'], days: 1 });
    const exporting = await mine.desk.createToken({ name: '导出', scopes: ['EXPORT'], days: 1 });
    expect(await (await visit(saving.secret)).ownQueries()).toEqual([query]);
    expect(await (await visit(exporting.secret)).savedQueries()).toEqual([]);
    expect((await (await visit(saving.secret)).tokens()).map((token) => token.name)).toEqual(['保存']);
    expect((await mine.desk.tokens()).map((token) => token.name).sort()).toEqual(['保存', '导出']);
    const operators = await test.accounts.operator.createToken({ name: '外来', scopes: ALL_SCOPES, days: 1 });
    const foreign = await visit(operators.secret);
    expect(await foreign.ownQueries()).toEqual([]);
    const own = await foreign.saveQuery(QUERY);
    expect((await foreign.ownQueries()).map((one) => one.id)).toEqual([own.id]);
    await expect(mine.desk.revokeToken(operators.token.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect((await visit(exporting.secret)).saveQuery(QUERY)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(foreign.createToken({ name: 'x', scopes: ['QUERY'], days: 1 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('stop at 500 queries and at 100 tokens that hold', async () => {
    const { desk } = await test.newBrowser();
    for (let at = 0; at < 500; at += 1) await desk.saveQuery(QUERY);
    await expect(desk.saveQuery(QUERY)).rejects.toThrow('已保存 500 个查询');
    const made = await Promise.all(Array.from({ length: 100 }, () => desk.createToken({ name: 'x', scopes: ['QUERY'], days: 1 })));
    await expect(desk.createToken({ name: 'x', scopes: ['QUERY'], days: 1 })).rejects.toThrow('已有 100 个有效的令牌');
    await desk.revokeToken(String(made[0]?.token.id));
    await expect(desk.createToken({ name: 'x', scopes: ['QUERY'], days: 1 })).resolves.toMatchObject({ token: { state: 'ACTIVE' } });
  });

  it('refuse by their own constraints a name of 61, a flag of 2, an owner nobody knows and a browser without a hash', async () => {
    const { db } = test.store;
    const { viewer } = await test.newBrowser();
    const row = { id: '1', owner: viewer.owner, name: 'x', query: 'q', variables: null, shared: 0, created_at: START, updated_at: START };
    const put = (more: object) =>
      db
        .insertInto('saved_query')
        .values({ ...row, ...more })
        .execute();
    for (const more of [{ name: 'x'.repeat(61) }, { shared: 2 }, { owner: 'nobody' }, { query: '' }, { created_at: 'today' }])
      await expect(put(more)).rejects.toThrow(/check|constraint|foreign key/i);
    const owner = db.insertInto('account_owner').values({ id: '2', kind: 'BROWSER', secret_hash: null, created_at: START });
    await expect(owner.execute()).rejects.toThrow(/check|constraint/i);
    await expect(put({})).resolves.toBeDefined();
  });

  it('open again with what they held, beside the tables of the ledger, and are read by a handle that cannot write', async () => {
    const { secret } = await test.accounts.operator.createToken({ name: '报表', scopes: ['QUERY'], days: 30 });
    await (await openStore(test.url)).close();
    const again = await openAccountsStore(test.url);
    const reader = openAccountsReader(test.url);
    const count = { n: 1 };
    expect(
      await again.db
        .selectFrom('api_token')
        .select((of) => of.fn.countAll<number>().as('n'))
        .executeTakeFirst(),
    ).toEqual(count);
    expect(
      await reader.db
        .selectFrom('api_token')
        .select((of) => of.fn.countAll<number>().as('n'))
        .executeTakeFirst(),
    ).toEqual(count);
    await expect(reader.db.updateTable('api_token').set({ name: 'x' }).execute()).rejects.toThrow(/read-?only/i);
    expect(await test.accounts.byToken(secret)).toMatchObject({ name: '报表' });
    await reader.close();
    await again.close();
  });

  it('refuse tables of a newer program', async () => {
    await sql`insert into accounts_migration (name, timestamp) values ('0099_later', '2030-01-01')`.execute(test.store.db);
    await expect(openAccountsStore(test.url)).rejects.toThrow('0099_later');
  });
});

describe('the file of the accounts', () => {
  beforeEach(async () => {
    test = await testAccounts('sqlite', '');
  });

  it('lies beside the database as accounts.sqlite, with its log, and only its owner may read either', async () => {
    await test.newBrowser();
    const folder = path.dirname(test.url);
    expect(accountsFile(test.url)).toBe(path.join(folder, 'accounts.sqlite'));
    const files = readdirSync(folder).sort();
    expect(files).toEqual(['accounts.sqlite', 'accounts.sqlite-shm', 'accounts.sqlite-wal']);
    expect(files.map((file) => statSync(path.join(folder, file)).mode & 0o777)).toEqual([0o600, 0o600, 0o600]);
  });

  it('is closed to others again when somebody had opened it to them', async () => {
    chmodSync(accountsFile(test.url), 0o644);
    await (await openAccountsStore(test.url)).close();
    expect(statSync(accountsFile(test.url)).mode & 0o777).toBe(0o600);
  });

  it('refuses a database that has its name, with the setting to change', () => {
    expect(() => accountsFile('/tmp/accounts.sqlite')).toThrow('FUGAI_DATABASE');
  });

  it('keeps what was acknowledged: synchronous FULL, STRICT tables, foreign keys on', async () => {
    const pragma = async (name: string): Promise<unknown> =>
      Object.values((await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(test.store.db)).rows[0] ?? {})[0];
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual(['wal', 2, 1]);
    const tables = await sql<{
      name: string;
      strict: number;
    }>`select name, strict from pragma_table_list where name in ('account_owner', 'api_token', 'saved_query')`.execute(test.store.db);
    expect(tables.rows.map((table) => table.strict)).toEqual([1, 1, 1]);
  });

  it('holds no secret in any byte, of a token or of a browser, nor does its log', async () => {
    const { secret: cookie, desk } = await test.newBrowser();
    const { secret } = await desk.createToken({ name: '报表', scopes: ['QUERY'], days: 1 });
    await test.accounts.byToken(secret);
    await expect.poll(async () => (await desk.tokens())[0]?.lastUsedAt).toBe(START);
    const folder = path.dirname(test.url);
    const bytes = Buffer.concat(readdirSync(folder).map((file) => readFileSync(path.join(folder, file))));
    expect(bytes.includes(secret.slice(0, 12))).toBe(true);
    for (const hidden of [secret, secret.slice(12), secret.slice(6), cookie, cookie.slice(0, 20)])
      expect(bytes.includes(hidden)).toBe(false);
  });
});

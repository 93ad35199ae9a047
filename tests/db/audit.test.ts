import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { readBase, readEntries, readHead, recordAudit, removePrefix } from '../../server/db/audit.ts';
import { openStore } from '../../server/db/open.ts';
import { SYSTEM, type AuditEvent } from '../../server/domain/audit.ts';
import { GENESIS } from '../../server/domain/auditChain.ts';
import { ENGINES, testDatabase, type TestDatabase } from '../support/database.ts';

const AT = '2026-11-21T08:00:00.000Z';
const event = (more: Partial<AuditEvent> = {}): AuditEvent => ({
  actor: SYSTEM,
  action: 'IMPORT',
  outcome: 'DONE',
  object: '410302 2026Q3',
  facts: { units: 4 },
  ...more,
});

let test: TestDatabase;
const append = (one: AuditEvent = event()) => test.store.db.transaction().execute((work) => recordAudit(work, 'ledger_audit', one, AT));
const entries = () => readEntries(test.store.db, 'ledger_audit', { after: 0, most: 1000 });
const run = (text: string) => sql`${sql.raw(text)}`.execute(test.store.db);

describe.each(ENGINES)('the audit chain on %s', (engine) => {
  beforeEach(async () => {
    test = await testDatabase(engine, inject('postgresUrl'));
  });
  afterEach(() => test.drop());

  it('hangs each entry on the hash of the one before, the first on 64 zeros', async () => {
    await append();
    await append(event({ outcome: 'REFUSED', object: null, facts: { b: 1, a: '甲' } }));
    const [first, second] = await entries();
    expect([first?.position, first?.previousHash, second?.previousHash]).toEqual([1, GENESIS, first?.hash]);
    expect(second?.facts).toBe('{"a":"甲","b":1}');
    expect(await readHead(test.store.db, 'ledger_audit')).toEqual({ position: 2, hash: second?.hash });
  });

  it('keeps no entry of a transaction that is undone', async () => {
    const undone = test.store.db.transaction().execute(async (work) => {
      await recordAudit(work, 'ledger_audit', event(), AT);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await entries()).toEqual([]);
  });

  it('gives 20 entries of two writers 20 places in one chain', async () => {
    const other = await openStore(test.url);
    const write = (store: typeof other) => store.db.transaction().execute((work) => recordAudit(work, 'ledger_audit', event(), AT));
    const turns = Array.from({ length: 20 }, (_, at) => (at % 2 === 0 ? other : test.store));
    // Two SQLite handles of one thread cannot wait for each other.
    if (engine === 'sqlite') for (const store of turns) await write(store);
    else await Promise.all(turns.map(write));
    await other.close();
    const all = await entries();
    expect(all.map((one) => one.position)).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
    expect(all.slice(1).map((one) => one.previousHash)).toEqual(all.slice(0, -1).map((one) => one.hash));
  });

  it('refuses to change, remove, replace or empty what it holds, and to place an entry elsewhere than at its end', async () => {
    await append();
    await append();
    const [first] = await entries();
    const copy = (position: number, word: string): string =>
      `${word} into ledger_audit select ${position}, at, actor_id, actor_name, actor_address, action, outcome, object, facts, previous_hash, '${'f'.repeat(64)}' from ledger_audit where position = 1`;
    const attempts = [
      "update ledger_audit set facts = '{}' where position = 1",
      'delete from ledger_audit where position = 2',
      'delete from ledger_audit',
      ...(engine === 'sqlite'
        ? [copy(1, 'replace'), copy(5, 'insert'), 'pragma recursive_triggers = off', copy(1, 'replace')]
        : ['truncate ledger_audit', 'truncate ledger_audit_base', copy(1, 'insert')]),
    ];
    for (const text of attempts)
      if (text.startsWith('pragma')) await run(text);
      else await expect(run(text)).rejects.toThrow(/never changed|duplicate key/);
    expect((await entries()).map((one) => one.hash)).toEqual([first?.hash, (await readHead(test.store.db, 'ledger_audit')).hash]);
  });

  it('lets only an archived prefix go, and goes on from its last hash', async () => {
    for (let at = 0; at < 5; at += 1) await append();
    const third = (await entries())[2];
    const end = { position: 3, hash: String(third?.hash) };
    await test.store.db.transaction().execute((work) => removePrefix(work, 'ledger_audit', end));
    expect((await entries()).map((one) => one.position)).toEqual([4, 5]);
    expect(await readBase(test.store.db, 'ledger_audit')).toEqual(end);
    await append();
    await expect(run('delete from ledger_audit where position = 4')).rejects.toThrow('never changed');
    await expect(run('delete from ledger_audit_base')).rejects.toThrow('never changed');
    expect((await entries()).map((one) => one.position)).toEqual([4, 5, 6]);
  });

  it('keeps a name of 5 000 characters with line breaks as one line of 200', async () => {
    await append(event({ actor: { id: 'anonymous', name: `a\n\u0000${'名'.repeat(5000)}\ud800`, address: '127.0.0.1' } }));
    const [one] = await entries();
    expect([one?.actorName.length, one?.actorName.slice(0, 4)]).toEqual([200, 'a  名']);
  });
});

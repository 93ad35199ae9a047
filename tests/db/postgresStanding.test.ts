/** On a server of its own: whatever is committed anywhere on a server, what was begun before is not read on in. */
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import { openReaders, type Readers, type Snapshot } from '../../server/db/open.ts';
import { withPoolSettings } from '../../server/db/postgresAddress.ts';
import { EVERYTHING, NOTHING, sightOf, type Sight } from '../../server/domain/sight.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';
import { ledgerOf } from '../support/facts.ts';
import { startOwnServer, type OwnServer } from '../support/postgres.ts';

const COUNTY = sightOf(['410302']);
const OTHER = sightOf(['410303']);

/** Trips of all connections of this process, as their texts. */
const trips: string[] = [];
const plain = pg.Client.prototype.query as (...asked: unknown[]) => unknown;
const begun = (): number => trips.filter((text) => text.includes('start transaction')).length;
const undone = (): number => trips.filter((text) => text === 'rollback').length;

let server: OwnServer;
let test: TestDatabase;
let watch: pg.Client;
let readers: Readers;

beforeAll(async () => {
  server = await startOwnServer();
  const settled = new pg.Client({ connectionString: server.url });
  await settled.connect();
  await settled.query('alter system set autovacuum = off');
  await settled.query('select pg_reload_conf()');
  await settled.end();
  test = await testDatabase('postgres', server.url);
  await test.submit('410302', '2025Q4', ledgerOf('410302', { none: 4 }));
  await test.submit('410303', '2025Q4', ledgerOf('410303', { none: 3 }));
  watch = new pg.Client({ connectionString: test.url });
  await watch.connect();
});
afterAll(async () => {
  await watch.end();
  await test.drop();
  await server.stop();
});
beforeEach(() => {
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...asked: unknown[]) {
    const [what] = asked;
    trips.push(typeof what === 'string' ? what : String((what as { text?: string }).text));
    return plain.apply(this, asked);
  });
  trips.length = 0;
  // A transaction lies and lasts as long as the test says.
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  readers = openReaders(withPoolSettings(test.url, { readers: 2 }));
});
afterEach(async () => {
  await readers.close();
  vi.useRealTimers();
  vi.restoreAllMocks();
});

async function units({ db }: Snapshot): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from unit_quarter as u join submission as s on s.id = u.submission where s.is_current = 1 and u.staff >= ${0}`.execute(
    db,
  );
  return Number(rows[0]?.n);
}

async function ask<Answer>(question: (snapshot: Snapshot) => Promise<Answer>, sight: Sight = EVERYTHING): Promise<Answer> {
  const snapshot = await readers.snapshot(sight);
  try {
    return await question(snapshot);
  } finally {
    await snapshot.close();
  }
}

/** Readers' sessions of the database, by state. */
async function states(): Promise<readonly string[]> {
  const { rows } = await watch.query<{ state: string }>(
    "select state from pg_stat_activity where datname = current_database() and application_name = 'fugai reader' order by state",
  );
  return rows.map(({ state }) => state);
}
const LYING = 'idle in transaction';
const lying = async (): Promise<number> => (await states()).filter((state) => state.startsWith(LYING)).length;
const passes = (milliseconds: number): void => void vi.advanceTimersByTime(milliseconds);

const fails = (): Promise<unknown> => ask(({ db }) => sql`select 1 / ${0}::int`.execute(db));

describe('a reader’s transaction that lies open', () => {
  it('is read on in by 40 requests of one sight, and what they spend is what they ask', async () => {
    for (let at = 0; at < 40; at += 1) {
      const [counted, spent] = await ask(async (snapshot) => [await units(snapshot), snapshot.spent.statements]);
      expect([counted, spent]).toEqual([7, 1]);
    }
    expect([begun(), await lying()]).toEqual([1, 1]);
  });

  it('is not read on in once another connection committed: who asks after a publication was answered reads its version', async () => {
    for (const none of [5, 6, 8, 3]) {
      const before = await ask(async ({ version }) => version);
      await test.submit('410303', '2025Q4', ledgerOf('410303', { none }));
      const after = await ask(async (snapshot) => [snapshot.version, await units(snapshot)]);
      expect(after).toEqual([before + 1, 4 + none]);
      expect(await readers.newest()).toBe(before + 1);
    }
  });

  it('stays what it was while another writes and has not committed, and is not read on in when that is done', async () => {
    const turn = (from: number, to: number): Promise<unknown> =>
      watch.query('update submission set is_current = $2 where region = $3 and is_current = $1 and superseded_at is null', [
        from,
        to,
        '410303',
      ]);
    expect(await ask(units)).toBe(7);
    await watch.query('begin');
    await turn(1, 0);
    expect([await ask(units), await ask(units)]).toEqual([7, 7]);
    await watch.query('commit');
    expect(await ask(units)).toBe(4);
    await turn(0, 1);
    expect(await ask(units)).toBe(7);
  });

  it('shows no other sight: 60 requests of four take turns on two connections, and each counts its own units', async () => {
    const kinds = [EVERYTHING, COUNTY, NOTHING, OTHER];
    await Promise.all(kinds.map((sight) => ask(units, sight)));
    const inTurns: number[] = [];
    for (let at = 0; at < 20; at += 1) inTurns.push(await ask(units, kinds[at % 4]));
    const atOnce = await Promise.all(Array.from({ length: 40 }, (_, at) => ask(units, kinds[at % 4])));
    expect([...inTurns, ...atOnce]).toEqual(Array.from({ length: 60 }, (_, at) => [7, 4, 0, 3][at % 4]));
  });

  it('gives way to another sight in one trip, and nobody waits for one that only lies there', async () => {
    for (const sight of [EVERYTHING, COUNTY]) await ask(units, sight);
    const [one, other] = await Promise.all([readers.snapshot(COUNTY), readers.snapshot(COUNTY)]);
    const third = readers.snapshot(OTHER);
    await Promise.all([one.close(), other.close()]);
    expect(await units(await third)).toBe(3);
    await (await third).close();
    expect([undone(), trips.some((text) => text.startsWith('rollback; start transaction'))]).toEqual([0, true]);
  });

  it('ends 20 ms after its answer', async () => {
    await ask(units);
    passes(19);
    expect([await lying(), undone()]).toEqual([1, 0]);
    passes(1);
    await expect.poll(lying).toBe(0);
    expect([await ask(units), begun()]).toEqual([7, 2]);
  });

  it('lasts half a second in use: of 60 requests 10 ms apart the 51st begins another', async () => {
    const beganAt: number[] = [];
    for (let at = 1; at <= 60; at += 1) {
      const before = begun();
      await ask(units);
      if (begun() > before) beganAt.push(at);
      passes(10);
    }
    expect(beganAt).toEqual([1, 51]);
  });

  it('is undone after an error inside, and the next request begins its own', async () => {
    await expect(fails()).rejects.toThrow('division by zero');
    expect([await ask(units), begun()]).toEqual([7, 2]);
    await expect(fails()).rejects.toThrow('division by zero');
    expect([await ask(units), begun()]).toEqual([7, 3]);
  });

  it('ends with its readers, and what is still read then when it is given back', async () => {
    const [lies, read] = [await readers.snapshot(EVERYTHING), await readers.snapshot(COUNTY)];
    await lies.close();
    const closed = readers.close();
    expect(await units(read)).toBe(4);
    await read.close();
    await closed;
    await expect.poll(states).toEqual([]);
    readers = openReaders(test.url);
  });

  it('is of no export: two files in a row begin two', async () => {
    const exporters = openReaders(test.url, 'export');
    for (const _ of [1, 2]) await (await exporters.snapshot(EVERYTHING)).close();
    await exporters.close();
    expect([begun(), undone()]).toEqual([2, 2]);
  });
});

describe('a statement of a reader', () => {
  interface Named {
    readonly statement: string;
    readonly custom: number;
  }
  const named = async (): Promise<readonly Named[]> =>
    ask(
      async ({ db }) =>
        (await sql<Named>`select statement, custom_plans::int as custom from pg_prepared_statements order by prepare_time`.execute(db))
          .rows,
    );

  it('lies prepared from its second time on where it has values, and is planned for the values each time', async () => {
    await ask(units);
    expect(await named()).toEqual([]);
    for (const _ of [1, 2, 3]) await ask(units);
    expect(await named()).toEqual([{ statement: expect.stringContaining('staff >= $1') as string, custom: 3 }]);
  });

  it('goes when a hundred others came after it, and is answered all the same when it comes again', async () => {
    const other = async (at: number): Promise<unknown> => ask(({ db }) => sql`select ${at}::int as ${sql.ref(`n${at}`)}`.execute(db));
    for (const _ of [1, 2]) await ask(units);
    for (let at = 0; at < 105; at += 1) for (const _ of [1, 2]) await other(at);
    const held = (await named()).map(({ statement }) => statement);
    expect([held.length, held.some((text) => text.includes('staff')), held.some((text) => text.includes('n104'))]).toEqual([
      100,
      false,
      true,
    ]);
    expect([await ask(units), await ask(units)]).toEqual([7, 7]);
  });

  it('whose table is another than it was ends its connection: the one after is answered by a new one', async () => {
    const write = (text: string): Promise<unknown> => sql.raw(text).execute(test.store.db);
    const kept = async (): Promise<unknown> =>
      ask(async ({ db }) => (await sql`select * from kept_for_a_test where n > ${0}`.execute(db)).rows);
    await write('create table kept_for_a_test as select 1 as n');
    await write('grant select on kept_for_a_test to public');
    try {
      for (const _ of [1, 2, 3]) expect(await kept()).toEqual([{ n: 1 }]);
      passes(20);
      await expect.poll(lying).toBe(0);
      await write('alter table kept_for_a_test alter n type text using n::text, add more int');
      await write('alter table kept_for_a_test alter n type int using n::int');
      await expect(kept()).rejects.toThrow('cached plan');
      expect(await kept()).toEqual([{ n: 1, more: null }]);
    } finally {
      passes(20);
      await expect.poll(lying).toBe(0);
      await write('drop table kept_for_a_test');
    }
  });

  it('is neither compiled nor planned for all values alike, an export’s and an earlier version’s too', async () => {
    const told = async (from: Readers, version?: number): Promise<unknown> => {
      const snapshot = await from.snapshot(EVERYTHING, version === undefined ? {} : { version });
      const { rows } = await sql<{
        jit: string;
        plans: string;
      }>`select current_setting('jit') as jit, current_setting('plan_cache_mode') as plans`.execute(snapshot.db);
      await snapshot.close();
      return rows[0];
    };
    const exporters = openReaders(test.url, 'export');
    const found = [await told(readers), await told(readers, 1), await told(exporters)];
    await exporters.close();
    expect(found).toEqual(Array.from({ length: 3 }, () => ({ jit: 'off', plans: 'force_custom_plan' })));
  });
});

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createShares } from '../../server/cli/peerShares.ts';
import { createSignIns } from '../../server/cli/peerSignIns.ts';
import { openWays, type OwnWay, type UploadWays } from '../../server/cli/uploadWays.ts';
import { freshUpload } from '../../server/cli/uploadRows.ts';
import { recoverGone } from '../../server/cli/prepare.ts';
import { findGone, openPeer, putPeer, readPeers, removePeers, type PeerConnection } from '../../server/db/peers.ts';
import { findUpload } from '../../server/db/uploads.ts';
import { Conflict, TooMany } from '../../server/domain/errors.ts';
import type { Apart } from '../../server/graphql/apart.ts';
import { testDatabase, type TestDatabase } from '../support/database.ts';

const MINUTE = 60_000;
const AT = '2026-01-10T01:00:00.000Z';
const silent = (): void => undefined;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase('postgres', inject('postgresUrl'));
});
afterAll(() => database.drop());

/** A process, as far as the others see it. */
async function appear(number: number, started = AT): Promise<PeerConnection> {
  const connection = openPeer(database.url, number);
  await putPeer(connection.db, { number, address: `http://127.0.0.1:${number}`, started_at: started, seen_at: started });
  return connection;
}

/** Until the server has noticed that a connection is gone. */
async function gone(at: PeerConnection, number: number): Promise<void> {
  while (!(await findGone(at.db)).includes(number));
}

const upload = (id: string, region: string, sender: string): OwnWay => ({
  row: freshUpload(
    { id, region, period: '2025Q4', kind: 'LEDGER', fileName: '台账.xlsx', createdAt: AT, sender, senderName: sender, bytes: 0 },
    'RECEIVING',
  ),
  state: 'RECEIVING',
  progress: { bytesReceived: 7, bytesTotal: 70, rowsRead: 0, rowsTotal: null, rowsStored: 0 },
});

describe('processes that serve one PostgreSQL', () => {
  it('live as long as their connection: of 2 the first to begin stands first, and one that ends without a word is found gone at once', async () => {
    const one = await appear(11, '2026-01-10T02:00:00.000Z');
    const other = await appear(12, '2026-01-10T01:00:00.000Z');
    const numbers = async (): Promise<number[]> => (await readPeers(one.db)).map(({ number }) => number);
    expect([await numbers(), await findGone(one.db)]).toEqual([[12, 11], []]);
    await other.close();
    await gone(one, 12);
    expect([await numbers(), await findGone(one.db)]).toEqual([[11], [12]]);
    await removePeers(one.db, [11, 12]);
    await one.close();
  });

  it('know the requests of each other once they have heard of them: 3 here and 4 there make 8 with the next', async () => {
    const [here, there] = [createShares(database.store.db, 21), createShares(database.store.db, 22)];
    await here.exchange();
    await there.exchange();
    const ask = (times: number, at: typeof here): number =>
      Array.from({ length: times }, () => at.request('account a', MINUTE).current).at(-1) ?? Number.NaN;
    const span = (): number => Math.floor(Date.now() / MINUTE);
    const began = span();
    expect([ask(3, here), ask(4, there)]).toEqual([3, 4]);
    await here.exchange();
    await there.exchange();
    await here.exchange();
    const [mine, theirs] = [ask(1, here), ask(1, there)];
    // A new minute begins everybody anew.
    if (span() === began) expect([mine, theirs]).toEqual([8, 8]);
    expect(here.request('account b', MINUTE).current).toBe(1);
  });

  it('count attempts at a secret one by one: 10 of 2 processes at once are 1 to 10, each once', async () => {
    const [here, there] = [createShares(database.store.db, 23), createShares(database.store.db, 24)];
    const counter = (at: number) => (at % 2 === 0 ? here : there);
    // An hour does not end meanwhile but once in a day of tests.
    const counted = await Promise.all(Array.from({ length: 10 }, (_, at) => counter(at).attempt('attempts 192.0.2.1', 24 * 60 * MINUTE)));
    expect(counted.map((one) => one.current).toSorted((left, right) => left - right)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('hold a reader to 2 large queries over both: the third is refused at the process that runs none of them', async () => {
    const [here, there] = [createShares(database.store.db, 25), createShares(database.store.db, 26)];
    const { promise, resolve } = Promise.withResolvers<never>();
    const pool: Apart = { run: () => promise, close: async () => undefined };
    const life = { reader: 'account c', expired: new Promise<never>(() => undefined), atEnd: silent };
    const running = [1, 2].map(() => here.share(pool, 2).run({} as never, life));
    await here.exchange();
    await there.exchange();
    await expect(there.share(pool, 2).run({} as never, life)).rejects.toThrow(TooMany);
    resolve({} as never);
    await Promise.all(running);
    await here.exchange();
    await there.exchange();
    await expect(there.share(pool, 2).run({} as never, life)).resolves.toEqual({});
  });

  it('finish each other’s sign-ins, once, and what lies in the table cannot be read without the state', async () => {
    const { keepBegun, takeBegun } = createSignIns(database.store.db);
    await keepBegun('state-1', '{"verifier":"v-17"}', MINUTE);
    await keepBegun('state-2', 'late', -1);
    const rows = await database.store.db.selectFrom('sign_in_begun').selectAll().execute();
    expect(JSON.stringify(rows)).not.toMatch(/state-|v-17|verifier/);
    expect([await takeBegun('state-1'), await takeBegun('state-1'), await takeBegun('state-2')]).toEqual([
      '{"verifier":"v-17"}',
      null,
      null,
    ]);
  });
});

describe('uploads of several processes', () => {
  let one: PeerConnection;
  let other: PeerConnection;
  let ways: readonly [UploadWays, UploadWays];
  const free = (): void => undefined;
  beforeAll(async () => {
    [one, other] = [await appear(31), await appear(32)];
    ways = [openWays(one, 31, silent), openWays(other, 32, silent)];
  });
  afterAll(async () => {
    for (const close of [ways[0].close, ways[1].close, one.close, other.close]) await close();
  });

  it('are told by the one that is not at them, and keep out what would come beside them', async () => {
    await ways[0].begin(
      'u-1',
      () => upload('u-1', '410302', 'wang'),
      free,
      async () => undefined,
    );
    const found = await ways[1].find('u-1');
    expect([found?.row.actor, found?.row.state, found?.progress.bytesReceived, found?.ended]).toEqual(['wang', 'RECEIVING', 7, false]);
    expect([await ways[0].find('u-1'), (await ways[1].underWay()).length]).toEqual([null, 1]);
    const refuse = (others: readonly { region: string }[]): void => {
      if (others.some(({ region }) => region === '410302')) throw new Conflict('busy');
    };
    await expect(
      ways[1].begin(
        'u-2',
        () => upload('u-2', '410302', 'zhou'),
        refuse,
        async () => undefined,
      ),
    ).rejects.toThrow('busy');
    expect(await ways[0].find('u-2')).toBeNull();
  });

  it('end where they are when another process asks for it', async () => {
    const cancelled = Promise.withResolvers<void>();
    const own = upload('u-3', '410303', 'zhou');
    await ways[0].begin(
      'u-3',
      () => own,
      free,
      async () => {
        await ways[0].end({ ...own.row, state: 'CANCELLED', finished_at: AT }, { id: 'u-3', kept: false });
        cancelled.resolve();
      },
    );
    expect(await ways[1].cancel('u-3')).toBe(true);
    await cancelled.promise;
    expect([(await ways[1].find('u-3'))?.row.state, await ways[1].cancel('u-3'), await ways[1].cancel('nobody')]).toEqual([
      'CANCELLED',
      false,
      false,
    ]);
  });

  it('have a keeper while the process that holds the file lives, and are interrupted when it is gone: 1 of 2', async () => {
    const third = await appear(33);
    const lost = openWays(third, 33, silent);
    const own = upload('u-4', '410304', 'li');
    await lost.begin(
      'u-4',
      () => own,
      free,
      async () => undefined,
    );
    await lost.begin(
      'u-5',
      () => upload('u-5', '410305', 'sun'),
      free,
      async () => undefined,
    );
    await lost.end({ ...own.row, state: 'REFUSED', finished_at: AT }, { id: 'u-4', kept: true });
    expect([await ways[1].keeperOf('u-4'), await ways[1].keeperOf('u-5')]).toEqual(['http://127.0.0.1:33', null]);
    await lost.close();
    await third.close();
    await gone(one, 33);
    expect(await ways[1].keeperOf('u-4')).toBeNull();
    await database.store.inTurn(() => recoverGone(database.store, silent));
    expect([await findUpload(database.store.db, 'u-4'), (await findUpload(database.store.db, 'u-5'))?.state]).toEqual([
      undefined,
      'INTERRUPTED',
    ]);
    expect([await findGone(one.db), (await ways[1].underWay()).map(({ row }) => row.id)]).toEqual([[], ['u-1']]);
  });
});

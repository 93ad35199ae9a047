/** This process among those that serve the same PostgreSQL: it says that it lives, finds out who does not any more, and shares what must be counted together. */
import { randomInt } from 'node:crypto';
import type { Apart } from '../graphql/apart.ts';
import type { Peers } from '../graphql/peers.ts';
import { engineOf } from '../db/open.ts';
import { findGone, openPeer, putPeer, readPeers, removePeers, type PeerConnection } from '../db/peers.ts';
import { createShares, type Shares } from './peerShares.ts';
import { createSignIns } from './peerSignIns.ts';
import type { Say } from './prepare.ts';
import { NO_WAYS, openWays, type UploadWays } from './uploadWays.ts';
import type { Writer } from './writer.ts';

/** Milliseconds between two signs of life. */
const BEAT = 1_000;
const MOST_NUMBER = 2 ** 31 - 1;
/** What one process at a time does. */
const ANCHORING = 1;

export interface OpenPeers extends Peers {
  readonly ways: UploadWays;
  /** Holds a reader's large queries to their number over all processes. */
  share(apart: Apart, most: number): Apart;
  /** Where the others reach this process from now on. */
  listenAt(address: string): Promise<void>;
  /** When the first of the other processes that live began; null where there is none. */
  othersSince(): Promise<string | null>;
  /** Does `work` while no other process does the same: what is written beside the data is written by one. */
  anchoring(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

const now = (): string => new Date().toISOString();
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** One round after another, `BEAT` milliseconds between them. What goes wrong is told once, until a round goes well again. */
function startBeating(round: () => Promise<void>, say: Say): () => Promise<void> {
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();
  let ended = false;
  let isWell = true;
  const beat = async (): Promise<void> => {
    try {
      await round();
      isWell = true;
    } catch (error) {
      if (isWell && !ended) say('this process and the others do not hear of each other', { reason: reasonOf(error) });
      isWell = false;
    }
    if (!ended) wait();
  };
  function wait(): void {
    timer = setTimeout(() => {
      running = beat();
    }, BEAT).unref();
  }
  wait();
  return async () => {
    ended = true;
    if (timer !== null) clearTimeout(timer);
    await running;
  };
}

/** Has the writer clear up after processes that are gone, once at a time. */
function createRecovery({ db }: PeerConnection, writer: Writer, say: Say): () => Promise<void> {
  let under: Promise<unknown> | null = null;
  let told = '';
  return async () => {
    if (under !== null) return;
    const gone = await findGone(db);
    if (gone.length === 0) return;
    const isNews = told !== gone.join();
    told = gone.join();
    if (isNews) say('a process that served this database is gone', { processes: gone.length });
    under = writer
      .run('recover', null)
      // Tried again at the next sign of life: somebody else was writing.
      .catch((error: unknown) => {
        if (isNews) say('what a process left behind stays until later', { reason: reasonOf(error) });
      })
      .finally(() => (under = null));
  };
}

interface PeersParts {
  readonly url: string;
  readonly writer: Writer;
  readonly say: Say;
}

async function openTogether({ url, writer, say }: PeersParts): Promise<OpenPeers> {
  const number = randomInt(1, MOST_NUMBER);
  const connection = openPeer(url, number);
  const { db } = connection;
  const startedAt = now();
  let address: string | null = null;
  const appear = (): Promise<void> => putPeer(db, { number, address, started_at: startedAt, seen_at: now() });
  try {
    await appear();
  } catch (error) {
    await connection.close();
    throw error;
  }
  const shares: Shares = createShares(db, number);
  const ways = openWays(connection, number, say);
  const recover = createRecovery(connection, writer, say);
  await shares.exchange();
  const stop = startBeating(async () => {
    await appear();
    await shares.exchange();
    await ways.forget();
    await recover();
  }, say);
  return {
    ways,
    request: shares.request,
    attempt: shares.attempt,
    share: shares.share,
    ...createSignIns(db),
    listenAt: (at) => {
      address = at;
      return appear();
    },
    othersSince: async () => (await readPeers(db)).find((one) => one.number !== number)?.started_at ?? null,
    anchoring: (work) => connection.alone(ANCHORING, work),
    close: async () => {
      await stop();
      await ways.close();
      await removePeers(db, [number]).catch((error: unknown) => say('this process could not take its leave', { reason: reasonOf(error) }));
      await connection.close();
    },
  };
}

/** Of a file one process serves. */
export const ALONE: Omit<OpenPeers, keyof Peers> = {
  ways: NO_WAYS,
  share: (apart) => apart,
  listenAt: async () => undefined,
  othersSince: async () => null,
  anchoring: (work) => work(),
  close: async () => undefined,
};

/** `together` is null where the process serves alone. */
export interface Company extends Omit<OpenPeers, keyof Peers> {
  readonly together: Peers | null;
}

export async function openPeers(parts: PeersParts): Promise<Company> {
  if (engineOf(parts.url) === 'sqlite') return { ...ALONE, together: null };
  const peers = await openTogether(parts);
  return { ...peers, together: peers };
}

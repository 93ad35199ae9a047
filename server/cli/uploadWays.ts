/**
 * Uploads as several processes tell them: the one that is at an upload says how far it is, at most once a second, and hears from the others when
 * it is to end; it alone holds the file. Without others nothing is kept.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '../db/open.ts';
import { readPeers, type PeerConnection } from '../db/peers.ts';
import type { UploadWayTable } from '../db/peerTables.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { addWay, cancelWay, dropWays, findCancelled, readWays, setWay } from '../db/uploadWays.ts';
import { DomainError } from '../domain/errors.ts';
import type { UploadProgress } from '../graphql/intake.ts';
import type { Say } from './prepare.ts';

/** Milliseconds between two looks at uploads under way here. */
const LOOK = 250;
/** Milliseconds between two tellings of one. */
const TELL = 1_000;
/** Milliseconds for which a file is kept after its upload ended (intakeMemory.ts). */
const KEPT = 30 * 60_000;
/** Milliseconds that who cancels waits for the process that works. */
const CANCEL_WITHIN = 15_000;
/** What one process at a time does. */
const BEGINNING = 2;

/** How far an upload of this process is. */
export interface OwnWay {
  readonly row: UploadTable;
  readonly state: string;
  readonly progress: UploadProgress;
}

/** An upload of another process. */
export interface OtherWay {
  readonly row: UploadTable;
  readonly progress: UploadProgress;
  /** Whether that process holds its file. */
  readonly kept: boolean;
  /** The upload whose answer it was given. */
  readonly answer: string | null;
  readonly ended: boolean;
}

export interface UploadWays {
  /** Tells of an upload that begins, once `check` has passed those under way at the others; `cancel` is done when another process asks for it. */
  begin(id: string, look: () => OwnWay, check: (others: readonly UploadTable[]) => void, cancel: () => Promise<void>): Promise<void>;
  end(row: UploadTable, more: { readonly id: string; readonly kept: boolean }): Promise<void>;
  find(id: string): Promise<OtherWay | null>;
  underWay(): Promise<readonly OtherWay[]>;
  /** Resolves when the process that works has ended it; false: no other process is at it. @throws DomainError when it does not answer */
  cancel(id: string): Promise<boolean>;
  /** Address of the process that holds the file of an upload. */
  keeperOf(id: string): Promise<string | null>;
  /** Forgets what ended long ago. */
  forget(): Promise<void>;
  close(): Promise<void>;
}

export const NO_WAYS: UploadWays = {
  begin: async () => undefined,
  end: async () => undefined,
  find: async () => null,
  underWay: async () => [],
  cancel: async () => false,
  keeperOf: async () => null,
  forget: async () => undefined,
  close: async () => undefined,
};

/** All that moves. */
const partOf = ({ row, state, progress }: OwnWay) => ({
  region: row.region,
  period: row.period,
  kind: row.kind,
  state,
  file_name: row.file_name,
  message: row.message,
  bytes_received: progress.bytesReceived,
  bytes_total: progress.bytesTotal,
  rows_read: progress.rowsRead,
  rows_total: progress.rowsTotal,
  rows_stored: progress.rowsStored,
});

const toWay = (peer: number, own: OwnWay): UploadWayTable => {
  const { id, created_at, actor, actor_name } = own.row;
  const told = partOf(own);
  return { id, peer, created_at, actor, actor_name, ...told, cancelled: 0, kept: 0, answer: null, ended_at: null };
};

const NOTHING_FOUND = {
  file_sha256: null,
  layout: null,
  errors: 0,
  warnings: 0,
  more_errors: 0,
  more_warnings: 0,
  units: 0,
  organizations: 0,
} as const;

export function fromWay(way: UploadWayTable): OtherWay {
  const { id, region, period, kind, state, file_name, created_at, actor, actor_name, message, ended_at } = way;
  const row = { id, region, period, kind, state, file_name, created_at, actor, actor_name, message, finished_at: ended_at };
  return {
    row: { ...row, ...NOTHING_FOUND, bytes: way.bytes_received, problems: '[]', submission: null },
    progress: {
      bytesReceived: way.bytes_received,
      bytesTotal: way.bytes_total,
      rowsRead: way.rows_read,
      rowsTotal: way.rows_total,
      rowsStored: way.rows_stored,
    },
    kept: way.kept === 1,
    answer: way.answer,
    ended: ended_at !== null,
  };
}

interface Own {
  readonly look: () => OwnWay;
  readonly cancel: () => Promise<void>;
  told: string;
  toldAt: number;
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Looks at the uploads of this process while there are any. */
class Telling {
  readonly own = new Map<string, Own>();
  readonly #db: Db;
  readonly #peer: number;
  readonly #say: Say;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();

  constructor(db: Db, peer: number, say: Say) {
    this.#db = db;
    this.#peer = peer;
    this.#say = say;
  }

  start(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#round = this.#goRound();
    }, LOOK).unref();
  }

  async #goRound(): Promise<void> {
    await this.#look().catch((error: unknown) => this.#say('the way of an upload was not told', { reason: reasonOf(error) }));
    if (this.own.size > 0) this.start();
  }

  async #look(): Promise<void> {
    for (const id of await findCancelled(this.#db, this.#peer)) {
      // Where it is too late the end says so.
      void this.own
        .get(id)
        ?.cancel()
        .catch(() => undefined);
    }
    for (const [id, one] of this.own) {
      const part = partOf(one.look());
      const told = JSON.stringify(part);
      if (told === one.told || performance.now() - one.toldAt < TELL) continue;
      one.told = told;
      one.toldAt = performance.now();
      await setWay(this.#db, id, part);
    }
  }

  async stop(): Promise<void> {
    this.own.clear();
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#round;
  }
}

/** How those of other processes are found and ended. */
function othersOf(db: Db, peer: number): Pick<UploadWays, 'find' | 'underWay' | 'cancel' | 'keeperOf'> {
  const isOther = (way: UploadWayTable): boolean => way.peer !== peer;
  const find = async (id: string): Promise<UploadWayTable | undefined> =>
    (await readWays(db, { ids: [id] })).find((way) => way.id === id && isOther(way));
  return {
    find: async (id) => {
      const way = await find(id);
      return way === undefined ? null : fromWay(way);
    },
    underWay: async () => (await readWays(db, { underWay: true })).filter(isOther).map(fromWay),
    keeperOf: async (id) => {
      const keeper = (await readWays(db, { ids: [id], living: true })).find((way) => isOther(way) && way.kept === 1);
      if (keeper === undefined) return null;
      return (await readPeers(db)).find(({ number }) => number === keeper.peer)?.address ?? null;
    },
    cancel: async (id) => {
      if ((await find(id)) === undefined || !(await cancelWay(db, id))) return false;
      for (const until = performance.now() + CANCEL_WITHIN; performance.now() < until; await sleep(LOOK)) {
        const way = await find(id);
        if (way === undefined || way.ended_at !== null) return true;
      }
      throw new DomainError('UNAVAILABLE', '正在处理这个文件的另一个服务进程还没有停下，请稍后查看这次上传的状态');
    },
  };
}

export function openWays({ db, alone }: PeerConnection, peer: number, say: Say): UploadWays {
  const telling = new Telling(db, peer, say);
  return {
    ...othersOf(db, peer),
    begin: async (id, look, check, cancel) => {
      await alone(BEGINNING, async (inside) => {
        check((await readWays(inside, { living: true, underWay: true })).filter((way) => way.peer !== peer).map((way) => fromWay(way).row));
        await addWay(inside, toWay(peer, look()));
      });
      telling.own.set(id, { look, cancel, told: '', toldAt: 0 });
      telling.start();
    },
    end: async (row, { id, kept }) => {
      telling.own.delete(id);
      const { state, message, bytes, units, organizations } = row;
      const part = { state, message, bytes_received: bytes, rows_read: units + organizations, kept: Number(kept) };
      const answer = row.id === id ? null : row.id;
      await setWay(db, id, { ...part, answer, ended_at: row.finished_at ?? new Date().toISOString() }).catch((error: unknown) =>
        say('the end of an upload was not told', { upload: id, reason: reasonOf(error) }),
      );
    },
    forget: () => dropWays(db, peer, new Date(Date.now() - KEPT).toISOString()),
    close: () => telling.stop(),
  };
}

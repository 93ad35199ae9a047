/**
 * Reading transactions that outlive their answer a little. Who asks next, of the same sight, reads on in one while nothing was committed since:
 * it sees what a new one would. Whether anything was is asked after they came, never remembered.
 */
import type { QueryExecutorProvider } from 'kysely';
import { hold, undo, type Held } from './postgresPool.ts';

/** Milliseconds that a transaction lies open after its answer, and that it lasts from its beginning. */
const LIES = 20;
const LASTS = 500;

/** A transaction that lies open. */
export interface Standing {
  /** The lists that it shows, as they were told the server. */
  readonly said: string;
  readonly version: number;
  /** Which transactions it sees, as `SNAPSHOT` has it (scopePostgres.ts). */
  readonly snapshot: string;
  /** By the clock of `performance`. */
  readonly began: number;
}

/** A connection of one request. */
export interface Taken extends Held {
  /** What lies open on it: to be read on in, or to be undone before anything else. */
  readonly standing: Standing | null;
}

export interface Connections {
  /** One for a request alone, if there is one on which lies what it likes. @throws DomainError where there is no server */
  take(likes: (standing: Standing) => boolean): Promise<Taken>;
  /** `standing`: what may lie open on it; null: its transaction is undone. Never fails. */
  giveBack(taken: Held, standing: Standing | null): Promise<void>;
  /** Undoes what lies open. What is still taken is undone when it is given back. */
  close(): Promise<void>;
}

export const lasts = ({ began }: Standing): boolean => performance.now() - began < LASTS;

async function end({ connection, letGo }: Held): Promise<void> {
  await undo(connection);
  letGo();
}

/** Connections on which nothing lies open. */
export const passing = (db: QueryExecutorProvider): Connections => ({
  take: async () => ({ ...(await hold(db)), standing: null }),
  giveBack: end,
  close: () => Promise.resolve(),
});

interface Idle extends Taken {
  readonly standing: Standing;
  readonly timer: NodeJS.Timeout;
}

/** Connections that lie there, each until somebody takes it or `ended` is told that its time is over. The one that was laid last comes last. */
function lying(ended: (one: Held) => unknown) {
  const idle: Idle[] = [];
  return {
    lay: ({ connection, letGo }: Held, open: Standing): void => {
      const timer = setTimeout(() => {
        const at = idle.findIndex((one) => one.connection === connection);
        idle.splice(at, 1).forEach(ended);
      }, LIES);
      idle.push({ connection, letGo, standing: open, timer });
    },
    /** The liked one that lay for the shortest time, so that others run out; else the one that lay longest. */
    pick: (likes: (standing: Standing) => boolean): Taken | undefined => {
      const liked = idle.findLastIndex((one) => likes(one.standing));
      const [found] = idle.splice(Math.max(liked, 0), 1);
      clearTimeout(found?.timer);
      return found;
    },
    all: (): readonly Held[] => {
      for (const { timer } of idle) clearTimeout(timer);
      return idle.splice(0);
    },
  };
}

/** Of a pool of `most` connections that nobody else takes from. Nobody waits while one only lies there. */
export function standing(db: QueryExecutorProvider, most: number): Connections {
  /** Told null, they look again. */
  const waiting: ((handed: Taken | null) => void)[] = [];
  let held = 0;
  let closed = false;
  const gone = (): void => {
    held -= 1;
    waiting.shift()?.(null);
  };
  const another = async (): Promise<Taken> => {
    held += 1;
    try {
      return { ...(await hold(db)), standing: null };
    } catch (error) {
      gone();
      throw error;
    }
  };
  const drop = async (one: Held): Promise<void> => {
    await end(one);
    gone();
  };
  const { lay, pick, all } = lying(drop);
  return {
    take: async (likes) => {
      for (;;) {
        const found = pick(likes);
        if (found !== undefined) return found;
        if (held < most) return another();
        const handed = await new Promise<Taken | null>((resolve) => waiting.push(resolve));
        if (handed !== null) return handed;
      }
    },
    giveBack: async (taken, open) => {
      if (open === null || closed) return drop(taken);
      const next = waiting.shift();
      if (next !== undefined) next({ ...taken, standing: open });
      else if (lasts(open)) lay(taken, open);
      else await drop(taken);
    },
    close: async () => {
      closed = true;
      await Promise.all(all().map(drop));
    },
  };
}

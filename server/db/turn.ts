/**
 * One writer at a time over all processes: a server and commands may write the same database, and a job reads what it judges by before it
 * writes. What holds the turn lets it go when it ends in any way, so that rows without a publication and without a holder are nobody's.
 * A lock for each region and quarter would not do: a ledger is judged by its neighbours, by the quarters before and after and by whose codes it
 * names; its sums are in every ancestor's; and one data version counts them all. What that costs is that ledgers are read and applied one after
 * another, however many processes there are; questions wait for none of it.
 */
import SqliteDatabase from 'better-sqlite3';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import { DomainError } from '../domain/errors.ts';

/** Milliseconds that a job waits for another process's. */
export const PATIENCE = 60_000;
/** Milliseconds between two tries for the turn. */
const AGAIN = 50;

/** The turn is another program's. */
export class AnotherWrites extends DomainError {
  constructor() {
    super('UNAVAILABLE', '另一个程序正在写入这个数据库，本次没有写入任何内容。请等它结束后再试。');
  }
}

export interface Turn {
  /** Takes the turn, or says that another has it. */
  take(): Promise<boolean>;
  release(): Promise<void>;
}

const isBusy = (error: unknown): boolean => error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY');

/** A lock on an empty file beside the database: the system drops it with the process. */
export function fileTurn(file: string): Turn {
  let held: SqliteDatabase.Database | null = null;
  return {
    take: async () => {
      const connection = new SqliteDatabase(`${file}-turn`, { timeout: 0 });
      try {
        connection.exec('begin exclusive');
        held = connection;
        return true;
      } catch (error) {
        connection.close();
        if (isBusy(error)) return false;
        throw error;
      }
    },
    release: async () => {
      held?.close();
      held = null;
    },
  };
}

/** Any number: locks of this kind are counted by database. */
const LOCK = 4_100_000_000;

/** A session's lock on a connection of its own, which the server drops with the connection. */
export function sessionTurn(connect: () => Kysely<never>): Turn {
  let held: Kysely<never> | null = null;
  return {
    take: async () => {
      const session = connect();
      try {
        const { rows } = await sql<{ taken: boolean }>`select pg_try_advisory_lock(${sql.raw(String(LOCK))}) as taken`.execute(session);
        if (rows[0]?.taken === true) {
          held = session;
          return true;
        }
      } catch (error) {
        await session.destroy();
        throw error;
      }
      await session.destroy();
      return false;
    },
    release: async () => {
      const session = held;
      held = null;
      await session?.destroy();
    },
  };
}

/** Runs `work` alone among all writers. @throws AnotherWrites when another keeps the turn for longer than `patience` milliseconds */
export async function inTurn<Answer>(turn: Turn, patience: number, work: () => Promise<Answer>): Promise<Answer> {
  const until = performance.now() + patience;
  while (!(await turn.take())) {
    if (performance.now() >= until) throw new AnotherWrites();
    await sleep(AGAIN);
  }
  try {
    return await work();
  } finally {
    await turn.release();
  }
}

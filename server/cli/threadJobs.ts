/** The inside of a worker thread that does jobs: told to, it opens something, does one job at a time with it, and closes it. */
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import { NOT_LET_IN } from '../db/postgresAway.ts';
import { failureOf } from './failures.ts';
import type { Failure, FromThread, JobsOf, ThreadStart, ToThread } from './messages.ts';
import type { Say } from './prepare.ts';

/** What a database says when it cannot be opened at all, and what that means to the person who named it. */
const CANNOT_OPEN: Readonly<Record<string, string>> = {
  ECONNREFUSED: '数据库服务器没有应答，请核对地址和端口',
  ENOTFOUND: '找不到数据库服务器，请核对主机名',
  ETIMEDOUT: '数据库服务器没有应答，请核对地址和端口',
  ...NOT_LET_IN,
  SQLITE_NOTADB: '该文件不是数据库',
  SQLITE_CANTOPEN: '打不开该文件，请核对路径和权限',
  SQLITE_READONLY: '该文件只读，请核对权限',
  EACCES: '没有写入权限',
  EROFS: '所在的磁盘只读',
  ENOTDIR: '路径中有一段不是文件夹',
  EEXIST: '路径中有一段不是文件夹',
};

function openingFailure(error: unknown): Failure {
  // Words for one who waits say less than those for one who has named the database.
  const cause = error instanceof DomainError && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  const reason = CANNOT_OPEN[code];
  return reason === undefined
    ? failureOf(error)
    : { code: 'UNAVAILABLE', message: `打不开数据库（设置 FUGAI_DATABASE、FUGAI_DATA）：${reason}。`, stack: undefined };
}

/** `opened` is what every job works with. */
export interface Inside<Jobs extends JobsOf<Jobs>, Opened> {
  /** `isEnding`: no job is waited for any more, and one under way stops where it can. */
  open(url: string, say: Say, isEnding: () => boolean): Promise<Opened>;
  perform<Name extends keyof Jobs & string>(
    opened: Opened,
    job: Name,
    ask: Jobs[Name]['ask'],
    say: Say,
    actor: Actor,
  ): Promise<Jobs[Name]['answer']>;
}

/** Runs the thread until it is told to close. */
export async function runThread<Jobs extends JobsOf<Jobs>, Opened extends { close(): Promise<void> }>({
  open,
  perform,
}: Inside<Jobs, Opened>): Promise<void> {
  const port = parentPort;
  if (port === null) throw new Error('this module runs as a worker');
  const tell = (message: FromThread): void => port.postMessage(message);
  const say: Say = (event, facts) => tell({ kind: 'said', event, facts });
  const answer = async (opened: Opened, { id, job, ask, actor }: Exclude<ToThread, { close: true }>): Promise<void> => {
    try {
      tell({ kind: 'answered', id, answer: await perform(opened, job as keyof Jobs & string, ask, say, actor) });
    } catch (error) {
      tell({ kind: 'refused', id, failure: failureOf(error) });
    }
  };
  await once(port, 'message');
  try {
    const { url, ending } = workerData as ThreadStart;
    const flag = new Int32Array(ending);
    const opened = await open(url, say, () => Atomics.load(flag, 0) === 1);
    const close = async (): Promise<void> => {
      await opened.close();
      tell({ kind: 'closed' });
      port.close();
    };
    let queue: Promise<void> = Promise.resolve();
    port.on('message', (message: ToThread) => {
      queue = queue.then(() => ('close' in message ? close() : answer(opened, message)));
    });
    tell({ kind: 'ready' });
  } catch (error) {
    tell({ kind: 'failed', failure: openingFailure(error) });
  }
}

/** The main process's side of the query processes: each is lent to one operation, and ended when that takes too long. */
import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { DomainError, TooMany, type ErrorCode } from '../domain/errors.ts';
import type { Apart, ApartAnswer, ApartAsk, ApartLife } from '../graphql/apart.ts';
import type { LogLevel } from '../settings.ts';

/** As many as there are processors, within what memory allows: each takes about 100 MB. */
export const PROCESSES = Math.min(4, Math.max(2, availableParallelism()));
/** Started before anybody asks: a short list is then as quick as if it were read here. */
const WARM = 2;
export const MOST_WAITING = 50;
/** Milliseconds after the start of the program until the warm ones are started: its own start goes first. */
const WARM_AFTER = 500;

export type QueryReply =
  | { readonly answered: ApartAnswer }
  /** What the asker can act on: it is told as it is. */
  | { readonly refused: { readonly code: ErrorCode; readonly message: string } }
  | { readonly broken: string };

const thrownBy = (message: Exclude<QueryReply, { answered: ApartAnswer }>): Error =>
  'refused' in message ? new DomainError(message.refused.code, message.refused.message) : new Error(message.broken);

interface Job {
  readonly ask: ApartAsk;
  readonly reader: string | null;
  resolve(answer: ApartAnswer): void;
  reject(error: Error): void;
}

/** One process and what it works at. */
interface Worker {
  readonly child: ReturnType<typeof fork>;
  job: Job | null;
}

/** Tells what a process says, and that it has ended. */
interface Listener {
  said(worker: Worker, message: QueryReply): void;
  ended(worker: Worker): void;
}

/** Megabytes for what lasts and for what is young: V8 fills what it may have before it looks, and a question ends with its answer. */
const HEAP = ['--max-old-space-size=1024', '--max-semi-space-size=8'];

function startWorker(url: string, log: LogLevel, { said, ended }: Listener): Worker {
  const file = new URL(import.meta.url.endsWith('.ts') ? './queryProcess.ts' : './queryProcess.js', import.meta.url);
  // Its own words go to the log; it ends when this process does.
  const child = fork(file, [url, log], { execArgv: HEAP, serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const worker: Worker = { child, job: null };
  child.on('message', (message: QueryReply) => said(worker, message));
  child.on('error', () => child.kill('SIGKILL'));
  child.once('exit', () => ended(worker));
  return worker;
}

/** Who works, who waits, and who is next. */
function createLine(start: () => Worker) {
  const workers = new Set<Worker>();
  const waiting: Job[] = [];
  const free = (): Worker | undefined => {
    const idle = [...workers].find(({ job }) => job === null);
    if (idle !== undefined || workers.size >= PROCESSES) return idle;
    const made = start();
    workers.add(made);
    return made;
  };
  const working = (reader: string | null): number => [...workers].filter(({ job }) => job !== null && job.reader === reader).length;
  /** Of those who wait, the first whose reader has the fewest at work: nobody's many keep another's one waiting. */
  const first = (): Job | undefined => {
    const fewest = Math.min(...waiting.map(({ reader }) => working(reader)));
    return waiting.find(({ reader }) => working(reader) === fewest);
  };
  const next = (): void => {
    for (let job = first(); job !== undefined; job = first()) {
      const worker = free();
      if (worker === undefined) return;
      waiting.splice(waiting.indexOf(job), 1);
      worker.job = job;
      worker.child.send(job.ask);
    }
  };
  const underWay = (reader: string): number => working(reader) + waiting.filter((job) => job.reader === reader).length;
  const warm = (): void => {
    while (workers.size < WARM) workers.add(start());
  };
  /** Whether it was waiting. */
  const drop = (job: Job): boolean => {
    const at = waiting.indexOf(job);
    if (at !== -1) waiting.splice(at, 1);
    return at !== -1;
  };
  return { workers, waiting, next, drop, underWay, warm };
}

/** `mostOfOne`: operations of one reader under way at a time, waiting ones included. */
export function createQueryPool(url: string, log: LogLevel, mostOfOne: number): Apart {
  const finish = (worker: Worker, settle: (job: Job) => void): void => {
    const { job } = worker;
    worker.job = null;
    if (job !== null) settle(job);
    next();
  };
  const listener: Listener = {
    said: (worker, message) =>
      finish(worker, (job) => ('answered' in message ? job.resolve(message.answered) : job.reject(thrownBy(message)))),
    ended: (worker) => {
      workers.delete(worker);
      finish(worker, (job) => job.reject(new Error('a query process has ended')));
    },
  };
  const { workers, waiting, next, drop, underWay, warm } = createLine(() => startWorker(url, log, listener));
  const warming = setTimeout(warm, WARM_AFTER).unref();
  const end = (job: Job, error: Error): void => {
    job.reject(error);
    if (drop(job)) return;
    const worker = [...workers].find((one) => one.job === job);
    if (worker === undefined) return;
    // A statement of the SQLite binding cannot be interrupted; its process can. Another takes its place at once.
    worker.job = null;
    workers.delete(worker);
    worker.child.kill('SIGKILL');
    warm();
    next();
  };
  const tooMany = (reader: string | null): DomainError | null =>
    reader === null || underWay(reader) < mostOfOne ? null : new TooMany(`您有 ${mostOfOne} 个大查询正在进行，请等其中一个结束后再发。`);
  return {
    run: (ask, { expired, atEnd, reader }: ApartLife) =>
      new Promise((resolve, reject) => {
        const refused = tooMany(reader);
        if (refused !== null) return reject(refused);
        if (waiting.length >= MOST_WAITING)
          return reject(new DomainError('UNAVAILABLE', '正在处理的大查询过多，请稍后再试，或缩小查询范围。'));
        const job: Job = { ask, reader, resolve, reject };
        waiting.push(job);
        expired.catch((error: Error) => end(job, error));
        atEnd(() => {
          if (drop(job)) reject(new DomainError('UNAVAILABLE', '请求已经结束。'));
        });
        next();
      }),
    close: async () => {
      clearTimeout(warming);
      waiting.length = 0;
      const ended = [...workers].map(({ child }) => new Promise((resolve) => child.once('exit', resolve)));
      for (const { child } of workers) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}

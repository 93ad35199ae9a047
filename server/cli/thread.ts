/** The main process's side of a worker thread that does jobs one after another. */
import { Worker } from 'node:worker_threads';
import { SYSTEM, type Actor } from '../domain/audit.ts';
import { toError } from './failures.ts';
import { OPEN, type FromThread, type JobsOf, type ThreadStart } from './messages.ts';
import type { Say } from './prepare.ts';

/**
 * Megabytes for what is young. A thread that goes through a million rows would otherwise let three times sixteen fill, and what outlives
 * them by chance swells its heap: with this it takes half of the memory and no more time.
 */
const YOUNG = 12;
/** Megabytes for what lasts, several times what a nation's quarter takes. Where a thread is given more, V8 lets four times what lives fill before it looks. */
const LASTING = 1536;
export const THREAD_LIMITS = { maxYoungGenerationSizeMb: YOUNG, maxOldGenerationSizeMb: LASTING };

export interface Thread<Jobs extends JobsOf<Jobs>> {
  /** Queues a job of `actor`, of the thread's owner otherwise; jobs run one after another. A refusal rejects with a DomainError. */
  run<Name extends keyof Jobs & string>(job: Name, ask: Jobs[Name]['ask'], actor?: Actor): Promise<Jobs[Name]['answer']>;
  /** Asks the job under way to stop where it can, and those that wait not to begin; they are refused. */
  halt(): void;
  /** Finishes what is queued and ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

function begin(name: string, workerData: ThreadStart): Worker {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Worker(new URL(`./${name}.${ending}`, import.meta.url), {
    workerData,
    resourceLimits: THREAD_LIMITS,
  });
}

/** A thread that loads its modules while others do theirs, and has opened nothing yet. */
export interface Loading<Jobs extends JobsOf<Jobs>> {
  /** Waits until it is ready. `owner` is who does the jobs that nobody else is named for. @throws DomainError */
  start(say: Say, owner?: Actor): Promise<Thread<Jobs>>;
}

/** Loads the module `name` beside this one, to be started over the database at `url`. */
export function loadThread<Jobs extends JobsOf<Jobs>>(name: string, url: string): Loading<Jobs> {
  const halted = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
  const worker = begin(name, { url, ending: halted });
  return { start: (say, owner = SYSTEM) => follow(name, worker, halted, say, owner) };
}

export const startThread = <Jobs extends JobsOf<Jobs>>(name: string, url: string, say: Say, owner?: Actor): Promise<Thread<Jobs>> =>
  loadThread<Jobs>(name, url).start(say, owner);

async function follow<Jobs extends JobsOf<Jobs>>(
  name: string,
  worker: Worker,
  halted: SharedArrayBuffer,
  say: Say,
  owner: Actor,
): Promise<Thread<Jobs>> {
  const waiting = new Map<number, Waiting>();
  let end = (): void => undefined;
  const gone = new Promise<void>((resolve) => (end = resolve));
  let ended = false;
  let next = 1;
  const failAll = (error: Error): void => {
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  await new Promise<void>((resolve, reject) => {
    worker.on('error', (error) => {
      reject(error);
      failAll(error instanceof Error ? error : new Error(String(error)));
    });
    worker.on('exit', () => {
      ended = true;
      failAll(new Error(`the thread ${name} has ended`));
      end();
    });
    worker.on('message', (message: FromThread) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'failed') reject(toError(message.failure));
      else if (message.kind === 'said') say(message.event, message.facts);
      else if (message.kind === 'answered') {
        waiting.get(message.id)?.resolve(message.answer);
        waiting.delete(message.id);
      } else if (message.kind === 'refused') {
        waiting.get(message.id)?.reject(toError(message.failure));
        waiting.delete(message.id);
      }
    });
    worker.postMessage(OPEN);
  });
  return {
    run: <Name extends keyof Jobs & string>(job: Name, ask: Jobs[Name]['ask'], actor: Actor = owner) =>
      new Promise<Jobs[Name]['answer']>((resolve, reject) => {
        // What is sent to a thread that is gone is never answered.
        if (ended) return reject(new Error(`the thread ${name} has ended`));
        const id = next;
        next += 1;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, job, ask, actor });
      }),
    halt: () => {
      Atomics.store(new Int32Array(halted), 0, 1);
    },
    close: () => {
      if (!ended) worker.postMessage({ close: true });
      return gone;
    },
  };
}

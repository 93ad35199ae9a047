/** The main process's side of the writer thread. */
import { Worker } from 'node:worker_threads';
import { toError } from './failures.ts';
import type { FromWriter, JobName, Jobs } from './jobs.ts';
import type { Say } from './prepare.ts';

export interface Writer {
  /** Queues a job; jobs run one after another. A refusal rejects with a DomainError. */
  run<Name extends JobName>(job: Name, ask: Jobs[Name]['ask']): Promise<Jobs[Name]['answer']>;
  /** Finishes what is queued, checkpoints and ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  resolve(answer: never): void;
  reject(error: Error): void;
}

/** Starts the thread and waits until the schema, the divisions and the rollup tables stand. */
export async function startWriter(url: string, say: Say): Promise<Writer> {
  const worker = new Worker(new URL(import.meta.url.endsWith('.ts') ? './writerThread.ts' : './writerThread.js', import.meta.url), {
    workerData: { url },
  });
  const waiting = new Map<number, Waiting>();
  let closed = (): void => undefined;
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
      failAll(new Error('the writer thread has ended'));
      closed();
    });
    worker.on('message', (message: FromWriter) => {
      if (message.kind === 'ready') resolve();
      else if (message.kind === 'failed') reject(toError(message.failure));
      else if (message.kind === 'said') say(message.event, message.facts);
      else if (message.kind === 'answered') {
        waiting.get(message.id)?.resolve(message.answer as never);
        waiting.delete(message.id);
      } else if (message.kind === 'refused') {
        waiting.get(message.id)?.reject(toError(message.failure));
        waiting.delete(message.id);
      }
    });
  });
  return {
    run: (job, ask) =>
      new Promise((resolve, reject) => {
        const id = next;
        next += 1;
        waiting.set(id, { resolve, reject });
        worker.postMessage({ id, job, ask });
      }),
    close: () =>
      new Promise((resolve) => {
        closed = resolve;
        worker.postMessage({ close: true });
      }),
  };
}

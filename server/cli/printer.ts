/** The main process's side of the printing thread, which is started with the first file that is asked for. */
import { Worker } from 'node:worker_threads';
import type { PrintAsk, Printed, Printer } from '../documents/printer.ts';
import { toError } from './failures.ts';
import type { Failure } from './messages.ts';

export type FromPrinter = { readonly printed: Printed } | { readonly failure: Failure };

export function createPrinter(url: string, maps: { readonly pack: string; readonly counties: string }): Printer {
  let worker: Worker | null = null;
  const started = (): Worker => {
    if (worker !== null) return worker;
    const file = import.meta.url.endsWith('.ts') ? './printThread.ts' : './printThread.js';
    const made = new Worker(new URL(file, import.meta.url), { workerData: { url, maps } });
    // It holds nothing that is not written yet: it never keeps the process alive, and a new one takes its place.
    made.unref();
    made.once('exit', () => {
      if (worker === made) worker = null;
    });
    worker = made;
    return made;
  };
  const end = async (): Promise<void> => {
    const last = worker;
    worker = null;
    await last?.terminate();
  };
  return {
    print: (ask: PrintAsk, signal) =>
      new Promise((resolve, reject) => {
        const thread = started();
        const leave = (): void => {
          done();
          resolve(undefined);
          void end();
        };
        const answered = (message: FromPrinter): void => {
          done();
          if ('printed' in message) resolve(message.printed);
          else reject(toError(message.failure));
        };
        const failed = (error: unknown): void => {
          done();
          reject(error instanceof Error ? error : new Error(String(error)));
        };
        const exited = (): void => failed(new Error('the printing thread has ended'));
        const done = (): void => {
          signal.removeEventListener('abort', leave);
          thread.off('message', answered).off('error', failed).off('exit', exited);
        };
        signal.addEventListener('abort', leave, { once: true });
        thread.on('message', answered).on('error', failed).on('exit', exited);
        thread.postMessage(ask);
      }),
    close: end,
  };
}

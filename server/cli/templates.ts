/** The main process's side of the thread that makes templates, which is started with the first one that is asked for. */
import { Worker } from 'node:worker_threads';
import type { MadeTemplate, TemplateAsk } from '../graphql/calendarOffice.ts';
import { toError } from './failures.ts';
import type { Failure } from './messages.ts';

export interface ToTemplates {
  readonly id: number;
  readonly ask: TemplateAsk;
}
export type FromTemplates = { readonly id: number; readonly made: MadeTemplate } | { readonly id: number; readonly failure: Failure };

export interface Templates {
  make(ask: TemplateAsk): Promise<MadeTemplate>;
}

type Waiting = PromiseWithResolvers<MadeTemplate>;

export function createTemplates(url: string): Templates {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let last = 0;
  const failAll = (error: Error): void => {
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  };
  const started = (): Worker => {
    if (worker !== null) return worker;
    const file = import.meta.url.endsWith('.ts') ? './templateThread.ts' : './templateThread.js';
    const made = new Worker(new URL(file, import.meta.url), { workerData: { url } });
    // It writes nothing: it never keeps the process alive, and a new one takes its place.
    made.unref();
    made.on('message', (message: FromTemplates) => {
      const one = waiting.get(message.id);
      waiting.delete(message.id);
      if ('made' in message) one?.resolve(message.made);
      else one?.reject(toError(message.failure));
    });
    made.once('error', (error) => failAll(error instanceof Error ? error : new Error(String(error))));
    made.once('exit', () => {
      if (worker === made) worker = null;
      failAll(new Error('the thread of templates has ended'));
    });
    worker = made;
    return made;
  };
  return {
    make: (ask) => {
      last += 1;
      const one = Promise.withResolvers<MadeTemplate>();
      waiting.set(last, one);
      started().postMessage({ id: last, ask } satisfies ToTemplates);
      return one.promise;
    },
  };
}

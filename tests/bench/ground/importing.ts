/** An import in a process of its own, watched from outside: seconds as it tells them, memory as the system does. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { THREAD_LIMITS } from '../../../server/cli/thread.ts';
import type { Quarter } from '../../../server/domain/period.ts';
import { watchMemory } from '../memory.ts';
import { NOW, SENT } from './spread.ts';

/** What the process is asked to do: files of `regions` below `folder` together, or one folder after the other as the ledger of one county. */
export interface ImportAsk {
  readonly url: string;
  readonly period: Quarter;
  /** ISO date-times: when the files came, and when they are published. */
  readonly sent: string;
  readonly now: string;
  readonly steps: readonly { readonly folder: string; readonly regions: readonly string[] }[];
}

export interface ImportTold {
  /** One a step, from the first file opened to the publication. */
  readonly seconds: readonly number[];
  /** Processor seconds of the process that writes, all steps together. */
  readonly processor: number;
  readonly rows: number;
}

export interface Imported extends ImportTold {
  readonly peakMegabytes: number;
}

/** A thread's young generation is three semi-spaces. */
const HEAP = [
  `--max-old-space-size=${THREAD_LIMITS.maxOldGenerationSizeMb}`,
  `--max-semi-space-size=${THREAD_LIMITS.maxYoungGenerationSizeMb / 3}`,
];

/** A database server's memory is not counted. */
export async function importSteps(given: Pick<ImportAsk, 'url' | 'period' | 'steps'>): Promise<Imported> {
  const ask: ImportAsk = { ...given, sent: SENT, now: NOW };
  const child = fork(path.join(import.meta.dirname, 'importer.mjs'), { execArgv: HEAP, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const memory = watchMemory(Number(child.pid));
  child.send(ask);
  const told = once(child, 'message') as Promise<[ImportTold]>;
  const ended = once(child, 'exit') as Promise<[number | null]>;
  const found = await Promise.race([told.then(([answer]) => answer), ended.then(() => null)]);
  const peakMegabytes = memory.greatest();
  memory.end();
  if (found === null) throw new Error('the import ended without an answer');
  child.disconnect();
  await ended;
  return { ...found, peakMegabytes };
}

/** One quarter of many counties. */
export const importIn = (url: string, folder: string, regions: readonly string[]): Promise<Imported> =>
  importSteps({ url, period: '2026Q3', steps: [{ folder, regions }] });

/** The main process's side of the writer thread. */
import type { Actor } from '../domain/audit.ts';
import type { Jobs } from './jobs.ts';
import type { Say } from './prepare.ts';
import { loadThread, type Loading, type Thread } from './thread.ts';

export type Writer = Thread<Jobs>;

/** Loads what the thread needs; its start is that of `startWriter`. */
export const loadWriter = (url: string): Loading<Jobs> => loadThread<Jobs>('writerThread', url);

/** Starts the thread and waits until the schema, the divisions and the rollup tables stand; its end checkpoints. `owner` is who writes, the program itself where nobody is named. */
export const startWriter = (url: string, say: Say, owner?: Actor): Promise<Writer> => loadWriter(url).start(say, owner);

/** What passes between the main process and a thread that does jobs. */
import type { Actor } from '../domain/audit.ts';

export interface Job {
  readonly ask: unknown;
  readonly answer: unknown;
}
/** A table of jobs, each with its question and its answer. */
export type JobsOf<Table> = { readonly [Name in keyof Table]: Job };

/** Why a job failed; `code` is that of a DomainError. */
export interface Failure {
  readonly code: string | null;
  readonly message: string;
  readonly stack: string | undefined;
}

/** The first message: everything that the thread imports may be loaded before, nothing is opened. */
export const OPEN = 'open';

/** What a thread is started with. `ending` holds one number: 1 once no job is waited for any more. A message would come after the job. */
export interface ThreadStart {
  readonly url: string;
  readonly ending: SharedArrayBuffer;
}

export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'failed'; readonly failure: Failure }
  | { readonly kind: 'said'; readonly event: string; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'answered'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'refused'; readonly id: number; readonly failure: Failure };

export type ToThread =
  { readonly id: number; readonly job: string; readonly ask: unknown; readonly actor: Actor } | { readonly close: true };

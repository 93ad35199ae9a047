/** The trail of one job: its one entry in the ledger's chain, made where the job's first change commits. */
import type { AuditAction, AuditEvent } from '../domain/audit.ts';
import { appendAudit, hasEntry, recordAudit, type AuditDb } from './audit.ts';
import type { Store } from './open.ts';

export type AuditFacts = AuditEvent['facts'];

export interface Trail {
  /** Adds facts to the entry that is still to be made. */
  tell(facts: AuditFacts): void;
  /** Makes the entry in the transaction of a change; a later change of the same job has it already. */
  note(work: AuditDb, at: string): Promise<void>;
}

/** The writing side, of one job: what it publishes is noted on its trail. */
export interface AuditedStore extends Store {
  readonly trail: Trail;
}

export interface TrailEvent extends Pick<AuditEvent, 'actor' | 'object' | 'facts'> {
  readonly action: AuditAction;
}

function createTrail(event: TrailEvent): Trail & { noted(db: AuditDb): Promise<boolean>; facts(): AuditFacts } {
  let facts: AuditFacts = event.facts;
  let hash: string | null = null;
  // A transaction may have been undone since.
  const noted = async (db: AuditDb): Promise<boolean> => hash !== null && (await hasEntry(db, 'ledger_audit', hash));
  return {
    tell: (more) => {
      facts = { ...facts, ...more };
    },
    facts: () => facts,
    noted,
    note: async (work, at) => {
      if (await noted(work)) return;
      hash = (await appendAudit(work, 'ledger_audit', { ...event, facts, outcome: 'DONE' }, at)).hash;
    },
  };
}

/** A store whose changes are noted by one entry, `event`. */
export const withTrail = (store: Store, event: TrailEvent): AuditedStore => ({ ...store, trail: createTrail(event) });

export interface AuditedJob<Answer> {
  /** ISO moment of the entry. */
  readonly now: () => string;
  perform(store: AuditedStore): Promise<Answer>;
  /** What an answer that is a refusal says of itself; null for one that is none. */
  readonly refusal?: (answer: Answer) => AuditFacts | null;
  /** What a failure says of itself. */
  readonly failure: (error: unknown) => AuditFacts;
  /** Whether a job that changed nothing leaves nothing. */
  readonly quiet?: boolean;
}

/**
 * Does a job and leaves exactly one entry of it: where its first change commits; at its end where it changed nothing; REFUSED where it failed
 * before anything was changed.
 */
export async function performAudited<Answer>(store: Store, event: TrailEvent, job: AuditedJob<Answer>): Promise<Answer> {
  const trail = createTrail(event);
  const add = async (outcome: AuditEvent['outcome'], facts: AuditFacts): Promise<void> => {
    if (await trail.noted(store.db)) return;
    await store.db
      .transaction()
      .execute((work) => recordAudit(work, 'ledger_audit', { ...event, outcome, facts: { ...trail.facts(), ...facts } }, job.now()));
  };
  let answer: Answer;
  try {
    answer = await job.perform({ ...store, trail });
  } catch (error) {
    // A disk that takes nothing takes no entry either: the job's own failure is what its asker is told.
    await add('REFUSED', job.failure(error)).catch(() => undefined);
    throw error;
  }
  const refused = job.refusal?.(answer) ?? null;
  if (refused !== null) await add('REFUSED', refused);
  else if (job.quiet !== true) await add('DONE', {});
  return answer;
}

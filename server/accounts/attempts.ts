/** Attempts to change something: what is refused before it reaches a write still leaves one entry in the audit log. */
import type { Actor, AuditAction } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import type { Viewer } from '../domain/viewers.ts';
import { TELLINGS } from './audited.ts';
import type { AccountWrite, AccountWrites, PerformWrite } from './writes.ts';

/** The one write of an attempt; `by`: who it turns out to be, where that is known only now. */
export type WriteOnce = <Name extends AccountWrite>(
  name: Name,
  ask: AccountWrites[Name]['ask'],
  by?: Viewer,
) => Promise<AccountWrites[Name]['answer']>;

export type Attempting = <Answer>(
  action: AuditAction,
  object: string | null,
  run: (write: WriteOnce) => Promise<Answer>,
) => Promise<Answer>;

export interface AttemptParts {
  readonly write: PerformWrite;
  readonly now: () => string;
  /** Who does it: who is known by now, or `by`. */
  readonly actor: (by?: Viewer) => Actor;
}

export const createAttempting =
  ({ write, now, actor }: AttemptParts): Attempting =>
  async (action, object, run) => {
    // A write that is told of writes its own refusal down, in the same breath as it finds it.
    let told = false;
    try {
      return await run((name, ask, by) => {
        if (TELLINGS[name] !== null) told = true;
        return write(name, ask, actor(by));
      });
    } catch (error) {
      if (error instanceof DomainError && !told) await write('refuse', { action, object, reason: error.message, at: now() }, actor());
      throw error;
    }
  };

/** So many at a time, in the order of asking; who has gone away loses the turn. */
import { DomainError } from '../domain/errors.ts';

/** More than a meeting's worth of people asking at once. */
const MOST_WAITING = 24;

/** Gives the turn to the next; once is enough. */
export type Leave = () => void;

export interface Turns {
  /** Undefined: the asker went away before the turn came. */
  enter(signal: AbortSignal): Promise<Leave | undefined>;
  /** One piece of work in one turn. Undefined: the asker went away before the turn came. */
  take<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer | undefined>;
}

/** At most `most` at work and waiting together, `atOnce` of them at work. */
export function createTurns(most = MOST_WAITING, atOnce = 1): Turns {
  const waiting: (() => void)[] = [];
  let busy = 0;
  const pass = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy -= 1;
    else next();
  };
  /** Resolves with the turn, or without one when the asker leaves the line. */
  const queue = (signal: AbortSignal): Promise<boolean> =>
    new Promise((resolve) => {
      const called = (): void => {
        signal.removeEventListener('abort', gone);
        resolve(true);
      };
      const gone = (): void => {
        waiting.splice(waiting.indexOf(called), 1);
        resolve(false);
      };
      signal.addEventListener('abort', gone, { once: true });
      waiting.push(called);
    });
  const enter = async (signal: AbortSignal): Promise<Leave | undefined> => {
    if (signal.aborted) return undefined;
    if (busy + waiting.length >= most) throw new DomainError('UNAVAILABLE', '正在生成的文件过多，请稍后再试。');
    if (busy >= atOnce) {
      if (!(await queue(signal))) return undefined;
    } else busy += 1;
    let left = false;
    return () => {
      if (!left) pass();
      left = true;
    };
  };
  return {
    enter,
    take: async (signal, work) => {
      const leave = await enter(signal);
      if (leave === undefined) return undefined;
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}

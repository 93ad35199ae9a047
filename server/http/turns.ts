/** One at a time, in the order of asking; who has gone away loses the turn. */
import { DomainError } from '../domain/errors.ts';

/** More than a meeting's worth of people asking at once. */
const MOST_WAITING = 24;

export interface Turns {
  /** Undefined: the asker went away before the turn came. */
  take<Answer>(signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer | undefined>;
}

export function createTurns(most = MOST_WAITING): Turns {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  return {
    take: async (signal, work) => {
      if (waiting >= most) throw new DomainError('UNAVAILABLE', '正在生成的文件过多，请稍后再试。');
      waiting += 1;
      const turn = last.then(async () => (signal.aborted ? undefined : work()));
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        waiting -= 1;
      }
    },
  };
}

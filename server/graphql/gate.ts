/** Costly operations, a few at a time: a reader of the database and a share of the thread stay free for everybody else. */
import { DomainError } from '../domain/errors.ts';
import type { RequestContext } from './context.ts';

/** Cells from which an operation counts as costly: a page of the web app asks for hundreds. */
export const COSTLY = 1_000;
const AT_ONCE = 2;
const MOST_WAITING = 50;

export interface Gate {
  /** Waits for a place and keeps it until the request ends. @throws DomainError when too many wait, or the request's time is over */
  enter(request: RequestContext): Promise<void>;
}

export function createGate(atOnce = AT_ONCE, mostWaiting = MOST_WAITING): Gate {
  const waiting: (() => void)[] = [];
  let inside = 0;
  const leave = (): void => {
    inside -= 1;
    waiting.shift()?.();
  };
  return {
    enter: async (request) => {
      if (waiting.length >= mostWaiting) throw new DomainError('UNAVAILABLE', '正在处理的大查询过多，请稍后再试，或缩小查询范围。');
      let gone = false;
      if (inside >= atOnce) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const come = (): void => (gone ? leave() : resolve());
        waiting.push(() => {
          inside += 1;
          come();
        });
        try {
          await Promise.race([promise, request.expired]);
        } catch (error) {
          gone = true;
          throw error;
        }
      } else inside += 1;
      request.atEnd(leave);
    },
  };
}

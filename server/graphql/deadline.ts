/** The time that a request has. */
import { DomainError } from '../domain/errors.ts';

export interface Deadline {
  readonly expired: Promise<never>;
  /** @throws DomainError TIMED_OUT once the time is over */
  check(): void;
  clear(): void;
}

/** `within` milliseconds from now; no limit without. */
export function createDeadline(within: number | undefined): Deadline {
  const { promise, reject } = Promise.withResolvers<never>();
  // Whoever waits hears of it; when nobody waits it is no failure of anything.
  promise.catch(() => undefined);
  if (within === undefined) return { expired: promise, check: () => undefined, clear: () => undefined };
  const until = performance.now() + within;
  const late = (): DomainError =>
    new DomainError('TIMED_OUT', `查询超过 ${within / 1000} 秒，已停止。请缩小地区、报告期或指标的范围，或分成几次查询。`);
  const timer = setTimeout(() => reject(late()), within).unref();
  return {
    expired: promise,
    check: () => {
      if (performance.now() > until) throw late();
    },
    clear: () => clearTimeout(timer),
  };
}

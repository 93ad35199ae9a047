/** The views of a request: one a moment, opened at first use, with the loaders over it, and the time that they have. */
import DataLoader from 'dataloader';
import { DomainError, toAsker } from '../domain/errors.ts';
import { breathe } from '../reports/breath.ts';
import type { Reports, View } from '../reports/types.ts';
import type { Context, ContextOptions, Loaders, Questions } from './context.ts';

/** Key of a region in a loader: of now, or as it stood on a day. */
export const regionKey = (code: string, asOf?: string): string => (asOf === undefined ? code : `${code}@${asOf}`);

/** Batches by day: one question a day asked of. */
const dated = <Row>(ask: (codes: readonly string[], asOf?: string) => Promise<readonly Row[]>): DataLoader<string, Row> =>
  new DataLoader<string, Row>(async (keys) => {
    const found = new Map<string, Row>();
    const asked = keys.map((key) => ({ key, parts: key.split('@') }));
    for (const [asOf, some] of Map.groupBy(asked, ({ parts }) => parts[1])) {
      const rows = await ask(
        some.map(({ parts }) => String(parts[0])),
        asOf,
      );
      some.forEach(({ key }, at) => found.set(key, rows[at] as Row));
    }
    return keys.map((key) => found.get(key) as Row);
  });

function createLoaders(view: () => Promise<Questions>): Loaders {
  return {
    region: dated(async (codes, asOf) => (await view()).regionsByCode(codes, asOf)),
    children: dated(async (codes, asOf) => (await view()).childrenOf(codes, asOf)),
    ancestors: dated(async (codes, asOf) => (await view()).ancestorsOf(codes, asOf)),
    source: new DataLoader(async (ids) => (await view()).sources(ids)),
  };
}

export interface Deadline {
  readonly expired: Promise<never>;
  /** @throws DomainError TIMED_OUT once the time is over */
  check(): void;
  clear(): void;
}

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

type Question = (...asked: readonly never[]) => Promise<unknown>;

/** The same view, whose questions are refused after the deadline, and given up where their answer does not come before it. */
function timed(view: View, { expired, check }: Deadline, signedIn: boolean): Questions {
  const question =
    (ask: Question): Question =>
    async (...asked) => {
      check();
      await breathe();
      return Promise.race([ask(...asked), expired]).catch((error: unknown) => {
        throw toAsker(error, signedIn);
      });
    };
  const parts = Object.entries(view).map(([name, part]: [string, unknown]) => [
    name,
    typeof part === 'function' && name !== 'close' ? question(part as Question) : part,
  ]);
  return Object.fromEntries(parts) as Questions;
}

export interface Views {
  /** View and loaders of a moment, opened at first use; of now without one. */
  at(moment: string | undefined): Pick<Context, 'view' | 'loaders'>;
  /** Closes all that were opened; no other is opened then. */
  close(): Promise<void>;
}

interface ViewsAsk extends Pick<ContextOptions, 'sight' | 'version'> {
  readonly deadline: Deadline;
  readonly signedIn: boolean;
}

/** One view a moment and request. */
export function createViews(reports: Reports, { sight, version, deadline, signedIn }: ViewsAsk): Views {
  const opened: Promise<View>[] = [];
  let closed = false;
  const open = async (knownOn: string | undefined): Promise<Questions> => {
    deadline.check();
    const opening = reports.open(sight, { version, knownOn });
    opened.push(opening);
    return timed(await Promise.race([opening, deadline.expired]), deadline, signedIn);
  };
  return {
    at: (moment) => {
      let guarded: Promise<Questions> | null = null;
      const view = (): Promise<Questions> => {
        if (closed) return Promise.reject(new DomainError('UNAVAILABLE', '请求已经结束。'));
        return (guarded ??= open(moment));
      };
      return { view, loaders: createLoaders(view) };
    },
    close: async () => {
      closed = true;
      // A view that could not be opened has nothing to close; whoever asked for it has the error.
      await Promise.all(opened.map((opening) => opening.catch(() => null).then((view) => view?.close())));
    },
  };
}

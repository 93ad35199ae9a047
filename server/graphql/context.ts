/** What a request carries through its resolvers: one view, opened at first use, and the loaders over it. */
import { NO_ACCOUNTS } from '../accounts/absent.ts';
import type { Desk, Visit } from '../accounts/types.ts';
import { DomainError, toAsker } from '../domain/errors.ts';
import { breathe } from '../reports/breath.ts';
import type { Sight } from '../domain/sight.ts';
import { isSignedIn, type Viewer } from '../domain/viewers.ts';
import type { Actor } from '../domain/audit.ts';
import type { ApartAnswer } from './apart.ts';
import { createDeadline, type Deadline } from './deadline.ts';
import { createLoaders, type Loaders, type Questions } from './loaders.ts';
import { NO_OFFICE, type Office } from './office.ts';
import type { Spent } from '../reports/types.ts';
import type { Reports, View } from '../reports/types.ts';

export interface Context {
  /** The request's only view of a moment: every answer of it is of one data version. */
  view(): Promise<Questions>;
  readonly loaders: Loaders;
  /** The same context, that reads what was known at a moment (moments.ts). */
  at(moment: string): Context;
  /** Null for an anonymous reader. */
  readonly viewer: Viewer | null;
  /** What the answers may tell. */
  readonly sight: Sight;
  /** Users, tokens and saved queries; an answer that used this is the viewer's alone. */
  accounts(): Desk;
  /** Targets, rule sets and backups; an answer that used this is the viewer's alone. */
  office(): Office;
  /** Says that the answer is the viewer's alone. */
  claim(): void;
  /** Who asks, as the audit log names them. */
  readonly actor: Actor;
}

/** What came of a request, for whoever keeps answers. */
export interface Outcome {
  readonly dataVersion: string;
  /** Without errors, a query, and of nothing but the data: whoever asks it of this version gets the same. */
  readonly keepable: boolean;
  /** It holds errors. */
  readonly failed: boolean;
}

/** A context with its end. `close` may be called more than once and on every path. */
export interface RequestContext extends Context {
  /** Whether the answer holds what belongs to the viewer, and what changes without a new data version. */
  isPersonal(): boolean;
  /** The engine works on a copy of its context, so what came of it is told and asked for. */
  settle(outcome: Outcome): void;
  /** The whole answer, where another process made it: what the engine prints then is not sent. */
  deliver(answer: ApartAnswer): void;
  delivered(): ApartAnswer | null;
  readonly sight: Sight;
  readonly signedIn: boolean;
  /** The data version, and the moment, that the request is pinned to. */
  readonly version: string | undefined;
  readonly knownOn: string | undefined;
  outcome(): Outcome | null;
  /** What was asked of the database. */
  spent(): Spent;
  /** Cells that the operation was estimated at; null before. */
  cost(): number | null;
  weigh(cells: number): void;
  /** Does `end` when the request is over, at once if it is. */
  atEnd(end: () => void): void;
  /** Rejects with TIMED_OUT when the request's time is over. */
  readonly expired: Promise<never>;
  /** Who asks, as far as turns are concerned; null: nobody who must share. */
  readonly reader: string | null;
  /** Counts an attempt to sign in or the like. @throws TooMany */
  attempt(): Promise<void>;
  close(): Promise<void>;
}

export interface ContextOptions {
  /** What the answers may tell. */
  readonly sight: Sight;
  /** The data version that the request is pinned to, the newest otherwise. */
  readonly version?: string | undefined;
  /** The moment that a field is answered of which names none. */
  readonly knownOn?: string | undefined;
  /** Milliseconds until no further read is begun; no limit otherwise. */
  readonly within?: number | undefined;
  /** An anonymous reader who can keep nothing otherwise. */
  readonly asker?: Asker | undefined;
  /** Who does what administrators ask; nobody otherwise. */
  readonly office?: Office | undefined;
  /** Network address of who asks. */
  readonly address?: string | undefined;
  /** Whether somebody signed in asks; told by `asker` where there is one. */
  readonly signedIn?: boolean | undefined;
  /** Whose turns and attempts are counted; nobody's otherwise. */
  readonly share?: Share | undefined;
}

/** What a reader has among others. */
export interface Share {
  readonly reader: string | null;
  attempt(): Promise<void>;
}

const ALONE: Share = { reader: null, attempt: async () => undefined };

/** Who asks, and the desk where their own things are. */
export interface Asker {
  readonly viewer: Viewer | null;
  readonly desk: Desk;
}

/** For the tag of an answer: the form it is wanted in, and who asks unless nobody says so. */
export const readerOf = (accept: string, viewer: Viewer | null): string => (viewer === null ? accept : `${accept}\n${viewer.id}`);

const NOBODY: Visit = {
  viewer: null,
  place: { anonymous: 'aggregates', separation: false, direct: false, fromPage: false },
  address: null,
  openId: null,
  notice: '',
  welcome: () => undefined,
  session: () => undefined,
};

type Question = (...asked: readonly never[]) => Promise<unknown>;

/** The same view, whose questions are refused after the deadline, and given up where their answer does not come before it. */
function timed(view: View, { expired, check }: Deadline, signedIn: boolean): Questions {
  const question =
    (ask: Question): Question =>
    async (...asked) => {
      check();
      const pause = breathe();
      if (pause !== undefined) await pause;
      try {
        return await Promise.race([ask(...asked), expired]);
      } catch (error) {
        throw toAsker(error, signedIn);
      }
    };
  // Of forty questions a request asks one or two.
  return new Proxy(view, {
    get: (target, name) => {
      const part: unknown = Reflect.get(target, name);
      return typeof part === 'function' && name !== 'close' ? question(part as Question) : part;
    },
  });
}

const toActor = (viewer: Viewer | null, address: string | undefined): Actor => ({
  id: viewer?.id ?? 'anonymous',
  name: viewer?.loginName ?? viewer?.name ?? '',
  address: address ?? null,
});

const ANYBODY: Asker = { viewer: null, desk: NO_ACCOUNTS.desk(NOBODY) };

type Result = Pick<
  RequestContext,
  'claim' | 'accounts' | 'office' | 'isPersonal' | 'settle' | 'outcome' | 'deliver' | 'delivered' | 'cost' | 'weigh'
>;

/** What is told of a request on its way, and whether it came to what belongs to its asker. */
function createResult(asker: Asker, office: Office): Result {
  let personal = false;
  let settled: Outcome | null = null;
  let delivered: ApartAnswer | null = null;
  let cost: number | null = null;
  const claim = (): void => {
    personal = true;
  };
  return {
    claim,
    accounts: () => {
      claim();
      return asker.desk;
    },
    office: () => {
      claim();
      return office;
    },
    isPersonal: () => personal,
    settle: (outcome) => {
      settled = outcome;
    },
    outcome: () => settled,
    deliver: (answer) => {
      delivered = answer;
    },
    delivered: () => delivered,
    cost: () => cost,
    weigh: (cells) => {
      cost = cells;
    },
  };
}

interface Views {
  /** View and loaders of a moment, opened at first use; of now without one. */
  at(moment: string | undefined): Pick<Context, 'view' | 'loaders'>;
  /** What was asked of the database so far. */
  spent(): Spent;
  /** Closes all that were opened; no other is opened then. */
  close(): Promise<void>;
}

interface ViewsAsk extends Pick<ContextOptions, 'sight' | 'version'> {
  readonly deadline: Deadline;
  readonly signedIn: boolean;
}

/** One view a moment and request. */
function createViews(reports: Reports, { sight, version, deadline, signedIn }: ViewsAsk): Views {
  const opened: Promise<View>[] = [];
  const views: View[] = [];
  let holdsEarlier = false;
  let closed = false;
  const open = async (knownOn: string | undefined): Promise<Questions> => {
    deadline.check();
    // What is kept of an earlier state is lent to one reader at a time: who holds one already gets the next for themselves, and so waits for nobody.
    const isEarlier = version !== undefined || knownOn !== undefined;
    const opening = reports.open(sight, { version, knownOn }, isEarlier && holdsEarlier);
    holdsEarlier ||= isEarlier;
    opened.push(opening);
    const view = await Promise.race([opening, deadline.expired]);
    views.push(view);
    return timed(view, deadline, signedIn);
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
    spent: () =>
      views.reduce(
        (sum, { spent }) => ({
          statements: sum.statements + spent.statements,
          rows: sum.rows + spent.rows,
          milliseconds: sum.milliseconds + spent.milliseconds,
        }),
        { statements: 0, rows: 0, milliseconds: 0 },
      ),
    close: async () => {
      closed = true;
      // A view that could not be opened has nothing to close; whoever asked for it has the error.
      await Promise.all(opened.map((opening) => opening.catch(() => null).then((view) => view?.close())));
    },
  };
}

export function createContext(reports: Reports, options: ContextOptions): RequestContext {
  const { sight, version, knownOn, within, asker = ANYBODY, office = NO_OFFICE, share = ALONE } = options;
  const { signedIn = isSignedIn(asker.viewer) } = options;
  const deadline = createDeadline(within);
  const ends: (() => void)[] = [];
  const views = createViews(reports, { sight, version, deadline, signedIn });
  let closed = false;
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    for (const end of ends) end();
    // A statement that still runs is not waited for: its answer is refused already.
    await Promise.race([views.close(), deadline.expired.catch(() => undefined)]);
    deadline.clear();
  };
  const own = {
    viewer: asker.viewer,
    ...createResult(asker, office),
    actor: toActor(asker.viewer, options.address),
    sight,
  };
  const moments = new Map<string, Context>();
  const at = (moment: string): Context => {
    const known = moments.get(moment);
    if (known) return known;
    const made: Context = { ...own, ...views.at(moment), at };
    moments.set(moment, made);
    return made;
  };
  return {
    ...own,
    ...views.at(knownOn),
    at,
    close,
    spent: () => own.delivered()?.spent ?? views.spent(),
    expired: deadline.expired,
    signedIn,
    version,
    knownOn,
    reader: share.reader,
    attempt: () => share.attempt(),
    atEnd: (end) => (closed ? end() : void ends.push(end)),
  };
}

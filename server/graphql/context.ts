/** What a request carries through its resolvers: one view, opened at first use, and the loaders over it. */
import DataLoader from 'dataloader';
import { NO_ACCOUNTS } from '../accounts/absent.ts';
import type { Desk, Visit } from '../accounts/types.ts';
import { DomainError } from '../domain/errors.ts';
import type { Source } from '../domain/figures.ts';
import type { Viewer } from '../domain/viewers.ts';
import type { RegionRow, Reports, View } from '../reports/types.ts';

/** Nested nouns, batched; a batch is one ordinary query. */
export interface Loaders {
  readonly region: DataLoader<string, RegionRow | undefined>;
  readonly children: DataLoader<string, readonly RegionRow[]>;
  readonly ancestors: DataLoader<string, readonly RegionRow[]>;
  readonly source: DataLoader<string, Source | undefined>;
}

export interface Context {
  /** The request's only view: every answer of it is of one data version. */
  view(): Promise<View>;
  readonly loaders: Loaders;
  /** Null for an anonymous reader. */
  readonly viewer: Viewer | null;
  /** Tokens and saved queries; an answer that used this is the viewer's alone. */
  accounts(): Desk;
}

/** A context with its end. `close` may be called more than once and on every path. */
export interface RequestContext extends Context {
  /** Whether the answer holds what belongs to the viewer, and what changes without a new data version. */
  isPersonal(): boolean;
  close(): Promise<void>;
}

function createLoaders(view: () => Promise<View>): Loaders {
  return {
    region: new DataLoader(async (codes) => (await view()).regionsByCode(codes)),
    children: new DataLoader(async (codes) => (await view()).childrenOf(codes)),
    ancestors: new DataLoader(async (codes) => (await view()).ancestorsOf(codes)),
    source: new DataLoader(async (ids) => (await view()).sources(ids)),
  };
}

/** Who asks, and the desk where their own things are. */
export interface Asker {
  readonly viewer: Viewer | null;
  readonly desk: Desk;
}

/** For the tag of an answer: the form it is wanted in, and who asks unless nobody says so. */
export const readerOf = (accept: string, viewer: Viewer | null): string => (viewer === null ? accept : `${accept}\n${viewer.id}`);

const NOBODY: Visit = { viewer: null, place: { anonymous: 'aggregates', direct: false, fromPage: false }, welcome: () => undefined };

/** `version`: the data version that the request is pinned to, the newest otherwise. */
export function createContext(
  reports: Reports,
  version?: string,
  { viewer, desk }: Asker = { viewer: null, desk: NO_ACCOUNTS.desk(NOBODY) },
): RequestContext {
  let opened: Promise<View> | null = null;
  let closed = false;
  let personal = false;
  const view = (): Promise<View> => {
    if (closed) return Promise.reject(new DomainError('UNAVAILABLE', '请求已经结束。'));
    return (opened ??= reports.open(version));
  };
  const close = async (): Promise<void> => {
    if (closed) return;
    closed = true;
    // A view that could not be opened has nothing to close; whoever asked for it has the error.
    const open = await opened?.catch(() => null);
    await open?.close();
  };
  const accounts = (): Desk => {
    personal = true;
    return desk;
  };
  return { view, close, loaders: createLoaders(view), viewer, accounts, isPersonal: () => personal };
}

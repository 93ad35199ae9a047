/** Costly operations, executed by another process: whatever they cost, the thread that answers everybody else goes on. */
import { OperationTypeNode, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Sight } from '../domain/sight.ts';
import { fieldsOf, fragmentsOf } from './selections.ts';

/** Cells from which an operation counts as costly: a page of the web app asks for hundreds. */
export const COSTLY = 1_000;

/** An operation that has been validated and counted. */
export interface ApartAsk {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the answer may tell. */
  readonly sight: Sight;
  /** Pinned data version; the newest otherwise. */
  readonly version: string | undefined;
  /** Cells, for `extensions.cost`. */
  readonly cost: number;
}

/** A whole answer as it goes out. */
export interface ApartAnswer {
  /** JSON text in UTF-8. */
  readonly bytes: Buffer;
  readonly dataVersion: string;
  /** It holds errors. */
  readonly failed: boolean;
}

/** The end of the request that an operation belongs to. */
export interface ApartLife {
  /** Rejects when the request's time is over: the process that works for it is ended. */
  readonly expired: Promise<never>;
  /** Does `end` when the asker is gone: what still waits is dropped. */
  atEnd(end: () => void): void;
}

export interface Apart {
  /** @throws DomainError UNAVAILABLE when too many wait, or what `expired` rejects with */
  run(ask: ApartAsk, life: ApartLife): Promise<ApartAnswer>;
  close(): Promise<void>;
}

/** Root fields that belong to who asks: only the process that knows them can answer. */
const OF_THE_READER: ReadonlySet<string> = new Set(['viewer', 'savedQueries', 'savedQuery', 'site', 'users', 'apiTokens']);

/** Whether any process answers the same: a query of nothing but the data. */
export const sameForAll = (document: DocumentNode, operation: OperationDefinitionNode): boolean =>
  operation.operation === OperationTypeNode.QUERY &&
  fieldsOf(operation.selectionSet, fragmentsOf(document)).every((field) => !OF_THE_READER.has(field.name.value));

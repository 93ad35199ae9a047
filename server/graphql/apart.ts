/** Costly operations and those that read rows, executed by another process: whatever they cost, the thread that answers everybody else goes on. */
import { Kind, OperationTypeNode, type DocumentNode, type FieldNode, type OperationDefinitionNode, type ValueNode } from 'graphql';
import type { Sight } from '../domain/sight.ts';
import type { Spent } from '../reports/types.ts';
import { may, type Viewer } from '../domain/viewers.ts';
import { fieldsOf, fragmentsOf } from './selections.ts';

/** Cells from which an operation counts as costly: a page of the web app asks for hundreds. */
export const COSTLY = 1_000;

/** An operation that has been validated and counted. */
export interface ApartAsk {
  readonly text: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the answer may tell. */
  readonly sight: Sight;
  /** Whether somebody signed in asks: the others are told to sign in where rows are outside of their sight. */
  readonly signedIn: boolean;
  /** Pinned data version; the newest otherwise. */
  readonly version: string | undefined;
  readonly knownOn: string | undefined;
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
  /** What that process asked the database. */
  readonly spent?: Spent;
}

/** The request that an operation belongs to, and its end. */
export interface ApartLife {
  /** Who asks, as far as turns are concerned; null: nobody who must share. */
  readonly reader: string | null;
  /** Rejects when the request's time is over: the process that works for it is ended. */
  readonly expired: Promise<never>;
  /** Does `end` when the asker is gone: what still waits is dropped. */
  atEnd(end: () => void): void;
}

export interface Apart {
  /** @throws DomainError UNAVAILABLE when too many wait, TooMany when too many are this reader's, or what `expired` rejects with */
  run(ask: ApartAsk, life: ApartLife): Promise<ApartAnswer>;
  close(): Promise<void>;
}

/** Root fields that any process answers the same. What is not here belongs to who asks, or to who runs the program: only the main process knows it. */
export const OF_THE_DATA: ReadonlySet<string> = new Set([
  '__typename',
  'attainment',
  'bounds',
  'brief',
  'bulletin',
  'change',
  'dataset',
  'figures',
  'findings',
  'gap',
  'indicators',
  'observationTable',
  'observations',
  'organizations',
  'publishedRates',
  'publishedSeries',
  'ranking',
  'region',
  'regionEvents',
  'regions',
  'ruleFindings',
  'ruleSets',
  'submissions',
  'summaryMeasures',
  'summaryReturns',
  'terms',
  'units',
]);

/** Root fields that read rows of units, organizations or submissions, however few of them are given. */
const ROW_READERS: ReadonlySet<string> = new Set([
  'bounds',
  'brief',
  'bulletin',
  'change',
  'gap',
  'organizations',
  'ruleFindings',
  'submissions',
  'terms',
  'units',
]);
/** Arguments with which a sum is one over rows, and not one that stands in a rollup. */
const SUMS_ROWS: readonly string[] = ['where', 'by', 'acceptedOnly', 'asKnownOn'];

/** A text that comes again and again keeps its tree. */
const ROOT_FIELDS = new WeakMap<OperationDefinitionNode, readonly FieldNode[]>();

/** Root fields of an operation, fragments expanded. */
export function rootFields(document: DocumentNode, operation: OperationDefinitionNode): readonly FieldNode[] {
  const known = ROOT_FIELDS.get(operation);
  if (known !== undefined) return known;
  const found = fieldsOf(operation.selectionSet, fragmentsOf(document));
  ROOT_FIELDS.set(operation, found);
  return found;
}

/** To who sends or judges submissions this one tells more than to others: what was received, and what they may do. */
const OF_THE_JUDGE = 'submissions';
const judges = (viewer: Viewer | null): boolean => (['SUBMIT', 'REVIEW', 'UNLOCK'] as const).some((permission) => may(viewer, permission));

/** Whether who asks belongs to the answer: others of the same sight are not given it. */
export const tellsOfAsker = (document: DocumentNode, operation: OperationDefinitionNode): boolean =>
  rootFields(document, operation).some((field) => field.name.value === OF_THE_JUDGE);

/** Whether any process answers `viewer` the same: a query of nothing but the data. */
export const sameForAll = (document: DocumentNode, operation: OperationDefinitionNode, viewer: Viewer | null): boolean =>
  operation.operation === OperationTypeNode.QUERY &&
  rootFields(document, operation).every(({ name: { value } }) => OF_THE_DATA.has(value) && !(value === OF_THE_JUDGE && judges(viewer)));

/** Whether a query reads rows of the ledger and not only sums that stand in rollups; an argument that a variable may leave out counts as given. */
export const readsRows = (document: DocumentNode, operation: OperationDefinitionNode, viewer: Viewer | null): boolean =>
  operation.operation === OperationTypeNode.QUERY &&
  rootFields(document, operation).some(
    (field) =>
      (ROW_READERS.has(field.name.value) && !(field.name.value === OF_THE_JUDGE && judges(viewer))) ||
      // Conditions on what is not of the data, such as the audit log, reach no row of the ledger.
      (OF_THE_DATA.has(field.name.value) &&
        (field.arguments ?? []).some(
          ({ name, value }) => SUMS_ROWS.includes(name.value) && value.kind !== Kind.NULL && !isEmptyValue(value),
        )),
  );

/** Cells of sums that are read here as soon as elsewhere: to pass the answer on costs as much as to make it. */
const READ_HERE = 3_500;
const OF_SUMS = 'observationTable';
/** With it sums of several regions may stand for one. */
const OTHER_GROUND = 'regionBasis';

/** Whether a costly query is nothing but a table of sums as they lie in the rollup: all counties of one period are a few milliseconds. */
export const isTable = (document: DocumentNode, operation: OperationDefinitionNode, cells: number): boolean =>
  cells <= READ_HERE &&
  rootFields(document, operation).every(
    (field) => field.name.value === OF_SUMS && (field.arguments ?? []).every(({ name }) => name.value !== OTHER_GROUND),
  );

const isEmptyValue = (value: ValueNode): boolean =>
  (value.kind === Kind.OBJECT && value.fields.length === 0) ||
  (value.kind === Kind.LIST && value.values.length === 0) ||
  (value.kind === Kind.BOOLEAN && !value.value);

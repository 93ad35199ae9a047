/** Files that take long are made away from the thread that answers requests. */
import type { Sight } from '../domain/sight.ts';
import type { Words } from '../domain/words.ts';
import type { PlaceAsk, Spent } from '../reports/types.ts';
import type { BadParameter, Selection } from '../../web/src/state/selection.ts';

export interface PrintAsk {
  /** One of FILES, `/overview.docx`. */
  readonly address: string;
  readonly selection: Selection;
  readonly problems: readonly BadParameter[];
  readonly bom: boolean;
  /** What the file may tell. */
  readonly sight: Sight;
  /** The data version that the answer is promised for, and the moment that the address names. */
  readonly at: PlaceAsk;
}

export interface Printed {
  readonly name: string;
  readonly named: string;
  readonly notices: readonly Words[];
  readonly bytes: Uint8Array;
  /** What it asked of the database. */
  readonly spent: Spent;
}

/** One file at a time: the caller keeps the order. */
export interface Printer {
  /** Undefined: the asker left, and the work was given up. A refusal rejects with a DomainError. */
  print(ask: PrintAsk, signal: AbortSignal): Promise<Printed | undefined>;
  close(): Promise<void>;
}

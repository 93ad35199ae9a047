/** Bulk exports read rows by the hundred thousand: they are made away from the process that answers everybody. */
import type { Sight } from '../../domain/sight.ts';
import type { Spent } from '../../reports/types.ts';
import type { Lang } from '../../../web/src/state/selection.ts';
import type { Story } from './table.ts';
import type { BulkSuffix } from './writers.ts';

export interface BulkAsk {
  /** `units` of `/export/units.csv`. */
  readonly noun: string;
  readonly suffix: BulkSuffix;
  /** What stands after the question mark of the address. */
  readonly search: string;
  /** What the file may tell. */
  readonly sight: Sight;
}

/** What is known of a file before its first byte. */
export interface BulkHead {
  readonly noun: string;
  readonly lang: Lang;
  readonly story: Story;
  readonly rows: number | null;
}

export interface BulkBegun {
  readonly head: BulkHead;
  /** Read once; leaving early is fine. */
  readonly bytes: AsyncGenerator<Buffer>;
  /** What it has asked of the database so far. */
  spent(): Spent;
  /** To be called on every path. */
  end(): Promise<void>;
}

export interface BulkMaker {
  /** The file with its head, once its first bytes are there; when `signal` comes it is given up. @throws DomainError */
  begin(ask: BulkAsk, signal: AbortSignal): Promise<BulkBegun>;
  close(): Promise<void>;
}

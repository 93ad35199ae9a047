/** What comes of reading a file that somebody sent. */
import type { LayoutQuestion } from '../domain/ledgerSheets.ts';
import type { Problem, ProblemCount } from './problems.ts';
import type { StagedRange } from './staging.ts';

/** What a file calls its sheet of units, and the letter and header of each column that it has. */
export interface UnitPlaces {
  readonly sheet: string;
  readonly columns: Readonly<Record<string, { readonly column: string; readonly header: string }>>;
}

/** What is said of a submission as read. With any error nothing of it may be kept. */
export interface LedgerReading {
  /** At most 1 000 each, by sheet and row; `moreErrors` and `moreWarnings` count the rest. */
  readonly errors: Problem[];
  readonly warnings: Problem[];
  readonly moreErrors: number;
  readonly moreWarnings: number;
  /** All errors by the column they stand in, most first. */
  readonly errorCounts: readonly ProblemCount[];
  /** Headers of columns that hold persons: never kept, never shown with values. */
  readonly droppedColumns: string[];
  readonly unknownColumns: string[];
  /** The sheet of units, and where its columns stand by their facts; null where the file was refused whole. */
  readonly unitPlaces: UnitPlaces | null;
  /** Sheets and headers that were not understood; null where all were. */
  readonly layout: LayoutQuestion | null;
  /** Of the workbook's bytes; for a folder, of the hashes of its two files. */
  readonly fileSha256: string;
  /** Of what the rows say: the same for a file saved again or shuffled. Empty when the file has errors. */
  readonly contentSha256: string;
}

/** A reading whose sound facts lie in a staging file. */
export interface StagedReading extends LedgerReading {
  readonly units: StagedRange;
  /** The units once more in the order of their codes; null where they stand in it, and where there are errors. */
  readonly unitsInOrder: Pick<StagedRange, 'from' | 'to'> | null;
  readonly organizations: StagedRange;
}

/** The reading of a file that is refused as a whole, for one reason. */
export function refusedReading(problem: Problem, fileSha256 = '', layout: LayoutQuestion | null = null): StagedReading {
  const none = { from: 0, to: 0, end: 0, count: 0 };
  return {
    units: none,
    unitsInOrder: null,
    organizations: none,
    errors: [problem],
    warnings: [],
    moreErrors: 0,
    moreWarnings: 0,
    errorCounts: [],
    droppedColumns: [],
    unknownColumns: [],
    unitPlaces: null,
    layout,
    fileSha256,
    contentSha256: '',
  };
}

/** One region as a map is told of it. */
import type { Absence } from './patterns.ts';

export interface MapRegion {
  readonly code: string;
  /** Short name, as it stands on the map. */
  readonly name: string;
  /** The printed value or the word for its absence; null: nothing but the name. */
  readonly text: string | null;
  /** What `text` prints, by which regions are ranked for a label; null: an absence. */
  readonly value: number | null;
  /** Index of the class, 0 for the lowest, or why there is none. */
  readonly fill: number | Absence;
  /** Sign behind the text, ▼ for 未达标. */
  readonly sign: string | null;
  /** Drawn with a strong edge: the region is marked out, for instance because it has a ledger. */
  readonly marked: boolean;
}

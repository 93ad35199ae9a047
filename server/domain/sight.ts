/** What of the data a reader may see. Every question is asked through one; there is no reading without it. */

/** Everything, or what lies at or below some regions (codes, ascending); an empty list is nothing. */
export type Extent = 'ALL' | readonly string[];

/** `sums` reaches wherever `rows` does. */
export interface Sight {
  /** Rows of units, organizations and submissions, and sums however small. */
  readonly rows: Extent;
  /** Sums; those over fewer than `FEWEST` units are told only where `rows` reaches. */
  readonly sums: Extent;
  /** Whether a demo ledger, whose units nobody is, is shown whole. */
  readonly demo: boolean;
}

/** Units below which a sum would tell of each of them. */
export const FEWEST = 3;

/** Who runs the program, at the command line. */
export const EVERYTHING: Sight = { rows: 'ALL', sums: 'ALL', demo: true };
export const NOTHING: Sight = { rows: [], sums: [], demo: false };
/** Readers without a name, where the settings let them read. */
export const AGGREGATES: Sight = { rows: [], sums: 'ALL', demo: true };

const joined = (left: Extent, right: Extent): Extent =>
  left === 'ALL' || right === 'ALL' ? 'ALL' : [...new Set([...left, ...right])].toSorted();

/** What either of two lets see. */
export const unite = (left: Sight, right: Sight): Sight => ({
  rows: joined(left.rows, right.rows),
  sums: joined(left.sums, right.sums),
  demo: left.demo || right.demo,
});

/** All rows at or below some regions, and nothing else. */
export const sightOf = (rows: Extent): Sight => ({ rows: joined(rows, []), sums: joined(rows, []), demo: false });

const spell = (extent: Extent): string => (extent === 'ALL' ? '*' : extent.join(','));

/** The same for sights that let see the same: part of the key of everything that is kept. */
export const sightKey = ({ rows, sums, demo }: Sight): string => `${spell(rows)};${spell(sums)};${demo ? 'demo' : ''}`;

/** An extent with everything that lies in it: codes of every time, parks too. */
export type Reach = 'ALL' | ReadonlySet<string>;

export const reaches = (reach: Reach, code: string): boolean => reach === 'ALL' || reach.has(code);

/** A sight as it is over one data version; who sees a demo ledger whole sees everything of a database that holds nothing else. */
export interface Seen {
  /** `sightKey` of what it comes to. */
  readonly key: string;
  readonly rows: Reach;
  readonly sums: Reach;
}

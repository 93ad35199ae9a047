/** A slide in an address: `20|trends?region=410000&indicator=UNION_COVERAGE`, seconds and the address of a page below the base path. Pure. */

export interface PlaylistEntry {
  /** 3 to 600. */
  readonly seconds: number;
  /** Page and its parameters, `trends?region=410000`. */
  readonly view: string;
}

const ENTRY = /^(\d{1,3})\|((?:overview|trends|compare|gaps|organizations|activities|quality)(?:\?.{0,600})?)$/;
export const MOST_SLIDES = 40;
/** Seconds. */
export const LEAST_SECONDS = 3;
export const MOST_SECONDS = 600;

/** Undefined: not understood. */
export function readEntry(text: string): PlaylistEntry | undefined {
  const [, seconds, view] = ENTRY.exec(text) ?? [];
  if (view === undefined) return undefined;
  const long = Number(seconds);
  return long >= LEAST_SECONDS && long <= MOST_SECONDS ? { seconds: long, view } : undefined;
}

export const printEntry = ({ seconds, view }: PlaylistEntry): string => `${seconds}|${view}`;

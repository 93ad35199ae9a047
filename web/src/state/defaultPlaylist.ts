/** What a meeting shows of a region where nobody has chosen: from the whole to the reasons, then how far the figures can be trusted. Pure. */
import type { PlaylistEntry } from './playlist.ts';
import { DEFAULTS, printSelection, type Selection } from './selection.ts';

/** Pages a slide can show; `why` is the card behind the region. */
export const SLIDE_KINDS = ['overview', 'trends', 'compare', 'gaps', 'why', 'organizations', 'activities', 'quality'] as const;
export type SlideKind = (typeof SLIDE_KINDS)[number];

export const DEFAULT_SECONDS = 20;

type Asked = Pick<Selection, 'region' | 'period' | 'indicator' | 'basis'>;

/** A slide of one kind, at the place and time of the meeting. */
export function entryOf(kind: SlideKind, { region, period, indicator, basis }: Asked): PlaylistEntry {
  const page = kind === 'why' ? 'overview' : kind;
  const why = kind === 'why' ? region : null;
  return { seconds: DEFAULT_SECONDS, view: `${page}${printSelection({ ...DEFAULTS, region, period, indicator, basis, why })}` };
}

/** The two coverages: where one is asked for, the other is shown beside it. */
const OTHER: Partial<Record<Selection['indicator'], Selection['indicator']>> = {
  PARTY_ORG_COVERAGE: 'PARTY_WORK_COVERAGE',
  PARTY_WORK_COVERAGE: 'PARTY_ORG_COVERAGE',
};

/** Each page once, after the overview that of the other coverage. */
export function defaultPlaylist(asked: Asked): readonly PlaylistEntry[] {
  const other = OTHER[asked.indicator];
  const [first, ...rest] = SLIDE_KINDS.map((kind) => entryOf(kind, asked));
  return [first, other === undefined ? undefined : entryOf('overview', { ...asked, indicator: other }), ...rest].flatMap(
    (one) => one ?? [],
  );
}

/** A slide of the address becomes a question: which view, of which region and quarter, and what its picture needs. Pure. */
import type { Indicator } from '../../api/gql/graphql.ts';
import type { SlideVariables } from '../../api/present.ts';
import type { IndicatorDefinition } from '../../api/indicators.ts';
import type { PlaylistEntry } from '../../state/playlist.ts';
import type { SlideKind } from '../../state/defaultPlaylist.ts';
import { parseSelection, type BadParameter, type Selection } from '../../state/selection.ts';
import { quarterBefore } from '../../view/why/speaking.ts';
import { conditionsOf } from './conditions.ts';

/** What the whole meeting stands on. */
export interface Meeting {
  readonly indicators: readonly IndicatorDefinition[];
  /** Quarters of the data, early to late. */
  readonly periods: readonly string[];
  readonly latest: string;
  /** The region of slides that name none. */
  readonly region: string;
}

export interface SlideAsk {
  readonly kind: SlideKind;
  readonly seconds: number;
  readonly region: string;
  readonly period: string;
  readonly indicator: IndicatorDefinition;
  /** Regions set beside it, in the order of the address. */
  readonly regions: readonly string[];
  readonly selection: Selection;
  /** The address has conditions on units, which a slide does not follow. */
  readonly conditioned: boolean;
  /** What of its address was not understood, or is no quarter of the data: the default stands instead. */
  readonly problems: readonly BadParameter[];
  readonly variables: SlideVariables;
}

/** The main indicators of pages that are not about coverage, the default first: another one of the same page may stand in the address. */
const OWN: Readonly<Partial<Record<SlideKind, readonly [Indicator, ...Indicator[]]>>> = {
  organizations: ['SHELL_RATE'],
  activities: ['MEETINGS_HELD', 'THEME_DAY_HELD', 'ISSUES_RESOLVED', 'SUGGESTIONS_ADOPTED', 'INSTRUCTOR_VISITS_PER_UNIT'],
  quality: ['SUBMISSION_RECEIVED', 'SUBMISSION_ON_TIME'],
};

const PAGE = {
  overview: 'OVERVIEW',
  trends: 'TRENDS',
  compare: 'COMPARE',
  gaps: 'GAPS',
  why: 'WHY',
  organizations: 'ORGANIZATIONS',
  activities: 'ACTIVITIES',
  quality: 'QUALITY',
} as const satisfies Record<SlideKind, SlideVariables['page']>;

function indicatorOf(kind: SlideKind, wanted: Indicator, indicators: readonly IndicatorDefinition[]): IndicatorDefinition | null {
  const own = OWN[kind];
  const id = own === undefined || own.includes(wanted) ? wanted : own[0];
  return indicators.find((indicator) => indicator.id === id) ?? null;
}

/** The quarter of the address, or the latest where the data have no such quarter. */
function periodOf(
  { period }: Selection,
  { periods, latest }: Meeting,
): { readonly period: string; readonly unknown: readonly BadParameter[] } {
  if (period === null) return { period: latest, unknown: [] };
  return periods.includes(period) ? { period, unknown: [] } : { period: latest, unknown: [{ name: 'period', value: period }] };
}

/** `replaced`: the region that the arrow keys have led to. Null where the registry lacks the indicator, which is a server of another age. */
export function toSlideAsk({ seconds, view }: PlaylistEntry, meeting: Meeting, replaced: string | null = null): SlideAsk | null {
  const [page = '', search = ''] = view.split('?', 2);
  const { selection, problems } = parseSelection(search);
  const kind: SlideKind = selection.why !== null ? 'why' : (page as SlideKind);
  const named = new URLSearchParams(search).has('region') && !problems.some(({ name }) => name === 'region');
  const region = replaced ?? selection.why ?? (named ? selection.region : meeting.region);
  const { period, unknown } = periodOf(selection, meeting);
  const indicator = indicatorOf(kind, selection.indicator, meeting.indicators);
  if (indicator === null) return null;
  const regions = replaced === null && (kind === 'compare' || kind === 'trends') ? selection.regions : [];
  const from = selection.against !== null && selection.against < period ? selection.against : (meeting.periods[0] ?? period);
  return {
    kind,
    seconds,
    region,
    period,
    indicator,
    regions,
    selection,
    conditioned: conditionsOf(selection),
    problems: [...problems, ...unknown],
    variables: variablesOf({ kind, region, period, indicator, regions, selection, from }),
  };
}

interface Asked extends Pick<SlideAsk, 'kind' | 'region' | 'period' | 'indicator' | 'regions' | 'selection'> {
  /** First quarter of a chart over time. */
  readonly from: string;
}

function variablesOf({ kind, region, period, indicator, regions, selection, from }: Asked): SlideVariables {
  return {
    page: PAGE[kind],
    region,
    period,
    indicator: indicator.id,
    basis: indicator.basis === null ? null : selection.basis,
    regions: regions.length > 0 ? [...regions] : null,
    ...rankedBy(kind, region, regions, selection),
    from,
    previous: quarterBefore(period),
    own: regions.length > 0 ? [...regions] : [region],
    below: region,
    coverage: coverageOf(selection),
    withLines: kind === 'trends',
    withBelow: kind === 'trends' && regions.length === 0,
    withGap: kind === 'gaps',
    withChange: kind === 'why',
    withTiers: kind === 'organizations',
  };
}

/** The children are ranked; on a comparison also all counties, or the chosen regions. */
function rankedBy(
  kind: SlideKind,
  region: string,
  regions: readonly string[],
  selection: Selection,
): Pick<SlideVariables, 'parent' | 'chosen' | 'level'> {
  if (kind === 'compare' && regions.length > 0) return { parent: null, chosen: { codes: [...regions] }, level: null };
  return { parent: region, chosen: null, level: kind === 'compare' && selection.among === 'counties' ? 'COUNTY' : null };
}

const COVERAGE = {
  PARTY: 'PARTY_ORG_COVERAGE',
  UNION: 'UNION_COVERAGE',
  LEAGUE: 'LEAGUE_COVERAGE',
  WOMEN: 'WOMEN_COVERAGE',
} as const satisfies Record<Selection['subject'], Indicator>;

const coverageOf = ({ subject }: Selection): Indicator => COVERAGE[subject];

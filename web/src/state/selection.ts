/** The whole view is in the address: this file turns the query part of a URL into a selection and back. Pure. */
import {
  Basis,
  Form,
  GapReason,
  Indicator,
  Industry,
  Management,
  SecretarySource,
  Setup,
  ShellFlag,
  Subject,
  UnitKind,
  UnitSector,
  UnitStatus,
} from '../api/gql/enums.ts';
import {
  THEMES,
  LANGS,
  VIEWS,
  SORTS,
  SPLITS,
  FINDING_SETS,
  CLASSINGS,
  SCALES,
  LAYOUTS,
  AMONG,
  DIVISIONS,
  LISTED,
  ROOMS,
  FRAMES,
  type Theme,
  type Lang,
  type View,
  type Sort,
  type Split,
  type FindingSet,
  type Classing,
  type ScaleShown,
  type Layout,
  type Among,
  type Divisions,
  type Listed,
  type Room,
  type Frame,
} from './choices.ts';
import { cutTo, flag, listOf, matching, oneOf, wholeNumber, type BadParameter, type Parameter, type Repeated } from './parameters.ts';
import { MOST_SLIDES, printEntry, readEntry, type PlaylistEntry } from './playlist.ts';

export * from './choices.ts';
export type { BadParameter } from './parameters.ts';

/** Longest lists that a page is made for. */
export const MOST_REGIONS = 20;
export const MOST_INDICATORS = 6;

export interface Selection {
  /** GB/T 2260 code of six digits, nine for a township, or `P…` for a park. */
  readonly region: string;
  /** A quarter, `2025Q4`; null: the latest that the server has. */
  readonly period: string | null;
  /** The quarter set beside it; null: none, or the one before. */
  readonly against: string | null;
  readonly indicator: Indicator;
  /** Further indicators, on pages that draw several. */
  readonly indicators: readonly Indicator[];
  readonly basis: Basis;
  /** The basis set beside it. */
  readonly versus: Basis | null;
  /** Regions set beside each other; empty: the page chooses (the children of the region). */
  readonly regions: readonly string[];
  readonly among: Among;
  readonly divisions: Divisions;
  /** The one that stands out, by region code; null: the page chooses. */
  readonly focus: string | null;
  readonly subject: Subject;
  /** Conditions on units; empty: all. */
  readonly kind: readonly UnitKind[];
  readonly sector: readonly UnitSector[];
  readonly industry: readonly Industry[];
  readonly management: readonly Management[];
  readonly status: readonly UnitStatus[];
  /** Only what a reviewer has accepted. */
  readonly accepted: boolean;
  /** Conditions on the lists of single units and organizations. */
  readonly reason: readonly GapReason[];
  /** Staff at least; null: any. */
  readonly minStaff: number | null;
  readonly form: readonly Form[];
  readonly setup: readonly Setup[];
  readonly secretary: readonly SecretarySource[];
  readonly flags: readonly ShellFlag[];
  readonly listed: Listed;
  readonly view: View | null;
  readonly layout: Layout | null;
  readonly classes: Classing;
  readonly scale: ScaleShown;
  readonly sort: Sort;
  /** A column of a table to sort by, `-gap` downwards; null: the order of the report. */
  readonly order: string | null;
  readonly findings: FindingSet;
  /** Id of the finding drawn large; null: the worst of the set. */
  readonly finding: string | null;
  /** Code of the region whose why card lies over the page. */
  readonly why: string | null;
  readonly split: Split | null;
  /** What is typed into the search box of a page. */
  readonly search: string;
  /** Cursor of the page of a list that is shown. */
  readonly after: string | null;
  /** Slides of a meeting in their order; none: the playlist of the region, unless somebody has emptied the list. */
  readonly slide: readonly PlaylistEntry[];
  readonly emptied: boolean;
  /** Which slide is shown, from 0; null: the meeting has not begun. */
  readonly at: number | null;
  readonly room: Room;
  readonly frame: Frame;
  readonly labels: boolean;
  readonly edit: boolean;
  /** `v12`: the data as they were in that version; null: as they are. */
  readonly version: string | null;
  readonly theme: Theme;
  readonly lang: Lang;
}

export const NATION = '100000';

export const DEFAULTS: Selection = {
  region: NATION,
  period: null,
  against: null,
  indicator: 'PARTY_ORG_COVERAGE',
  indicators: [],
  basis: 'OPERATING',
  versus: null,
  regions: [],
  among: 'children',
  divisions: 'was',
  focus: null,
  subject: 'PARTY',
  kind: [],
  sector: [],
  industry: [],
  management: [],
  status: [],
  accepted: false,
  reason: [],
  minStaff: null,
  form: [],
  setup: [],
  secretary: [],
  flags: [],
  listed: 'flagged',
  view: null,
  layout: null,
  classes: 'policy',
  scale: 'rate',
  sort: 'low',
  order: null,
  findings: 'problems',
  finding: null,
  why: null,
  split: null,
  search: '',
  after: null,
  slide: [],
  emptied: false,
  at: null,
  room: 'meeting',
  frame: '16:9',
  labels: true,
  edit: false,
  version: null,
  theme: 'light',
  lang: 'zh',
};

const REGION = matching(/^(?:\d{6}|\d{9}|P\d{8,11})$/);
const QUARTER = matching(/^\d{4}Q[1-4]$/);
const all = <Value extends string>(members: readonly Value[]): Parameter<readonly Value[]> => listOf(oneOf(members), members.length);

type Readable<Value> = Parameter<NonNullable<Value>> | (Value extends readonly (infer Member)[] ? Repeated<Member> : never);

/** One entry a parameter, in the order in which an address lists them. */
const PARAMETERS: { readonly [Name in keyof Selection]: Readable<Selection[Name]> } = {
  region: REGION,
  period: QUARTER,
  against: QUARTER,
  indicator: oneOf(Indicator),
  indicators: listOf(oneOf(Indicator), MOST_INDICATORS),
  basis: oneOf(Basis),
  versus: oneOf(Basis),
  regions: listOf(REGION, MOST_REGIONS),
  among: oneOf(AMONG),
  divisions: oneOf(DIVISIONS),
  focus: REGION,
  subject: oneOf(Subject),
  kind: all(UnitKind),
  sector: all(UnitSector),
  industry: all(Industry),
  management: all(Management),
  status: all(UnitStatus),
  accepted: flag,
  reason: all(GapReason),
  minStaff: wholeNumber(99_999),
  form: all(Form),
  setup: all(Setup),
  secretary: all(SecretarySource),
  flags: all(ShellFlag),
  listed: oneOf(LISTED),
  view: oneOf(VIEWS),
  layout: oneOf(LAYOUTS),
  classes: oneOf(CLASSINGS),
  scale: oneOf(SCALES),
  sort: oneOf(SORTS),
  order: matching(/^-?[a-zA-Z]{1,40}$/),
  findings: oneOf(FINDING_SETS),
  finding: matching(/^[\w.:-]{1,80}$/),
  why: REGION,
  split: oneOf(SPLITS),
  search: cutTo(100),
  after: matching(/^[\w=+/-]{1,400}$/),
  slide: { repeated: { read: readEntry, print: printEntry }, most: MOST_SLIDES },
  emptied: flag,
  at: wholeNumber(MOST_SLIDES),
  room: oneOf(ROOMS),
  frame: oneOf(FRAMES),
  labels: flag,
  edit: flag,
  version: matching(/^v\d{1,9}$/),
  theme: oneOf(THEMES),
  lang: oneOf(LANGS),
};
type Name = keyof Selection;
// The table above pairs every name with a parameter of its own type, which a loop over names cannot show to the compiler.
const ENTRIES = Object.entries(PARAMETERS) as unknown as readonly (readonly [Name, Parameter<unknown> | Repeated<unknown>])[];
const PARAMETER = new Map(ENTRIES);
const isName = (name: string): name is Name => PARAMETER.has(name as Name);

/** Reads `region=410000&period=2025Q4`, with or without the question mark. Unknown names and bad values are reported, and the default stands. */
export function parseSelection(search: string): { readonly selection: Selection; readonly problems: readonly BadParameter[] } {
  const problems: BadParameter[] = [];
  const found = new Map<Name, unknown>();
  for (const [name, value] of new URLSearchParams(search)) {
    const parameter = isName(name) ? PARAMETER.get(name) : undefined;
    if (!isName(name) || parameter === undefined) problems.push({ name, value });
    else if ('repeated' in parameter) {
      const before = (found.get(name) ?? []) as readonly unknown[];
      const read = parameter.repeated.read(value);
      if (read === undefined || before.length === parameter.most) problems.push({ name, value });
      else found.set(name, [...before, read]);
    } else {
      const read = parameter.read(value);
      if (read === undefined) problems.push({ name, value });
      else found.set(name, read);
    }
  }
  return { selection: { ...DEFAULTS, ...Object.fromEntries(found) }, problems };
}

const isDefault = (name: Name, value: Selection[Name]): boolean =>
  Array.isArray(value) ? value.length === 0 : value === null || value === DEFAULTS[name];

/** Prints a selection as the query part of an address, `` or `?region=410000`; what equals the default is left out. */
export function printSelection(selection: Selection): string {
  const parameters = new URLSearchParams();
  for (const [name, parameter] of ENTRIES) {
    const value = selection[name];
    if (isDefault(name, value)) continue;
    if ('repeated' in parameter) for (const one of value as readonly unknown[]) parameters.append(name, parameter.repeated.print(one));
    else parameters.set(name, parameter.print(value));
  }
  // A comma needs no escape in a query, and a list reads better with it.
  const text = parameters.toString().replaceAll('%2C', ',');
  return text === '' ? '' : `?${text}`;
}

/** What goes along when the page changes: place, time, measure, basis, conditions, version and look, not what only the page left behind knows. */
const CARRIED = [
  'region',
  'period',
  'indicator',
  'basis',
  'subject',
  'kind',
  'sector',
  'industry',
  'management',
  'status',
  'accepted',
  'view',
  'version',
  'theme',
  'lang',
] as const satisfies readonly Name[];

export const carriedOver = (selection: Selection): Selection => ({
  ...DEFAULTS,
  ...Object.fromEntries(CARRIED.map((name) => [name, selection[name]])),
});

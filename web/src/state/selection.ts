/** The whole view is in the address: this file turns the query part of a URL into a selection and back. Pure. */
import {
  AuditAction,
  AuditChain,
  AuditOutcome,
  Basis,
  DifferenceKind,
  Form,
  GapReason,
  Indicator,
  Industry,
  LedgerSheet,
  Management,
  ProblemSeverity,
  SecretarySource,
  Role,
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
  ADMIN_TABS,
  SUBMIT_PARTS,
  REVIEWED,
} from './choices.ts';
import {
  cutTo,
  flag,
  listOf,
  matching,
  oneOf,
  ownAddress,
  wholeNumber,
  type BadParameter,
  type Parameter,
  type Repeated,
} from './parameters.ts';
import { DEFAULTS, type Selection } from './defaults.ts';
import { MOST_SLIDES, printEntry, readEntry } from './playlist.ts';

export * from './choices.ts';
export * from './defaults.ts';
export type { BadParameter } from './parameters.ts';

/** Longest lists that a page is made for. */
export const MOST_REGIONS = 20;
export const MOST_INDICATORS = 6;

const REGION = matching(/^(?:\d{6}|\d{9}|P\d{8,11})$/);
const DAY = matching(/^\d{4}-\d{2}-\d{2}$/);
const ID = matching(/^[\w.:-]{1,80}$/);
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
  finding: ID,
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
  asKnownOn: DAY,
  tab: oneOf(ADMIN_TABS),
  part: oneOf(SUBMIT_PARTS),
  upload: ID,
  submission: ID,
  severity: oneOf(ProblemSeverity),
  problem: ID,
  sheet: oneOf(LedgerSheet),
  changed: all(DifferenceKind),
  reviewed: oneOf(REVIEWED),
  user: ID,
  role: oneOf(Role),
  actor: cutTo(100),
  action: all(AuditAction),
  outcome: oneOf(AuditOutcome),
  chain: oneOf(AuditChain),
  since: DAY,
  until: DAY,
  back: ownAddress,
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
  'asKnownOn',
  'theme',
  'lang',
] as const satisfies readonly Name[];

export const carriedOver = (selection: Selection): Selection => ({
  ...DEFAULTS,
  ...Object.fromEntries(CARRIED.map((name) => [name, selection[name]])),
});

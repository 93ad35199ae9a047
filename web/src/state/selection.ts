/** The whole view is in the address: this file turns the query part of a URL into a selection and back. Pure. */
import { Basis, Indicator, Severity } from '../api/gql/enums.ts';

export const PAGES = ['overview', 'quality', 'indicators'] as const;
export type Page = (typeof PAGES)[number];

export const THEMES = ['light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

export const LANGS = ['zh', 'en'] as const;
export type Lang = (typeof LANGS)[number];

/** `published`: what others have printed about the region; `ledger`: what its own ledger gives; null: the page chooses. */
export const VIEWS = ['published', 'ledger'] as const;
export type View = (typeof VIEWS)[number];

/** `low`: worst first, as the API ranks; `high`: best first; `code`: the order of the region codes. */
export const SORTS = ['low', 'high', 'code'] as const;
export type Sort = (typeof SORTS)[number];

/** Which findings the quality page lists: all that have a problem, or those of one severity (NONE: the ones that agree). */
export const FINDING_SETS = ['problems', ...Severity] as const;
export type FindingSet = (typeof FINDING_SETS)[number];

export interface Selection {
  /** GB/T 2260 code of six digits, nine for a township, or `P…` for a park. */
  readonly region: string;
  /** A quarter, `2025Q4`; null: the latest that the server has. */
  readonly period: string | null;
  readonly indicator: Indicator;
  readonly basis: Basis;
  readonly view: View | null;
  readonly sort: Sort;
  readonly findings: FindingSet;
  /** Id of the finding drawn large; null: the worst of the set. */
  readonly finding: string | null;
  /** What is typed into the search box of a page. */
  readonly search: string;
  readonly theme: Theme;
  readonly lang: Lang;
}

export const NATION = '100000';

export const DEFAULTS: Selection = {
  region: NATION,
  period: null,
  indicator: 'PARTY_ORG_COVERAGE',
  basis: 'OPERATING',
  view: null,
  sort: 'low',
  findings: 'problems',
  finding: null,
  search: '',
  theme: 'light',
  lang: 'zh',
};

/** A parameter whose value was not understood; the selection holds the default in its place. */
export interface BadParameter {
  readonly name: string;
  readonly value: string;
}

type Reader<Value> = (text: string) => Value | undefined;

const oneOf =
  <Value extends string>(members: readonly Value[]): Reader<Value> =>
  (text) =>
    members.find((member) => member === text);
const matching =
  (pattern: RegExp): Reader<string> =>
  (text) =>
    pattern.test(text) ? text : undefined;

/** One entry a parameter, in the order in which an address lists them. */
const READERS: { readonly [Name in keyof Selection]: Reader<NonNullable<Selection[Name]>> } = {
  region: matching(/^(?:\d{6}|\d{9}|P\d{8,11})$/),
  period: matching(/^\d{4}Q[1-4]$/),
  indicator: oneOf(Indicator),
  basis: oneOf(Basis),
  view: oneOf(VIEWS),
  sort: oneOf(SORTS),
  findings: oneOf(FINDING_SETS),
  finding: matching(/^[\w.:-]{1,80}$/),
  search: (text) => text.slice(0, 100),
  theme: oneOf(THEMES),
  lang: oneOf(LANGS),
};
const NAMES = Object.keys(READERS) as readonly (keyof Selection)[];

const isName = (name: string): name is keyof Selection => Object.hasOwn(READERS, name);

/** Reads `region=410000&period=2025Q4`, with or without the question mark. Unknown names and bad values are reported, and the default stands. */
export function parseSelection(search: string): { readonly selection: Selection; readonly problems: readonly BadParameter[] } {
  const problems: BadParameter[] = [];
  const found: Partial<Record<keyof Selection, string>> = {};
  for (const [name, value] of new URLSearchParams(search)) {
    const read = isName(name) ? READERS[name](value) : undefined;
    if (read === undefined || !isName(name)) problems.push({ name, value });
    else found[name] = read;
  }
  // Every reader gives a member of its own field's type, which the loop over names cannot show to the compiler.
  return { selection: { ...DEFAULTS, ...found } as Selection, problems };
}

/** Prints a selection as the query part of an address, `` or `?region=410000`; what equals the default is left out. */
export function printSelection(selection: Selection): string {
  const parameters = new URLSearchParams();
  for (const name of NAMES) {
    const value = selection[name];
    if (value !== null && value !== DEFAULTS[name]) parameters.set(name, value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** The period to show: the wanted one if the server has it, else the latest; `problem` is set when the wanted one is not there. */
export function periodShown(
  wanted: string | null,
  held: { readonly periods: readonly string[]; readonly latestPeriod?: string | null },
): { readonly period: string | null; readonly problem: BadParameter | null } {
  if (wanted === null) return { period: held.latestPeriod ?? null, problem: null };
  return held.periods.includes(wanted)
    ? { period: wanted, problem: null }
    : { period: held.latestPeriod ?? null, problem: { name: 'period', value: wanted } };
}

/** The path of a page below the base path. */
export const pathOf = (page: Page): string => (page === 'overview' ? '/' : `/${page}`);

/** The page at a path below the base path; null when there is none. */
export const pageAt = (path: string): Page | null => PAGES.find((page) => pathOf(page) === path) ?? null;

/** What goes along when the page changes: the place, the time, the basis and the look, not the filters of the page left behind. */
export const carriedOver = (selection: Selection): Selection => ({
  ...selection,
  sort: DEFAULTS.sort,
  findings: DEFAULTS.findings,
  finding: DEFAULTS.finding,
  search: DEFAULTS.search,
});

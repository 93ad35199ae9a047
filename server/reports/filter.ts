/** The filter of a question → conditions on rows of units and of organizations. */
import { basisColumn, type OrganizationCondition, type Range, type UnitCondition } from '../db/facts.ts';
import { badInput, type DomainError } from '../domain/errors.ts';
import { FORMS, TIERS_OF, type Subject } from '../domain/organizations.ts';
import type { Ground } from './ground.ts';
import { mustExist } from './selection.ts';
import type { UnitFilter } from './unitTypes.ts';

const LISTS = ['kind', 'sector', 'industry', 'scale', 'status', 'management', 'reason'] as const;
/** What an organization row knows of a filter; anything else of it speaks of units. */
const OF_BOTH: readonly string[] = ['region', 'subject', 'setup', 'form'];

function checkFilter(where: UnitFilter): void {
  const subject = where.subject ?? 'PARTY';
  const tier = where.tier?.find((one) => !TIERS_OF[subject].includes(one));
  if (tier !== undefined) throw badInput(`${subject} 没有覆盖方式 ${tier}；可用：${TIERS_OF[subject].join('、')}`);
  const form = where.form?.find((one) => FORMS[one].subject !== subject);
  if (form !== undefined) throw badInput(`${form} 不是 ${subject} 的组织形式；请同时给出 subject`);
}

interface Placed {
  readonly region?: string;
  readonly park?: string;
}

/** The same place with a park that was given as the region in its own place: no row has a park for its division. @throws DomainError */
export function withPlace<Filter extends Placed>(ground: Ground, where: Filter): Filter {
  const region = where.region === undefined ? undefined : mustExist(ground, where.region);
  const park = where.park === undefined ? undefined : mustExist(ground, where.park);
  if (park && park.kind !== 'PARK')
    throw badInput(`park 须为园区代码（以 P 开头）；${park.code} 是${park.name}，不是园区。按行政区划筛选请用 region。`);
  if (region?.kind !== 'PARK') return where;
  if (park && park.code !== region.code)
    throw badInput(`region（${region.code}）与 park（${park.code}）是两个园区，没有单位同时在其中。请只给一个园区。`);
  const { region: _, ...rest } = where;
  return { ...rest, park: region.code } as Filter;
}

const UPPER: readonly (readonly [RegExp, string])[] = [
  [/^min/, 'max'],
  [/From$/, 'To'],
];

const crossed = (bounds: string): DomainError => badInput(`${bounds}，没有一条能符合。请改正这两个界限。`);

/** Bounds the wrong way round hold for nothing: an empty list would look like an answer. Days are text, and compare as such. */
function checkBounds(where: object): void {
  const given = new Map<string, unknown>(Object.entries(where));
  for (const [name, low] of given) {
    const [beginning, end] = UPPER.find(([pattern]) => pattern.test(name)) ?? [];
    if (beginning === undefined) continue;
    const other = name.replace(beginning, String(end));
    const high = given.get(other);
    if (typeof low === 'number' && typeof high === 'number' && low > high) throw crossed(`${name}（${low}）大于 ${other}（${high}）`);
    if (typeof low === 'string' && typeof high === 'string' && low > high) throw crossed(`${name}（${low}）晚于 ${other}（${high}）`);
  }
}

/** A blank text narrows nothing. @throws DomainError for what is no character: a database would stop reading there */
export function searchText(text: string | undefined): string | undefined {
  if (text === undefined || text.trim() === '') return undefined;
  if (/[\p{Cc}\p{Cs}]/u.test(text)) throw badInput('search 中有控制字符或不成字的 Unicode 编码，请去掉后再查。');
  return text;
}

/** A filter as it was meant: its place, its bounds, its text. @throws DomainError that says which of them cannot be */
export function settled<Filter extends Placed & { readonly search?: string }>(ground: Ground, where: Filter): Filter {
  checkBounds(where);
  const { search: asked, ...rest } = withPlace(ground, where);
  const search = searchText(asked);
  return { ...rest, ...(search !== undefined && { search }) } as Filter;
}

/** Conditions that ask whether a flag is set. */
const FLAGS = {
  memberless: 'memberless',
  hasInstructor: 'has_instructor',
  hasPremises: 'has_premises',
  baseListed: 'base_listed',
} as const;

const rangesOf = (where: UnitFilter): Range[] => [
  { column: 'staff', min: where.minStaff, max: where.maxStaff },
  { column: 'full_members', min: where.minFullMembers, max: where.maxFullMembers },
  { column: 'league_members', min: where.minLeagueMembers, max: where.maxLeagueMembers },
  { column: 'union_members', min: where.minUnionMembers, max: where.maxUnionMembers },
  { column: 'revenue_wan', min: where.minRevenueWan, max: where.maxRevenueWan },
  { column: 'registered_on', min: where.registeredFrom, max: where.registeredTo },
  { column: 'opened_on', min: where.openedFrom, max: where.openedTo },
];

/** Flags that must be set, and those that must not be. */
function flagsOf(where: UnitFilter, subject: Subject): { flags: string[]; unset: string[] } {
  const asked = Object.entries(FLAGS).map(([name, column]): [string, boolean | undefined] => [column, where[name as keyof typeof FLAGS]]);
  const flags = asked.flatMap(([column, wanted]) => (wanted === true ? [column] : []));
  const unset = asked.flatMap(([column, wanted]) => (wanted === false ? [column] : []));
  if (where.basis) flags.push(basisColumn(where.basis, subject));
  if (where.eligibleFor) flags.push(`eligible_${where.eligibleFor.toLowerCase()}`);
  if (where.coveredBy) flags.push(`${where.coveredBy.toLowerCase()}_covered`);
  if (where.notCoveredBy) unset.push(`${where.notCoveredBy.toLowerCase()}_covered`);
  return { flags, unset };
}

export function toCondition(where: UnitFilter = {}): UnitCondition {
  checkFilter(where);
  const subject = where.subject ?? 'PARTY';
  const prefix = subject.toLowerCase();
  const equals: Record<string, readonly string[]> = {};
  for (const name of LISTS) if (where[name]) equals[name] = where[name];
  if (where.setup) equals[`${prefix}_setup`] = where.setup;
  if (where.form) equals[`${prefix}_form`] = where.form;
  return {
    region: where.region,
    park: where.park,
    equals,
    ...flagsOf(where, subject),
    ranges: rangesOf(where),
    tier: where.tier ? { subject, tiers: where.tier } : undefined,
    without: where.eligibleWithout,
    search: where.search,
  };
}

export function toOrganizationCondition(where: UnitFilter = {}): OrganizationCondition {
  checkFilter(where);
  return {
    region: where.region,
    equals: { ...(where.setup ? { setup: where.setup } : {}), ...(where.form ? { form: where.form } : {}) },
    flags: [],
  };
}

const said = (where: UnitFilter | undefined): string[] =>
  Object.entries(where ?? {}).flatMap(([name, value]) => (value === undefined || value === null ? [] : [name]));

/** Whether a filter narrows rows at all; `subject` alone only names whom a per-subject indicator is about. */
export const narrows = (where: UnitFilter | undefined): boolean => said(where).some((name) => name !== 'subject');

/** Whether a filter speaks of units only, so that counts of organizations have no answer to it. */
export const isAboutUnits = (where: UnitFilter | undefined): boolean => said(where).some((name) => !OF_BOTH.includes(name));

/** The list of organizations, and which of them to check. */
import type { OrganizationCondition } from '../db/facts.ts';
import type { Ordering, Position } from '../db/listing.ts';
import type { Db } from '../db/open.ts';
import { countOrganizations, listOrganizations, type ListedOrganization } from '../db/organizations.ts';
import type { OrganizationRowStored } from '../db/schema.ts';
import type { Quarter } from '../domain/period.ts';
import type { RuleSet } from '../domain/rules/ruleSet.ts';
import { SHELL_COLUMN, termEnd, termYearsOf } from '../domain/shells.ts';
import { raisedFlags } from '../domain/shellWords.ts';
import type { OrganizationFilter, OrganizationRow, OrganizationsAsk } from './analysisTypes.ts';
import type { OrganizationOrder } from './orders.ts';
import type { OrganizationListAsk } from './bulkTypes.ts';
import { cursorsOf, placeIn, toPage } from './cursor.ts';
import { settled } from './filter.ts';
import { quarterAsked } from './gap.ts';
import type { Ground } from './ground.ts';
import { listedQuarter } from './selection.ts';
import type { Page } from './types.ts';
import { mustSeeRows } from './withheld.ts';

/** Rows that a file reads at a time. */
const PAGE = 1000;

const ORDERINGS: Readonly<Record<OrganizationOrder, Ordering<keyof OrganizationRowStored>>> = {
  CODE: { column: 'code', descending: false },
  NAME: { column: 'name', descending: false },
  FULL_MEMBERS_DESC: { column: 'covered_full_members', descending: true },
  FULL_MEMBERS: { column: 'covered_full_members', descending: false },
  UNITS_DESC: { column: 'units_covered', descending: true },
  FOUNDED_DESC: { column: 'founded_on', descending: true },
  TERM_STARTED: { column: 'term_started_on', descending: false, empty: '9999-12-31' },
  FUNDS_DESC: { column: 'funds', descending: true, empty: -1 },
  REGION: { column: 'region', descending: false },
};

/** Conditions that ask whether a flag is set. */
const FLAGS = {
  shell: 'shell',
  active: 'active',
  termOverdue: 'term_overdue',
  standardMet: 'standard_met',
  foundedNow: 'founded_now',
} as const;

function toCondition(where: OrganizationFilter, period: Quarter): OrganizationCondition {
  const lists = { subject: where.subject, form: where.form, setup: where.setup, secretary_source: where.secretarySource };
  const asked = Object.entries(FLAGS).map(([name, column]) => [column, where[name as keyof typeof FLAGS]] as const);
  return {
    region: where.region,
    park: where.park === undefined ? undefined : { code: where.park, period },
    equals: Object.fromEntries(Object.entries(lists).flatMap(([name, values]) => (values === undefined ? [] : [[name, values]]))),
    flags: [
      ...asked.flatMap(([column, wanted]) => (wanted === true ? [column] : [])),
      ...(where.flags ?? []).map((flag) => SHELL_COLUMN[flag]),
    ],
    // `shell: false` has always meant no condition.
    unset: asked.flatMap(([column, wanted]) => (wanted === false && column !== 'shell' ? [column] : [])),
    ranges: [
      { column: 'covered_full_members', min: where.minFullMembers, max: where.maxFullMembers },
      { column: 'units_covered', min: where.minUnits, max: where.maxUnits },
      { column: 'standard_items', min: where.minStandardItems, max: where.maxStandardItems },
      { column: 'funds', min: where.minFunds, max: where.maxFunds },
      { column: 'founded_on', min: where.foundedFrom, max: where.foundedTo },
      { column: 'term_started_on', min: where.termStartedFrom, max: where.termStartedTo },
    ],
    search: where.search,
  };
}

const known = (flag: number | null): boolean | null => (flag === null ? null : flag === 1);

function toRow(row: ListedOrganization, period: Quarter, rules: RuleSet): OrganizationRow {
  const fact = { termStartedOn: row.term_started_on, termYears: termYearsOf({ form: row.form, termYears: row.term_years }, rules) };
  return {
    code: row.code,
    name: row.name,
    region: row.region,
    subject: row.subject,
    form: row.form,
    setup: row.setup,
    foundedOn: row.founded_on,
    termStartedOn: row.term_started_on,
    termEndsOn: termEnd(fact),
    secretarySource: row.secretary_source,
    unitsCovered: row.units_covered,
    fullMembers: row.covered_full_members,
    meetingsDue: row.meetings_due,
    meetingsHeld: row.meetings_held,
    themeDayMonths: row.theme_day_months,
    standardItems: row.standard_items,
    funds: row.funds,
    active: known(row.active),
    termOverdue: row.term_overdue === 1,
    standardMet: known(row.standard_met),
    period,
    flags: raisedFlags({ fact, of: row, period, rules }),
  };
}

/** A list as it is asked for, whether by the page or as a whole. */
interface Listing {
  readonly period: Quarter;
  readonly order: OrganizationOrder;
  readonly where: OrganizationCondition;
  readonly toRow: (row: ListedOrganization) => OrganizationRow;
}

function listingOf(ground: Ground, ask: OrganizationListAsk): Listing {
  const period = listedQuarter(ground, ask.period) ?? quarterAsked(ground, ask.period);
  const rulesOf = new Map<string, RuleSet>();
  const rulesAt = (region: string): RuleSet => {
    const found = rulesOf.get(region) ?? ground.rulesAt(region, period);
    rulesOf.set(region, found);
    return found;
  };
  const settledWhere = settled(ground, ask.where);
  mustSeeRows(ground, '组织清单', settledWhere);
  const where = toCondition(settledWhere, period);
  return { period, order: ask.orderBy ?? 'CODE', where, toRow: (row) => toRow(row, period, rulesAt(row.ledger_region)) };
}

async function pageOf<Count extends number | null>(
  db: Db,
  ground: Ground,
  ask: OrganizationsAsk,
  count: (listing: Listing) => Promise<Count>,
): Promise<Page<OrganizationRow, Count>> {
  const listing = listingOf(ground, ask);
  const { period, order, where, toRow } = listing;
  const cursors = cursorsOf('organizations', order, { ...ask.where, period, ...(ground.acceptedOnly && { acceptedOnly: true }) });
  const after = placeIn(cursors, ask.after);
  const rows = await listOrganizations(db, { period, knowledge: ground, where, order: ORDERINGS[order], first: ask.first, after });
  return toPage(rows, ask.first, await count(listing), ask.after !== undefined, (row) => ({
    cursor: cursors.encode([row.sort_key, row.code, row.reported_by]),
    node: toRow(row),
  }));
}

const countOf = (db: Db, ground: Ground, { period, where }: Listing): Promise<number> =>
  countOrganizations(db, { period, knowledge: ground, where });

export const pageOrganizations = (db: Db, ground: Ground, ask: OrganizationsAsk): Promise<Page<OrganizationRow>> =>
  pageOf(db, ground, ask, (listing) => countOf(db, ground, listing));

/** A page of which nobody asks how many rows there are in all. */
export const pageOrganizationRows = (db: Db, ground: Ground, ask: OrganizationsAsk): Promise<Page<OrganizationRow, null>> =>
  pageOf(db, ground, ask, async () => null);

export const countAllOrganizations = async (db: Db, ground: Ground, ask: OrganizationListAsk): Promise<number> =>
  countOf(db, ground, listingOf(ground, ask));

/** All organizations of a list by the page; the next is read when it is asked for. */
export async function* organizationPages(db: Db, ground: Ground, ask: OrganizationListAsk): AsyncGenerator<readonly OrganizationRow[]> {
  const { period, order, where, toRow } = listingOf(ground, ask);
  let after: Position | null = null;
  for (;;) {
    const rows: ListedOrganization[] = await listOrganizations(db, {
      period,
      knowledge: ground,
      where,
      order: ORDERINGS[order],
      first: PAGE,
      after,
    });
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(toRow);
    if (rows.length <= PAGE) return;
    after = { value: last.sort_key, code: last.code, reportedBy: last.reported_by };
  }
}

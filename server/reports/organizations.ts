/** The list of organizations, and which of them to check. */
import type { OrganizationCondition } from '../db/facts.ts';
import type { Db } from '../db/open.ts';
import { countOrganizations, listOrganizations, type ListedOrganization, type OrganizationPosition } from '../db/organizations.ts';
import { badInput } from '../domain/errors.ts';
import type { Quarter } from '../domain/period.ts';
import type { RuleSet } from '../domain/rules/ruleSet.ts';
import { SHELL_COLUMN, termEnd, termYearsOf } from '../domain/shells.ts';
import { raisedFlags } from '../domain/shellWords.ts';
import type { OrganizationFilter, OrganizationRow, OrganizationsAsk } from './analysisTypes.ts';
import type { OrganizationListAsk } from './bulkTypes.ts';
import { decodeCursor, encodeCursor, toPage } from './cursor.ts';
import { quarterAsked } from './gap.ts';
import type { Ground } from './ground.ts';
import { mustExist } from './selection.ts';
import type { Page } from './types.ts';

/** Rows that a file reads at a time. */
const PAGE = 1000;

function toCondition(where: OrganizationFilter): OrganizationCondition {
  const lists = { subject: where.subject, form: where.form, setup: where.setup, secretary_source: where.secretarySource };
  return {
    region: where.region,
    equals: Object.fromEntries(Object.entries(lists).flatMap(([name, values]) => (values === undefined ? [] : [[name, values]]))),
    flags: [...(where.shell === true ? ['shell'] : []), ...(where.flags ?? []).map((flag) => SHELL_COLUMN[flag])],
    search: where.search,
  };
}

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
    period,
    flags: raisedFlags({ fact, of: row, period, rules }),
  };
}

function positionOf(after: string): OrganizationPosition {
  const [kind, code, submission] = decodeCursor(after);
  if (kind !== 'ORGANIZATION' || typeof code !== 'string' || typeof submission !== 'number')
    throw badInput('after 不是本列表的游标，请用上一页 pageInfo.endCursor');
  return { code, submission };
}

interface Listing {
  readonly period: Quarter;
  readonly where: OrganizationCondition;
  readonly toRow: (row: ListedOrganization) => OrganizationRow;
}

function listingOf(ground: Ground, ask: OrganizationListAsk): Listing {
  const period = quarterAsked(ground, ask.period);
  if (ask.where.region !== undefined) mustExist(ground, ask.where.region);
  const known = new Map<string, RuleSet>();
  const rulesAt = (region: string): RuleSet => {
    const found = known.get(region) ?? ground.rulesAt(region, period);
    known.set(region, found);
    return found;
  };
  return { period, where: toCondition(ask.where), toRow: (row) => toRow(row, period, rulesAt(row.ledger_region)) };
}

export async function pageOrganizations(db: Db, ground: Ground, ask: OrganizationsAsk): Promise<Page<OrganizationRow>> {
  const { period, where, toRow } = listingOf(ground, ask);
  const after = ask.after === undefined ? null : positionOf(ask.after);
  const rows = await listOrganizations(db, { period, where, first: ask.first, after });
  const totalCount = await countOrganizations(db, { period, where });
  return toPage(rows, ask.first, totalCount, ask.after !== undefined, (row) => ({
    cursor: encodeCursor(['ORGANIZATION', row.code, row.submission]),
    node: toRow(row),
  }));
}

export async function countAllOrganizations(db: Db, ground: Ground, ask: OrganizationListAsk): Promise<number> {
  const { period, where } = listingOf(ground, ask);
  return countOrganizations(db, { period, where });
}

/** All organizations of a list by the page; the next is read when it is asked for. */
export async function* organizationPages(db: Db, ground: Ground, ask: OrganizationListAsk): AsyncGenerator<readonly OrganizationRow[]> {
  const { period, where, toRow } = listingOf(ground, ask);
  let after: OrganizationPosition | null = null;
  for (;;) {
    const rows: ListedOrganization[] = await listOrganizations(db, { period, where, first: PAGE, after });
    const page = rows.slice(0, PAGE);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page.map(toRow);
    if (rows.length <= PAGE) return;
    after = { code: last.code, submission: last.submission };
  }
}

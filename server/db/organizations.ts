/** Query module of organizations: the list, page by page. */
import { sql, type RawBuilder } from 'kysely';
import type { Form, Subject } from '../domain/organizations.ts';
import { counted, CURRENT, ledgersOf, organizationConditions, type Knowledge, type OrganizationCondition } from './facts.ts';
import { readPage, type Listed as InList, type Ordering, type Position } from './listing.ts';
import { pinned } from './nation/apart.ts';
import { countApart, placePark, submissionsOf } from './nation/facts.ts';
import type { Db } from './open.ts';
import type { OrganizationRowStored } from './schema.ts';

interface Listed {
  readonly period: string;
  readonly where: OrganizationCondition;
  readonly knowledge?: Knowledge;
}

const placeOf = ({ period, where: { region }, knowledge = CURRENT }: Listed): RawBuilder<unknown>[] => [
  counted(knowledge),
  sql`s.period = ${period}`,
  ...(region === undefined ? [] : [sql`s.ledger_region in ${ledgersOf([region])}`]),
];

async function conditionsOf(db: Db, ask: Listed): Promise<RawBuilder<unknown>> {
  const { knowledge = CURRENT } = ask;
  const place = placeOf(ask);
  const where = await placePark(db, ask.where, counted(knowledge, 'us'));
  return sql`${sql.join([...place, ...organizationConditions(where, 'f', knowledge)], sql` and `)}${await pinned(db, 'f.submission', submissionsOf(place))}`;
}

const listed = async (db: Db, ask: Listed): Promise<RawBuilder<unknown>> =>
  sql`from submission as s join organization_quarter as f on f.submission = s.id where ${await conditionsOf(db, ask)}`;

/** An organization of a list, with the rules of its ledger. */
export type ListedOrganization = InList<OrganizationRowStored> & {
  readonly rule_set: string;
  readonly ledger_region: string;
};

/** One page after a position, one row more than `first` when there are more. */
export async function listOrganizations(
  db: Db,
  ask: Listed & {
    order: Ordering<keyof OrganizationRowStored>;
    first: number;
    after: Position | null;
  },
): Promise<ListedOrganization[]> {
  const { order, first, after } = ask;
  const carried = sql`, s.rule_set as rule_set, s.ledger_region as ledger_region`;
  return readPage(db, { table: 'organization_quarter', code: 'code', order, first, after, where: await conditionsOf(db, ask), carried });
}

export async function countOrganizations(db: Db, ask: Listed): Promise<number> {
  // Those of a park are told by their submission, too.
  const rowsAlone = ask.where.park === undefined;
  const apart = rowsAlone
    ? await countApart(db, sql.table('organization_quarter'), placeOf(ask), organizationConditions(ask.where, 'f'))
    : null;
  if (apart !== null) return apart;
  const { rows } = await sql<{ n: number }>`select count(*) as n ${await listed(db, ask)}`.execute(db);
  return Number(rows[0]?.n);
}

/** Organizations of one subject by what says when their term ends, and by the ledger whose rules may say the rest. */
export interface CountedTerm {
  readonly ledger_region: string;
  readonly form: Form;
  readonly term_started_on: string | null;
  readonly term_years: number | null;
  readonly n: number;
}

export async function countTerms(
  db: Db,
  ask: Pick<Listed, 'period' | 'knowledge'> & {
    readonly place: Pick<OrganizationCondition, 'region' | 'park'>;
    readonly subject: Subject;
  },
): Promise<CountedTerm[]> {
  const where = { ...ask.place, equals: { subject: [ask.subject] }, flags: [] };
  const columns = sql`s.ledger_region, f.form, f.term_started_on, f.term_years`;
  const { rows } =
    await sql<CountedTerm>`select ${columns}, count(*) as n ${await listed(db, { ...ask, where })} group by ${columns}`.execute(db);
  return rows;
}

/** Codes that are asked for at a time: a statement binds so many values and no more. */
const TOGETHER = 5_000;

/** Those of some codes that other ledgers of the prefecture hold in the same period, with the ledger that holds each. */
export async function findTakenCodes(
  db: Db,
  ask: { period: string; prefecture: string; codes: readonly string[]; without: readonly string[] },
): Promise<Map<string, string>> {
  if (ask.codes.length === 0) return new Map();
  const others = await db
    .selectFrom('submission')
    .select(['id', 'ledger_region'])
    .where('period', '=', ask.period)
    .where('prefecture', '=', ask.prefecture)
    .where('is_current', '=', 1)
    .where('ledger_region', 'not in', ['', ...ask.without])
    .execute();
  if (others.length === 0) return new Map();
  const ledgers = new Map(others.map((row) => [row.id, row.ledger_region]));
  const taken = new Map<string, string>();
  for (let from = 0; from < ask.codes.length; from += TOGETHER) {
    const rows = await db
      .selectFrom('organization_quarter')
      .select(['code', 'submission'])
      .where('submission', 'in', [...ledgers.keys()])
      .where('code', 'in', ask.codes.slice(from, from + TOGETHER))
      .execute();
    for (const row of rows) taken.set(row.code, String(ledgers.get(row.submission)));
  }
  return taken;
}

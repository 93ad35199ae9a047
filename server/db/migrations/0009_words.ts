/**
 * SQLite: words of closed registries and days are kept as small numbers, and read as what they are: beside each such column, which is computed
 * and takes no room, lies what is stored of it, under its name with `_no`. A word that has no number, and a day that is none, is stored as it
 * is, so a registry may grow. PostgreSQL has no column that is computed when it is read before version 18, and keeps words.
 */
import { sql, SqliteAdapter, type Kysely } from 'kysely';

const words = (list: string): readonly string[] => list.split(' ');
const TIER = words('SOLE JOINT WORK NONE');
const SETUP = words('SOLE DISPATCHED JOINT AFFILIATED');
const FORM = words(
  'COMMITTEE GENERAL_BRANCH BRANCH JOINT_BRANCH UNION_COMMITTEE JOINT_UNION UNION_FEDERATION UNION_ORGANIZER LEAGUE_COMMITTEE LEAGUE_GENERAL_BRANCH LEAGUE_BRANCH JOINT_LEAGUE_BRANCH WOMEN_CONGRESS WOMEN_COMMITTEE FEMALE_WORKERS_COMMITTEE WOMEN_GROUP',
);

/** By table and column: the words by their numbers, or that the column holds days, counted from 1970-01-01. */
export const KEPT: Readonly<Record<string, Readonly<Record<string, readonly string[] | 'DAY'>>>> = {
  unit_quarter: {
    kind: words(
      'PRIVATE_ENTERPRISE HMT_ENTERPRISE FOREIGN_ENTERPRISE INDIVIDUAL_BUSINESS SOCIAL_ASSOCIATION SOCIAL_SERVICE FOUNDATION OTHER',
    ),
    status: words('OPERATING SUSPENDED DORMANT RESTRUCTURED BANKRUPT CANCELLED MOVED'),
    sector: words('NON_PUBLIC_ENTERPRISE INDIVIDUAL SOCIAL_ORGANIZATION OTHER'),
    scale: words('STAFF_0_9 STAFF_10_49 STAFF_50_99 STAFF_100_299 STAFF_300_UP'),
    party_tier: TIER,
    union_tier: TIER,
    league_tier: TIER,
    women_tier: TIER,
    registered_on: 'DAY',
    opened_on: 'DAY',
    management: words('LOCALITY INDUSTRY PARK KEY_UNIT'),
    reason: words(
      'OWNER_RELUCTANT TOO_SMALL HIGH_TURNOVER SEASONAL MULTI_LICENCE DORMANT NO_MEMBERS FEW_MEMBERS MEMBERSHIP_NOT_MOVED OTHER',
    ),
    party_setup: SETUP,
    union_setup: SETUP,
    league_setup: SETUP,
    women_setup: SETUP,
    party_form: FORM,
    union_form: FORM,
    league_form: FORM,
    women_form: FORM,
  },
  organization_quarter: {
    subject: words('PARTY UNION LEAGUE WOMEN'),
    form: FORM,
    setup: SETUP,
    founded_on: 'DAY',
    term_started_on: 'DAY',
    secretary_source: words('OWNER EXECUTIVE SELECTED HIRED OTHER'),
  },
};

/** SQL: what is read of what is stored. */
const read = (column: string, kept: readonly string[] | 'DAY'): string =>
  kept === 'DAY'
    ? `case when typeof("${column}_no") = 'integer' then date("${column}_no" * 86400, 'unixepoch') else "${column}_no" end`
    : `case "${column}_no" ${kept.map((word, at) => `when ${at} then '${word}'`).join(' ')} else "${column}_no" end`;

/** SQL: what is stored of a word or a day. */
const stored = (column: string, kept: readonly string[] | 'DAY'): string =>
  kept === 'DAY'
    ? `case when date("${column}") = "${column}" then cast(julianday("${column}") - 2440587.5 as integer) else "${column}" end`
    : `case "${column}" ${kept.map((word, at) => `when '${word}' then ${at}`).join(' ')} else "${column}" end`;

async function rebuild(db: Kysely<unknown>, table: string, columns: Readonly<Record<string, readonly string[] | 'DAY'>>): Promise<void> {
  const { rows: made } = await sql<{ type: string; name: string; sql: string }>`
    select type, name, sql from sqlite_schema where tbl_name = ${table} and sql is not null order by type desc, name`.execute(db);
  const { rows: all } = await sql<{ name: string }>`select name from pragma_table_info(${table})`.execute(db);
  const [whole, ...indexes] = made;
  if (whole === undefined) throw new Error(`there is no table ${table}`);
  let text = whole.sql.replace(`"${table}"`, `"${table}_new"`);
  for (const [column, kept] of Object.entries(columns)) {
    const split = text.replace(
      new RegExp(`"${column}" text( not null)?,`),
      (_, need: string | undefined) =>
        `"${column}_no" any${need ?? ''}, "${column}" text generated always as (${read(column, kept)}) virtual,`,
    );
    if (split === text) throw new Error(`${table} has no column ${column} of words`);
    text = split;
  }
  await sql.raw(text).execute(db);
  const into = all.map(({ name }) => (name in columns ? `"${name}_no"` : `"${name}"`));
  const from = all.map(({ name }) => {
    const kept = columns[name];
    return kept === undefined ? `"${name}"` : stored(name, kept);
  });
  // In the order of the key, so that pages are filled.
  const key = table === 'unit_quarter' ? 'submission, credit_code' : 'submission, code';
  await sql.raw(`insert into "${table}_new" (${into.join(', ')}) select ${from.join(', ')} from "${table}" order by ${key}`).execute(db);
  await sql.raw(`drop table "${table}"`).execute(db);
  await sql.raw(`alter table "${table}_new" rename to "${table}"`).execute(db);
  for (const index of indexes) await sql.raw(index.sql).execute(db);
}

export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof SqliteAdapter)) return;
  for (const [table, columns] of Object.entries(KEPT)) await rebuild(db, table, columns);
}

/** SQL of a divided installation: what is said to the servers of provinces, and what to the database itself. */
import type { Quarter } from '../../domain/period.ts';
import { ALL_FILTERS, conditionOf, type Inside } from '../scope.ts';
import { FACT_TABLES, NUMBERS, OUT_OF_PLACE, PLACE, SEEN, SERVER_PREFIX, type FactTable } from './names.ts';
import { inside } from '../scopePostgres.ts';
import type { Run, Server } from './layout.ts';
import type { Shape } from './shape.ts';
import { ofQuarter, slotStart, type Numbers } from './slots.ts';

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;
const within = ({ from, to }: Numbers): string => `for values from (${from}) to (${to})`;
export const partName = (table: FactTable, run: Run): string => `${table}_${run.name}`;
export const serverName = ({ name }: Server): string => `${SERVER_PREFIX}${name}`;
/** What a table was called before it was divided, until that is done. */
export const before = (table: FactTable): string => `${table}_undivided`;

/** One partition a province and quarter; those that are there stay as they are. */
export const leavesOf = (table: FactTable, run: Run, quarters: readonly Quarter[]): { name: string; statement: string }[] =>
  run.provinces.flatMap(({ code }) =>
    quarters.map((quarter) => {
      const name = `${table}_${code.slice(0, 2)}_${quarter.toLowerCase()}`;
      return {
        name,
        statement: `create table if not exists "${name}" partition of "${partName(table, run)}" ${within(ofQuarter(code, quarter))}`,
      };
    }),
  );

const indexesOf = ({ table, indexes }: Shape, run: Run): string[] =>
  indexes.map((tail, at) => `create index if not exists "${partName(table, run)}_${at}" on "${partName(table, run)}" using ${tail}`);

/** On the server of a run: its table, columns that a later version of the program added, its partitions. */
export function elsewhere(shape: Shape, run: Run, quarters: readonly Quarter[]): string[] {
  const name = partName(shape.table, run);
  const columns = [...shape.columns.map(({ definition }) => definition), `primary key (${shape.key})`, ...shape.checks];
  return [
    `create table if not exists "${name}" (${columns.join(', ')}) partition by range (submission)`,
    ...shape.columns.map((column) => `alter table "${name}" add column if not exists "${column.name}" ${column.type}`),
    ...indexesOf(shape, run),
    ...leavesOf(shape.table, run, quarters).map(({ statement }) => statement),
  ];
}

/**
 * A policy of functions that say they never change is settled when a statement is planned: what is left of it is constants, which another
 * server can be told. It holds because nothing that was planned under one sight is kept for the next (scopePostgres.ts, show).
 */
const insideHere: Inside = (list, column) => `(${SEEN}('${list}') = '*' or ${column} = any(string_to_array(${SEEN}('${list}'), ',')))`;

export const seenFunction = `create or replace function ${SEEN}(list text) returns text language plpgsql immutable parallel safe as $$ begin return current_setting('fugai.' || list, true); end $$`;

/** Rows of a table under the sight of who reads, whichever of its parts is named. */
export function guarded(table: FactTable, name: string): string[] {
  const using = conditionOf(ALL_FILTERS[table] ?? 'OWN', insideHere).replaceAll('t.', '');
  return [
    `alter table "${name}" enable row level security`,
    `alter table "${name}" force row level security`,
    `drop policy if exists fugai_scope on "${name}"`,
    `create policy fugai_scope on "${name}" using (${using}) with check (${SEEN}('rows') = '*')`,
  ];
}

/** An empty table of the same name that is divided by number. */
export const parentOf = (shape: Shape): string[] => [
  `alter table ${shape.table} rename to ${before(shape.table)}`,
  `create table ${shape.table} (${[...shape.columns.map(({ definition }) => definition), ...shape.checks].join(', ')}) partition by range (submission)`,
  ...guarded(shape.table, shape.table),
];

/** A run that stays: its table, and its partitions. */
export function here(shape: Shape, run: Run): string[] {
  const name = partName(shape.table, run);
  return [
    `create table "${name}" partition of ${shape.table} (primary key (${shape.key})) ${within(run)} partition by range (submission)`,
    ...indexesOf(shape, run),
    ...guarded(shape.table, name),
  ];
}

export const there = (shape: Shape, run: Run, server: Server, schema: string): string =>
  `create foreign table "${partName(shape.table, run)}" partition of ${shape.table} ${within(run)} server "${serverName(server)}" options (schema_name ${text(schema)}, table_name ${text(partName(shape.table, run))})`;

/**
 * Waits are short, for a server that is off must not hold up those that ask; rows travel by thousands; several servers work at a time and are
 * told to commit at a time. What a statement costs there is asked there: it decides what is summed there.
 */
const SERVER_OPTIONS = {
  connect_timeout: '5',
  tcp_user_timeout: '15000',
  keepalives_idle: '30',
  application_name: 'fugai',
  fdw_tuple_cost: '1',
  async_capable: 'true',
  parallel_commit: 'true',
  fetch_size: '2000',
  batch_size: '1000',
} as const;

/** `shown`: as it may be printed, without passwords. */
export function connectTo(server: Server, words: string, roles: readonly string[], supreme: boolean, shown = false): string[] {
  const { hostname, port, pathname, username, password } = new URL(server.address);
  const options = { host: hostname, port: port || '5432', dbname: decodeURIComponent(pathname.slice(1)), ...SERVER_OPTIONS };
  const secret = shown ? '…' : decodeURIComponent(password);
  const listed = (all: Readonly<Record<string, string>>): string =>
    Object.entries(all)
      .map(([name, value]) => `${name} ${text(value)}`)
      .join(', ');
  const login = {
    user: decodeURIComponent(username),
    ...(password === '' ? {} : { password: secret }),
    // Who lets in whom without a password is the server's to say; only a superuser may rely on it.
    ...(password === '' && supreme ? { password_required: 'false' } : {}),
  };
  const name = serverName(server);
  return [
    `create server "${name}" foreign data wrapper postgres_fdw options (${listed(options)})`,
    `comment on server "${name}" is ${text(words)}`,
    ...roles.map((role) => `create user mapping for ${role} server "${name}" options (${listed(login)})`),
  ];
}

/** Numbers of submissions, whatever holds one. `alias` is the submission's own row. */
const HOLDERS = ['submission_total', 'finding', 'upload'] as const;
const numbered = (own: string): string => `${slotStart('s.province', 's.period')} + ${own}`;

export const widened = [
  ...['id', 'origin', 'base'].map((column) => `alter table submission alter column ${column} type bigint`),
  // A policy holds on to the columns that it names.
  'drop policy fugai_scope on finding',
  ...HOLDERS.map((table) => `alter table ${table} alter column submission type bigint`),
  `create policy fugai_scope on finding using (${conditionOf('FINDINGS', inside).replaceAll('t.', '')}) with check (current_setting('fugai.rows', true) = '*')`,
];

/** Rows with the new numbers of their submissions; the numbers themselves change last. */
export function moved({ table, columns }: Shape): string {
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const cells = columns.map(({ name }) => (name === 'submission' ? numbered('f.submission') : `f."${name}"`)).join(', ');
  return `insert into ${table} (${names}) select ${cells} from ${before(table)} as f join submission as s on s.id = f.submission`;
}
export const renumbered = [
  ...HOLDERS.map(
    (table) => `update ${table} as t set submission = ${numbered('t.submission')} from submission as s where s.id = t.submission`,
  ),
  // Answers that are kept for a request that comes twice name submissions, too.
  'delete from answered_key',
  `update submission as s set id = ${numbered('s.id')}, origin = ${numbered('s.origin')}, base = ${numbered('s.base')}`,
];

/** Submissions of now on take a number of their place, never one that was given before, even to what was undone. */
export const placed = (provinces: readonly string[], from: Quarter, until: Quarter): string[] => [
  `create or replace function ${PLACE}() returns trigger language plpgsql as $place$ begin
  if new.period < '${from}' or new.period > '${until}' or new.province not in (${provinces.map(text).join(', ')}) then
    raise exception using errcode = '${OUT_OF_PLACE}', message = new.region || ' ' || new.period || ' 还没有分区（现有 ${from} 至 ${until}），本次没有写入。请管理员运行 fugai partition 补建分区（--from、--until、--provinces）后重试。';
  end if;
  new.id := ${slotStart('new.province', 'new.period')} + nextval('${NUMBERS}');
  return new;
end $place$`,
  `create or replace trigger ${PLACE} before insert on submission for each row execute function ${PLACE}()`,
];

export const numbersFrom = (next: number): string => `create sequence if not exists ${NUMBERS} start with ${next}`;
export const dropped = FACT_TABLES.map((table) => `drop table ${before(table)}`);

/**
 * Backups of PostgreSQL are made by PostgreSQL's own programs: pg_dump copies one moment of everything, tables of the accounts and audit
 * chains included, and knows types, indexes and rights of every version. Here is only what to type. Row level security binds the tables' owner,
 * too (scopePostgres.ts), and pg_dump refuses rather than copy a part: it is told to keep it on and, as the program's own writer, to see everything.
 * Tried with those of PostgreSQL 15 by an owner who is no superuser, there and back, twice into the same database; tests/db/postgresCopy.test.ts has the
 * session alone, for the registry's PostgreSQL comes without them.
 */
import { DomainError } from '../domain/errors.ts';
import { isPostgres, readAddress } from './postgresAddress.ts';
import { ANY, LISTS } from './scope.ts';

/** Options of a session that sees every row. */
export const EVERYTHING_SEEN = LISTS.map((list) => `-c fugai.${list}=${ANY}`).join(' ');

const COMMANDS = {
  backup: (address: string) =>
    `PGOPTIONS='${EVERYTHING_SEEN}' pg_dump --enable-row-security --format=custom --file=fugai.dump "${address}"`,
  restore: (address: string) =>
    `PGOPTIONS='${EVERYTHING_SEEN}' pg_restore --clean --if-exists --single-transaction --dbname="${address}" fugai.dump`,
} as const;

const WORDS = { backup: '备份', restore: '恢复' } as const;

/** The address without its password, which would be seen by whoever lists programs: pg_dump asks for it, or takes PGPASSWORD. */
function withoutPassword(url: string): string {
  const address = new URL(readAddress(url).plain);
  address.password = '';
  return address.href;
}

/** @throws DomainError with the exact command when the database is PostgreSQL */
export function assertFile(url: string, what: keyof typeof COMMANDS): void {
  if (!isPostgres(url)) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    `数据库是 PostgreSQL，请用它自己的工具${WORDS[what]}：${COMMANDS[what](withoutPassword(url))}${what === 'restore' ? '（先停止 fugai）' : ''}。账户、令牌与审计日志都在同一个库里，一并${WORDS[what]}。`,
  );
}

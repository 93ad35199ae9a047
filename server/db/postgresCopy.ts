/**
 * Backups of PostgreSQL are made by PostgreSQL's own programs: pg_dump copies one moment of everything, tables of the accounts and audit
 * chains included, and knows types, indexes and rights of every version. Here is only what to type.
 */
import { DomainError } from '../domain/errors.ts';

const COMMANDS = {
  backup: (address: string) => `pg_dump --format=custom --file=fugai.dump "${address}"`,
  restore: (address: string) => `pg_restore --clean --if-exists --single-transaction --dbname="${address}" fugai.dump`,
} as const;

const WORDS = { backup: '备份', restore: '恢复' } as const;

/** The address without its password, which would be seen by whoever lists programs: pg_dump asks for it, or takes PGPASSWORD. */
function withoutPassword(url: string): string {
  const address = new URL(url);
  address.password = '';
  return address.href;
}

export const isPostgres = (url: string): boolean => /^postgres(ql)?:\/\//.test(url);

/** @throws DomainError with the exact command when the database is PostgreSQL */
export function assertFile(url: string, what: keyof typeof COMMANDS): void {
  if (!isPostgres(url)) return;
  throw new DomainError(
    'BAD_USER_INPUT',
    `数据库是 PostgreSQL，请用它自己的工具${WORDS[what]}：${COMMANDS[what](withoutPassword(url))}${what === 'restore' ? '（先停止 fugai）' : ''}。账户、令牌与审计日志都在同一个库里，一并${WORDS[what]}。`,
  );
}

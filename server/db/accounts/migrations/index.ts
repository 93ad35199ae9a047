/** The accounts' migrations by name, in the order they run; forward only. A new one is a file beside this and one line here. */
import type { Migration } from 'kysely/migration';
import * as first from './0001_first.ts';
import * as users from './0002_users.ts';
import * as audit from './0003_audit.ts';

export const ACCOUNTS_MIGRATIONS: Readonly<Record<string, Migration>> = {
  '0001_first': first,
  '0002_users': users,
  '0003_audit': audit,
};

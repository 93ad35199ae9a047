/** The reading side on SQLite: handles that are lent, and snapshots on them. */
import type SqliteDatabase from 'better-sqlite3';
import { SqliteDialect } from 'kysely';
import type { Seen, Sight } from '../domain/sight.ts';
import { BREATHING } from './breath.ts';
import { openFile } from './file.ts';
import type { FrozenConnection } from './frozen.ts';
import { createFrozenVersions, openAt } from './frozenVersions.ts';
import { lender, type Lent } from './lent.ts';
import type { Point } from './moments.ts';
import type { Db, Readers, Snapshot } from './open.ts';
import { createScopes, WHOLE, type Scopes } from './scope.ts';
import { scopeSqlite, type SqliteScope } from './scopeSqlite.ts';

const READERS = 8;
const STATEMENTS = 300;

/** The same few hundred texts come again and again: a prepared statement is kept by its text, the oldest goes first. */
export function keepingStatements(connection: SqliteDatabase.Database): { prepare(text: string): SqliteDatabase.Statement; close(): void } {
  const kept = new Map<string, SqliteDatabase.Statement>();
  return {
    prepare: (text) => {
      const known = kept.get(text);
      if (known) return known;
      const made = connection.prepare(text);
      if (kept.size >= STATEMENTS)
        for (const oldest of kept.keys()) {
          kept.delete(oldest);
          break;
        }
      kept.set(text, made);
      return made;
    },
    close: () => {
      connection.close();
    },
  };
}

/** A read-only handle of an earlier version: what lies on disk is closed to it, its temporary tables are its own. */
export interface FrozenFile extends FrozenConnection {
  scope(): SqliteScope;
}

/** A handle of an earlier version. */
interface Reading {
  readonly db: Db;
  readonly scope: SqliteScope;
}

/** The handle shows everything until it is known what the sight comes to in the version that the transaction reads. */
async function showIn(db: Db, scope: SqliteScope, scopes: Scopes, sight: Sight, at: Point): Promise<Seen> {
  const known = scopes.known(sight, at);
  if (known !== null) {
    scope.show(known);
    return known;
  }
  scope.show(WHOLE);
  const seen = await scopes.find(db, sight, at);
  scope.show(seen);
  return seen;
}

const LEND_EARLIER = lender(new SqliteDialect({ database: () => Promise.reject(new Error('an earlier version has a handle of its own')) }));

/** A snapshot of an earlier version: several requests share its handle, one after the other. */
async function snapshotOf(
  { db, scope }: Reading,
  sight: Sight,
  scopes: Scopes,
  release: () => Promise<void>,
  moment: string | null,
): Promise<Snapshot> {
  const transaction = await db.startTransaction().execute();
  const { db: read, spent, end } = LEND_EARLIER((work) => transaction.getExecutor().provideConnection(work));
  try {
    const newest = await read
      .selectFrom('publication')
      .select((of) => of.fn.max('version').as('version'))
      .executeTakeFirst();
    const at = { version: newest?.version ?? 0, moment };
    const seen = await showIn(read, scope, scopes, sight, at);
    const close = async (): Promise<void> => {
      if (!end()) return;
      await transaction.commit().execute();
      await release();
    };
    return { db: read, spent, ...at, seen, close };
  } catch (error) {
    end();
    await transaction.rollback().execute();
    scope.forget();
    await release();
    throw error;
  }
}

/** A handle that is lent to one request at a time. */
interface Loan {
  readonly connection: SqliteDatabase.Database;
  readonly lend: () => Lent;
  readonly scope: SqliteScope;
  readonly begin: SqliteDatabase.Statement;
  readonly newest: SqliteDatabase.Statement<[], { version: number | null }>;
  readonly commit: SqliteDatabase.Statement;
}

const NEWEST = 'select max(version) as version from publication';

async function openReading(file: string): Promise<Loan> {
  const connection = openFile(file, true);
  const dialect = new SqliteDialect({ database: keepingStatements(connection) });
  const driver = dialect.createDriver();
  await driver.init();
  const held = await driver.acquireConnection();
  const lend = lender(dialect, [BREATHING]);
  return {
    connection,
    lend: () => lend((work) => work(held)),
    scope: scopeSqlite(connection),
    begin: connection.prepare('begin'),
    newest: connection.prepare(NEWEST),
    commit: connection.prepare('commit'),
  };
}

/** A snapshot of the newest version, on a handle that nobody else has meanwhile. */
async function snapshotNow(
  { connection, lend, scope, begin, newest, commit }: Loan,
  sight: Sight,
  scopes: Scopes,
  release: () => void,
): Promise<Snapshot> {
  const { db, spent, end } = lend();
  try {
    begin.run();
    const at = { version: newest.get()?.version ?? 0, moment: null };
    const seen = await showIn(db, scope, scopes, sight, at);
    const close = async (): Promise<void> => {
      if (!end()) return;
      commit.run();
      release();
    };
    return { db, spent, ...at, seen, close };
  } catch (error) {
    end();
    if (connection.inTransaction) connection.exec('rollback');
    scope.forget();
    release();
    throw error;
  }
}

/** Read-only handles, lent one a request, each in a read transaction; WAL keeps its version while others publish. */
export function sqliteReaders(file: string, frozenFile: () => Promise<FrozenFile>, kept: number): Readers {
  const idle: Loan[] = [];
  const waiting: ((loan: Loan) => void)[] = [];
  const all: Promise<Loan>[] = [];
  const scopes = createScopes();
  const lend = async (): Promise<Loan> => {
    const free = idle.pop();
    if (free) return free;
    if (all.length >= READERS) return new Promise((resolve) => waiting.push(resolve));
    const made = openReading(file);
    all.push(made);
    made.catch(() => all.splice(all.indexOf(made), 1));
    return made;
  };
  const giveBack = (loan: Loan): void => {
    const next = waiting.shift();
    if (next) next(loan);
    else idle.push(loan);
  };
  const frozen = createFrozenVersions(frozenFile, kept);
  // Asked before every answer, so it is prepared once and past the builder.
  const asking = openFile(file, true);
  const newest = asking.prepare<[], { version: number | null }>(NEWEST);
  const readAs = ({ store, scope }: FrozenFile): Reading => ({ db: store.db, scope: scope() });
  return {
    newest: async () => newest.get()?.version ?? 0,
    snapshot: openAt(frozen, {
      newest: async (sight) => {
        const loan = await lend();
        return snapshotNow(loan, sight, scopes, () => giveBack(loan));
      },
      earlier: ({ connection, release }, sight, { moment }) => snapshotOf(readAs(connection), sight, scopes, release, moment),
    }),
    close: async () => {
      await frozen.close();
      asking.close();
      for (const { connection } of await Promise.all(all)) connection.close();
    },
  };
}

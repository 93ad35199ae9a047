/** A server of some provinces that does not answer: the one place where its errors become words. */
import { CompiledQuery, type DatabaseConnection } from 'kysely';
import { DomainError } from '../../domain/errors.ts';
import { OUT_OF_PLACE, SERVER_PREFIX } from './names.ts';

/** Rows of some provinces cannot be read or written now; those of others can. */
export class RegionsAway extends DomainError {
  constructor(regions: string) {
    super(
      'UNAVAILABLE',
      `存放${regions}台账明细的数据库服务器没有应答：这些地区的名单、明细统计和报送暂时不可用，地图、趋势和其他地区不受影响。请稍后再试，或请管理员检查该服务器。`,
    );
  }
}

interface Told {
  readonly code: string;
  readonly message: string;
  readonly where: string;
}

/** What the server said, beneath the words that it has got on its way here. */
function told(thrown: unknown): Told | null {
  const error = thrown instanceof DomainError && thrown.cause !== undefined ? thrown.cause : thrown;
  if (!(error instanceof Error) || !('code' in error)) return null;
  return { code: String(error.code), message: error.message, where: 'where' in error ? String(error.where) : '' };
}

const ABORTED = '25P02';
/** Beyond class 08: the other server is told to stop, has crashed, cannot serve yet, or has no connection left. */
const AWAY: readonly string[] = ['57P01', '57P02', '57P03', '53300'];

/** The name of the server that an error is about; null when it is about none of them. */
function serverIn({ code, message, where }: Told): string | null {
  if (!code.startsWith('08') && !AWAY.includes(code)) return null;
  const named = /server "([^"]+)"/.exec(message)?.[1];
  if (named !== undefined) return named;
  return where.includes('remote SQL command') || message.includes('remote') ? '' : null;
}

/** Servers of this installation with the names of their provinces. */
async function serversOf(connection: DatabaseConnection): Promise<ReadonlyMap<string, string>> {
  const { rows } = await connection.executeQuery<{ name: string; words: string | null }>(
    CompiledQuery.raw(
      `select srvname as name, obj_description(oid, 'pg_foreign_server') as words from pg_foreign_server where srvname like '${SERVER_PREFIX.replace('_', '\\_')}%'`,
    ),
  );
  return new Map(rows.map(({ name, words }) => [name, words ?? name]));
}

/**
 * From now on errors of other servers come from `connection` as DomainErrors. After one the transaction is undone, and what is still asked in it
 * is told the same.
 */
export async function tellAway(connection: DatabaseConnection): Promise<void> {
  const servers = await serversOf(connection);
  if (servers.size === 0) return;
  const plain = connection.executeQuery.bind(connection);
  let last: RegionsAway | null = null;
  connection.executeQuery = async (query, ...more) => {
    try {
      const answer = await plain(query, ...more);
      last = null;
      return answer as never;
    } catch (error) {
      const found = told(error);
      if (found === null) throw error;
      if (found.code === ABORTED && last !== null) throw last;
      if (found.code === OUT_OF_PLACE) throw new DomainError('BAD_USER_INPUT', found.message);
      const server = serverIn(found);
      if (server === null) throw error;
      last = new RegionsAway(servers.get(server) ?? [...servers.values()].join('、'));
      throw last;
    }
  };
}

/** Reading a chain from its oldest entry to its newest, held against itself and its anchors. */
import { existsSync } from 'node:fs';
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely';
import { AUDIT_CHAINS, type AuditChain, type AuditEntry } from '../domain/auditChain.ts';
import { checkChain, type AnchorList, type ChainCheck } from '../domain/auditCheck.ts';
import { hashEntry, readBase, readEntries, type AuditDb } from './audit.ts';
import { openFile } from './file.ts';
import { engineOf } from './open.ts';
import { postgresDialect } from './postgresPool.ts';

const PAGE = 1000;

/** Every entry in the order of the chain, a page at a time: whoever asks does not hold them all, and others have their turn between. */
export async function* walkChain(db: AuditDb, chain: AuditChain): AsyncGenerator<AuditEntry> {
  const { table } = AUDIT_CHAINS[chain];
  let after = (await readBase(db, table)).position;
  for (;;) {
    const page = await readEntries(db, table, { after, most: PAGE });
    yield* page;
    if (page.length < PAGE) return;
    after = Number(page.at(-1)?.position);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
}

export async function verifyChain(db: AuditDb, chain: AuditChain, anchors: readonly AnchorList[]): Promise<ChainCheck> {
  const checker = checkChain(chain, await readBase(db, AUDIT_CHAINS[chain].table), anchors, hashEntry);
  for await (const entry of walkChain(db, chain)) checker.next(entry);
  return checker.end();
}

export interface AuditReader {
  readonly db: AuditDb;
  close(): Promise<void>;
}

/** A handle on the ledger's database that cannot write, for its log; null where there is no database. */
export function openAuditReader(url: string): AuditReader | null {
  if (engineOf(url) === 'sqlite' && !existsSync(url)) return null;
  const dialect =
    engineOf(url) === 'postgres'
      ? postgresDialect(url, {
          session: 'audit',
          most: 1,
          prepare: async (connection) => {
            await connection.executeQuery(CompiledQuery.raw('set default_transaction_read_only = on'));
          },
        })
      : new SqliteDialect({ database: openFile(url, true) });
  const db = new Kysely<unknown>({ dialect });
  return { db, close: () => db.destroy() };
}

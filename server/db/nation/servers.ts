/** Connections to the servers of provinces, for who sets them up. */
import { DomainError } from '../../domain/errors.ts';
import { openPool } from '../postgresPool.ts';
import type { Server } from './layout.ts';

export type Ask = (text: string) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** @throws DomainError when the server does not let in */
export async function onServer<Answer>({ name, address }: Server, work: (ask: Ask) => Promise<Answer>): Promise<Answer> {
  const pool = openPool(address, { session: 'writer', most: 1 });
  try {
    const client = await pool.connect().catch((error: unknown) => {
      throw new DomainError(
        'UNAVAILABLE',
        `连不上服务器「${name}」（${error instanceof Error && 'code' in error ? String(error.code) : '原因不明'}），没有改动。请核对 servers.json 中的地址，并确认该服务器已启动。`,
      );
    });
    try {
      return await work(async (text) => (await client.query<Record<string, unknown>>(text)).rows);
    } finally {
      client.release();
    }
  } finally {
    await pool.end();
  }
}

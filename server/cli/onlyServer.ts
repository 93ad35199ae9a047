/** One process serves a SQLite file: uploads under way, sign-ins and counts of requests are in its memory alone. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { engineOf } from '../db/open.ts';
import { fileTurn } from '../db/turn.ts';
import { DomainError } from '../domain/errors.ts';

/** Takes the file for this process until what is given is called, or the process ends. @throws DomainError while another serves it */
export async function serveAlone(database: string): Promise<() => Promise<void>> {
  if (engineOf(database) === 'postgres') return async () => undefined;
  const turn = fileTurn(`${database}-served`);
  const taken = await Promise.resolve()
    .then(() => mkdirSync(path.dirname(database), { recursive: true }))
    .then(() => turn.take())
    // A place that takes no file is told of by who opens the database.
    .catch(() => true);
  if (taken) return () => turn.release();
  throw new DomainError(
    'UNAVAILABLE',
    `另一个 fugai 正在用 ${database} 提供服务，没有启动第二个。一个 SQLite 文件只由一个服务进程打开：请先结束它；需要几个进程时请改用 PostgreSQL（FUGAI_DATABASE=postgres://…）。`,
  );
}

/** DuckDB over tables that are written out of a SQLite ground. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Database as Sqlite } from 'better-sqlite3';
import { ROLLUP } from '../../server/db/rollupNames.ts';
import { LAST } from './questions.ts';

/** Unit rows of the last quarter with the divisions above them; the plain rollup with what a map reads of it. */
const TABLES = {
  unit: `select s.ledger_region as county, s.prefecture as prefecture, s.province as province, u.in_operating as operating, u.party_tier as tier
    from unit_quarter as u join submission as s on s.id = u.submission where s.period = '${LAST}' and s.is_current = 1`,
  rollup: `select region, period, in_operating__party_sole as sole, in_operating__party_joint as joint, in_operating__units as units from "${ROLLUP}"`,
} as const;

export interface Duck {
  /** Microseconds of each time, in its own process. */
  ask(sql: string, times: number): Promise<number[]>;
  close(): Promise<void>;
}

const PIECE = 5_000;

function writeTable(reader: Sqlite, file: string, sql: string): void {
  const statement = reader.prepare<[], Readonly<Record<string, unknown>>>(sql);
  const out = openSync(file, 'w');
  writeSync(
    out,
    `${statement
      .columns()
      .map(({ name }) => name)
      .join(',')}\n`,
  );
  const lines: string[] = [];
  const flush = (): void => void writeSync(out, lines.splice(0).join(''));
  for (const row of statement.iterate()) {
    lines.push(`${Object.values(row).map(String).join(',')}\n`);
    if (lines.length === PIECE) flush();
  }
  flush();
  closeSync(out);
}

export async function openDuck(reader: Sqlite, tables: readonly (keyof typeof TABLES)[]): Promise<Duck> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-bench-'));
  for (const name of tables) writeTable(reader, path.join(folder, `${name}.csv`), TABLES[name]);
  const child = fork(path.join(import.meta.dirname, 'peers', 'duckdb.mjs'), [folder]);
  const ended = once(child, 'exit');
  const said = (): Promise<unknown> =>
    Promise.race([
      once(child, 'message').then(([message]) => message as unknown),
      ended.then(() => Promise.reject(new Error('DuckDB ended'))),
    ]);
  await said();
  return {
    ask: async (sql, times) => {
      child.send({ sql, times });
      return ((await said()) as { taken: number[] }).taken;
    },
    close: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * DuckDB in a process of its own. Usage: node duckdb.mjs <folder>, forked: tables are made of `<name>.csv` of the folder; a message
 * { sql, times } is answered with microseconds of each time.
 */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { load } from './packages.mjs';

const { DuckDBInstance } = await load('@duckdb/node-api');
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const folder = process.argv[2];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv')))
  await connection.run(
    `create table ${path.parse(file).name} as select * from read_csv('${path.join(folder, file)}', header = true, sample_size = -1)`,
  );

const prepared = new Map();

async function answer({ sql, times }) {
  const statement = prepared.get(sql) ?? (await connection.prepare(sql));
  prepared.set(sql, statement);
  const taken = [];
  for (let at = 0; at < times; at += 1) {
    const began = performance.now();
    (await statement.runAndReadAll()).getRows();
    taken.push((performance.now() - began) * 1000);
  }
  process.send({ taken });
}

process.on('message', (message) => void answer(message));
process.send({ ready: true });

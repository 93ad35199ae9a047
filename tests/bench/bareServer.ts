/**
 * The least that could answer: node:http, one prepared statement on the rollup, JSON.stringify. Usage: node bareServer.ts <database>; prints
 * its port. `/children?parent=C&from=P&to=P` gives region, period, numerator and denominator of the children, `/counties?period=P` those of
 * all counties; `/stored` the bytes that were sent last.
 */
import { createServer } from 'node:http';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import { ROLLUP } from '../../server/db/rollupNames.ts';

const address = String(process.argv[2]);
const CELLS = `region, period, in_operating__party_sole + in_operating__party_joint as numerator, in_operating__units as denominator from "${ROLLUP}"`;
const STATEMENTS = {
  '/children': {
    text: `select ${CELLS} where region in (select code from region where parent = $1 and kind = 'ADMINISTRATIVE') and period between $2 and $3`,
    asked: ['parent', 'from', 'to'],
  },
  '/counties': {
    text: `select ${CELLS} where region in (select code from region where level = 'COUNTY' and kind = 'ADMINISTRATIVE') and period = $1`,
    asked: ['period'],
  },
} as const;
type Question = keyof typeof STATEMENTS;

function sqliteRows(): (question: Question, values: readonly (string | null)[]) => unknown[] {
  const db = new Sqlite(address, { readonly: true });
  const prepared = Object.fromEntries(
    Object.entries(STATEMENTS).map(([question, { text }]) => [question, db.prepare(text.replaceAll(/\$\d/g, '?'))]),
  ) as Record<Question, Sqlite.Statement>;
  return (question, values) => prepared[question].all(...values);
}

function postgresRows(): (question: Question, values: readonly (string | null)[]) => Promise<unknown[]> {
  const pool = new pg.Pool({ connectionString: address, max: 8 });
  return async (question, values) => {
    const { rows } = await pool.query<Readonly<Record<string, unknown>>>({
      name: question,
      text: STATEMENTS[question].text,
      values: [...values],
    });
    return rows;
  };
}

const rowsOf = address.startsWith('postgres') ? postgresRows() : sqliteRows();
const isQuestion = (pathname: string): pathname is Question => pathname in STATEMENTS;
let stored: Buffer = Buffer.from('{}');

async function answer(question: Question, asked: URLSearchParams): Promise<Buffer> {
  const values = STATEMENTS[question].asked.map((name) => asked.get(name));
  stored = Buffer.from(JSON.stringify({ rows: await rowsOf(question, values) }));
  return stored;
}

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(String(request.url), 'http://127.0.0.1');
  response.setHeader('content-type', 'application/json');
  if (!isQuestion(pathname)) response.end(stored);
  else
    answer(pathname, searchParams).then(
      (bytes) => response.end(bytes),
      (error: unknown) => {
        console.error(error);
        response.statusCode = 500;
        response.end('{}');
      },
    );
});
server.listen(0, '127.0.0.1', () => {
  const listening = server.address();
  if (listening && typeof listening === 'object') console.log(listening.port);
});
process.on('SIGTERM', () => process.exit(0));

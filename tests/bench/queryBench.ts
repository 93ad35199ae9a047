import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import path from 'node:path';
import Sqlite from 'better-sqlite3';
import { ROLLUP } from '../../server/db/rollup.ts';
import { freePort } from '../support/ports.ts';

const ROUNDS = 12;
const REQUESTS = 60;
const FIELDS = 'region { code } period rate { numerator denominator value missing }';
const SELECT = '($parent: ID!, $from: Period!, $to: Period!)';
const ARGUMENTS =
  '(indicators: [PARTY_ORG_COVERAGE], regions: { childrenOf: $parent, kind: ADMINISTRATIVE }, periods: { from: $from, to: $to })';

/** The same question to both servers: the children of a region over some quarters. */
interface Question {
  readonly parent: string;
  readonly from: string;
  readonly to: string;
}

/** Microseconds of each request, and what was asked. */
export interface QueryFigures {
  readonly what: string;
  readonly rows: number;
  readonly ours: readonly number[];
  readonly bare: readonly number[];
  /** p50 goal of performance.md, a ratio. */
  readonly goal: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 1 });

type Headers = Readonly<Record<string, string | number>>;

/** One request over the kept connection. @throws Error when the answer is not 200, or 304 where a tag was sent, or holds GraphQL errors. */
function exchange(url: string, body: string | null, more: Headers = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = performance.now();
    const headers = {
      ...(body === null ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      ...more,
    };
    const wanted = 'if-none-match' in more ? 304 : 200;
    const sent = request(url, { agent, method: body === null ? 'GET' : 'POST', headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('end', () => {
        const micros = (performance.now() - began) * 1000;
        const text = Buffer.concat(pieces).toString();
        if (answer.statusCode === wanted && !text.includes('"errors"')) resolve(micros);
        else reject(new Error(`${url}: ${answer.statusCode} ${text.slice(0, 400)}`));
      });
    });
    sent.on('error', reject);
    sent.end(body ?? undefined);
  });
}

interface Servers {
  readonly ours: string;
  readonly bare: string;
  readonly stop: () => Promise<void>;
}

async function startServers(database: string, folder: string): Promise<Servers> {
  const root = path.join(import.meta.dirname, '..', '..');
  const port = await freePort();
  const env = {
    ...process.env,
    FUGAI_DATABASE: database,
    FUGAI_DATA: folder,
    FUGAI_PORT: String(port),
    FUGAI_LOG: 'silent',
    NODE_ENV: 'production',
  };
  const ours = spawn(process.execPath, [path.join(root, 'dist', 'server', 'main.js')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const bare = spawn(process.execPath, [path.join(import.meta.dirname, 'bareServer.ts'), database], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const firstLine = async (child: ChildProcess): Promise<string> => {
    if (!child.stdout) throw new Error('no output to read');
    const [piece] = (await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])) as [Buffer | number];
    return piece.toString().trim();
  };
  const [, barePort] = await Promise.all([firstLine(ours), firstLine(bare)]);
  const stop = async (): Promise<void> => {
    for (const child of [ours, bare]) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    agent.destroy();
  };
  return { ours: `http://127.0.0.1:${port}/graphql`, bare: `http://127.0.0.1:${barePort}`, stop };
}

/** Both servers answer the same questions in turns; the first round warms and is not counted. */
async function inTurns(servers: Servers, query: string, questions: readonly Question[]): Promise<{ ours: number[]; bare: number[] }> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const side of ['ours', 'bare'] as const) {
      for (let at = 0; at < REQUESTS; at += 1) {
        // Another question each time, by a variable that nothing uses: kept answers would otherwise be what is measured.
        const question = questions[(round * REQUESTS + at) % questions.length];
        if (!question) throw new Error('no question to ask');
        const micros =
          side === 'ours'
            ? await exchange(servers.ours, JSON.stringify({ query, variables: { ...question, asked: round * REQUESTS + at } }))
            : await exchange(`${servers.bare}/children?${new URLSearchParams({ ...question })}`, null);
        if (round > 0) (side === 'ours' ? ours : bare).push(micros);
      }
    }
  }
  return { ours, bare };
}

/** Every request the same, so that answers are kept, beside a bare server that sends stored bytes. */
async function warm(servers: Servers, ask: () => Promise<number>): Promise<{ ours: number[]; bare: number[] }> {
  const ours: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (let at = 0; at < REQUESTS; at += 1) (round > 0 ? ours : []).push(await ask());
    for (let at = 0; at < REQUESTS; at += 1) (round > 0 ? bare : []).push(await exchange(`${servers.bare}/stored`, null));
  }
  return { ours, bare };
}

/** The map of a province, asked again and again: by POST, by its hash, and with the tag of the answer that one has. */
async function benchKept(servers: Servers, query: string, question: Question, rows: number): Promise<QueryFigures[]> {
  const body = JSON.stringify({ query, variables: question });
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(query).digest('hex') } });
  const address = `${servers.ours}?${new URLSearchParams({ variables: JSON.stringify(question), extensions })}`;
  const asking = { 'apollo-require-preflight': 'yes' };
  await exchange(servers.ours, body);
  // The bare server stores what it answered last: the same rows.
  await exchange(`${servers.bare}/children?${new URLSearchParams({ ...question })}`, null);
  const tag = String((await fetch(address, { headers: { ...asking, accept: '*/*' } })).headers.get('etag'));
  const found: QueryFigures[] = [];
  for (const [what, ask] of [
    ['map query warm (cache)', () => exchange(servers.ours, body)],
    ['map query warm by hash (cache, GET)', () => exchange(address, null, asking)],
    ['ETag 304', () => exchange(address, null, { ...asking, accept: '*/*', 'if-none-match': tag })],
  ] as const)
    found.push({ what, rows, goal: 1.5, ...(await warm(servers, ask)) });
  return found;
}

/** The statement alone, without HTTP: microseconds of each run. */
export function benchStatement(database: string): number[] {
  const db = new Sqlite(database, { readonly: true });
  const select = db.prepare(
    `select region, period, in_operating__party_sole + in_operating__party_joint, in_operating__units from "${ROLLUP}" where region in (select code from region where parent = ?) and period = ?`,
  );
  const micros = Array.from({ length: 2000 }, () => {
    const began = performance.now();
    select.all('410000', '2026Q3');
    return (performance.now() - began) * 1000;
  });
  db.close();
  return micros;
}

interface Ground {
  readonly parents: readonly string[];
  readonly periods: readonly string[];
}

function readGround(database: string): Ground {
  const db = new Sqlite(database, { readonly: true });
  const parents = db
    .prepare<[], { code: string }>(
      `select code from region where parent = '410000' and level = 'PREFECTURE' and kind = 'ADMINISTRATIVE' order by code`,
    )
    .all();
  const periods = db.prepare<[], { period: string }>('select distinct period from submission order by period').all();
  db.close();
  return { parents: parents.map(({ code }) => code), periods: periods.map(({ period }) => period) };
}

/** Map and trend questions through HTTP, as rows and as columns, beside the bare server on the same database. */
export async function benchQueries(database: string, folder: string): Promise<QueryFigures[]> {
  const { parents, periods } = readGround(database);
  const [first, last] = [String(periods[0]), String(periods.at(-1))];
  const maps = periods.flatMap((period) => ['410000', ...parents].map((parent) => ({ parent, from: period, to: period })));
  const trends = parents.map((parent) => ({ parent, from: first, to: last }));
  const rows = `query Rows${SELECT} { observations${ARGUMENTS} { ${FIELDS} } }`;
  const columns = `query Columns${SELECT} { observationTable${ARGUMENTS} { regions periods indicators numerators denominators missing } }`;
  const servers = await startServers(database, folder);
  try {
    const found: QueryFigures[] = [];
    for (const [what, query, questions, goal] of [
      ['map, rows', rows, maps, 3],
      ['map, columns', columns, maps, 1.5],
      ['trend, rows', rows, trends, 3],
      ['trend, columns', columns, trends, 1.5],
    ] as const) {
      found.push({ what, rows: questions === maps ? 10 : 10 * periods.length, goal, ...(await inTurns(servers, query, questions)) });
    }
    const province = { parent: '410000', from: last, to: last };
    return [...found, ...(await benchKept(servers, rows, province, 18))];
  } finally {
    await servers.stop();
  }
}

/** The same map asked of others: PostGraphile, plain Apollo with type-graphql and kysely, DuckDB over unit rows. */
import type { Database as Sqlite } from 'better-sqlite3';
import { isDeepStrictEqual } from 'node:util';
import { ROLLUP } from '../../server/db/rollupNames.ts';
import { exchange, inTurns, type Side } from './exchange.ts';
import { median, quantile, type Line } from './figures.ts';
import { command } from './ground/cluster.ts';
import { openDuck, type Duck } from './duck.ts';
import { coldMaps, loads, type Target } from './loadBench.ts';
import type { Place } from './queryBench.ts';
import { mapsOf, nth, ROWS_QUERY, trendsOf, type Question } from './questions.ts';
import { startScript, type Served } from './servers.ts';

const REQUESTS = 30;
/** Until neither side runs code that is being compiled. */
const WARMING = 300;

interface Peer {
  readonly name: string;
  readonly served: Served;
  readonly path: string;
  readonly query: string;
}

const CELLS = '{ region { code } period rate { numerator denominator value missing } }';
const APOLLO_QUERY = `query Children($parent: String!, $from: String!, $to: String!) { children(parent: $parent, from: $from, to: $to) ${CELLS} }`;
const POSTGRAPHILE_QUERY = `query Children($parent: String!, $from: String!, $to: String!) { children(parent: $parent, fromPeriod: $from, toPeriod: $to) ${CELLS} }`;

/** What one makes so that PostGraphile has something to show: types and a function that gives its rows. */
const PEER_SCHEMA = `
  drop schema if exists bench_peer cascade;
  create schema bench_peer;
  create type bench_peer.place as (code text);
  create type bench_peer.share as (numerator double precision, denominator double precision, value double precision, missing text);
  create type bench_peer.cell as (region bench_peer.place, period text, rate bench_peer.share);
  create function bench_peer.children(parent text, from_period text, to_period text) returns bench_peer.cell[] language sql stable as $$
    select coalesce(array_agg((row(r.region)::bench_peer.place, r.period,
      case when r.received = 0 then row(null, null, null, case when r.returned > 0 then 'REJECTED' else 'NOT_RECEIVED' end)::bench_peer.share
      else row(r.in_operating__party_sole + r.in_operating__party_joint, r.in_operating__units,
        (r.in_operating__party_sole + r.in_operating__party_joint)::double precision / nullif(r.in_operating__units, 0) * 100,
        case when r.in_operating__units = 0 then 'ZERO_DENOMINATOR' end)::bench_peer.share end)::bench_peer.cell), '{}')
    from public."${ROLLUP}" as r
    where r.region in (select g.code from public.region as g where g.parent = $1 and g.kind = 'ADMINISTRATIVE') and r.period between $2 and $3 $$`;

async function startPeers({ ground, engine }: Place): Promise<Peer[]> {
  const url = String(ground.urls[engine]);
  const apollo: Peer = {
    name: 'Apollo + type-graphql + kysely',
    served: await startScript('peers/apollo.ts', [url]),
    path: '/',
    query: APOLLO_QUERY,
  };
  if (engine !== 'postgres') return [apollo];
  await command(url, PEER_SCHEMA);
  const served = await startScript('peers/postgraphile.mjs', [url]);
  return [apollo, { name: 'PostGraphile', served, path: '/graphql', query: POSTGRAPHILE_QUERY }];
}

interface Cell {
  readonly region: { readonly code: string };
  readonly period: string;
  readonly rate: { readonly missing: string | null };
}

/** What the program withholds and a peer does not, who knows of no sight. */
const WITHHELD = 'SUPPRESSED';

/** Each peer answers what is asked of all: the cells that the program gives, each with its region, counts, value and why there is none. @throws Error otherwise */
async function assertSameCells({ program }: Place, peer: Peer, question: Question): Promise<void> {
  const cells = async (url: string, query: string): Promise<ReadonlyMap<string, Cell>> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: question }),
    });
    const said = (await answer.json()) as { data?: Readonly<Record<string, readonly Cell[]>>; errors?: unknown };
    if (said.data === undefined || said.errors !== undefined) throw new Error(`${peer.name}: ${JSON.stringify(said).slice(0, 400)}`);
    return new Map(Object.values(said.data)[0]?.map((cell) => [`${cell.region.code} ${cell.period}`, cell]));
  };
  const [theirs, ours] = [await cells(`${peer.served.url}${peer.path}`, peer.query), await cells(`${program.url}/graphql`, ROWS_QUERY)];
  if (theirs.size !== ours.size) throw new Error(`${peer.name} gives ${theirs.size} rows, the program ${ours.size}`);
  for (const [place, cell] of ours)
    if (cell.rate.missing !== WITHHELD && !isDeepStrictEqual(theirs.get(place), cell))
      throw new Error(`${peer.name} gives ${JSON.stringify(theirs.get(place))}, the program ${JSON.stringify(cell)}`);
}

let asked = 2_000_000;

async function benchServed(place: Place, peer: Peer, seconds: number): Promise<Line[]> {
  const { program, ground, engine, rounds } = place;
  const base = { size: ground.size, engine, against: peer.name, goal: 1, note: '' };
  const found: Line[] = [];
  for (const [what, questions] of [
    ['map', mapsOf(ground.quarter)],
    ['trend', trendsOf(ground.quarter)],
  ] as const) {
    await assertSameCells(place, peer, nth(questions, 0));
    const body = (query: string, at: number): string =>
      JSON.stringify({ query, variables: { ...nth(questions, at), asked: (asked += 1) } });
    const theirBody = (at: number): string => JSON.stringify({ query: peer.query, variables: nth(questions, at) });
    const ours: Side = (at) => exchange(`${program.url}/graphql`, body(ROWS_QUERY, at));
    const bare: Side = (at) => exchange(`${peer.served.url}${peer.path}`, theirBody(at));
    const taken = await inTurns({ ours, bare }, { rounds, requests: REQUESTS, warming: WARMING });
    found.push({ ...base, what: `${what}, rows: p50`, ours: median(taken.ours), bare: median(taken.bare), unit: 'µs' });
  }
  const maps = mapsOf(ground.quarter);
  const theirs: Target = {
    url: `${peer.served.url}${peer.path}`,
    body: () => JSON.stringify({ query: peer.query, variables: nth(maps, (asked += 1)) }),
  };
  const load = await loads({ ours: coldMaps(place), bare: theirs }, rounds, seconds);
  return [...found, { ...base, what: 'map, rows: requests/s', ...load, unit: 'requests/s' }];
}

const DUCK_MAP = `select prefecture, count(*) filter (where tier in ('SOLE', 'JOINT')) as numerator, count(*) as denominator from unit where operating = 1 and province = '410000' group by prefecture`;

/** The map of the province over unit rows; DuckDB has no server, so its side pays for no HTTP. */
async function benchDuck(place: Place, duck: Duck): Promise<Line[]> {
  const { program, ground, engine, rounds } = place;
  const province = mapsOf(ground.quarter).filter(({ parent }) => parent === '410000');
  let asked = 3_000_000;
  const ours: Side = (at) =>
    exchange(`${program.url}/graphql`, JSON.stringify({ query: ROWS_QUERY, variables: { ...nth(province, at), asked: (asked += 1) } }));
  const bare: Side = async () => quantile(await duck.ask(DUCK_MAP, 1), 0);
  const taken = await inTurns({ ours, bare }, { rounds, requests: REQUESTS, warming: WARMING });
  const base = { size: ground.size, engine, against: 'DuckDB, unit rows, in process', goal: 1, note: '' };
  return [{ ...base, what: 'map, rows: p50', ours: median(taken.ours), bare: median(taken.bare), unit: 'µs' }];
}

/** `reader`: of the SQLite ground, from which DuckDB's tables are made; without one DuckDB is left out. */
export async function benchPeers(place: Place, reader: Sqlite | null, seconds: number): Promise<Line[]> {
  const peers = await startPeers(place);
  try {
    const found: Line[] = [];
    for (const peer of peers) found.push(...(await benchServed(place, peer, seconds)));
    if (reader === null) return found;
    const duck = await openDuck(reader, ['unit']);
    try {
      return [...found, ...(await benchDuck(place, duck))];
    } finally {
      await duck.close();
    }
  } finally {
    for (const { served } of peers) await served.stop();
  }
}

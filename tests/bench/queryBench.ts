/** Maps, trends, counties, lists and kept answers over HTTP, beside the bare server on the same database. */
import { createHash } from 'node:crypto';
import type { Engine } from '../../server/db/open.ts';
import { exchange, inTurns, type Side } from './exchange.ts';
import { median, quantile, type Line } from './figures.ts';
import type { Ground } from './ground/ground.ts';
import type { Program, Served } from './servers.ts';
import {
  COLUMNS_QUERY,
  COUNTIES_QUERY,
  LAST,
  LIST_QUERY,
  mapsOf,
  nth,
  PROVINCE,
  ROWS_QUERY,
  trendsOf,
  type Question,
} from './questions.ts';

export interface Place {
  readonly ground: Ground;
  readonly engine: Engine;
  readonly program: Program;
  readonly bare: Served;
  readonly rounds: number;
}

const REQUESTS = 60;
const FEW_REQUESTS = 15;
const MAP_ROUNDS = 2;
const BARE = 'node:http + SQL + JSON';

type Figures = Readonly<Record<'ours' | 'bare', readonly number[]>>;

function lines(
  place: Place,
  what: string,
  { ours, bare }: Figures,
  goals: readonly [p50: number, p99: number],
  more: Partial<Line>,
): Line[] {
  const base = { unit: 'µs' as const, size: place.ground.size, engine: place.engine, against: BARE, ...more };
  const note = `${ours.length} requests, one connection${more.note === undefined ? '' : `, ${more.note}`}`;
  const { growth: _growth, ...tail } = base;
  return [
    { ...base, what: `${what}: p50`, ours: median(ours), bare: median(bare), goal: goals[0], note },
    { ...tail, what: `${what}: p99`, ours: quantile(ours, 0.99), bare: quantile(bare, 0.99), goal: goals[1], note: '' },
  ];
}

/** Another question each time, by a variable that nothing uses: kept answers would otherwise be what is measured. */
const asking = ({ program }: Place, query: string, variables: (at: number) => object): Side => {
  let asked = 0;
  return (at) => exchange(`${program.url}/graphql`, JSON.stringify({ query, variables: { ...variables(at), asked: (asked += 1) } }));
};

const bareAsking =
  ({ bare }: Place, path: string, parameters: (at: number) => Readonly<Record<string, string>>): Side =>
  (at) =>
    exchange(`${bare.url}/${path}?${new URLSearchParams(parameters(at))}`, null);

/** Maps and trends of ≤ 200 rows, every answer made anew. */
export async function benchCold(place: Place): Promise<Line[]> {
  const found: Line[] = [];
  const maps = mapsOf(place.ground.quarter);
  const trends = trendsOf(place.ground.quarter);
  for (const [what, query, questions, goal] of [
    ['map, rows', ROWS_QUERY, maps, 3],
    ['map, columns', COLUMNS_QUERY, maps, 1.5],
    ['trend, rows', ROWS_QUERY, trends, 3],
    ['trend, columns', COLUMNS_QUERY, trends, 1.5],
  ] as const) {
    const question = (at: number): Question => nth(questions, at);
    const sides = { ours: asking(place, query, question), bare: bareAsking(place, 'children', (at) => ({ ...question(at) })) };
    const figures = await inTurns(sides, { rounds: place.rounds * MAP_ROUNDS, requests: REQUESTS });
    found.push(...lines(place, what, figures, [goal, 5], { growth: 0.1 }));
  }
  return found;
}

export async function benchCounties(place: Place): Promise<Line[]> {
  const period = { period: LAST };
  const sides = { ours: asking(place, COUNTIES_QUERY, () => period), bare: bareAsking(place, 'counties', () => period) };
  const figures = await inTurns(sides, { rounds: place.rounds, requests: FEW_REQUESTS });
  return lines(place, 'all counties, columns', figures, [1.5, 5], { note: 'one period' });
}

/** Fifty units that should have a Party organization and have none; nothing is measured beside them but other sizes. */
export async function benchLists(place: Place): Promise<Line[]> {
  const { program, ground, engine } = place;
  const found: Line[] = [];
  for (const [what, region] of [
    ['list of 50, a prefecture', '410300'],
    ['list of 50, the province', PROVINCE],
    ['list of 50, the nation', '100000'],
  ] as const) {
    const headers = { authorization: `Bearer ${program.token}` };
    let asked = 0;
    const ours: Side = () =>
      exchange(
        `${program.url}/graphql`,
        JSON.stringify({ query: LIST_QUERY, variables: { region, period: LAST, asked: (asked += 1) } }),
        headers,
      );
    const taken = (await inTurns({ ours }, { rounds: place.rounds, requests: FEW_REQUESTS })).ours;
    const base = { bare: null, unit: 'ms' as const, goal: null, size: ground.size, engine };
    found.push(
      { ...base, what: `${what}: p50`, ours: median(taken) / 1000, note: `${taken.length} requests`, growth: 0.2 },
      { ...base, what: `${what}: p99`, ours: quantile(taken, 0.99) / 1000, note: '' },
    );
  }
  return found;
}

/** The map of a province asked again and again: by POST, by its hash, and with the tag of the answer that one has. */
export async function benchWarm(place: Place): Promise<Line[]> {
  const { program, bare } = place;
  const question = { parent: PROVINCE, from: LAST, to: LAST };
  const url = `${program.url}/graphql`;
  const body = JSON.stringify({ query: ROWS_QUERY, variables: question });
  const extensions = JSON.stringify({ persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(ROWS_QUERY).digest('hex') } });
  const address = `${url}?${new URLSearchParams({ variables: JSON.stringify(question), extensions })}`;
  await exchange(url, body);
  // The bare server sends again what it answered last: the same rows.
  await exchange(`${bare.url}/children?${new URLSearchParams(question)}`, null);
  const tag = String((await fetch(address, { headers: { accept: '*/*' } })).headers.get('etag'));
  const found: Line[] = [];
  for (const [what, ours] of [
    ['map, warm', () => exchange(url, body)],
    ['map, warm, by hash', () => exchange(address, null)],
    ['map, ETag', () => exchange(address, null, { accept: '*/*', 'if-none-match': tag })],
  ] as const) {
    const sides = { ours, bare: () => exchange(`${bare.url}/stored`, null) };
    const figures = await inTurns(sides, { rounds: place.rounds * MAP_ROUNDS, requests: REQUESTS });
    found.push(...lines(place, what, figures, [1.5, 5], { against: 'stored bytes' }));
  }
  return found;
}

/** Requests a second over several connections. */
import autocannon, { type Request } from 'autocannon';
import { median, type Line } from './figures.ts';
import type { Place } from './queryBench.ts';
import { LAST, mapsOf, nth, PROVINCE, ROWS_QUERY } from './questions.ts';

const CONNECTIONS = 8;

export interface Target {
  readonly url: string;
  /** The body of the next request; null for a GET. */
  readonly body: (() => string) | null;
}

/** Requests a second. @throws Error where any was not answered with 2xx */
export async function requestsPerSecond({ url, body }: Target, seconds: number): Promise<number> {
  const post: Request = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    setupRequest: (request) => ({ ...request, body: body?.() }),
  };
  const result = await autocannon({ url, connections: CONNECTIONS, duration: seconds, ...(body === null ? {} : { requests: [post] }) });
  if (result.errors > 0 || result.non2xx > 0) throw new Error(`${url}: ${result.errors} errors, ${result.non2xx} refusals`);
  return result.requests.average;
}

/** Medians of `rounds` turns of each target. */
export async function loads<Name extends string>(
  targets: Readonly<Record<Name, Target>>,
  rounds: number,
  seconds: number,
): Promise<Readonly<Record<Name, number>>> {
  const names = Object.keys(targets) as Name[];
  const taken = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>;
  for (let round = 0; round < rounds; round += 1)
    for (const name of round % 2 === 0 ? names : names.toReversed()) taken[name].push(await requestsPerSecond(targets[name], seconds));
  return Object.fromEntries(names.map((name) => [name, median(taken[name])])) as Record<Name, number>;
}

/** A number that was used is one of a question whose answer is kept. */
let asked = 1_000_000;

/** Maps that are asked anew each time, of the program. */
export function coldMaps({ ground, program }: Pick<Place, 'ground' | 'program'>): Target {
  const maps = mapsOf(ground.quarter);
  return {
    url: `${program.url}/graphql`,
    body: () => JSON.stringify({ query: ROWS_QUERY, variables: { ...nth(maps, (asked += 1)), asked } }),
  };
}

/** One question asked by many: kept answers beside stored bytes. */
export async function benchLoad(place: Place, seconds: number): Promise<Line[]> {
  const { program, bare, ground, engine, rounds } = place;
  const question = { parent: PROVINCE, from: LAST, to: LAST };
  await fetch(`${bare.url}/children?${new URLSearchParams(question)}`);
  const body = JSON.stringify({ query: ROWS_QUERY, variables: question });
  const found = await loads(
    { ours: { url: `${program.url}/graphql`, body: () => body }, bare: { url: `${bare.url}/stored`, body: null } },
    rounds,
    seconds,
  );
  const note = `${CONNECTIONS} connections, ${rounds} × ${seconds} s`;
  return [
    { what: 'map, warm: requests/s', ...found, unit: 'requests/s', goal: 0.6, note, size: ground.size, engine, against: 'stored bytes' },
  ];
}

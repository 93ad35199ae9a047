/** Mixed load on running servers: readers who look at maps, trends, the nation's counties and lists, and a clerk who sends a ledger a minute. */
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { roll } from '../../seed/demo/random.ts';
import { sendLedger } from './duringBench.ts';
import type { WrittenQuarter } from './ground/spread.ts';
import { COLUMNS_QUERY, COUNTIES_QUERY, LAST, LIST_QUERY, mapsOf, nth, ROWS_QUERY, trendsOf } from './questions.ts';
import type { Program } from './servers.ts';

const READERS = 6;
/** A reader looks at each answer for so long, in milliseconds. */
const LOOKING = 40;
const MINUTE = 60_000;
/** Two quarters before all others: one after the other is filled. */
const BEFORE = ['2023Q3', '2023Q2'] as const;

export interface Answer {
  readonly what: string;
  /** Milliseconds since the beginning of the load, and that it took. */
  readonly at: number;
  readonly took: number;
  readonly error: string | null;
}

export interface Load {
  readonly answers: readonly Answer[];
  readonly imports: readonly Answer[];
}

interface Asked {
  readonly what: string;
  readonly body: object;
  readonly known: boolean;
}

/** The `at`-th question: of twenty, ten maps as columns, three as rows, four trends, one of all counties, two lists. */
function questionAt(at: number, quarter: WrittenQuarter): Asked {
  const share = roll(at, 1) * 20;
  // Every third question was asked before, and may be answered from what is kept.
  const asked = roll(at, 2) < 1 / 3 ? {} : { asked: at };
  if (share < 13) {
    const variables = { ...nth(mapsOfQuarter(quarter), Math.floor(roll(at, 3) * 500)), ...asked };
    return { what: 'map', known: false, body: { query: share < 10 ? COLUMNS_QUERY : ROWS_QUERY, variables } };
  }
  if (share < 17) {
    const variables = { ...nth(trendsOfQuarter(quarter), Math.floor(roll(at, 3) * 500)), ...asked };
    return { what: 'trend', known: false, body: { query: COLUMNS_QUERY, variables } };
  }
  if (share < 18) return { what: 'counties', known: false, body: { query: COUNTIES_QUERY, variables: { period: LAST, ...asked } } };
  const region = roll(at, 4) < 0.5 ? '410300' : '410000';
  return { what: 'list', known: true, body: { query: LIST_QUERY, variables: { region, period: LAST, ...asked } } };
}

/** Questions of a quarter are made once. */
const once = <Key extends object, Made>(make: (key: Key) => Made): ((key: Key) => Made) => {
  const kept = new WeakMap<Key, Made>();
  return (key) => {
    const found = kept.get(key) ?? make(key);
    kept.set(key, found);
    return found;
  };
};
const mapsOfQuarter = once(mapsOf);
const trendsOfQuarter = once(trendsOf);

function ask(agent: Agent, { url, token }: Program, { body, known }: Asked): Promise<string | null> {
  const text = JSON.stringify(body);
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...(known ? { authorization: `Bearer ${token}` } : {}),
  };
  return new Promise((resolve) => {
    const sent = request(`${url}/graphql`, { agent, method: 'POST', headers }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on('data', (piece: Buffer) => pieces.push(piece));
      answer.on('error', (error) => resolve(error.message));
      answer.on('end', () => {
        const said = Buffer.concat(pieces).toString();
        resolve(answer.statusCode === 200 && !said.includes('"errors"') ? null : `${answer.statusCode} ${said.slice(0, 300)}`);
      });
    });
    sent.on('error', (error) => resolve(error.message));
    sent.end(text);
  });
}

/** @param programs several are processes on one database: readers and ledgers go round */
export async function putLoad(programs: readonly Program[], quarter: WrittenQuarter, minutes: number): Promise<Load> {
  const began = performance.now();
  const now = (): number => performance.now() - began;
  const isOver = (): boolean => now() >= minutes * MINUTE;
  const answers: Answer[] = [];
  const imports: Answer[] = [];
  const agent = new Agent({ keepAlive: true, maxSockets: READERS });
  let next = 0;
  const read = async (): Promise<void> => {
    while (!isOver()) {
      next += 1;
      const question = questionAt(next, quarter);
      const at = now();
      const error = await ask(agent, nth(programs, next), question);
      answers.push({ what: question.what, at, took: now() - at, error });
      await sleep(LOOKING);
    }
  };
  const send = async (): Promise<void> => {
    const ledgers = BEFORE.flatMap((period) => quarter.regions.map((region) => [region, period] as const));
    for (const [place, [region, period]] of ledgers.entries()) {
      const at = now();
      if (isOver()) return;
      const error = await sendLedger(nth(programs, place), quarter.folder, region, period).then(
        () => null,
        (reason: unknown) => String(reason),
      );
      imports.push({ what: 'import', at, took: now() - at, error });
      // The next minute, unless the end comes before it.
      await sleep(Math.max(0, Math.min((place + 1) * MINUTE, minutes * MINUTE) - now()));
    }
  };
  await Promise.all([...Array.from({ length: READERS }, read), send()]);
  agent.destroy();
  return { answers, imports };
}

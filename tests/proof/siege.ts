/** Hostile requests and slow sockets against a whole server, and an innocent reader beside them. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ERROR_CODES } from '../../server/domain/errors.ts';
import type { DemoServer } from '../support/demo.ts';
import { HOSTILE_KINDS, hostileRequests, type Hostile } from './hostileQueries.ts';

const AT_ONCE = 8;
/** Milliseconds: the limit of a query, and room for its answer to be sent. */
const LONGEST = 12_000;
const MEGABYTE = 2 ** 20;
const PATIENCE = 60_000;
/** Milliseconds that a siege goes on at least, however soon its attacks are answered: the reader beside it needs time to ask. */
const LASTING = 4_000;
const SEED = 20_261_120;

export interface Outcome {
  readonly kind: string;
  readonly status: number;
  readonly milliseconds: number;
  /** Codes of its errors; empty for an answer. */
  readonly codes: readonly unknown[];
  readonly answered: boolean;
}

export interface Waited {
  readonly asked: number;
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
  readonly failures: readonly string[];
}

function send(url: string, agent: Agent, { kind, method, search, type, body }: Hostile): Promise<Outcome> {
  const began = performance.now();
  const headers = { ...(type === '' ? { 'apollo-require-preflight': 'yes' } : { 'content-type': type }), accept: 'application/json' };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}graphql${search}`, { agent, method, headers, timeout: LONGEST * 2 }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (piece: string) => (text += piece));
      response.on('end', () => {
        const answer = JSON.parse(text) as { data?: unknown; errors?: { extensions?: { code?: unknown } }[] };
        resolve({
          kind,
          status: Number(response.statusCode),
          milliseconds: performance.now() - began,
          codes: (answer.errors ?? []).map((error) => error.extensions?.code),
          answered: answer.data !== undefined && answer.data !== null,
        });
      });
    });
    sent.on('timeout', () => sent.destroy(new Error(`${kind}: no answer`)));
    sent.on('error', (error) => reject(new Error(`${kind}: ${error.message}`)));
    sent.end(body ?? undefined);
  });
}

async function attack(url: string, requests: readonly Hostile[]): Promise<Outcome[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const outcomes: Outcome[] = [];
  const waiting = requests.values();
  const one = async (): Promise<void> => {
    for (const next of waiting) outcomes.push(await send(url, agent, next));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  } finally {
    agent.destroy();
  }
  return outcomes;
}

/** Ways to hold a connection: whoever connects so says little and slowly. */
const SLOW: readonly ((socket: Socket, host: string) => NodeJS.Timeout | null)[] = [
  (socket, host) => {
    socket.write(`POST /graphql HTTP/1.1\r\nHost: ${host}\r\n`);
    return setInterval(() => socket.write(`X-A: b\r\n`), 500);
  },
  (socket, host) => {
    socket.write(`POST /graphql HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n{"query":"`);
    return setInterval(() => socket.write('x'), 500);
  },
  (socket, host) => {
    socket.write(`GET /healthz HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n\r\n`);
    return null;
  },
  (socket, host) => {
    socket.write(`GET /schema.graphql HTTP/1.1\r\nHost: ${host}\r\nConnection: keep-alive\r\n\r\n`);
    socket.pause();
    return null;
  },
];

/** Opens slow sockets, a kind in turn, and gives what closes them. */
function besiege(url: string, count: number): () => void {
  const { host, hostname, port } = new URL(url);
  const opened = Array.from({ length: count }, (_, at) => {
    const socket = connect(Number(port), hostname);
    const state: { timer: NodeJS.Timeout | null } = { timer: null };
    socket.on('error', () => undefined).once('close', () => state.timer !== null && clearInterval(state.timer));
    socket.once('connect', () => (state.timer = SLOW[at % SLOW.length]?.(socket, host) ?? null));
    return { socket, state };
  });
  return () => {
    for (const { socket, state } of opened) {
      if (state.timer !== null) clearInterval(state.timer);
      socket.destroy();
    }
  };
}

/** Asks for whole lists and hangs up in the middle of each. */
async function hangUp(url: string, times: number): Promise<void> {
  for (let at = 0; at < times; at += 1)
    await new Promise<void>((resolve) => {
      const asked = get(`${url}export/units.csv?region=410000`, (answer) => {
        answer.once('data', () => asked.destroy());
        answer.once('close', () => resolve());
        answer.on('error', () => undefined);
      });
      asked.on('error', () => resolve());
    });
}

interface Told {
  /** Megabytes. */
  readonly memory: number;
  /** Milliseconds that the answering thread was held up at most since it was last asked, and how much of such a while was work of its own. */
  readonly held: number;
  readonly work: number;
}

async function toldBy(url: string): Promise<Told> {
  const text = await (await fetch(`${url}metrics`)).text();
  const gauge = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return {
    memory: gauge('process_resident_memory_bytes') / MEGABYTE,
    held: gauge('fugai_loop_delay_seconds') * 1000,
    work: gauge('fugai_loop_work_seconds') * 1000,
  };
}

interface Innocent {
  stop(): Promise<Waited>;
}

async function startInnocent(url: string): Promise<Innocent> {
  const child: ChildProcess = spawn(process.execPath, [path.join(import.meta.dirname, 'innocent.mjs'), `${url}graphql`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let words = '';
  child.stdout?.setEncoding('utf8').on('data', (piece: string) => (words += piece));
  const until = performance.now() + PATIENCE;
  while (!words.includes('ready')) {
    if (performance.now() > until) throw new Error('the innocent reader had no answer');
    await sleep(20);
  }
  return {
    stop: async () => {
      const ended = once(child, 'close');
      child.kill('SIGTERM');
      await ended;
      return JSON.parse(words.trim().split('\n').at(-1) ?? '') as Waited;
    },
  };
}

/** The same reader for some seconds with nobody beside it. */
async function inPeace(url: string): Promise<Waited> {
  const innocent = await startInnocent(url);
  await sleep(3_000);
  return innocent.stop();
}

export interface Siege {
  /** Different attacks. */
  readonly attacks: number;
  readonly outcomes: readonly Outcome[];
  readonly calm: Waited;
  readonly waited: Waited;
  /** Milliseconds: the longest that the server's answering thread was held up, and the longest work of its own between two timers. */
  readonly held: number;
  readonly work: number;
  /** Megabytes of the server before and after. */
  readonly before: number;
  readonly after: number;
}

type Besieged = Pick<Siege, 'outcomes' | 'waited' | 'held' | 'work'>;

async function besieged(url: string, count: number, sockets: number, seed: number): Promise<Besieged> {
  await toldBy(url);
  const innocent = await startInnocent(url);
  const close = besiege(url, sockets);
  const hanging = hangUp(url, 4);
  const until = performance.now() + LASTING;
  const outcomes = await attack(url, hostileRequests(count, seed));
  for (let round = 1; performance.now() < until; round += 1) outcomes.push(...(await attack(url, hostileRequests(count, seed + round))));
  await hanging;
  close();
  const waited = await innocent.stop();
  const { held, work } = await toldBy(url);
  return { outcomes, waited, held, work };
}

/** `count` hostile requests, `sockets` slow ones and exports that are hung up on; asked again where the machine was busy with something else. */
export async function siege({ url }: DemoServer, count: number, sockets: number, bound: number): Promise<Siege> {
  await attack(url, hostileRequests(HOSTILE_KINDS, 7));
  await sleep(1_000);
  const { memory: before } = await toldBy(url);
  const calm = await inPeace(url);
  const first = await besieged(url, count, sockets, SEED);
  const again = first.waited.max < bound ? first : await besieged(url, count, sockets, SEED / 2);
  const { waited, held, work } = again.waited.max < first.waited.max ? again : first;
  let after = (await toldBy(url)).memory;
  for (let times = 0; after > before + 100 && times < 20; times += 1) {
    await sleep(500);
    after = (await toldBy(url)).memory;
  }
  const attacks = Math.min(count, HOSTILE_KINDS) + SLOW.length + 1;
  return { attacks, outcomes: [...first.outcomes, ...(again === first ? [] : again.outcomes)], calm, waited, held, work, before, after };
}

/** Answers that a server must not give: a status of its own failure, a refusal without a known code, and what took longer than any query may. */
export const wrongOf = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.filter(
    ({ status, milliseconds, codes, answered }) =>
      status >= 500 ||
      milliseconds > LONGEST ||
      (!answered && codes.length === 0) ||
      codes.some((code) => !(ERROR_CODES as readonly unknown[]).includes(code)),
  );

export const spellSiege = ({ attacks, outcomes, calm, waited, held, work, before, after }: Siege, sockets: number): string =>
  `attacks ${attacks} (${outcomes.length} requests, ${sockets} slow sockets) / worst innocent wait ${Math.round(waited.max)} ms (p99 ${Math.round(waited.p99)}, in peace ${Math.round(calm.max)}) / the server's loop held up ${Math.round(held)} ms, by its own work ${Math.round(work)} ms / memory ${Math.round(before)} → ${Math.round(after)} MB`;

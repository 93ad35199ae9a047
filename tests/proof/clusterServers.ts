/** Four servers of one PostgreSQL, and what their readers do with them. */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import type { ClientRequest, IncomingMessage } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import type { ServedProcess } from '../support/served.ts';
import { startServer } from '../support/served.ts';
import { toAnswered, type ToldUpload } from '../support/uploads.ts';

export const SERVERS = 4;
/** Of a reader who is not at the machine itself. */
export const FROM_AFAR = { via: '1.1 proxy' } as const;
export const ATTEMPTS = 12;

export interface Cluster {
  readonly folder: string;
  readonly servers: ServedProcess[];
  start(at: number): Promise<ServedProcess>;
  close(): Promise<void>;
}

/** Starts all at once on a database that is empty yet. */
export async function startCluster(database: string): Promise<Cluster> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-cluster-'));
  const settings = { FUGAI_DATA: folder, FUGAI_RATE_LOGIN: String(ATTEMPTS) };
  const servers = await Promise.all(Array.from({ length: SERVERS }, () => startServer(database, settings, 120)));
  return {
    folder,
    servers,
    start: async (at) => (servers[at] = await startServer(database, settings, 120)),
    close: async () => {
      for (const { child } of servers) child.kill('SIGKILL');
      await Promise.all(servers.map(({ ended }) => ended));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Told {
  readonly status: number;
  readonly text: string;
  /** Milliseconds. */
  readonly took: number;
}

/** One query as a page or a program sends it. */
export async function ask(url: string, query: string, headers: Readonly<Record<string, string>> = {}): Promise<Told> {
  const began = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, ...headers },
    body: JSON.stringify({ query }),
  });
  const text = await response.text();
  return { status: response.status, text, took: performance.now() - began };
}

/** The data version that an answer is of. */
export const versionIn = (text: string): number => Number(/"dataVersion":"?v?(\d+)/.exec(text)?.[1]);

/** Asks a server of an upload until it is so; every question is an answer of the server. */
export async function untilTold(
  url: string,
  id: string,
  headers: Readonly<Record<string, string>>,
  holds: (upload: ToldUpload) => boolean,
): Promise<ToldUpload> {
  for (;;) {
    const response = await fetch(`${url}/submissions/uploads/${id}`, { headers });
    if (response.status !== 200) {
      await response.body?.cancel();
      continue;
    }
    const { told } = await toAnswered(response);
    if (holds(told)) return told;
  }
}

export interface LoadReport {
  readonly requests: number;
  readonly errors: number;
  readonly seconds: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Answers of an earlier version than the one that the same client had before. */
  readonly wentBack: number;
}

/** So many clients, each going from server to server with one question after another, until they are told to end. */
export function startLoad(urls: () => readonly string[], queries: readonly string[], clients: number): { end(): Promise<LoadReport> } {
  const took: number[] = [];
  let [errors, wentBack] = [0, 0];
  const ending = new AbortController();
  const began = performance.now();
  const client = async (at: number): Promise<void> => {
    let version = 0;
    for (let turn = at; !ending.signal.aborted; turn += 1) {
      const all = urls();
      const told = await ask(String(all[turn % all.length]), String(queries[turn % queries.length])).catch(() => null);
      if (told === null || told.status !== 200 || told.text.includes('"errors"')) errors += 1;
      else {
        took.push(told.took);
        const found = versionIn(told.text);
        if (!(found >= version)) wentBack += 1;
        version = found;
      }
    }
  };
  const running = Promise.all(Array.from({ length: clients }, (_, at) => client(at)));
  return {
    end: async () => {
      ending.abort();
      await running;
      const sorted = took.toSorted((left, right) => left - right);
      const seconds = (performance.now() - began) / 1000;
      return { requests: took.length, errors, seconds, p99: Number(sorted[Math.floor(sorted.length * 0.99)]), wentBack };
    },
  };
}

/** A request whose answer is awaited somewhere else: its status, once it is there. */
export const statusOf = async (request: ClientRequest): Promise<number> => {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  response.resume();
  return Number(response.statusCode);
};

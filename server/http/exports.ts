/** Bulk exports: whole lists as files that are sent while they are read, and what their columns mean. */
import { randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { dictionaryCsv, dictionaryJson } from '../documents/bulk/dictionary.ts';
import { EXPORTS, type AskedExport, type BulkExport } from '../documents/bulk/exports.ts';
import type { BulkBegun, BulkHead, BulkMaker } from '../documents/bulk/away.ts';
import { beginBulk } from '../documents/bulk/begin.ts';
import { BULK_WRITERS, type BulkSuffix } from '../documents/bulk/writers.ts';
import { assertMayRead } from '../domain/viewers.ts';
import { sightKey, type Sight } from '../domain/sight.ts';
import type { Reports } from '../reports/types.ts';
import { parametersOf, searchOf } from './address.ts';
import { newMaking, type Making } from './fileWatch.ts';
import type { TagOf } from './graphql.ts';
import { refuse } from './refusal.ts';
import { createTurns, type Turns } from './turns.ts';
import { departure, dispositionOf } from './views.ts';

export interface ExportParts {
  readonly config: Pick<Config, 'anonymous'>;
  readonly reports: Reports;
  readonly tagOf: TagOf;
  /** Null: exports are made here, too. */
  readonly maker: BulkMaker | null;
}

/** Each holds a reader of the database from its first row to its last. */
const AT_ONCE = 2;
/** At work and waiting together. */
const MOST = 8;
/** An asker who reads nothing for so long is let go, for others wait. */
const STALLED_MS = 120_000;

interface Desk {
  readonly reports: Reports;
  readonly tagOf: (version: string, request: FastifyRequest) => string;
  readonly turns: Turns;
  readonly maker: BulkMaker;
}

function describe({ story, rows, lang, noun }: BulkHead, tag: string, suffix: BulkSuffix, reply: FastifyReply): void {
  const words: Readonly<Record<string, string | null>> = {
    source: story.source[lang],
    filter: story.filter?.[lang] ?? null,
    basis: story.basis[lang],
  };
  for (const [name, text] of Object.entries(words)) if (text !== null) void reply.header(`x-fugai-${name}`, encodeURIComponent(text));
  if (rows !== null) void reply.header('x-fugai-rows', String(rows));
  if (story.asOf !== null) void reply.header('x-fugai-as-of', story.asOf);
  const day = story.asOf === null ? [] : [story.asOf];
  const names = { name: [noun, ...day].join('-'), named: [story.title[lang], ...day].join('-') };
  void reply
    .header('x-fugai-data-version', story.dataVersion)
    .header('link', `<${noun}.dictionary.json>; rel="describedby"`)
    .header('cache-control', 'no-cache')
    .header('etag', tag)
    .header('content-disposition', dispositionOf({ shown: false, suffix }, names))
    .type(BULK_WRITERS[suffix].type);
}

const isKnown = (request: FastifyRequest, tag: string): boolean => request.headers['if-none-match']?.split(/,\s*/).includes(tag) === true;

/** What is wrong is told at once, before others who wait for a turn. */
async function refused({ reports }: Desk, asked: AskedExport, sight: Sight): Promise<never> {
  const view = await reports.open(sight, asked.at);
  try {
    await asked.open(view);
  } finally {
    await view.close();
  }
  throw new Error('an export that cannot be read was opened');
}

/** The bytes on their way, counted. */
async function* counted({ bytes, spent }: BulkBegun, making: Making): AsyncGenerator<Buffer> {
  for await (const piece of bytes) {
    making.bytes += piece.length;
    making.spent = spent();
    yield piece;
  }
  making.spent = spent();
}

async function send(
  desk: Desk,
  found: BulkExport,
  suffix: BulkSuffix,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const making = (request.making = newMaking());
  const asked = found.read(parametersOf(request));
  if (asked.wrong) await refused(desk, asked, request.sight);
  if (request.headers['if-none-match'] !== undefined) {
    const view = await desk.reports.open(request.sight, asked.at);
    const tag = desk.tagOf(view.dataVersion, request);
    await view.close();
    if (isKnown(request, tag)) {
      making.unchanged = true;
      return reply.code(304).header('etag', tag).send();
    }
  }
  const signal = departure(reply);
  const leave = await desk.turns.enter(signal);
  if (leave === undefined) return reply.hijack();
  const begun = await desk.maker
    .begin({ noun: found.noun, suffix, search: searchOf(request), sight: request.sight }, signal)
    .catch((error: unknown) => {
      leave();
      if (signal.aborted) return undefined;
      throw error;
    });
  if (begun === undefined) return reply.hijack();
  making.spent = begun.spent();
  const end = (): void => {
    begun
      .end()
      .catch((error: unknown) => request.log.error({ err: error }, 'an export could not be ended'))
      .finally(leave);
  };
  if (signal.aborted) {
    end();
    return reply.hijack();
  }
  describe(begun.head, desk.tagOf(begun.head.story.dataVersion, request), suffix, reply);
  if (request.method === 'HEAD') {
    end();
    return reply.send();
  }
  const stream = Readable.from(counted(begun, making), { objectMode: false });
  stream.once('close', end);
  signal.addEventListener('abort', () => stream.destroy(), { once: true });
  reply.raw.setTimeout(STALLED_MS, () => reply.raw.destroy());
  return reply.send(stream);
}

const AVAILABLE = EXPORTS.flatMap(({ noun, suffixes }) => [
  ...suffixes.map((suffix) => `${noun}.${suffix}`),
  `${noun}.dictionary.json`,
  `${noun}.dictionary.csv`,
]);

export function installExports(app: FastifyInstance, { config, reports, tagOf, maker }: ExportParts): void {
  // A new program may write the same data differently.
  const program = randomUUID();
  const desk: Desk = {
    reports,
    tagOf: (version, request) => tagOf(version, request.url, `${program} ${sightKey(request.sight)}`),
    turns: createTurns(MOST, AT_ONCE),
    maker: maker ?? { begin: (ask) => beginBulk(reports, ask), close: async () => undefined },
  };
  const route = (address: string, answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>): void => {
    app.get(`/export/${address}`, async (request, reply) => {
      assertMayRead(request.viewer, 'EXPORT', config.anonymous);
      return answer(request, reply);
    });
  };
  for (const found of EXPORTS) {
    for (const suffix of found.suffixes) route(`${found.noun}.${suffix}`, (request, reply) => send(desk, found, suffix, request, reply));
    const dictionary = (suffix: string, type: string, text: (bom: boolean) => string): void => {
      route(`${found.noun}.dictionary.${suffix}`, async (request, reply) => {
        const tag = desk.tagOf('', request);
        void reply.header('cache-control', 'no-cache').header('etag', tag);
        if (isKnown(request, tag)) return reply.code(304).send();
        return reply.type(type).send(text(parametersOf(request).get('bom') === '1'));
      });
    };
    dictionary('json', 'application/json; charset=utf-8', () => dictionaryJson(found));
    dictionary('csv', BULK_WRITERS.csv.type, (bom) => dictionaryCsv(found, bom));
  }
  route('*', async (request, reply) => refuse(request, reply, 'NOT_FOUND', `没有这个导出；可用的有 ${AVAILABLE.join('、')}。`));
}

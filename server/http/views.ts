/** Any view as a file: the address of a page with a suffix, and the same parameters. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { FILES, placeOf, readFileAddress, type FileKind, type MadeFile } from '../documents/files.ts';
import { createMapPack, type MapPack } from '../documents/mapPack.ts';
import type { Printed, Printer } from '../documents/printer.ts';
import { assertMayRead } from '../domain/viewers.ts';
import { sightKey, type Sight } from '../domain/sight.ts';
import type { PlaceAsk, Reports } from '../reports/types.ts';
import { searchOf } from './address.ts';
import { newMaking } from './fileWatch.ts';
import type { TagOf } from './graphql.ts';
import { createTurns, type Turns } from './turns.ts';

export interface ViewParts {
  readonly config: Pick<Config, 'places' | 'anonymous'>;
  readonly reports: Reports;
  readonly tagOf: TagOf;
  /** Null: long files are made here, too. */
  readonly printer: Printer | null;
}

interface Desk {
  readonly reports: Reports;
  readonly tagOf: (version: string, request: FastifyRequest) => string;
  readonly maps: MapPack;
  readonly turns: Turns;
  readonly printer: Printer | null;
}

/** RFC 5987: the name in the language of the view, and the Latin one for who cannot read it. */
export function dispositionOf(
  { shown, suffix }: Pick<FileKind, 'shown' | 'suffix'>,
  { name, named }: Pick<Printed, 'name' | 'named'>,
): string {
  const encoded = encodeURIComponent(`${named}.${suffix}`).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${shown ? 'inline' : 'attachment'}; filename="${name}.${suffix}"; filename*=UTF-8''${encoded}`;
}

/** Aborted when the asker hangs up before the answer is whole. */
export function departure(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) controller.abort();
  });
  return controller.signal;
}

type Read = Omit<ReturnType<typeof readFileAddress>, 'pathname'> & { readonly sight: Sight };

/** A long file waits for its turn and is made by the printer, which opens the data for itself. */
async function printed(desk: Desk, file: FileKind, asked: Read, at: PlaceAsk, signal: AbortSignal): Promise<Printed | undefined> {
  const { printer, turns } = desk;
  if (printer !== null && file.heavy) return turns.take(signal, () => printer.print({ ...asked, address: file.address, at }, signal));
  const view = await desk.reports.open(asked.sight, at);
  let made: MadeFile;
  const { spent } = view;
  try {
    made = await file.make({ ...asked, view, maps: desk.maps });
  } finally {
    await view.close();
  }
  const bytes = file.heavy ? await turns.take(signal, made.write) : await made.write();
  return bytes === undefined ? undefined : { ...made, bytes, spent };
}

async function answer(desk: Desk, file: FileKind, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const making = (request.making = newMaking());
  const signal = departure(reply);
  const { selection, problems, bom } = readFileAddress(`${request.url.split('?', 1)[0]}${searchOf(request)}`);
  const asked: Read = { selection, problems, bom, sight: request.sight };
  const view = await desk.reports.open(request.sight, placeOf(asked.selection));
  const version = view.dataVersion;
  await view.close();
  const tag = desk.tagOf(version, request);
  if (request.headers['if-none-match']?.split(/,\s*/).includes(tag) === true) {
    making.unchanged = true;
    return reply.code(304).header('etag', tag).send();
  }
  const made = await printed(desk, file, asked, { ...placeOf(asked.selection), version }, signal);
  if (made === undefined || signal.aborted) return reply.hijack();
  making.spent = made.spent;
  making.bytes = made.bytes.byteLength;
  const notices = made.notices.map((words) => words[asked.selection.lang]).join('');
  if (notices !== '') void reply.header('x-fugai-notice', encodeURIComponent(notices));
  void reply.header('cache-control', 'no-cache').header('etag', tag);
  return reply.type(file.type).header('content-disposition', dispositionOf(file, made)).send(Buffer.from(made.bytes));
}

export function installViews(app: FastifyInstance, { config, reports, tagOf, printer }: ViewParts): void {
  // A new program may write the same data differently.
  const program = randomUUID();
  const desk: Desk = {
    reports,
    tagOf: (version, request) => tagOf(version, request.url, `${program} ${sightKey(request.sight)}`),
    maps: createMapPack({ pack: config.places.mapPack, counties: path.join(config.places.maps, 'counties') }),
    turns: createTurns(),
    printer,
  };
  for (const file of FILES)
    app.get(file.address, async (request, reply) => {
      assertMayRead(request.viewer, 'VIEW', config.anonymous);
      return answer(desk, file, request, reply);
    });
}

/** Any view as a file: the address of a page with a suffix, and the same parameters. */
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { createMapPack, type MapPack } from '../documents/mapPack.ts';
import { noticeEntry } from '../documents/footer.ts';
import { buildSheet, isSheetPage, SHEET_PAGES, titleOfView, type SheetPage } from '../documents/pages/index.ts';
import type { Sheet } from '../documents/sheet.ts';
import { situate } from '../documents/situation.ts';
import { WRITERS, type Writer, type Writing } from '../documents/writers.ts';
import type { Words } from '../domain/words.ts';
import type { Reports, View } from '../reports/types.ts';
import { parseSelection, printSelection, type BadParameter, type Selection } from '../../web/src/state/selection.ts';
import type { TagOf } from './graphql.ts';
import { refuse } from './refusal.ts';
import { createTurns, type Turns } from './turns.ts';

export interface ViewParts {
  readonly config: Pick<Config, 'places' | 'anonymous'>;
  readonly reports: Reports;
  readonly tagOf: TagOf;
}

interface Room {
  readonly reports: Reports;
  readonly tagOf: (version: string, request: FastifyRequest) => string;
  readonly maps: MapPack;
  readonly turns: Turns;
}

interface Asked {
  readonly page: SheetPage;
  readonly suffix: string;
  readonly writer: Writer;
  readonly selection: Selection;
  readonly problems: readonly BadParameter[];
  readonly bom: boolean;
}

/** The one sentence of the page about parameters that were not understood. */
const notUnderstood = (problems: readonly BadParameter[]): readonly Words[] =>
  problems.length === 0
    ? []
    : [
        {
          zh: `地址中的${problems.map(({ name, value }) => `「${name}=${value}」`).join('')}无法识别，已按默认显示。`,
          en: `Not understood in the address: ${problems.map(({ name, value }) => `“${name}=${value}” `).join('')}. The default is shown instead.`,
        },
      ];

/** `bom=1` is of the file and not of the view. */
function readAddress(request: FastifyRequest, page: SheetPage, suffix: string, writer: Writer): Asked {
  const parameters = new URL(request.url, 'http://localhost').searchParams;
  const bom = parameters.get('bom') === '1';
  parameters.delete('bom');
  return { page, suffix, writer, bom, ...parseSelection(parameters.toString()) };
}

/** RFC 5987: the Chinese name, and the Latin one for who cannot read it. */
function dispositionOf({ page, suffix, writer, selection }: Asked, sheet: Sheet, place: string, period: string | null): string {
  const name = [titleOfView(page, selection.why)[selection.lang], place, ...(period === null ? [] : [period])].join('-');
  const encoded = encodeURIComponent(`${name}.${suffix}`).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return `${writer.shown ? 'inline' : 'attachment'}; filename="${sheet.name}.${suffix}"; filename*=UTF-8''${encoded}`;
}

interface Made extends Writing {
  readonly disposition: string;
}

/** Everything that needs the database, over one data version. */
async function make(view: View, asked: Asked, maps: MapPack): Promise<Made> {
  const { page, selection, problems, bom } = asked;
  const situation = await situate(view, selection);
  const sheet = await buildSheet(page, situation, maps);
  const unread = notUnderstood(problems);
  return {
    sheet: { ...sheet, footer: { ...sheet.footer, entries: [...sheet.footer.entries, ...unread.map(noticeEntry)] } },
    selection,
    dataVersion: view.dataVersion,
    notices: [...unread, ...situation.notices],
    address: `/${page}${printSelection(selection)}`,
    bom,
    disposition: dispositionOf(asked, sheet, situation.region.name, situation.period),
  };
}

/** Aborted when the asker hangs up before the answer is whole. */
function departure(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableEnded) controller.abort();
  });
  return controller.signal;
}

async function answer(room: Room, asked: Asked, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const signal = departure(reply);
  const view = await room.reports.open(asked.selection.version ?? undefined);
  let made: Made;
  try {
    const tag = room.tagOf(view.dataVersion, request);
    void reply.header('cache-control', 'no-cache').header('etag', tag);
    if (request.headers['if-none-match']?.split(/,\s*/).includes(tag) === true) return await reply.code(304).send();
    made = await make(view, asked, room.maps);
  } finally {
    await view.close();
  }
  const { writer, selection } = asked;
  const write = (): Promise<Buffer> => writer.write(made);
  const file = signal.aborted ? undefined : writer.heavy ? await room.turns.take(signal, write) : await write();
  if (file === undefined || signal.aborted) return reply.hijack();
  if (made.notices.length > 0) void reply.header('x-fugai-notice', encodeURIComponent(made.notices.map((words) => words[selection.lang]).join('')));
  return reply.type(writer.type).header('content-disposition', made.disposition).send(file);
}

export function installViews(app: FastifyInstance, { config, reports, tagOf }: ViewParts): void {
  // A new program may write the same data differently.
  const program = randomUUID();
  const room: Room = {
    reports,
    tagOf: (version, request) => tagOf(version, request.url, program),
    maps: createMapPack({ pack: config.places.mapPack, counties: path.join(config.places.maps, 'counties') }),
    turns: createTurns(),
  };
  for (const page of SHEET_PAGES)
    for (const [suffix, writer] of Object.entries<Writer>(WRITERS))
      app.get(`/${page}.${suffix}`, async (request, reply) => {
        if (config.anonymous === 'none') return refuse(request, reply, 'UNAUTHENTICATED', '本站须先登录。');
        return answer(room, readAddress(request, page, suffix, writer), request, reply);
      });
}

/** Why there is no such file, for an address that looks as if it wanted one; null for any other address. */
export function whyNoView(address: string): string | null {
  const [, page, suffix] = /^\/([\w-]+)\.(\w{1,5})$/.exec(address) ?? [];
  if (page === undefined || suffix === undefined) return null;
  if (isSheetPage(page)) return `没有 .${suffix} 这种格式，可用的有 ${Object.keys(WRITERS).join('、')}。`;
  // A missing picture of the site is no view.
  const wanted = Object.hasOwn(WRITERS, suffix) && suffix !== 'png' && suffix !== 'svg';
  return wanted ? `没有「${page}」这一页，可用的有 ${SHEET_PAGES.join('、')}。` : null;
}

/** The built web app: its files, and its page for every address that is a page. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EXPLORER_PATH, pageAt, PLACED } from '../../web/src/state/pages.ts';
import type { Config } from '../config.ts';
import { whyNoFile } from '../documents/files.ts';
import { createFirstPages, type FirstAnswersParts } from './firstAnswers.ts';
import { hasTag, sendAnswer } from './graphql.ts';
import { refuse } from './refusal.ts';

/** Addresses whose page is not the app: its file in the build. */
const OTHER_PAGES: ReadonlyMap<string, string> = new Map([[EXPLORER_PATH, 'explorer.html']]);
/** Addresses below which a missing thing is missing, and never the page. */
const NOT_PAGES = /^\/(assets|clients|graphql|schema\.graphql|export|maps|templates|submissions|healthz|readyz|metrics)(\/|$|\?)/;
const YEAR = 31_536_000;

const isPage = (request: FastifyRequest): boolean => {
  const [address = ''] = request.url.split('?', 1);
  return (
    request.method === 'GET' &&
    request.headers.accept?.includes('text/html') === true &&
    !NOT_PAGES.test(address) &&
    path.extname(address) === ''
  );
};

export interface WebParts extends FirstAnswersParts {
  /** What readers without a name may see. */
  readonly anonymous: Config['anonymous'];
}

/**
 * How a page is sent. To who has no name and needs none the same page is told so: it asks for figures at once, and not first who reads, and the
 * overview's names its code. A hint and no permission: every question is answered by what its asker may see.
 */
function createSender(app: FastifyInstance, { anonymous, ...parts }: WebParts) {
  const { folder } = parts;
  const holds = (file: string): boolean => existsSync(path.join(folder, file));
  const open = anonymous !== 'none' && holds('open.html') ? 'open.html' : null;
  const overview = holds('overview.html') ? 'overview.html' : open;
  const firstPage = createFirstPages(app, parts);
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    void reply.header('cache-control', 'no-cache').header('vary', 'accept-encoding, authorization, cookie');
    const send = (file: string): FastifyReply => reply.sendFile(file, folder, { cacheControl: false });
    if (request.viewer !== null || open === null) return send('index.html');
    const page = pageAt(request.url.split('?', 1)[0] ?? '');
    const file = (page === 'overview' ? overview : null) ?? open;
    const first = page !== null && PLACED.has(page) ? await firstPage(request, file) : null;
    if (first === null) return send(file);
    void reply.header('etag', first.tag);
    return hasTag(request, first.tag) ? reply.code(304).send() : sendAnswer(request, reply, first);
  };
}

export async function installWeb(app: FastifyInstance, parts: WebParts): Promise<void> {
  const { folder } = parts;
  const built = existsSync(path.join(folder, 'index.html'));
  if (built) {
    await app.register(fastifyStatic, {
      root: folder,
      decorateReply: false,
      cacheControl: false,
      // The build lays a packed file beside every other.
      preCompressed: true,
      setHeaders: (reply, file) => {
        // Names under assets/ hold a hash of their content.
        const fixed = path.relative(folder, file).startsWith(`assets${path.sep}`);
        // A source is read, whatever a table of types says of its suffix: .ts is a film there.
        if (path.relative(folder, file).startsWith(`clients${path.sep}`)) reply.header('content-type', 'text/plain; charset=utf-8');
        reply.header('cache-control', fixed ? `public, max-age=${YEAR}, immutable` : 'no-cache');
      },
    });
  }
  const sendPage = createSender(app, parts);
  if (built) app.get('/', async (request, reply) => sendPage(request, reply));
  app.setNotFoundHandler(async (request, reply) => {
    const [address = ''] = request.url.split('?', 1);
    if (!isPage(request)) return refuse(request, reply, 'NOT_FOUND', whyNoFile(address) ?? '没有这个地址。');
    // Assets are named beside the page: below it they would be looked for in a folder that is none.
    if (address.length > 1 && address.endsWith('/'))
      return reply.redirect(`../${path.posix.basename(address)}${request.url.slice(address.length)}`, 308);
    if (!built) return refuse(request, reply, 'NOT_FOUND', '网页尚未构建，请运行 npm start。');
    const other = OTHER_PAGES.get(address);
    return other === undefined
      ? sendPage(request, reply)
      : reply.header('cache-control', 'no-cache').sendFile(other, folder, { cacheControl: false });
  });
}

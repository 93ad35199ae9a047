/** The built web app: its files, and its page for every address that is a page. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { EXPLORER_PATH } from '../../web/src/state/pages.ts';
import type { Config } from '../config.ts';
import { whyNoFile } from '../documents/files.ts';
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

/** `anonymous`: what readers without a name may see. */
export async function installWeb(app: FastifyInstance, folder: string, anonymous: Config['anonymous']): Promise<void> {
  const built = existsSync(path.join(folder, 'index.html'));
  // The same page, told that its reader has no name and needs none: it asks for figures at once, and not first who reads. A hint and no
  // permission: every question is answered by what its asker may see.
  const open = anonymous !== 'none' && existsSync(path.join(folder, 'open.html')) ? 'open.html' : 'index.html';
  const sendPage = (request: FastifyRequest, reply: FastifyReply, other?: string): FastifyReply =>
    reply
      .header('cache-control', 'no-cache')
      .sendFile(other ?? (request.viewer === null ? open : 'index.html'), folder, { cacheControl: false });
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
  if (built) app.get('/', (request, reply) => sendPage(request, reply));
  app.setNotFoundHandler((request, reply) => {
    const [address = ''] = request.url.split('?', 1);
    if (!isPage(request)) return refuse(request, reply, 'NOT_FOUND', whyNoFile(address) ?? '没有这个地址。');
    // Assets are named beside the page: below it they would be looked for in a folder that is none.
    if (address.length > 1 && address.endsWith('/'))
      return reply.redirect(`../${path.posix.basename(address)}${request.url.slice(address.length)}`, 308);
    if (!built) return refuse(request, reply, 'NOT_FOUND', '网页尚未构建，请运行 npm start。');
    return sendPage(request, reply, OTHER_PAGES.get(address));
  });
}

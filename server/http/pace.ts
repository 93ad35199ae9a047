/** How long a request may take to come in: files over slow lines get minutes, everything else half of one. */
import type { FastifyInstance } from 'fastify';
import { answerUnread } from './unread.ts';

const REQUEST_TIME = 30_000;
/** 50 MB over 0.5 Mbit/s. */
export const UPLOAD_TIME = 15 * 60_000;
const FILES = /^\/submissions(?:\?|$)/;

const late = Object.assign(new Error('a request did not come in within its time'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' });

export function installPace(app: FastifyInstance): void {
  app.server.headersTimeout = REQUEST_TIME;
  app.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    const hasBody = raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined;
    if (hasBody && !FILES.test(request.url)) {
      const timer = setTimeout(() => !raw.complete && answerUnread(late, raw.socket), REQUEST_TIME).unref();
      reply.raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}

/**
 * Passing a request on to another process of this program, which holds what is asked for in its memory alone. It goes with what shows who asks,
 * and is judged there once more; over TLS only to who has this program's own certificate.
 */
import { request as plainRequest, type IncomingMessage } from 'node:http';
import { request as safeRequest } from 'node:https';
import { X509Certificate } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import type { TlsFiles } from './listening.ts';
import { departure } from './views.ts';

/** A request that was passed on is not passed on again. */
const PASSED = 'x-fugai-passed';
const WITHIN = 30_000;
/** What shows who asks. */
const ASKER = ['authorization', 'cookie', 'user-agent', 'accept', 'accept-language'] as const;
/** What is told of the answer; the rest is this process's own. */
const TOLD = ['content-type', 'content-length', 'content-disposition', 'cache-control'] as const;

export interface PassOn {
  isPassed(request: FastifyRequest): boolean;
  /** The answer to a GET of `to`. @throws DomainError UNAVAILABLE where the other does not answer */
  send(request: FastifyRequest, reply: FastifyReply, to: URL): Promise<FastifyReply>;
}

const AWAY = '保存着这份批注文件的另一个服务进程没有应答，文件只在它的内存里。请稍后再试；仍不行请重新上传原文件后再取';

/** Only this program's own certificate is believed, whatever name it is for. */
function trusting({ cert }: TlsFiles) {
  const own = new X509Certificate(cert).fingerprint256;
  return {
    ca: cert,
    allowPartialTrustChain: true,
    checkServerIdentity: (_host: string, { fingerprint256 }: { fingerprint256: string }): Error | undefined =>
      fingerprint256 === own ? undefined : new Error('another certificate'),
  };
}

/** Never as somebody who sits at the machine itself: it comes from where the asker is. */
function headersOf({ headers, ip, protocol }: FastifyRequest): Record<string, string> {
  const asker = ASKER.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]] as const]));
  return { ...Object.fromEntries(asker), [PASSED]: '1', via: '1.1 fugai', 'x-forwarded-for': ip, 'x-forwarded-proto': protocol };
}

export const createPassOn = (tls: TlsFiles | null): PassOn => {
  const trusted = tls === null ? null : trusting(tls);
  const ask = (request: FastifyRequest, url: URL, signal: AbortSignal): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      const options = { method: 'GET', headers: headersOf(request), agent: false, timeout: WITHIN, signal } as const;
      const asked = url.protocol === 'https:' ? safeRequest(url, { ...options, ...trusted }) : plainRequest(url, options);
      asked.once('response', resolve).once('error', reject);
      asked.once('timeout', () => asked.destroy(new Error('no answer in time')));
      asked.end();
    });
  return {
    isPassed: ({ headers }) => headers[PASSED] !== undefined,
    send: async (request, reply, to) => {
      const answer = await ask(request, to, departure(reply)).catch((error: unknown) => {
        request.log.warn({ err: error, address: to.origin }, 'another process does not answer');
        throw new DomainError('UNAVAILABLE', AWAY);
      });
      for (const name of TOLD) if (answer.headers[name] !== undefined) void reply.header(name, answer.headers[name]);
      return reply.code(answer.statusCode ?? 502).send(answer);
    },
  };
};

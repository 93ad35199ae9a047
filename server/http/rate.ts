/** So many requests a minute for each reader, and so many attempts at a secret: by account, else by address. */
import rateLimit, { type FastifyRateLimitStore } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { isLoopback } from '../settings.ts';
import { TooMany } from '../domain/errors.ts';
import type { Share } from '../graphql/context.ts';
import type { Peers } from '../graphql/peers.ts';

const MINUTE = 60_000;
/** What a proxy adds to a request that it passes on. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
/** Pages and their parts are small, the same for everybody, and kept by browsers: only what is computed is counted. */
const COMPUTED = /^\/(?:graphql|export\/|submissions\b|templates\/|[a-z]+\.(?:xlsx|csv|json|png|svg|pdf|pptx|docx)\b)/;

/** Whoever sits at the machine itself can stop the program anyway. */
const isHere = ({ ip, headers }: FastifyRequest): boolean =>
  (isLoopback(ip) || ip === '::ffff:127.0.0.1') && FORWARDED.every((name) => headers[name] === undefined);

/** Who asks, as far as turns are concerned; null at the machine itself. */
const readerKey = (request: FastifyRequest): string =>
  request.viewer === null ? `address ${request.ip}` : `account ${request.viewer.owner}`;

const tooMany = (what: string, seconds: number): TooMany => new TooMany(`${what}，请 ${seconds} 秒后再试。`);

const secondsOf = (milliseconds: number): number => Math.max(1, Math.ceil(milliseconds / 1000));

/** The share of a request among those of others. */
export type ShareOf = (request: FastifyRequest) => Share;

/** Requests as several processes count them together. */
const countedBy = (peers: Peers) =>
  class Together implements FastifyRateLimitStore {
    incr(reader: string, done: (error: Error | null, counted?: { current: number; ttl: number }) => void, span: number): void {
      done(null, peers.request(reader, span));
    }

    child(): FastifyRateLimitStore {
      return this;
    }
  };

/** To be installed after the viewer is known. `peers` serve the same readers. */
export async function installRate(app: FastifyInstance, { rates }: Pick<Config, 'rates'>, peers: Peers | null): Promise<ShareOf> {
  await app.register(rateLimit, {
    global: true,
    max: rates.perMinute,
    timeWindow: MINUTE,
    keyGenerator: readerKey,
    ...(peers && { store: countedBy(peers) }),
    allowList: (request) => isHere(request) || !COMPUTED.test(request.url),
    errorResponseBuilder: (_request, { ttl, max }) => tooMany(`请求过多：每分钟最多 ${max} 次`, secondsOf(ttl)),
    addHeaders: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false, 'retry-after': true },
    addHeadersOnExceeding: { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false },
  });
  const attemptKey = ({ ip }: FastifyRequest): string => `attempts ${ip}`;
  const attempts = app.createRateLimit({ max: rates.attempts, timeWindow: MINUTE, keyGenerator: attemptKey, allowList: isHere });
  /** Milliseconds to wait; null: it may be tried. */
  const waitFor = async (request: FastifyRequest): Promise<number | null> => {
    if (peers !== null && !isHere(request)) {
      const { current, ttl } = await peers.attempt(attemptKey(request), MINUTE);
      return current > rates.attempts ? ttl : null;
    }
    const found = await attempts(request);
    return !found.isAllowed && found.isExceeded ? found.ttl : null;
  };
  return (request) => ({
    reader: isHere(request) ? null : readerKey(request),
    attempt: async () => {
      const wait = await waitFor(request);
      if (wait !== null) throw tooMany(`登录、设置或改密码的次数过多：每分钟最多 ${rates.attempts} 次`, secondsOf(wait));
    },
  });
}

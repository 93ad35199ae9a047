/** Pages of signing in with an identity provider: one that leads there, and one to come back to. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { OpenIdOffer } from '../accounts/types.ts';
import type { Config, OpenIdSettings } from '../config.ts';
import { DomainError } from '../domain/errors.ts';
import type { Asker } from '../graphql/context.ts';
import type { Peers } from '../graphql/peers.ts';
import type { Begun, Provider } from './openIdProvider.ts';

type Settings = Pick<Config, 'openId' | 'publicUrl'>;

const START = 'openid/start';
const CALLBACK = 'openid/callback';
const COOKIE = 'fugai_openid';
/** How long somebody may take to sign in there. */
const PATIENCE = 10 * 60 * 1000;
/** Sign-ins that are under way at a time; the oldest goes first. */
const MOST = 1_000;

/** What the page of signing in offers; null where no provider is named. */
export const offerOf = ({ openId }: Pick<Config, 'openId'>): OpenIdOffer | null =>
  openId === null ? null : { name: openId.name, start: `/${START}` };

interface Waiting {
  readonly begun: Begun;
  readonly redirect: URL;
  readonly until: number;
}

/** Sign-ins by their state, each good for one return. */
interface SignIns {
  add(one: Omit<Waiting, 'until'>): Promise<void>;
  take(state: string | undefined): Promise<Omit<Waiting, 'until'> | undefined>;
}

/** Begun at one process, finished at whichever the provider sends people back to. */
const waitingWith = (peers: Peers): SignIns => ({
  add: ({ begun, redirect }) => peers.keepBegun(begun.state, JSON.stringify({ begun, redirect: redirect.href }), PATIENCE),
  take: async (state) => {
    const text = state === undefined ? null : await peers.takeBegun(state);
    if (text === null) return undefined;
    const { begun, redirect } = JSON.parse(text) as { begun: Begun; redirect: string };
    return { begun, redirect: new URL(redirect) };
  },
});

function createWaiting(): SignIns {
  const waiting = new Map<string, Waiting>();
  return {
    add: async (one) => {
      for (const [state, { until }] of waiting) if (until < performance.now() || waiting.size >= MOST) waiting.delete(state);
      waiting.set(one.begun.state, { ...one, until: performance.now() + PATIENCE });
    },
    take: async (state) => {
      const found = state === undefined ? undefined : waiting.get(state);
      if (state !== undefined) waiting.delete(state);
      return found === undefined || found.until < performance.now() ? undefined : found;
    },
  };
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (reply: FastifyReply, status: number, head: string, body: string): FastifyReply =>
  reply
    .code(status)
    .header('cache-control', 'no-store')
    .type('text/html; charset=utf-8')
    .send(`<!doctype html><html lang="zh"><meta charset="utf-8"><title>统一登录</title>${head}<body>${body}</body></html>`);

const refused = (reply: FastifyReply, status: number, message: string): FastifyReply =>
  page(reply, status, '', `<p>${escaped(message)}</p><p><a href="/login">返回登录</a></p>`);

/** The address that the provider sends people back to: the proxy's, or the loopback name that was asked for. */
const redirectOf = ({ headers }: FastifyRequest, publicUrl: URL | null): URL =>
  publicUrl === null ? new URL(`http://${String(headers.host)}/${CALLBACK}`) : new URL(CALLBACK, `${publicUrl.href.replace(/\/$/, '')}/`);

const AWAY = '连不上身份提供方，请稍后再试，或用密码登录；管理员请核对设置 FUGAI_OIDC_ISSUER。';
const NOT_OURS = '这次登录已过期，或不是从本站开始的。请回到登录页重新开始。';
const NOT_PROVED = '身份提供方没有确认您的身份。请回到登录页重新开始；仍不行时请联系管理员。';

const STATUS: Readonly<Record<string, number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, UNAVAILABLE: 503 };

export interface OpenIdParts {
  readonly config: Settings;
  readonly askerOf: (request: FastifyRequest, reply: FastifyReply) => Asker;
  readonly createProvider: (settings: OpenIdSettings) => Provider;
  /** Other processes that people may be sent back to. */
  readonly peers: Peers | null;
}

/** Installs nothing where no provider is named. */
export function installOpenId(app: FastifyInstance, { config, askerOf, createProvider, peers }: OpenIdParts): void {
  if (config.openId === null) return;
  const provider = createProvider(config.openId);
  const waiting = peers === null ? createWaiting() : waitingWith(peers);
  const kept = { path: '/', httpOnly: true, sameSite: 'lax', secure: config.publicUrl?.protocol === 'https:' } as const;
  app.get(`/${START}`, async (request, reply) => {
    const redirect = redirectOf(request, config.publicUrl);
    try {
      const { to, begun } = await provider.begin(redirect);
      await waiting.add({ begun, redirect });
      // The return comes from another site: a strict cookie would not come with it.
      return await reply
        .setCookie(COOKIE, begun.state, { ...kept, maxAge: PATIENCE / 1000 })
        .header('cache-control', 'no-store')
        .redirect(to.href);
    } catch (error) {
      request.log.warn({ err: error }, 'the identity provider does not answer');
      return refused(reply, 503, AWAY);
    }
  });
  app.get(`/${CALLBACK}`, async (request, reply) => {
    const prove = async () => {
      const state = request.cookies[COOKIE];
      const found = await waiting.take(state);
      const address = new URL(request.url, 'http://localhost');
      if (found === undefined || address.searchParams.get('state') !== state) throw new DomainError('UNAUTHENTICATED', NOT_OURS);
      const returned = new URL(found.redirect);
      returned.search = address.search;
      return provider.finish(returned, found.begun).catch((error: unknown) => {
        request.log.warn({ err: error }, 'the identity provider proved nobody');
        throw new DomainError('UNAUTHENTICATED', NOT_PROVED);
      });
    };
    void reply.clearCookie(COOKIE, kept);
    try {
      await askerOf(request, reply).desk.signInOpenId(prove);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return refused(reply, STATUS[error.code] ?? 400, error.message);
    }
    // A page of this site leads on: a browser sends the new session's cookie with what its own pages lead to.
    return page(reply, 200, '<meta http-equiv="refresh" content="0;url=/">', '<p><a href="/">已登录，继续</a></p>');
  });
}

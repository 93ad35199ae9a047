/** Who a request comes from: the holder of a token, a user who signed in, a browser that saved something here before, or nobody. */
import cookies from '@fastify/cookie';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts/types.ts';
import { speaksHttps, type Config } from '../config.ts';
import { isLoopback } from '../settings.ts';
import { DomainError } from '../domain/errors.ts';
import type { Sight } from '../domain/sight.ts';
import { sightFor, type Place, type Viewer } from '../domain/viewers.ts';
import type { Asker } from '../graphql/context.ts';
import { offerOf } from './openId.ts';
import { refuse } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for an anonymous reader. */
    viewer: Viewer | null;
    /** What the answer may tell. */
    sight: Sight;
  }
}

type Settings = Pick<Config, 'anonymous' | 'publicUrl' | 'tls' | 'separation' | 'notice' | 'openId'>;

export const READER_COOKIE = 'fugai_reader';
const YEAR = 31_536_000;
/** What a proxy adds to a request that it passes on. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A browser takes `__Host-` only from the site itself, over TLS, for all of its addresses. */
export const sessionCookie = (settings: Pick<Settings, 'publicUrl' | 'tls'>): string =>
  speaksHttps(settings) ? '__Host-fugai' : 'fugai_session';

/** A browser says with every POST which page it comes from, and the guard has let in only pages of this program. */
const isFromPage = ({ headers }: FastifyRequest): boolean => headers.origin !== undefined || headers['sec-fetch-site'] === 'same-origin';

/** Other programs than browsers say nothing of where they come from, and prove who they are with a token. */
function placeOf(request: FastifyRequest, { anonymous, publicUrl, separation }: Settings): Place {
  const forwarded = FORWARDED.some((name) => request.headers[name] !== undefined);
  // Whoever sits at the machine itself, and nobody from elsewhere: a program that listens elsewhere hears both.
  const here = isLoopback(request.raw.socket.remoteAddress ?? '');
  return { anonymous, separation, direct: publicUrl === null && !forwarded && here, fromPage: isFromPage(request) };
}

/** The text after `Bearer`; undefined for a request that brings no token. */
function bearerOf({ headers }: FastifyRequest): string | undefined {
  const given = /^bearer(?:\s+(.*))?$/i.exec((headers.authorization ?? '').trim());
  return given === null ? undefined : (given[1] ?? '');
}

/** Who a cookie stands for: a session before the browser it is in. */
async function byCookie(request: FastifyRequest, accounts: Accounts, settings: Settings): Promise<Viewer | null> {
  const session = request.cookies[sessionCookie(settings)];
  const viewer = session === undefined ? null : await accounts.bySession(session);
  if (viewer !== null) return viewer;
  const reader = request.cookies[READER_COOKIE];
  return reader === undefined ? null : accounts.byBrowser(reader, placeOf(request, settings));
}

/**
 * Resolves `request.viewer` and `request.sight`. A token that does not hold is refused here; it never counts as no token. Nor does a session
 * change anything for a page that does not say it is of this site.
 */
export async function installViewer(app: FastifyInstance, { config, accounts }: { config: Settings; accounts: Accounts }): Promise<void> {
  await app.register(cookies);
  app.decorateRequest('viewer', null);
  // Without a value until the hook below: an answer that is made before it has no sight to be made with.
  app.decorateRequest('sight');
  app.addHook('onRequest', async (request, reply) => {
    const secret = bearerOf(request);
    try {
      request.viewer = secret === undefined ? await byCookie(request, accounts, config) : await accounts.byToken(secret);
      request.sight = sightFor(request.viewer, config);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      void reply.header('www-authenticate', 'Bearer error="invalid_token"');
      return refuse(request, reply, error.code, error.message);
    }
    if (request.viewer?.kind === 'USER' && !READING.has(request.method) && !isFromPage(request))
      return refuse(request, reply, 'FORBIDDEN', '登录后的操作只接受本站网页发来的请求（缺少 Origin）。其他程序请使用令牌。');
    return;
  });
}

/** Opens the desk of a request; who becomes known there gets a cookie with the answer. */
export const createAskers =
  (accounts: Accounts, config: Settings) =>
  (request: FastifyRequest, reply: FastifyReply): Asker => {
    const { viewer } = request;
    const kept = { path: '/', httpOnly: true, sameSite: 'strict', secure: speaksHttps(config) } as const;
    const open = (): Asker['desk'] =>
      accounts.desk({
        viewer,
        place: placeOf(request, config),
        address: request.ip,
        openId: offerOf(config),
        notice: config.notice,
        welcome: (secret) => void reply.setCookie(READER_COOKIE, secret, { ...kept, maxAge: YEAR }),
        session: (secret) => {
          // Without an age it goes with the browser; how long it holds is kept here, not there.
          if (secret === null) void reply.clearCookie(sessionCookie(config), kept);
          else void reply.setCookie(sessionCookie(config), secret, kept);
        },
      });
    // Few questions come to the desk: it is opened for those.
    let desk: Asker['desk'] | null = null;
    return {
      viewer,
      get desk() {
        return (desk ??= open());
      },
    };
  };

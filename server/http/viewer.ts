/** Who a request comes from: the holder of a token, a browser that saved something here before, or nobody. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Accounts } from '../accounts/types.ts';
import type { Config } from '../config.ts';
import { DomainError } from '../domain/errors.ts';
import { AGGREGATES, EVERYTHING, NOTHING, type Sight } from '../domain/sight.ts';
import type { Place, Viewer } from '../domain/viewers.ts';
import type { Asker } from '../graphql/context.ts';
import { readCookie, writeCookie } from './cookies.ts';
import { refuse } from './refusal.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for an anonymous reader. */
    viewer: Viewer | null;
    /** What the answer may tell; nothing until it is known who asks. */
    sight: Sight;
  }
}

type Settings = Pick<Config, 'anonymous' | 'publicUrl'>;

export const READER_COOKIE = 'fugai_reader';
const YEAR = 31_536_000;
/** What a proxy adds to a request that it passes on. */
const FORWARDED = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/**
 * A browser says with every POST which page it comes from, and the guard has let in only pages of this program. Other programs say nothing,
 * and prove who they are with a token.
 */
function placeOf({ headers }: FastifyRequest, { anonymous, publicUrl }: Settings): Place {
  const forwarded = FORWARDED.some((name) => headers[name] !== undefined);
  return { anonymous, direct: publicUrl === null && !forwarded, fromPage: headers.origin !== undefined };
}

/** The text after `Bearer`; undefined for a request that brings no token. */
function bearerOf({ headers }: FastifyRequest): string | undefined {
  const given = /^bearer(?:\s+(.*))?$/i.exec((headers.authorization ?? '').trim());
  return given === null ? undefined : (given[1] ?? '');
}

/** A token that who runs the program made sees what they see; everybody else what the settings give to readers without a name. */
const sightFor = (viewer: Viewer | null, { anonymous }: Settings): Sight =>
  viewer?.kind === 'TOKEN' ? EVERYTHING : anonymous === 'aggregates' ? AGGREGATES : NOTHING;

/** Resolves `request.viewer` and `request.sight`. A token that does not hold is refused here; it never counts as no token. */
export function installViewer(app: FastifyInstance, { config, accounts }: { config: Settings; accounts: Accounts }): void {
  app.decorateRequest('viewer', null);
  // An object would be one for all requests, which Fastify refuses: each gets its own before anything reads it.
  app.decorateRequest('sight');
  app.addHook('onRequest', async (request, reply) => {
    const secret = bearerOf(request);
    if (secret === undefined) {
      const known = readCookie(request.headers.cookie, READER_COOKIE);
      if (known !== undefined) request.viewer = await accounts.byBrowser(known, placeOf(request, config));
      request.sight = sightFor(request.viewer, config);
      return;
    }
    try {
      request.viewer = await accounts.byToken(secret);
      request.sight = sightFor(request.viewer, config);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      void reply.header('www-authenticate', 'Bearer error="invalid_token"');
      return refuse(request, reply, error.code, error.message);
    }
    return;
  });
}

/** Opens the desk of a request; a browser that becomes known there gets its cookie with the answer. */
export const createAskers =
  (accounts: Accounts, config: Settings) =>
  (request: FastifyRequest, reply: FastifyReply): Asker => {
    const { viewer } = request;
    const welcome = (secret: string): void => {
      const secure = config.publicUrl?.protocol === 'https:';
      void reply.header('set-cookie', writeCookie(READER_COOKIE, secret, { seconds: YEAR, secure }));
    };
    return { viewer, desk: accounts.desk({ viewer, place: placeOf(request, config), welcome }) };
  };

/** The HTTP side, put together. It is listening only when its caller says so. */
import type { ApolloServer } from '@apollo/server';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Accounts } from '../accounts/types.ts';
import type { Config } from '../config.ts';
import type { Printer } from '../documents/printer.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Log } from '../log.ts';
import type { Reports } from '../reports/types.ts';
import { readableUrl } from './address.ts';
import { installBodies } from './bodies.ts';
import { installExports } from './exports.ts';
import { installGraphql, type TagOf } from './graphql.ts';
import { installGuard } from './guard.ts';
import { installHeaders } from './headers.ts';
import { installMaps } from './maps.ts';
import { installMetrics } from './metrics.ts';
import { createOperations, readManifest } from './operations.ts';
import { installProbes } from './probes.ts';
import type { TlsFiles } from './listening.ts';
import { installRefusals } from './refusal.ts';
import { installSetupGate } from './setupGate.ts';
import { answerUnread } from './unread.ts';
import { createAskers, installViewer } from './viewer.ts';
import { installViews } from './views.ts';
import { installWeb } from './web.ts';

const BODY_BYTES = 64 * 1024;
const REQUEST_TIME = 30_000;
const IDLE_EVERY = 100;
const CLOSE_WITHIN = 10_000;

export interface ServerParts {
  readonly config: Config;
  readonly log: Log;
  readonly reports: Reports;
  readonly apollo: ApolloServer<RequestContext>;
  readonly sdl: string;
  readonly tagOf: TagOf;
  readonly printer: Printer | null;
  readonly accounts: Accounts;
  /** Whether there is no administrator yet. */
  readonly needsSetup: () => Promise<boolean>;
  /** Null for plain connections. */
  readonly tls: TlsFiles | null;
}

/** Fastify over http or https; which of the two it is shows in nothing but its address. */
function begin({ config, log, tls }: Pick<ServerParts, 'config' | 'log' | 'tls'>): FastifyInstance {
  const logger: FastifyBaseLogger = log;
  return fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    requestTimeout: REQUEST_TIME,
    return503OnClosing: false,
    clientErrorHandler: answerUnread,
    rewriteUrl: readableUrl,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    ...(tls !== null && { https: tls }),
  });
}

export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, log, reports, apollo, sdl, tagOf, printer, accounts } = parts;
  const app = begin(parts);
  installRefusals(app);
  installBodies(app);
  await installHeaders(app, config);
  installGuard(app, config);
  const gate = installSetupGate(app, config, parts.needsSetup);
  await installViewer(app, { config, accounts });
  installMetrics(app);
  installProbes(app, reports);
  const operations = createOperations({ manifest: readManifest(config.places.web), allowed: config.operations });
  const askerOf = createAskers(accounts, config);
  installGraphql(app, { apollo, reports, tagOf, askerOf, operations, gate, within: config.querySeconds * 1000 });
  app.get('/schema.graphql', (_request, reply) => reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(sdl));
  installViews(app, { config, reports, tagOf, printer });
  installExports(app, { config, reports, tagOf });
  await installMaps(app, config.places, log);
  await installWeb(app, config.places.web);
  return app;
}

/** Stops listening, answers what is under way, and lets go of sockets that browsers would hold for a minute. */
export async function closeServer(app: FastifyInstance): Promise<void> {
  const idle = setInterval(() => app.server.closeIdleConnections(), IDLE_EVERY);
  const last = setTimeout(() => app.server.closeAllConnections(), CLOSE_WITHIN);
  app.server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  try {
    await app.close();
  } finally {
    clearInterval(idle);
    clearTimeout(last);
  }
}

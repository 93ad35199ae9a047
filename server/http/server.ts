/** The HTTP side, put together. It is listening only when its caller says so. */
import type { ApolloServer } from '@apollo/server';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import type { Accounts } from '../accounts/types.ts';
import type { Config } from '../config.ts';
import type { BulkMaker } from '../documents/bulk/away.ts';
import type { Printer } from '../documents/printer.ts';
import type { CompiledWay } from '../graphql/compiled.ts';
import type { RequestContext } from '../graphql/context.ts';
import type { Office } from '../graphql/office.ts';
import type { Peers } from '../graphql/peers.ts';
import type { Log } from '../log.ts';
import type { Reports } from '../reports/types.ts';
import { readableUrl } from './address.ts';
import { installAuditExport } from './auditExport.ts';
import { installBodies } from './bodies.ts';
import { watchConnections } from './closing.ts';
import { installDifferences } from './differences.ts';
import { installExports } from './exports.ts';
import { installFileWatch } from './fileWatch.ts';
import { installGraphql, type TagOf } from './graphql.ts';
import { installGuard } from './guard.ts';
import { installHeaders } from './headers.ts';
import { installMaps } from './maps.ts';
import { installMetrics } from './metrics.ts';
import { installOpenId } from './openId.ts';
import { createOperations, readManifest } from './operations.ts';
import { createQueryWatch } from './queryWatch.ts';
import { installPace, UPLOAD_TIME } from './pace.ts';
import { createPassOn } from './passOn.ts';
import { installProbes } from './probes.ts';
import type { TlsFiles } from './listening.ts';
import { installRate } from './rate.ts';
import { installRefusals } from './refusal.ts';
import { installSubmissions } from './submissions.ts';
import { installSetupGate } from './setupGate.ts';
import { installTemplates } from './templates.ts';
import { answerUnread } from './unread.ts';
import { createAskers, installViewer } from './viewer.ts';
import { installViews } from './views.ts';
import { installWeb } from './web.ts';

const BODY_BYTES = 64 * 1024;

export interface ServerParts {
  readonly config: Config;
  readonly log: Log;
  readonly reports: Reports;
  readonly apollo: ApolloServer<RequestContext>;
  readonly compiled: CompiledWay;
  readonly sdl: string;
  readonly tagOf: TagOf;
  readonly printer: Printer | null;
  /** Makes bulk exports away from this process; null: they are made here. */
  readonly bulk: BulkMaker | null;
  readonly accounts: Accounts;
  readonly office?: Office | undefined;
  /** Processes that serve the same database; null: this one serves alone. */
  readonly peers: Peers | null;
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
    // A logger for each request would cost more than its answer; what must be found again has an id of its own (refusal.ts).
    childLoggerFactory: (parent) => parent,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES,
    requestTimeout: UPLOAD_TIME,
    return503OnClosing: false,
    clientErrorHandler: answerUnread,
    rewriteUrl: readableUrl,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    ...(tls !== null && { https: tls }),
  });
}

export async function createServer(parts: ServerParts): Promise<FastifyInstance> {
  const { config, log, reports, apollo, compiled, sdl, tagOf, printer, bulk, accounts, office, peers } = parts;
  const app = begin(parts);
  watchConnections(app);
  installPace(app);
  installRefusals(app);
  installBodies(app);
  await installHeaders(app, config);
  installGuard(app, config);
  const gate = installSetupGate(app, config, parts.needsSetup);
  await installViewer(app, { config, accounts });
  const shareOf = await installRate(app, config, peers);
  const watch = createQueryWatch(log, config.slowQuery);
  installMetrics(app, watch);
  installFileWatch(app, watch);
  installProbes(app, reports);
  const manifest = readManifest(config.places.web);
  const operations = createOperations({ manifest, allowed: config.operations });
  const askerOf = createAskers(accounts, config);
  const { anonymous, querySeconds } = config;
  installGraphql(app, {
    watch,
    apollo,
    compiled,
    reports,
    tagOf,
    askerOf,
    shareOf,
    operations,
    office,
    gate,
    anonymous,
    within: querySeconds * 1000,
  });
  app.get('/schema.graphql', (_request, reply) => reply.header('cache-control', 'no-cache').type('text/plain; charset=utf-8').send(sdl));
  if (config.openId !== null) {
    // What calls another machine is not even loaded where nobody named one.
    const { createProvider } = await import('./openIdProvider.ts');
    installOpenId(app, { config, askerOf, createProvider, peers });
  }
  installViews(app, { config, reports, tagOf, printer });
  installAuditExport(app, askerOf);
  installDifferences(app, { config, reports, askerOf });
  installExports(app, { config, reports, tagOf, maker: bulk });
  installTemplates(app, { config, office });
  await installSubmissions(app, { office, accounts, askerOf, watch, passOn: createPassOn(parts.tls) });
  await installMaps(app, config.places, log);
  await installWeb(app, { folder: config.places.web, anonymous, manifest, reports });
  return app;
}

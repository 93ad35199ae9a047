/** The program's parts, put together from arguments; tests start here. */
import type { FastifyInstance } from 'fastify';
import { NO_ACCOUNTS } from './accounts/absent.ts';
import type { Accounts } from './accounts/types.ts';
import type { Config } from './config.ts';
import type { BulkMaker } from './documents/bulk/away.ts';
import type { Printer } from './documents/printer.ts';
import type { Apart } from './graphql/apart.ts';
import { createCompiledWay } from './graphql/compiled.ts';
import { createApollo } from './graphql/apollo.ts';
import type { Office } from './graphql/office.ts';
import type { Peers } from './graphql/peers.ts';
import { createSchema, printSdl } from './graphql/schema.ts';
import { closeServer } from './http/closing.ts';
import { createTags } from './http/graphql.ts';
import type { TlsFiles } from './http/listening.ts';
import { createServer } from './http/server.ts';
import type { Log } from './log.ts';
import type { Reports } from './reports/types.ts';

export interface AppParts {
  readonly config: Config;
  readonly reports: Reports;
  readonly log: Log;
  /** Makes long files away from this thread; without one they are made here. */
  readonly printer?: Printer;
  /** Tokens and saved queries; without them nobody is known and nothing can be kept. */
  readonly accounts?: Accounts;
  /** Makes bulk exports away from this process; without one they are made here. */
  readonly bulk?: BulkMaker;
  /** Executes costly queries away from this process; without it they run here, a few at a time. */
  readonly apart?: Apart;
  /** Does what administrators ask; without it nothing of theirs can be changed. */
  readonly office?: Office;
  /** Processes that serve the same database; without them this one serves alone. */
  readonly peers?: Peers | null;
  /** Whether there is no administrator yet, if not the accounts are to say it. Asked only where other machines can reach the program. */
  readonly needsSetup?: () => Promise<boolean>;
  /** Certificate and key; without them connections are plain. */
  readonly tls?: TlsFiles | null;
}

export interface App {
  readonly server: FastifyInstance;
  /** Listens at the address of the settings and gives it, `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Answers what is under way, then ends. The reports stay open: they are their maker's to close. */
  close(): Promise<void>;
}

export async function createApp(parts: AppParts): Promise<App> {
  const {
    config,
    reports,
    log,
    printer = null,
    bulk = null,
    accounts = NO_ACCOUNTS,
    apart,
    office,
    tls = null,
    peers = null,
    needsSetup = () => accounts.needsSetUp(),
  } = parts;
  const schema = createSchema();
  const sdl = printSdl(schema);
  const tagOf = createTags(sdl);
  const apollo = await createApollo({ schema, config, log, apart: apart ?? null });
  const compiled = createCompiledWay(schema, config.anonymous);
  const server = await createServer({
    config,
    log,
    reports,
    apollo,
    compiled,
    sdl,
    tagOf,
    printer,
    bulk,
    accounts,
    office,
    needsSetup,
    tls,
    peers,
  });
  return {
    server,
    listen: () => server.listen({ host: config.host, port: config.port }),
    close: async () => {
      await closeServer(server);
      await apollo.stop();
    },
  };
}

/** The GraphQL engine of this program, with every default that a demo would want and a server would not set off by name. */
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import type { Apart } from './apart.ts';
import type { RequestContext } from './context.ts';
import { createErrorFormat } from './errors.ts';
import { LIMITS } from './limits.ts';
import { alone, costs, schemaReaders, signIn, specStatus, versions } from './plugins.ts';

export interface ApolloParts {
  readonly schema: GraphQLSchema;
  readonly config: Pick<Config, 'introspection' | 'anonymous'>;
  readonly log: Log;
  /** Where costly operations run; null: here. */
  readonly apart: Apart | null;
}

/** Started; stop it when the HTTP side has drained. */
export async function createApollo({ schema, config, log, apart }: ApolloParts): Promise<ApolloServer<RequestContext>> {
  const format = createErrorFormat(log);
  const apollo = new ApolloServer<RequestContext>({
    schema,
    logger: {
      debug: (text) => log.debug(text),
      info: (text) => log.debug(text),
      warn: (text) => log.warn(text),
      error: (text) => log.error(text),
    },
    formatError: format,
    introspection: config.introspection !== 'NOBODY',
    // Its suggestions would tell the names of fields to who may not ask for them.
    hideSchemaDetailsFromClientErrors: config.introspection !== 'EVERYBODY',
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    // Texts known by their hash are dealt with before the engine sees them (http/operations.ts).
    persistedQueries: false,
    parseOptions: { maxTokens: LIMITS.tokens },
    nodeEnv: 'production',
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      signIn(config.anonymous),
      schemaReaders(config.introspection),
      alone(),
      costs({ apart, format }),
      specStatus(),
      versions(),
    ],
  });
  await apollo.start();
  return apollo;
}

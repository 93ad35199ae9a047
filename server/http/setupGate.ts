/** Until there is an administrator, a program that other machines can reach answers nothing but what setting it up needs. */
import type { FastifyInstance } from 'fastify';
import { Kind, parse, type DocumentNode } from 'graphql';
import { isReachable, type Config } from '../config.ts';
import { DomainError } from '../domain/errors.ts';
import { refuse } from './refusal.ts';

const SENTENCE = '尚未设置管理员，暂不提供任何数据。请打开 /setup，输入启动时显示在控制台上的设置码。';
/** Files that come with the program and hold no figures, and the address behind which every field is looked at. */
const OPEN_ROUTES: ReadonlySet<string | undefined> = new Set(['/healthz', '/graphql', '/*', '/maps/*']);
const OPEN_FIELDS: ReadonlySet<string> = new Set(['site', 'viewer', 'setUp', 'login', 'logout', '__typename']);
const MOST_TOKENS = 2_000;

export interface SetupGate {
  /** @throws DomainError for a GraphQL text that asks for more than setting up needs, while the gate is shut */
  screen(text: string): Promise<void>;
}

/** A text that cannot be read asks for nothing: the engine says why. */
function readText(text: string): DocumentNode | null {
  try {
    return parse(text, { noLocation: true, maxTokens: MOST_TOKENS });
  } catch {
    return null;
  }
}

/** Whether every field at the root is one that setting up needs. A fragment there could hold any field, so it is none. */
const asksOnlySetup = ({ definitions }: DocumentNode): boolean =>
  definitions.every((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? definition.selectionSet.selections.every((one) => one.kind === Kind.FIELD && OPEN_FIELDS.has(one.name.value))
      : definition.kind === Kind.FRAGMENT_DEFINITION,
  );

/** Pages pass, for they are the same empty frame for everybody; `needsSetup` is no longer asked once it said no. */
export function installSetupGate(
  app: FastifyInstance,
  config: Pick<Config, 'host' | 'trustedProxies'>,
  needsSetup: () => Promise<boolean>,
): SetupGate {
  let open = !isReachable(config);
  const isShut = async (): Promise<boolean> => {
    if (!open) open = !(await needsSetup());
    return !open;
  };
  app.addHook('onRequest', async (request, reply) => {
    const { url } = request.routeOptions;
    if (open || url === undefined || OPEN_ROUTES.has(url) || !(await isShut())) return;
    return refuse(request, reply, 'UNAUTHENTICATED', SENTENCE);
  });
  return {
    screen: async (text) => {
      if (open) return;
      const document = readText(text);
      if (document === null || asksOnlySetup(document) || !(await isShut())) return;
      throw new DomainError('UNAUTHENTICATED', SENTENCE);
    },
  };
}

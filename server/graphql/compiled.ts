/**
 * Texts that come again and again, compiled: an operation that the engine has answered well a few times is executed without it from then on.
 * Every rule is that of the engine's plugins (rules.ts), and whatever is not a plain good answer (a refusal, an error, work for another
 * process) is left to the engine, which says it in its own words.
 */
import { getOperationAST, GraphQLError, OperationTypeNode, parse, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import type { Place } from '../domain/viewers.ts';
import type { RequestContext } from './context.ts';
import { introspects } from './limits.ts';
import { assertMayAsk, judge, type Judged, type Read } from './rules.ts';

/** Cache-Control of what is the viewer's own. */
export const OWN = 'private, no-store';

/** To compile takes milliseconds: what comes once or twice is not worth them. */
const SEEN_BEFORE = 3;
const COMPILED_KEPT = 150;
/** Texts whose coming is counted. */
const COUNTED = 1_000;

type Variables = Readonly<Record<string, unknown>>;
type Run = (context: RequestContext, variables: Variables) => ExecutionResult | Promise<ExecutionResult>;

export interface Compiled extends Read {
  readonly run: Run;
}

/** An operation of a text that was asked for. */
export interface CompiledAsk {
  /** SHA-256 of the text. */
  readonly hash: string;
  readonly operationName: string | null;
  readonly variables: Variables;
}

/** A good answer. */
export interface CompiledAnswer {
  /** JSON with its line end, as the engine writes it. */
  readonly text: string;
  readonly dataVersion: string;
  readonly cost: number;
}

export interface CompiledWay {
  /** The engine answered this text, and nothing was wrong with it. `known`: written by this program itself. */
  note(hash: string, text: string, known: boolean): void;
  /** Null: the engine is to answer; nothing was told or kept. */
  answer(ask: CompiledAsk, context: RequestContext): Promise<CompiledAnswer | null>;
}

/** Keeps the newest `most`. */
function putNewest<Value>(kept: Map<string, Value>, key: string, value: Value, most: number): void {
  kept.delete(key);
  kept.set(key, value);
  for (const oldest of kept.keys()) {
    if (kept.size <= most) break;
    kept.delete(oldest);
  }
}

/** Null: it is left to the engine for ever. The compiler marks the tree that it reads, so it gets one of its own. */
export function compile(schema: GraphQLSchema, text: string): Compiled | null {
  const document = parse(text);
  const operation = getOperationAST(document);
  if (!operation || operation.operation !== OperationTypeNode.QUERY || introspects(document)) return null;
  const compiled = compileQuery(schema, parse(text), operation.name?.value, { useExperimentalPathBasedSkipInclude: true });
  if (!isCompiledQuery(compiled)) return null;
  return { document, operation, run: (context, variables) => compiled.query(undefined, context, variables) };
}

/** The rules of the engine; null where it is to say what is against the operation, or another process executes it. */
function permit(
  schema: GraphQLSchema,
  read: Read,
  variables: Variables,
  context: RequestContext,
  anonymous: Place['anonymous'],
): Judged | null {
  try {
    assertMayAsk(read, context, anonymous);
    const judged = judge(schema, read, variables, context);
    return judged === null || judged.away ? null : judged;
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

export function createCompiledWay(schema: GraphQLSchema, anonymous: Place['anonymous']): CompiledWay {
  const counted = new Map<string, number>();
  const kept = new Map<string, Compiled | null>();
  return {
    note: (hash, text, known) => {
      if (kept.has(hash)) return;
      const times = Number(counted.get(hash) ?? '0') + 1;
      putNewest(counted, hash, times, COUNTED);
      if (known || times >= SEEN_BEFORE) putNewest(kept, hash, compile(schema, text), COMPILED_KEPT);
    },
    answer: async ({ hash, operationName, variables }, context) => {
      const compiled = kept.get(hash);
      if (compiled === undefined || compiled === null) return null;
      if (operationName !== null && operationName !== compiled.operation.name?.value) return null;
      putNewest(kept, hash, compiled, COMPILED_KEPT);
      const judged = permit(schema, compiled, variables, context, anonymous);
      if (judged === null) return null;
      const { data, errors } = await compiled.run(context, variables);
      if (errors !== undefined || data === undefined || data === null) return null;
      const view = await context.view().catch(() => null);
      if (view === null) return null;
      const { dataVersion } = view;
      context.settle({ dataVersion, keepable: !context.isPersonal(), failed: false });
      await context.close();
      return { text: `${JSON.stringify({ data, extensions: { cost: judged.cells, dataVersion } })}\n`, dataVersion, cost: judged.cells };
    },
  };
}

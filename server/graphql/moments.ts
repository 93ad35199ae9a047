/**
 * 按当时所知: every root field of the data can be asked as it was known at a moment, and whatever is nested in its answer is read of the same
 * moment. Said once, over the whole schema, so that no field can be without it and no resolver can forget it.
 */
import type { GraphQLArgument, GraphQLFieldResolver, GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { getArgumentValues, isObjectType, OperationTypeNode } from 'graphql';
import { OF_THE_DATA } from './apart.ts';
import type { Context } from './context.ts';
import { DateTimeScalar } from './scalars.ts';
import { fieldsOf } from './selections.ts';
import { says } from './words.ts';

export const AS_KNOWN_ON = 'asKnownOn';

const ARGUMENT: GraphQLArgument = {
  name: AS_KNOWN_ON,
  ...says(
    '按当时所知：此后才报送、修改、审核、退回的都不算',
    'As it was known then: nothing that was sent, changed, accepted or returned later counts',
  ),
  type: DateTimeScalar,
  defaultValue: undefined,
  deprecationReason: undefined,
  extensions: {},
  astNode: undefined,
};

type Moments = Map<string | number, string | undefined>;
/** By the variables of a request, which no other request shares. */
const MOMENTS = new WeakMap<object, Moments>();

function read({ operation, fragments, schema, variableValues }: GraphQLResolveInfo, key: string | number): string | undefined {
  const asked = fieldsOf(operation.selectionSet, new Map(Object.entries(fragments)));
  const node = asked.find(({ alias, name }) => (alias ?? name).value === key);
  const definition = node === undefined ? undefined : schema.getQueryType()?.getFields()[node.name.value];
  if (node === undefined || definition === undefined || !definition.args.some(({ name }) => name === AS_KNOWN_ON)) return undefined;
  const moment: unknown = getArgumentValues(definition, node, variableValues)[AS_KNOWN_ON];
  return typeof moment === 'string' ? moment : undefined;
}

/** The moment that the root field of an answer was asked of; undefined: now. */
export function momentOf(info: GraphQLResolveInfo): string | undefined {
  let { path } = info;
  while (path.prev !== undefined) path = path.prev;
  const found: Moments = MOMENTS.get(info.variableValues) ?? new Map<string | number, string | undefined>();
  if (found.has(path.key)) return found.get(path.key);
  const moment = info.operation.operation === OperationTypeNode.QUERY ? read(info, path.key) : undefined;
  MOMENTS.set(info.variableValues, found.set(path.key, moment));
  return moment;
}

type Resolver = GraphQLFieldResolver<unknown, Context>;

const atItsMoment =
  (resolve: Resolver): Resolver =>
  (root, asked, context, info) => {
    const moment = momentOf(info);
    return resolve(root, asked, moment === undefined ? context : context.at(moment), info);
  };

/** Gives the root fields of the data their argument, and every resolver the view of its moment. */
export function answerAsKnown(schema: GraphQLSchema): GraphQLSchema {
  const query = schema.getQueryType();
  for (const [name, field] of Object.entries(query?.getFields() ?? {})) if (OF_THE_DATA.has(name)) field.args = [...field.args, ARGUMENT];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__') || type === schema.getMutationType()) continue;
    for (const field of Object.values(type.getFields())) if (field.resolve) field.resolve = atItsMoment(field.resolve);
  }
  return schema;
}

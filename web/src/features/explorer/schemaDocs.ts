/** The schema as a reader walks through it: entries of a type, and what a search finds. Pure. */
import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

export interface DocArgument {
  readonly name: string;
  readonly type: string;
  /** Name of the type behind lists and exclamation marks. */
  readonly named: string;
  readonly words: string;
  /** As the schema writes it; null: none. */
  readonly byDefault: string | null;
}

export interface DocEntry {
  readonly name: string;
  /** Empty for a value of an enum. */
  readonly type: string;
  readonly named: string;
  readonly words: string;
  readonly deprecated: string | null;
  readonly arguments: readonly DocArgument[];
}

const toArgument = ({ name, type, description, defaultValue }: GraphQLArgument): DocArgument => ({
  name,
  type: String(type),
  named: getNamedType(type).name,
  words: description ?? '',
  byDefault: defaultValue === undefined ? null : JSON.stringify(defaultValue),
});

/** Fields of an object or an input, members of an enum; a scalar has none. */
export function entriesOf(type: GraphQLNamedType): readonly DocEntry[] {
  if (isEnumType(type))
    return type.getValues().map(({ name, description, deprecationReason }) => ({
      name,
      type: '',
      named: '',
      words: description ?? '',
      deprecated: deprecationReason ?? null,
      arguments: [],
    }));
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  const fields: readonly (GraphQLField<unknown, unknown> | GraphQLInputField)[] = Object.values(type.getFields());
  return fields.map((field) => ({
    name: field.name,
    type: String(field.type),
    named: getNamedType(field.type).name,
    words: field.description ?? '',
    deprecated: field.deprecationReason ?? null,
    arguments: 'args' in field ? field.args.map(toArgument) : [],
  }));
}

/** Types of the schema without those of introspection, in the order of their names. */
export const typesOf = (schema: GraphQLSchema): readonly GraphQLNamedType[] =>
  Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

export interface Found {
  readonly type: string;
  /** Empty: the type itself. */
  readonly entry: string;
  readonly words: string;
}

/** Types and entries whose name or description holds the text, names that begin with it first; at most `most`. */
export function searchSchema(schema: GraphQLSchema, text: string, most: number): readonly Found[] {
  const sought = text.trim().toLowerCase();
  if (sought === '') return [];
  const all = typesOf(schema).flatMap((type): readonly Found[] => [
    { type: type.name, entry: '', words: type.description ?? '' },
    ...entriesOf(type).map(({ name, words }) => ({ type: type.name, entry: name, words })),
  ]);
  const place = ({ type, entry, words }: Found): number => {
    const name = (entry || type).toLowerCase();
    return name.startsWith(sought) ? 0 : name.includes(sought) ? 1 : words.toLowerCase().includes(sought) ? 2 : 3;
  };
  return all
    .map((found) => ({ found, at: place(found) }))
    .filter(({ at }) => at < 3)
    .sort((a, b) => a.at - b.at)
    .slice(0, most)
    .map(({ found }) => found);
}

/** The variables of an operation as controls, and their values in the text of the variables editor. Pure. */
import {
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type ObjectFieldNode,
  type OperationDefinitionNode,
  type VariableNode,
} from 'graphql';

export type ControlKind = 'region' | 'period' | 'enum' | 'boolean' | 'integer' | 'number' | 'day' | 'text' | 'fields' | 'json';

export interface Member {
  readonly value: string;
  readonly words: string;
}

export interface Control {
  readonly name: string;
  readonly kind: ControlKind;
  /** As the document writes it, `[Indicator!]!`. */
  readonly type: string;
  readonly words: string;
  readonly many: boolean;
  readonly required: boolean;
  /** Of an enum, in the order of the schema; empty otherwise. */
  readonly members: readonly Member[];
  /** Of an input object; empty otherwise. */
  readonly fields: readonly Control[];
}

const SCALARS: Readonly<Record<string, ControlKind>> = {
  Period: 'period',
  Boolean: 'boolean',
  Int: 'integer',
  Float: 'number',
  Date: 'day',
  String: 'text',
  DateTime: 'text',
};

/** Input objects are followed so deep: `where` has none inside. */
const DEEPEST = 2;

/** Every ID of the schema that is not called `id` is the code of a region. */
const kindOf = (name: string, scalar: string): ControlKind =>
  scalar === 'ID' ? (name === 'id' ? 'text' : 'region') : (SCALARS[scalar] ?? 'json');

function bare(type: GraphQLInputType): { readonly named: GraphQLInputType; readonly many: boolean } {
  if (isNonNullType(type)) return bare(type.ofType);
  return isListType(type) ? { named: bare(type.ofType).named, many: true } : { named: type, many: false };
}

interface Shown {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly words: string;
  readonly optional: boolean;
}

function toControl({ name, type, words, optional }: Shown, depth: number): Control {
  const { named, many } = bare(type);
  const common = { name, type: String(type), words, many, required: isNonNullType(type) && !optional, members: [], fields: [] };
  if (isEnumType(named)) {
    const members = named.getValues().map((member) => ({ value: member.name, words: member.description ?? '' }));
    return { ...common, kind: 'enum', members };
  }
  if (isInputObjectType(named)) {
    if (many || depth === 0) return { ...common, kind: 'json' };
    return { ...common, kind: 'fields', fields: fieldsOf(named, depth - 1) };
  }
  const kind = kindOf(name, String(named));
  return { ...common, kind: many && kind !== 'region' && kind !== 'period' ? 'json' : kind };
}

const fieldsOf = (object: GraphQLInputObjectType, depth: number): readonly Control[] =>
  Object.values(object.getFields()).map((field) =>
    toControl({ name: field.name, type: field.type, words: field.description ?? '', optional: field.defaultValue !== undefined }, depth),
  );

const named = (type: GraphQLInputType): string => `${String(bare(type).named)} ${bare(type).many}`;

/**
 * What arguments and fields of inputs say that the variables are given to: a variable is called by what it chooses, not by its scalar. Where one
 * value is given to a list, the words of the list are not its own, and nothing is said.
 */
function saidOf(schema: GraphQLSchema, operation: OperationDefinitionNode): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  const types = new TypeInfo(schema);
  const declared = new Map<string, string>();
  for (const { variable, type: node } of operation.variableDefinitions ?? []) {
    const type = typeFromAST(schema, node);
    if (isInputType(type)) declared.set(variable.name.value, named(type));
  }
  const inside: (GraphQLInputField | undefined)[] = [];
  const note = ({ name: { value: name } }: VariableNode): void => {
    const place = inside.at(-1) ?? types.getArgument();
    if (!place?.description || said.has(name) || named(place.type) !== declared.get(name)) return;
    // A region that is given to `parent` as well as to `codes` is a region, and not what one of them makes of it.
    if (String(bare(place.type).named) === 'ID' && place.name !== name) return;
    said.set(name, place.description);
  };
  const ObjectField = {
    enter: ({ name }: ObjectFieldNode): void => {
      const object = types.getParentInputType();
      inside.push(isInputObjectType(object) ? object.getFields()[name.value] : undefined);
    },
    leave: (): void => {
      inside.pop();
    },
  };
  visit(operation, visitWithTypeInfo(types, { VariableDefinition: () => false, ObjectField, Variable: note }));
  return said;
}

/** One control a variable, in the order of the document. A variable of a type that the schema does not have gives none. */
export function controlsOf(schema: GraphQLSchema, operation: OperationDefinitionNode): readonly Control[] {
  const said = saidOf(schema, operation);
  return (operation.variableDefinitions ?? []).flatMap(({ variable, type: node, defaultValue }) => {
    const type = typeFromAST(schema, node);
    if (!isInputType(type)) return [];
    const name = variable.name.value;
    const own = bare(type).named;
    const words = said.get(name) ?? (isEnumType(own) || isInputObjectType(own) ? (own.description ?? '') : '');
    return [toControl({ name, type, words, optional: defaultValue !== undefined }, DEEPEST)];
  });
}

export type Values = Readonly<Record<string, unknown>>;

/** The object in the variables editor; null while its text is not one. An empty text holds no variables. */
export function readValues(text: string): Values | null {
  if (text.trim() === '') return {};
  try {
    const found: unknown = JSON.parse(text);
    return typeof found === 'object' && found !== null && !Array.isArray(found) ? (found as Values) : null;
  } catch {
    return null;
  }
}

const objectAt = (value: unknown): Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Values) : {};

/** `values` with the one at `path` set, or taken out when it is undefined; an object that this empties goes as well. */
export function withValue(values: Values, path: readonly string[], value: unknown): Values {
  const [name, ...rest] = path;
  if (name === undefined) return values;
  const inner = rest.length === 0 ? value : withValue(objectAt(values[name]), rest, value);
  const emptied = rest.length > 0 && Object.keys(objectAt(inner)).length === 0;
  const others = Object.entries(values).filter(([key]) => key !== name);
  if (inner === undefined || emptied) return Object.fromEntries(others);
  return name in values ? { ...values, [name]: inner } : Object.fromEntries([...others, [name, inner]]);
}

/** As the variables editor shows it. */
export const printValues = (values: Values): string => JSON.stringify(values, null, 2);

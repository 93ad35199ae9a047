/** Queries made from the schema: every field that can be asked, with plausible values for its arguments. A new field is asked without being named here. */
import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** 0 ≤ value < 1, the same sequence for the same seed. */
export function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** What arguments are given values from. */
export interface Pool {
  readonly regions: readonly string[];
  readonly parks: readonly string[];
  readonly periods: readonly string[];
  readonly texts: readonly string[];
  /** ISO date-times. */
  readonly moments: readonly string[];
}

const DEEPEST = 4;
/** A tree: asked for inside of something else, it is asked for without what hangs on it. */
const TREES: ReadonlySet<string> = new Set(['Region']);
/** Text of a query beyond which no more fields are chosen. */
const LONGEST = 4000;

export function createQueries(schema: GraphQLSchema, pool: Pool, random: () => number) {
  const chosen = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const scalar = (type: string, name: string): string => {
    if (type === 'ID') return JSON.stringify(name === 'park' ? chosen(pool.parks) : chosen(pool.regions));
    if (type === 'Period') return JSON.stringify(chosen(pool.periods));
    if (type === 'Date') return JSON.stringify(chosen(['2025-09-30', '2025-12-31']));
    if (type === 'DateTime') return JSON.stringify(chosen(pool.moments));
    if (type === 'Boolean') return chosen(['true', 'false']);
    if (type === 'Int') return name === 'first' ? chosen(['1', '20', '50']) : chosen(['1', '2', '30']);
    if (type === 'Float') return chosen(['1.5', '60', '100']);
    return JSON.stringify(chosen(pool.texts));
  };
  const oneOf = (fields: readonly GraphQLInputField[], sets: readonly (readonly string[])[]): GraphQLInputField[] => {
    const names = chosen(sets);
    return fields.filter(({ name }) => names.includes(name));
  };
  const given = (fields: readonly GraphQLInputField[], type: string): GraphQLInputField[] => {
    if (type === 'RegionSelection') return oneOf(fields, [['codes'], ['codes'], ['childrenOf'], ['under', 'level']]);
    if (type === 'PeriodSelection') return oneOf(fields, [['only'], ['from', 'to'], ['last']]);
    // Of everywhere, of one place, or of one condition: many conditions at once let nothing through, and nothing is the same everywhere.
    if (type.endsWith('Filter') || type.endsWith('FilterInput')) {
      const needed = fields.filter((field) => isNonNullType(field.type));
      const turn = random();
      if (turn < 0.5) return needed;
      return [...needed, turn < 0.75 ? fields.find((field) => field.name === 'region') : chosen(fields)].flatMap((field) => field ?? []);
    }
    const optional = fields.filter((field) => isNonNullType(field.type) || random() < 2 / fields.length);
    return optional.length > 0 ? optional : fields.slice(0, 1);
  };
  const value = (asked: GraphQLInputType, name: string): string => {
    const type = getNullableType(asked);
    if (isListType(type)) return `[${[value(type.ofType, name), ...(random() < 0.5 ? [value(type.ofType, name)] : [])].join(', ')}]`;
    if (isEnumType(type)) return chosen(type.getValues()).name;
    if (isInputObjectType(type)) {
      const fields = given(Object.values(type.getFields()), type.name);
      return `{ ${fields.map((field) => `${field.name}: ${value(field.type, field.name)}`).join(', ')} }`;
    }
    return scalar(getNamedType(type).name, name);
  };
  const inBrackets = (args: readonly GraphQLArgument[]): string =>
    args.length === 0 ? '' : `(${args.map((one) => `${one.name}: ${value(one.type, one.name)}`).join(', ')})`;
  let length = 0;
  const selection = (output: GraphQLOutputType, depth: number): string => {
    const type = getNamedType(output);
    if (!isObjectType(type)) return '';
    const fields = Object.values(type.getFields());
    const texts = fields.flatMap((field) => {
      if (isLeafType(getNamedType(field.type))) return [field.name + inBrackets(field.args.filter((one) => isNonNullType(one.type)))];
      if (depth >= DEEPEST || (depth > 1 && TREES.has(type.name)) || length > LONGEST || random() < 0.3) return [];
      const inner = selection(field.type, depth + 1);
      return inner === ''
        ? []
        : [`${field.name}${inBrackets(field.args.filter((one) => isNonNullType(one.type) || random() < 0.3))}${inner}`];
    });
    length += texts.join(' ').length;
    return texts.length === 0 ? ' { __typename }' : ` { ${texts.join(' ')} }`;
  };
  /** @param nth counts the queries of this field: each time another of its arguments is surely given */
  const query = (field: GraphQLField<unknown, unknown>, nth: number): string => {
    const { args } = field;
    const sure = args.length === 0 ? undefined : args[nth % args.length];
    const asked = args.filter((one) => one.name !== 'after' && (isNonNullType(one.type) || one === sure || random() < 0.3));
    length = 0;
    return `{ ${field.name}${inBrackets(asked)}${selection(field.type, 1)} }`;
  };
  return { fields: Object.values(schema.getQueryType()?.getFields() ?? {}), query };
}

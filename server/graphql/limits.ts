/** What a query text may hold, counted before validation: validation itself can be made to hang by a short text. */
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  parse,
  visit,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';

export const LIMITS = {
  characters: 10_000,
  tokens: 2_000,
  operations: 1,
  depth: 8,
  /** That of the query which the tools of graphql 16 send for the whole schema. */
  introspectionDepth: 15,
  aliases: 30,
  directives: 20,
  fields: 500,
  /** Fields of one set that share a response name: validation holds each of them against every other. */
  sameName: 50,
  /** `__schema` and `__type` at the top: one reads the whole schema. */
  introspections: 2,
  /** Members of one list, in the text or in the variables. */
  listItems: 1_000,
  variableValues: 2_000,
} as const;

/** Mutations of which a request holds one and nothing else: five hundred aliased ones would all run. */
export const ALONE: ReadonlySet<string> = new Set([
  'changePassword',
  'changeUser',
  'createBackup',
  'createToken',
  'createUser',
  'endSessions',
  'grant',
  'login',
  'logout',
  'resetPassword',
  'revokeToken',
  'setUp',
  'setUserEnabled',
  'unlockUser',
]);
/** Mutations that try a secret: so many a minute for each address. */
export const ATTEMPTS: ReadonlySet<string> = new Set(['changePassword', 'login', 'setUp']);

interface Tally {
  depth: number;
  aliases: number;
  directives: number;
  fields: number;
}

const tooExpensive = (what: string, found: number, limit: number): GraphQLError =>
  new GraphQLError(`查询过大：${what} ${found}，上限 ${limit}。请减少后再试，或分成几次查询。`, {
    extensions: { code: 'QUERY_TOO_EXPENSIVE', found, limit, http: { status: 400 } },
  });

const nothing = (): Tally => ({ depth: 0, aliases: 0, directives: 0, fields: 0 });

/** Adds what `set` holds with its fragments expanded. Each fragment is counted once and then added: no text can make this slow. */
function counter(fragments: ReadonlyMap<string, FragmentDefinitionNode>): (set: SelectionSetNode) => Tally {
  const counted = new Map<string, Tally>();
  const ofFragment = (name: string): Tally => {
    const known = counted.get(name);
    if (known) return known;
    // A fragment that reaches itself finds this entry; validation refuses it afterwards.
    counted.set(name, nothing());
    const fragment = fragments.get(name);
    const found = fragment ? ofSet(fragment.selectionSet) : nothing();
    counted.set(name, found);
    return found;
  };
  const ofSet = (set: SelectionSetNode): Tally => {
    const sum = nothing();
    for (const selection of set.selections) {
      const isField = selection.kind === Kind.FIELD;
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? ofSet(selection.selectionSet)
            : nothing();
      sum.depth = Math.max(sum.depth, below.depth + Number(isField));
      sum.fields += below.fields + Number(isField);
      sum.aliases += below.aliases + Number(isField && selection.alias !== undefined);
      sum.directives += below.directives + (selection.directives ? selection.directives.length : 0);
    }
    return sum;
  };
  return ofSet;
}

const isIntrospection = (selection: SelectionNode): boolean =>
  selection.kind === Kind.FIELD && /^__(schema|type)$/.test(selection.name.value);

/** Whether a document asks for the schema anywhere. */
export function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, { SelectionSet: ({ selections }) => void (found ||= selections.some(isIntrospection)) });
  return found;
}

/** What is counted where it stands, fragments or not. */
function screenNodes(document: DocumentNode): GraphQLError | null {
  let found: GraphQLError | null = null;
  let introspections = 0;
  visit(document, {
    ListValue: ({ values }) => {
      if (values.length > LIMITS.listItems) found = tooExpensive('一个列表的项数', values.length, LIMITS.listItems);
    },
    SelectionSet: ({ selections }) => {
      introspections += selections.filter(isIntrospection).length;
      const names = Map.groupBy(selections, (one) => (one.kind === Kind.FIELD ? (one.alias ?? one.name).value : null));
      for (const [name, same] of names)
        if (name !== null && same.length > LIMITS.sameName) found = tooExpensive('同名字段数', same.length, LIMITS.sameName);
    },
  });
  return introspections > LIMITS.introspections ? tooExpensive('自省字段数', introspections, LIMITS.introspections) : found;
}

function screenDocument(document: DocumentNode): GraphQLError | null {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const other = operations.find((operation) => operation.operation === OperationTypeNode.SUBSCRIPTION);
  if (other) return new GraphQLError('本接口没有 subscription；请改用 query。', { extensions: { code: 'BAD_USER_INPUT' } });
  if (operations.length > LIMITS.operations) return tooExpensive('操作数', operations.length, LIMITS.operations);
  const fragments = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const count = counter(new Map(fragments.map((fragment) => [fragment.name.value, fragment])));
  for (const definition of [...operations, ...fragments]) {
    const { selectionSet } = definition;
    const introspects =
      definition.kind === Kind.FRAGMENT_DEFINITION
        ? definition.typeCondition.name.value.startsWith('__')
        : selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && selection.name.value.startsWith('__'));
    const depth = introspects ? LIMITS.introspectionDepth : LIMITS.depth;
    const found = count(selectionSet);
    if (found.depth > depth) return tooExpensive('嵌套层数', found.depth, depth);
    if (found.aliases > LIMITS.aliases) return tooExpensive('别名数', found.aliases, LIMITS.aliases);
    if (found.directives > LIMITS.directives) return tooExpensive('指令数', found.directives, LIMITS.directives);
    if (found.fields > LIMITS.fields) return tooExpensive('字段数', found.fields, LIMITS.fields);
  }
  return screenNodes(document);
}

/** A refusal, or null for a text within the limits. A text that does not parse is left to whoever explains syntax. */
export function screenText(text: string): GraphQLError | null {
  if (text.length > LIMITS.characters) return tooExpensive('字符数', text.length, LIMITS.characters);
  try {
    return screenDocument(parse(text, { maxTokens: LIMITS.tokens, noLocation: true }));
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('Parsing aborted'))
      return tooExpensive('词数超过上限', LIMITS.tokens + 1, LIMITS.tokens);
    return null;
  }
}

/** Values in `variables` at every depth, counted up to one above the limit. */
export function screenVariables(variables: unknown): GraphQLError | null {
  const waiting: unknown[] = [variables];
  let found = 0;
  while (waiting.length > 0 && found <= LIMITS.variableValues) {
    const value = waiting.pop();
    if (Array.isArray(value) && value.length > LIMITS.listItems) return tooExpensive('一个列表的项数', value.length, LIMITS.listItems);
    if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) waiting.push(one);
    else found += 1;
  }
  return found > LIMITS.variableValues ? tooExpensive('变量值个数', found, LIMITS.variableValues) : null;
}

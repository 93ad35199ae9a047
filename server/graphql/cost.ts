/** What an operation will cost in cells, estimated from its arguments before it runs: an upper bound, no database is asked. */
import {
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { BASES } from '../domain/bases.ts';
import { SETUPS, FORMS, TIERS } from '../domain/organizations.ts';
import type { Dimension } from '../domain/measures.ts';
import { NATION, type RegionLevel } from '../domain/region.ts';
import { INDUSTRIES, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../domain/units.ts';
import type { PeriodSelection, RegionSelection } from '../reports/types.ts';
import { given } from './given.ts';
import { PAGE_ROWS } from './page.type.ts';
import { fieldsOf, type Fragments } from './selections.ts';

export const CELL_LIMIT = 100_000;
export const FIRST_LIMIT = 1_000;

type Arguments = Readonly<Record<string, unknown>>;

/** Most regions of a level under one region of another; the greatest numbers of the division table, rounded up. */
const MOST: Readonly<Record<'NATION' | 'PROVINCE' | 'PREFECTURE' | 'COUNTY', Readonly<Record<RegionLevel, number>>>> = {
  NATION: { NATION: 1, PROVINCE: 34, PREFECTURE: 340, COUNTY: 2_900, TOWNSHIP: 42_000 },
  PROVINCE: { NATION: 1, PROVINCE: 1, PREFECTURE: 25, COUNTY: 190, TOWNSHIP: 4_700 },
  PREFECTURE: { NATION: 1, PROVINCE: 1, PREFECTURE: 1, COUNTY: 30, TOWNSHIP: 600 },
  COUNTY: { NATION: 1, PROVINCE: 1, PREFECTURE: 1, COUNTY: 1, TOWNSHIP: 60 },
};
const CHILDREN = 60;
const ANCESTORS = 4;
const QUARTERS_KEPT = 40;

const sizeOf = (registry: object): number => Object.keys(registry).length + 1;
const MEMBERS: Readonly<Record<Dimension, number>> = {
  KIND: sizeOf(UNIT_KINDS),
  SECTOR: sizeOf(UNIT_SECTORS),
  SCALE: sizeOf(SCALES),
  INDUSTRY: sizeOf(INDUSTRIES),
  MANAGEMENT: sizeOf(MANAGEMENTS),
  STATUS: sizeOf(UNIT_STATUSES),
  TIER: sizeOf(TIERS),
  PARK: CHILDREN,
  SETUP: sizeOf(SETUPS),
  FORM: sizeOf(FORMS),
};

function under(code: string, level: RegionLevel): number {
  if (code === NATION) return MOST.NATION[level];
  if (/^\d{2}0000$/.test(code)) return MOST.PROVINCE[level];
  return /^\d{4}00$/.test(code) ? MOST.PREFECTURE[level] : MOST.COUNTY[level];
}

function regionsIn({ codes, childrenOf, under: top, level }: RegionSelection): number {
  if (codes) return codes.length;
  if (childrenOf !== undefined || level === undefined) return CHILDREN;
  return under(top ?? NATION, level);
}

const periodsIn = ({ only, last }: PeriodSelection): number => (only ? only.length : Math.min(last ?? QUARTERS_KEPT, QUARTERS_KEPT));

const observed = (asked: Arguments): number => {
  const by = (asked['by'] ?? []) as readonly Dimension[];
  const parts = by.reduce((cells, dimension) => cells * MEMBERS[dimension], 1);
  return (
    regionsIn(asked['regions'] as RegionSelection) *
    periodsIn(asked['periods'] as PeriodSelection) *
    (asked['indicators'] as readonly string[]).length *
    parts
  );
};
const listed = (asked: Arguments): number => (typeof asked['first'] === 'number' ? asked['first'] : PAGE_ROWS);
const placed = (asked: Arguments): number => {
  const level = asked['level'] as RegionLevel | undefined;
  return level ? under((asked['parent'] as string | undefined) ?? NATION, level) : CHILDREN;
};

/** Cells that a root field gives by its arguments; a field that is not here gives one. */
const ROOTS: Readonly<Record<string, (asked: Arguments) => number>> = {
  observations: observed,
  observationTable: observed,
  ranking: placed,
  regions: placed,
  units: listed,
  findings: listed,
  indicators: () => sizeOf(BASES),
};
/** Rows for each row above, of nested lists that grow. */
const NESTED: Readonly<Record<string, number>> = { children: CHILDREN, ancestors: ANCESTORS };

function growth(field: FieldNode, fragments: Fragments): number {
  const below = field.selectionSet
    ? fieldsOf(field.selectionSet, fragments).map((one) => (NESTED[one.name.value] ?? 1) * growth(one, fragments))
    : [];
  return Math.max(1, ...below);
}

/**
 * Cells of one operation. Null when its variables do not fit: whoever executes it says why.
 * @throws GraphQLError BAD_USER_INPUT for `first` out of range.
 */
export function estimateCells(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Arguments,
): number | null {
  const root = schema.getRootType(operation.operation);
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!isObjectType(root) || !coerced) return null;
  const found = document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  const fragments = new Map(found.map((fragment) => [fragment.name.value, fragment]));
  let cells = 0;
  for (const field of fieldsOf(operation.selectionSet, fragments)) {
    const definition = root.getFields()[field.name.value];
    if (!definition) continue;
    const asked: Arguments = given(getArgumentValues(definition, field, coerced));
    const first = asked['first'];
    if (typeof first === 'number' && (first < 1 || first > FIRST_LIMIT)) {
      throw new GraphQLError(`first 为 ${first}，请取 1 到 ${FIRST_LIMIT}。`, {
        nodes: field,
        extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
      });
    }
    cells += (ROOTS[field.name.value]?.(asked) ?? 1) * growth(field, fragments);
  }
  return cells;
}

/** @throws GraphQLError QUERY_TOO_EXPENSIVE with both numbers. */
export function refuseAboveLimit(cells: number): void {
  if (cells <= CELL_LIMIT) return;
  throw new GraphQLError(`查询过大：约 ${cells} 格，上限 ${CELL_LIMIT} 格。请缩小地区、报告期或指标的范围。`, {
    extensions: { code: 'QUERY_TOO_EXPENSIVE', cost: cells, limit: CELL_LIMIT, http: { status: 400 } },
  });
}

/** What an operation will cost in cells, estimated from its arguments before it runs: an upper bound, no database is asked. */
import {
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  getNamedType,
  isObjectType,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { BASES } from '../domain/bases.ts';
import { FORMS, SECRETARY_SOURCES, SETUPS, TIERS } from '../domain/organizations.ts';
import type { Dimension } from '../domain/measures.ts';
import { countQuarters, isQuarter } from '../domain/period.ts';
import { NATION, type RegionLevel } from '../domain/region.ts';
import { SUMMARY_MEASURES } from '../domain/summaries.ts';
import { GAP_REASONS, INDUSTRIES, MANAGEMENTS, SCALES, UNIT_KINDS, UNIT_SECTORS, UNIT_STATUSES } from '../domain/units.ts';
import type { PeriodSelection, RegionSelection } from '../reports/types.ts';
import { COSTLY } from './apart.ts';
import { given } from './given.ts';
import { PAGE_ROWS } from './page.type.ts';
import { fieldsOf, fragmentsOf, type Fragments } from './selections.ts';

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
  REASON: sizeOf(GAP_REASONS),
  SECRETARY: sizeOf(SECRETARY_SOURCES),
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

/** Quarters from one to another, as many as they say; of an open end as many as are kept. */
const spanOf = ({ from, to }: PeriodSelection): number =>
  from !== undefined && to !== undefined && isQuarter(from) && isQuarter(to) ? countQuarters(from, to) : QUARTERS_KEPT;

const periodsIn = (asked: PeriodSelection): number =>
  asked.only ? asked.only.length : Math.max(0, Math.min(asked.last ?? spanOf(asked), QUARTERS_KEPT));

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

const ranked = (asked: Arguments): number =>
  asked['regions'] === undefined ? placed(asked) : regionsIn(asked['regions'] as RegionSelection);

/** A text is looked for in every row of the period: no index helps. */
const SEARCHED = 3_000;
const searched = (asked: Arguments): number => {
  const { search } = (asked['where'] ?? {}) as { readonly search?: string };
  return search === undefined || search === '' ? 0 : SEARCHED;
};

const ledgersOf = (asked: Arguments): number => under(String(asked['region']), 'COUNTY');

/** Cells that a root field gives by its arguments; a field that is not here gives one. */
const ROOTS: Readonly<Record<string, (asked: Arguments) => number>> = {
  observations: observed,
  observationTable: observed,
  ranking: ranked,
  regions: placed,
  units: listed,
  organizations: listed,
  findings: listed,
  submissions: listed,
  summaryReturns: (asked) => listed(asked) * SUMMARY_MEASURES.length,
  summaryMeasures: () => SUMMARY_MEASURES.length,
  indicators: () => sizeOf(BASES),
  regionEvents: () => CHILDREN,
  ruleSets: () => ANCESTORS + 1,
  ruleFindings: () => CHILDREN,
  ruleDocuments: () => CHILDREN,
  targetSteps: () => CHILDREN,
  backups: () => CHILDREN,
};
/** A brief reads its series, its children in two quarters and a split; a bulletin reads the children for each of its sections. */
const BRIEF_READS = QUARTERS_KEPT + CHILDREN * 4;
const BULLETIN_READS = BRIEF_READS + CHILDREN * 12;

/** Cells that are read beside those that are given: by an analysis for its one answer, by a search for its rows. */
const READS: Readonly<Record<string, (asked: Arguments) => number>> = {
  change: () => CHILDREN + sizeOf(UNIT_SECTORS) + sizeOf(SCALES),
  gap: () => CHILDREN,
  attainment: ledgersOf,
  bounds: ledgersOf,
  brief: () => BRIEF_READS,
  bulletin: () => BULLETIN_READS,
  units: searched,
  organizations: searched,
};
/** Rows for each row above, of nested lists that grow; a list in pages grows by its page. */
const NESTED: Readonly<Record<string, number>> = {
  children: CHILDREN,
  ancestors: ANCESTORS,
  parts: CHILDREN,
  smallestSet: CHILDREN,
  leftOut: CHILDREN,
  history: QUARTERS_KEPT,
  path: QUARTERS_KEPT,
};

/** One field with its arguments, as the schema reads them. */
interface Reading {
  readonly fragments: Fragments;
  readonly variables: Arguments;
}

function argumentsOf(definition: GraphQLField<unknown, unknown>, field: FieldNode, { variables }: Reading): Arguments {
  const asked: Arguments = given(getArgumentValues(definition, field, variables));
  const first = asked['first'];
  if (typeof first === 'number' && (first < 1 || first > FIRST_LIMIT)) {
    throw new GraphQLError(`first 为 ${first}，请取 1 到 ${FIRST_LIMIT}。`, {
      nodes: field,
      extensions: { code: 'BAD_USER_INPUT', http: { status: 400 } },
    });
  }
  return asked;
}

const isPaged = (definition: GraphQLField<unknown, unknown>): boolean => definition.args.some((one) => one.name === 'first');

/** The most rows of any list below a field, for one row of its own. */
function growth(definition: GraphQLField<unknown, unknown>, field: FieldNode, reading: Reading): number {
  const type = getNamedType(definition.type);
  if (!field.selectionSet || !isObjectType(type)) return 1;
  const known = type.getFields();
  const below = fieldsOf(field.selectionSet, reading.fragments).flatMap((one) => {
    const inner = known[one.name.value];
    if (!inner) return [];
    const rows = isPaged(inner) ? listed(argumentsOf(inner, one, reading)) : (NESTED[one.name.value] ?? 1);
    return [rows * growth(inner, one, reading)];
  });
  return Math.max(1, ...below);
}

/** Whether a list below a field is as long as its arguments say: then so is what it grows by. */
function isAsked(definition: GraphQLField<unknown, unknown>, field: FieldNode, fragments: Fragments): boolean {
  const type = getNamedType(definition.type);
  if (!field.selectionSet || !isObjectType(type)) return false;
  const known = type.getFields();
  return fieldsOf(field.selectionSet, fragments).some((one) => {
    const inner = known[one.name.value];
    return inner !== undefined && (isPaged(inner) || isAsked(inner, one, fragments));
  });
}

/** One field at the root. */
interface Root {
  readonly definition: GraphQLField<unknown, unknown>;
  readonly field: FieldNode;
  /** Null: it depends on what is asked. */
  readonly growth: number | null;
}

/** What of an operation is the same whatever its variables are. */
interface Fixed {
  readonly fragments: Fragments;
  readonly roots: readonly Root[];
}

/** A text that comes again and again keeps its tree. */
const FIXED = new WeakMap<OperationDefinitionNode, Fixed>();

function fixedOf(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Fixed {
  const known = FIXED.get(operation);
  if (known !== undefined) return known;
  const type = schema.getRootType(operation.operation);
  const fragments = fragmentsOf(document);
  const roots = fieldsOf(operation.selectionSet, fragments).flatMap((field): Root[] => {
    const definition = type?.getFields()[field.name.value];
    if (definition === undefined) return [];
    return [
      { definition, field, growth: isAsked(definition, field, fragments) ? null : growth(definition, field, { fragments, variables: {} }) },
    ];
  });
  const found = { fragments, roots };
  FIXED.set(operation, found);
  return found;
}

function cellsOf({ definition, field, growth: grown }: Root, reading: Reading): number {
  const asked = argumentsOf(definition, field, reading);
  const { name } = definition;
  const rows = (ROOTS[name]?.(asked) ?? 1) * (grown ?? growth(definition, field, reading));
  const reads = READS[name];
  return reads ? reads(asked) + rows : rows;
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
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!schema.getRootType(operation.operation) || !coerced) return null;
  const { fragments, roots } = fixedOf(schema, document, operation);
  return roots.reduce((cells, root) => cells + cellsOf(root, { fragments, variables: coerced }), 0);
}

/** What is the reader's own is answered by the one process that knows them, which has no time for what is costly or reads rows. */
export const mixed = (cells: number): GraphQLError =>
  new GraphQLError(
    `${cells < COSTLY ? '清单、按条件或分组的统计' : `约 ${cells} 格的大查询`}不能与 viewer、savedQueries 等读者自己的内容或管理内容同取。请分成两次查询。`,
    {
      extensions: { code: 'QUERY_TOO_EXPENSIVE', cost: cells, http: { status: 400 } },
    },
  );

/** @throws GraphQLError QUERY_TOO_EXPENSIVE with both numbers. */
export function refuseAboveLimit(cells: number): void {
  if (cells <= CELL_LIMIT) return;
  throw new GraphQLError(`查询过大：约 ${cells} 格，上限 ${CELL_LIMIT} 格。请缩小地区、报告期或指标的范围。`, {
    extensions: { code: 'QUERY_TOO_EXPENSIVE', cost: cells, limit: CELL_LIMIT, http: { status: 400 } },
  });
}

/** Relay connections over the pages that reports give. */
import type { GraphQLResolveInfo } from 'graphql';
import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { Page } from '../reports/types.ts';
import { selectedIn } from './selections.ts';
import { maybe, says } from './words.ts';

/** Rows of a page when the asker names no number. */
export const PAGE_ROWS = 50;

/** Which page of a list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: PAGE_ROWS, ...maybe('每页行数，至多 1000', 'Rows a page, at most 1 000') })
  first?: number;

  @Field(() => String, maybe('自该游标之后', 'After this cursor'))
  after?: string;
}

@ObjectType({ simpleResolvers: true, ...says('分页位置', 'Where a page stands in its list') })
export class PageInfo {
  @Field(() => Boolean, says('后面还有', 'More follow'))
  hasNextPage!: boolean;

  @Field(() => Boolean, says('前面还有', 'Some come before'))
  hasPreviousPage!: boolean;

  @Field(() => String, maybe('首行游标', 'Cursor of the first row'))
  startCursor!: string | null;

  @Field(() => String, maybe('末行游标', 'Cursor of the last row'))
  endCursor!: string | null;
}

export interface Connection<Row> {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly pageInfo: PageInfo;
  /** Null where it was not selected. */
  readonly totalCount: number | null;
}

/** The two classes of a connection over `Node`; the caller names them in the schema. */
export function connectionOf<Row>(name: string, node: () => abstract new () => object) {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, ...says('一行', 'One row') })
  class Edge {
    @Field(() => String, says('游标', 'Cursor'))
    cursor!: string;

    @Field(node, says('内容', 'The row itself'))
    node!: Row;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true, ...says('分页列表', 'A list in pages') })
  class Rows {
    @Field(() => [Edge], says('带游标的行', 'Rows with their cursors'))
    edges!: readonly Edge[];

    @Field(() => [node()], says('行', 'Rows'))
    nodes!: readonly Row[];

    @Field(() => PageInfo, says('分页位置', 'Where this page stands'))
    pageInfo!: PageInfo;

    @Field(() => Int, says('总行数', 'Rows in all'))
    totalCount!: number;
  }
  return Rows;
}

export const toConnection = <Row>(page: Page<Row, number | null>): Connection<Row> => ({
  edges: page.rows,
  nodes: page.rows.map((row) => row.node),
  pageInfo: {
    hasNextPage: page.hasNextPage,
    hasPreviousPage: page.hasPreviousPage,
    startCursor: page.rows[0]?.cursor ?? null,
    endCursor: page.rows.at(-1)?.cursor ?? null,
  },
  totalCount: page.totalCount,
});

/** The ways of a list: its page with how many rows there are in all, its page alone, and how many alone. */
interface Ways<Ask, Row> {
  whole(ask: Ask): Promise<Page<Row>>;
  rows(ask: Ask): Promise<Page<Row, null>>;
  count(ask: Ask): Promise<number>;
}

/** Reads of a list what is selected of it. A cursor is looked at even where only the number is asked for. */
export async function connect<Ask extends { readonly after?: string | undefined }, Row>(
  ways: Ways<Ask, Row>,
  ask: Ask,
  info: GraphQLResolveInfo,
): Promise<Connection<Row>> {
  const selected = new Set(selectedIn(info).filter((name) => name !== '__typename'));
  if (!selected.has('totalCount')) return toConnection(await ways.rows(ask));
  selected.delete('totalCount');
  if (selected.size > 0 || ask.after !== undefined) return toConnection(await ways.whole(ask));
  return toConnection({ rows: [], hasNextPage: false, hasPreviousPage: false, totalCount: await ways.count(ask) });
}

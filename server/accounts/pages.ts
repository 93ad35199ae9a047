/** Pages of short lists: a cursor is the key of the row it stands at. */
import { badInput } from '../domain/errors.ts';
import type { AccountPage } from './types.ts';

const MOST_ROWS = 1_000;

export interface Listed<Row> {
  /** In their order, all that fit the question. */
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
}

/** @throws DomainError for a cursor that belongs to no row of the list */
export function pageOf<Row>(
  { rows, keyOf }: Listed<Row>,
  { first, after }: { readonly first: number; readonly after?: string | undefined },
): AccountPage<Row> {
  if (!Number.isInteger(first) || first < 1 || first > MOST_ROWS) throw badInput(`first 为 ${first}，请取 1 到 ${MOST_ROWS}。`);
  const cursorOf = (row: Row): string => Buffer.from(keyOf(row)).toString('base64url');
  const at = after === undefined ? 0 : rows.findIndex((row) => cursorOf(row) === after) + 1;
  if (after !== undefined && at === 0) throw badInput('after 不是这个列表的游标，或那一行已不在其中。请从第一页重新读起。');
  return {
    rows: rows.slice(at, at + first).map((row) => ({ cursor: cursorOf(row), node: row })),
    hasNextPage: rows.length > at + first,
    hasPreviousPage: at > 0,
    totalCount: rows.length,
  };
}

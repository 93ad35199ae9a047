/** Opaque keyset cursors: the position of a row in its order, not its number. */
import { badInput } from '../domain/errors.ts';
import type { Page } from './types.ts';

export const encodeCursor = (position: readonly (string | number)[]): string => Buffer.from(JSON.stringify(position)).toString('base64url');

export function decodeCursor(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // falls through: not one of ours
  }
  throw badInput('after 不是有效的游标，请用上一页 pageInfo.endCursor');
}

/** Cuts the one row too many that says whether there is a next page. */
export function toPage<Row, Node>(
  rows: readonly Row[],
  first: number,
  totalCount: number,
  later: boolean,
  edge: (row: Row) => { cursor: string; node: Node },
): Page<Node> {
  return { rows: rows.slice(0, first).map(edge), hasNextPage: rows.length > first, hasPreviousPage: later, totalCount };
}

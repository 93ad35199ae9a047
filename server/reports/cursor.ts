/** Opaque keyset cursors: the position of a row in its order, not its number. They stay good when data are published, and are good for their own list only. */
import { createHash } from 'node:crypto';
import { badInput } from '../domain/errors.ts';
import type { Page } from './types.ts';

/** Changes when positions are written differently. */
const FORMAT = 2;
const ADVICE = '请从第一页重新读起，或用同一列表上一页的 pageInfo.endCursor';

export type Place = readonly (string | number)[];

export interface Cursors {
  encode(place: Place): string;
  /** The place that a cursor of this list means. @throws DomainError BAD_USER_INPUT for any other */
  decode(after: string): readonly unknown[];
}

const sorted = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value;

function read(cursor: string): readonly unknown[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(parsed)) return parsed;
  } catch {
    // falls through: not one of ours
  }
  throw badInput(`after 不是有效的游标；${ADVICE}`);
}

/** Cursors of one list in one order under one set of conditions, the period among them. */
export function cursorsOf(list: string, order: string, conditions: object): Cursors {
  const stamp = createHash('sha256')
    .update(JSON.stringify(sorted(conditions)))
    .digest('base64url')
    .slice(0, 8);
  return {
    encode: (place) => Buffer.from(JSON.stringify([FORMAT, list, order, stamp, ...place])).toString('base64url'),
    decode: (after) => {
      const [format, ofList, ofOrder, ofStamp, ...place] = read(after);
      if (format !== FORMAT) throw badInput(`after 是旧版本写法的游标；${ADVICE}`);
      if (ofList !== list) throw badInput(`after 是另一列表的游标；${ADVICE}`);
      if (ofOrder !== order) throw badInput(`after 是按另一种次序排列时的游标；${ADVICE}`);
      if (ofStamp !== stamp) throw badInput(`after 是另一组条件或另一报告期的游标；${ADVICE}`);
      return place;
    },
  };
}

/** The place of a row that is listed by a value, its code and the region that reports it. */
export function placeIn(cursors: Cursors, after: string | undefined): { value: string | number; code: string; reportedBy: string } | null {
  if (after === undefined) return null;
  const [value, code, reportedBy] = cursors.decode(after);
  if ((typeof value !== 'string' && typeof value !== 'number') || typeof code !== 'string' || typeof reportedBy !== 'string')
    throw badInput(`after 不是有效的游标；${ADVICE}`);
  return { value, code, reportedBy };
}

/** Cuts the one row too many that says whether there is a next page. */
export function toPage<Row, Node, Count extends number | null = number>(
  rows: readonly Row[],
  first: number,
  totalCount: Count,
  later: boolean,
  edge: (row: Row) => { cursor: string; node: Node },
): Page<Node, Count> {
  return { rows: rows.slice(0, first).map(edge), hasNextPage: rows.length > first, hasPreviousPage: later, totalCount };
}

/** Lists by position: an order that no two rows share a place in, and the rows after a place. */
import { sql, type RawBuilder } from 'kysely';

/** What a list is ordered by; ties go by the row's own code and then by the region that reports it, whatever submission it came in. */
export interface Ordering<Column extends string = string> {
  readonly column: Column;
  readonly descending: boolean;
  /** Stands for an empty cell, which would otherwise have no place. */
  readonly empty?: string | number;
}

/** Place of a row in its list. */
export interface Position {
  readonly value: string | number;
  readonly code: string;
  readonly reportedBy: string;
}

/** The ordering value of a row. */
export const keyColumn = ({ column, empty }: Ordering): RawBuilder<unknown> =>
  empty === undefined ? sql`${sql.ref(`f.${column}`)}` : sql`coalesce(${sql.ref(`f.${column}`)}, ${empty})`;

/** ` and …` for the rows after a place; nothing for the first page. */
export function afterPosition(ordering: Ordering, code: string, after: Position | null): RawBuilder<unknown> {
  if (after === null) return sql``;
  const key = keyColumn(ordering);
  const beyond = sql.raw(ordering.descending ? '<' : '>');
  return sql` and (${key} ${beyond} ${after.value} or (${key} = ${after.value} and (${sql.ref(`f.${code}`)}, s.region) > (${after.code}, ${after.reportedBy})))`;
}

export const orderedBy = (ordering: Ordering, code: string): RawBuilder<unknown> =>
  sql`order by ${keyColumn(ordering)} ${sql.raw(ordering.descending ? 'desc' : 'asc')}, ${sql.ref(`f.${code}`)}, s.region`;

/** Rows by the column that the address names. Pure. */

type Sortable = number | string | null;

/** `-gap` downwards, `gap` upwards; rows without a value last either way; an unknown column, or none, leaves the order of the report. */
export function sortedBy<Row>(
  rows: readonly Row[],
  order: string | null,
  columns: Readonly<Record<string, (row: Row) => Sortable>>,
): readonly Row[] {
  const name = order?.replace(/^-/, '');
  const of = name === undefined ? undefined : columns[name];
  if (of === undefined) return rows;
  const way = order?.startsWith('-') ? -1 : 1;
  const known = rows.filter((row) => of(row) !== null);
  return [...known.toSorted((a, b) => way * compare(of(a), of(b))), ...rows.filter((row) => of(row) === null)];
}

function compare(a: Sortable, b: Sortable): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

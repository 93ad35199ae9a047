/** Order statistics and the printed table of the bench. */

/** The `share` quantile (0 … 1) of the values, by nearest rank. @throws Error when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (found === undefined) throw new Error('no measurements');
  return found;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** One measurement beside what it is held against. `unit` belongs to both figures. */
export interface Line {
  readonly what: string;
  readonly ours: number;
  readonly bare: number;
  readonly unit: 's' | 'µs' | 'rows/s';
  /** Highest (lowest for rows/s) ratio of ours to bare that the goals allow; null where none is set. */
  readonly goal: number | null;
  readonly note: string;
}

const shown = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2);

/** A table with one row a line: ours, bare, ratio, goal and whether it is met. */
export function printTable(lines: readonly Line[]): string {
  const head = ['what', 'fugai', 'bare', 'ratio', 'goal', '', 'note'];
  const body = lines.map(({ what, ours, bare, unit, goal, note }) => {
    const ratio = ours / bare;
    const met = goal === null ? '' : (unit === 'rows/s' ? ratio >= goal : ratio <= goal) ? 'met' : 'missed';
    return [
      what,
      `${shown(ours)} ${unit}`,
      `${shown(bare)} ${unit}`,
      `${ratio.toFixed(2)}×`,
      goal === null ? '' : `${unit === 'rows/s' ? '≥' : '≤'} ${goal}×`,
      met,
      note,
    ];
  });
  const widths = head.map((_, column) => Math.max(...[head, ...body].map((row) => String(row[column]).length)));
  return [head, ...body]
    .map((row) =>
      row
        .map((cell, column) => (column === 0 || column > 4 ? cell.padEnd(Number(widths[column])) : cell.padStart(Number(widths[column]))))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

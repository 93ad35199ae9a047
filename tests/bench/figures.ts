/** Order statistics, growth, and the printed tables of the bench. */
import type { Engine } from '../../server/db/open.ts';

/** The `share` quantile (0 … 1) of the values, by nearest rank. @throws Error when there are none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  if (found === undefined) throw new Error('no measurements');
  return found;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export type Unit = 's' | 'ms' | 'µs' | 'MB' | 'rows/s' | 'requests/s' | 'exponent';

/** One measurement beside what it is held against. `unit` belongs to both figures. */
export interface Line {
  readonly what: string;
  readonly ours: number;
  /** Null where nothing is measured beside it: then the goal is for the figure itself. */
  readonly bare: number | null;
  readonly unit: Unit;
  /** What the goals allow at most, at least of rows/s and requests/s: a ratio of ours to bare, or what `of` says; null where none is set. */
  readonly goal: number | null;
  readonly note: string;
  /** `difference`: ours − bare in `unit`. */
  readonly of?: 'ratio' | 'difference';
  /** What bare is, in a word or two. */
  readonly against?: string;
  /** Of the ledger: `100k`; absent where there is none. */
  readonly size?: string;
  readonly engine?: Engine;
  /** Greatest exponent with which ours may grow from size to size. */
  readonly growth?: number;
}

const MORE_IS_BETTER: readonly Unit[] = ['rows/s', 'requests/s'];

const shown = (value: number): string =>
  Math.abs(value) >= 1000
    ? Math.round(value).toLocaleString('en')
    : Math.abs(value) >= 100
      ? value.toFixed(0)
      : value.toFixed(Math.abs(value) >= 10 ? 1 : 2);

const isDifference = ({ of }: Line): boolean => of === 'difference';

/** The number that the goal is about. */
export const judged = (line: Line): number =>
  line.bare === null ? line.ours : isDifference(line) ? line.ours - line.bare : line.ours / line.bare;

/** Null where no goal is set. */
export const isMet = (line: Line): boolean | null =>
  line.goal === null ? null : MORE_IS_BETTER.includes(line.unit) ? judged(line) >= line.goal : judged(line) <= line.goal;

const signed = (value: number): string => `${value >= 0 ? '+' : '−'}${shown(Math.abs(value))}`;
const unitShown = (unit: Unit): string => (unit === 'exponent' ? '' : ` ${unit}`);

function spelled(line: Line, value: number): string {
  if (line.bare === null) return `${shown(value)}${unitShown(line.unit)}`;
  return isDifference(line) ? `${signed(value)}${unitShown(line.unit)}` : `${shown(value)}×`;
}

const goalOf = (line: Line): string =>
  line.goal === null ? '' : `${MORE_IS_BETTER.includes(line.unit) ? '≥' : '≤'} ${spelled(line, line.goal)}`;

const MARKS = { true: '✓', false: '✗', null: '' } as const;
const markOf = (line: Line): string => MARKS[`${isMet(line)}`];

/** Columns that line up; the first `left` ones and the last begin at the left. */
function aligned(rows: readonly (readonly string[])[], left: number): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => String(row[column]).length)));
  const at = (cell: string, column: number): string =>
    column < left || column === head.length - 1 ? cell.padEnd(Number(widths[column])) : cell.padStart(Number(widths[column]));
  return rows.map((row) => row.map(at).join('  ').trimEnd()).join('\n');
}

const HEAD = ['size', 'engine', 'what', 'fugai', 'held against', '', 'ratio', 'goal', '', 'note'];

const rowOf = (line: Line): string[] => [
  line.size ?? '',
  line.engine ?? '',
  line.what,
  `${shown(line.ours)}${unitShown(line.unit)}`,
  line.bare === null ? '' : `${shown(line.bare)}${unitShown(line.unit)}`,
  line.against ?? '',
  line.bare === null ? '' : spelled(line, judged(line)),
  goalOf(line),
  markOf(line),
  line.note,
];

/** A table with one row a line: ours, what it is held against, ratio, goal and whether it is met. */
export const printTable = (lines: readonly Line[]): string => aligned([HEAD, ...lines.map(rowOf)], 3);

const placeOf = ({ size, engine }: Line): string => [size, engine].filter((one) => one !== undefined).join(' ') || 'any';

/** Rows by what is measured, columns by size and engine; each cell is the judged number with its mark. */
export function sideBySide(lines: readonly Line[]): string[][] {
  const places = [...new Set(lines.map(placeOf))];
  const named = (line: Line): string => (line.against === undefined ? line.what : `${line.what} — ${line.against}`);
  const rows = [...Map.groupBy(lines, named)].map(([what, some]) => {
    const [first] = some;
    const cells = places.map((place) => {
      const line = some.find((one) => placeOf(one) === place);
      return line === undefined ? '' : `${spelled(line, judged(line))} ${markOf(line)}`.trimEnd();
    });
    return [what, first === undefined ? '' : goalOf(first), ...cells];
  });
  return [['what', 'goal', ...places], ...rows];
}

export const printSideBySide = (lines: readonly Line[]): string => aligned(sideBySide(lines), 2);

/** Slope of log(value) over log(size), by least squares. */
export function exponent(points: readonly (readonly [size: number, value: number])[]): number {
  const logs = points.map(([size, value]) => [Math.log(size), Math.log(value)] as const);
  const mean = (which: 0 | 1): number => logs.reduce((sum, point) => sum + point[which], 0) / logs.length;
  const [middle, level] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [size, value]) => sum + (size - middle) * (value - level), 0);
  return over / logs.reduce((sum, [size]) => sum + (size - middle) ** 2, 0);
}

/** One line for each measurement that has a goal of growth and was made at two sizes or more. */
export function growthLines(lines: readonly Line[], unitsOf: (size: string) => number): Line[] {
  const growing = lines.filter((line) => line.growth !== undefined && line.size !== undefined);
  const groups = Map.groupBy(growing, (line) => `${line.what} ${line.engine ?? ''}`);
  return [...groups.values()].flatMap((some) => {
    const [first] = some;
    const sizes = [...new Set(some.map((line) => String(line.size)))];
    if (first === undefined || sizes.length < 2) return [];
    const points = sizes.map((size) => [unitsOf(size), Number(some.find((line) => line.size === size)?.ours)] as const);
    const base = { what: `growth: ${first.what}`, bare: null, unit: 'exponent' as const, goal: first.growth ?? null };
    return [{ ...base, ...(first.engine && { engine: first.engine }), ours: exponent(points), note: sizes.join(', ') }];
  });
}

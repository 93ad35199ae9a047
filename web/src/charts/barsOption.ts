/** Ranked horizontal bars from 0, the target as a tick: lengths may be compared, so the axis is never cut. */
import { drawing, line, rect, text, wide, type Mark } from './draw.ts';
import type { EChartsOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import type { Absence } from './patterns.ts';
import { setRows, type RowState, type RowsRoom } from './rows.ts';
import type { ChartTheme } from './theme.ts';

export interface BarsRow {
  readonly name: string;
  /** What a click reports; the name otherwise. */
  readonly key?: string;
  /** Null: there is none, and `absence` says why. */
  readonly value: number | null;
  readonly absence: Absence | null;
  /** The printed value, or the word for its absence. */
  readonly text: string;
  /** Drawn beside the value as its shape. */
  readonly state?: RowState | null;
  /** Printed right of the value, `差 325 家`. */
  readonly note: string | null;
  readonly target: number | null;
  /** The one row that stands out. */
  readonly focus: boolean;
}

export interface BarsInput {
  /** In the order drawn, the first on top. */
  readonly rows: readonly BarsRow[];
  /** Where the axis ends, 100 for a rate. */
  readonly max: number;
  /** Printed values of the axis, 0 among them. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** Name of the ticks of the target, printed once: `目标 85`; null when the rows have different ones. */
  readonly target: string | null;
}

/** Thickness of a bar as a share of its row. */
const THICK = 0.52;
const TARGET_REACH = 0.82;

export function barsOption(input: BarsInput, theme: ChartTheme, box: Box): EChartsOption {
  const { text: size } = theme;
  const margins = { top: input.target === null ? 2 : size * 1.7, bottom: size * 1.9 };
  const rows = input.rows.map((row) => ({ ...row, strong: row.focus, absent: row.value === null }));
  const { room, marks } = setRows(rows, theme, box, margins);
  const x = (value: number): number => room.left + (Math.min(value, input.max) / input.max) * (room.right - room.left);
  return drawing(
    [
      ...axisMarks(input.ticks, x, room, theme, box),
      ...input.rows.flatMap((row, index) => rowMarks(row, room.middle(index), room, x, theme)),
      ...marks,
      ...targetName(input, x, room, theme, box),
    ],
    theme,
  );
}

/** Hairlines at the printed values, and an upright at 0 where the bars stand. Where the texts would meet only every second or third is printed. */
export function axisMarks(
  ticks: readonly { readonly at: number; readonly text: string }[],
  x: (value: number) => number,
  room: RowsRoom,
  theme: ChartTheme,
  box: Box,
): readonly Mark[] {
  const y = room.bottom + theme.text * 1.05;
  const placed = ticks.map(({ at, text: words }) => {
    const half = wide(words, theme.text) / 2;
    return { at, words, half, middle: Math.min(Math.max(x(at), half), box.width - half) };
  });
  const apart = (every: number): boolean =>
    placed.every((tick, index) => {
      const next = placed[index + every];
      return index % every !== 0 || next === undefined || next.middle - next.half - tick.middle - tick.half > theme.text * 0.6;
    });
  const every = [1, 2, 3, 4, 5].find(apart) ?? ticks.length;
  return placed.flatMap(({ at, words, middle }, index): Mark[] => [
    line(
      [
        [x(at), room.top],
        [x(at), room.bottom],
      ],
      at === 0 ? theme.lineStrong : theme.grid,
      at === 0 ? 1.5 : 1,
    ),
    ...(index % every === 0 ? [text(words, middle, y, { size: theme.text, color: theme.muted, align: 'center' }, theme.font)] : []),
  ]);
}

function rowMarks(row: BarsRow, middle: number, room: RowsRoom, x: (value: number) => number, theme: ChartTheme): readonly Mark[] {
  const height = room.row * THICK;
  const bar = { left: room.left, top: middle - height / 2, height };
  const marks: Mark[] = [];
  if (row.value !== null)
    marks.push(rect({ ...bar, width: x(row.value) - room.left }, row.focus ? theme.lead : String(theme.ramp[3]), row.key ?? row.name));
  else if (row.absence !== null)
    marks.push(rect({ ...bar, width: room.right - room.left }, theme.absence[row.absence], row.key ?? row.name, theme.absentInk));
  if (row.target !== null && row.value !== null) {
    const reach = (room.row * TARGET_REACH) / 2;
    const at = x(row.target);
    marks.push(
      line(
        [
          [at, middle - reach],
          [at, middle + reach],
        ],
        theme.paper,
        theme.text / 3,
      ),
      line(
        [
          [at, middle - reach],
          [at, middle + reach],
        ],
        theme.target,
        theme.text / 6,
      ),
    );
  }
  return marks;
}

function targetName(
  { rows, target }: BarsInput,
  x: (value: number) => number,
  room: RowsRoom,
  theme: ChartTheme,
  box: Box,
): readonly Mark[] {
  const at = rows.find((row) => row.target !== null)?.target ?? null;
  if (target === null || at === null) return [];
  const half = wide(target, theme.text) / 2;
  const middle = Math.min(Math.max(x(at), half), box.width - half);
  return [text(target, middle, room.top - theme.text * 0.75, { size: theme.text, color: theme.inkSoft, align: 'center' }, theme.font)];
}

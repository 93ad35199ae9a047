/** What each part adds to or takes from a change: bars to both sides of 0, as long as their share. */
import { axisMarks } from './barsOption.ts';
import { drawing, line, rect, type Mark } from './draw.ts';
import type { EChartsOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import { setRows, type RowsRoom } from './rows.ts';
import type { ChartTheme } from './theme.ts';

export interface ContributionRow {
  readonly name: string;
  /** What a click reports; the name otherwise. */
  readonly key?: string;
  /** Signed, in the unit of the whole change; null: not known. */
  readonly value: number | null;
  /** Always signed, `−0.42`. */
  readonly text: string;
  readonly note: string | null;
  /** The sum below the parts: parted by a rule, without a bar. */
  readonly total: boolean;
}

export interface ContributionInput {
  readonly rows: readonly ContributionRow[];
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
}

const THICK = 0.52;

export function contributionOption({ rows, ticks }: ContributionInput, theme: ChartTheme, box: Box): EChartsOption {
  const words = rows.map(({ name, key = name, text, note, total, value }) => ({
    name,
    key,
    text,
    note,
    strong: total,
    ...(value === null || value === 0 || total ? {} : { color: value < 0 ? theme.downText : theme.upText }),
  }));
  const { room, marks } = setRows(words, theme, box, { top: 2, bottom: ticks.length > 0 ? theme.text * 1.9 : 2 });
  const values = rows.flatMap(({ value, total }) => (value === null || total ? [] : [value]));
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  // Nothing but zeros: the upright stands in the middle.
  const x = (value: number): number => room.left + (high === low ? 0.5 : (value - low) / (high - low)) * (room.right - room.left);
  const shown = ticks.filter(({ at }) => at >= low && at <= high);
  return drawing(
    [
      ...axisMarks(shown, x, room, theme, box),
      ...rows.flatMap((row, index) => rowMarks(row, room.middle(index), room, x, theme, box)),
      // Over the bars: the zero is what they are read against.
      line(
        [
          [x(0), room.top],
          [x(0), room.bottom],
        ],
        theme.lineStrong,
        1.5,
      ),
      ...marks,
    ],
    theme,
  );
}

function rowMarks(
  { name, key = name, value, total }: ContributionRow,
  middle: number,
  room: RowsRoom,
  x: (value: number) => number,
  theme: ChartTheme,
  box: Box,
): readonly Mark[] {
  if (total) {
    const y = middle - room.row / 2;
    return [
      line(
        [
          [0, y],
          [box.width, y],
        ],
        theme.lineStrong,
        1,
      ),
    ];
  }
  if (value === null) return [];
  const [left, right] = [x(Math.min(0, value)), x(Math.max(0, value))];
  const height = room.row * THICK;
  return [rect({ left, top: middle - height / 2, width: right - left, height }, value < 0 ? theme.down : theme.up, key)];
}

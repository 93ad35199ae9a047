/** Regions by periods: a field a value in the classes of the map, grouped by year, with the patterns of absence of the map. */
import { drawing, line, rect, text, wide, widest, type Mark } from './draw.ts';
import type { EChartsOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import type { Absence } from './patterns.ts';
import { setRows, type RowsRoom } from './rows.ts';
import { rampOf, readableOn, type ChartTheme } from './theme.ts';

export interface HeatCell {
  /** Index of the class, 0 for the lowest, or why there is no value. */
  readonly fill: number | Absence;
  /** The printed value; null: nothing, as for an absence, whose pattern says it. */
  readonly text: string | null;
}

export interface HeatInput {
  /** In order of time; columns of one group stand together under its name. */
  readonly columns: readonly { readonly tick: string; readonly group: string }[];
  /** `key` is what a click reports; the name otherwise. */
  readonly rows: readonly { readonly name: string; readonly key?: string; readonly cells: readonly HeatCell[]; readonly focus: boolean }[];
  readonly classes: number;
}

/** Between two groups, as a multiple of the letters. */
const GROUP_GAP = 0.6;

export function heatOption({ columns, rows, classes }: HeatInput, theme: ChartTheme, box: Box): EChartsOption {
  const { room, marks } = setRows(
    rows.map(({ name, key = name, focus }) => ({ name, key, text: null, strong: focus })),
    theme,
    box,
    { top: theme.text * 3, bottom: 2 },
  );
  const { places, width } = placesOf(columns, room, theme, box);
  const ramp = rampOf(theme, classes);
  const texts = rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell.text === null ? [] : [cell.text])));
  // All or none: a field left empty among printed ones would look like a missing value.
  const size = [theme.text, theme.text - 1, Math.round(theme.text * 0.85)].find(
    (letters) => widest(texts, letters) <= width - 3 && letters * 1.15 <= room.row - 2,
  );
  return drawing(
    [
      ...heads(columns, places, width, room, theme),
      ...rows.flatMap(({ name, key = name, cells }, index) =>
        cells.flatMap((cell, column) => {
          const left = places[column];
          return left === undefined
            ? []
            : cellMarks(cell, { left, top: room.top + room.row * index, width, height: room.row }, key, ramp, size, theme);
        }),
      ),
      ...marks,
    ],
    theme,
  );
}

/** Left edges of the columns, and their common width. */
function placesOf(
  columns: HeatInput['columns'],
  room: RowsRoom,
  theme: ChartTheme,
  box: Box,
): { readonly places: readonly number[]; readonly width: number } {
  const gap = theme.text * GROUP_GAP;
  const opens = (index: number): boolean => index > 0 && columns[index]?.group !== columns[index - 1]?.group;
  const gaps = columns.filter((_, index) => opens(index)).length;
  const width = (box.width - room.left - gaps * gap) / Math.max(1, columns.length);
  let left = room.left;
  const places = columns.map((_, index) => {
    if (opens(index)) left += gap;
    const here = left;
    left += width;
    return here;
  });
  return { places, width };
}

/** The name of each group over its columns, and the ticks below it; only every second or fourth tick where they would meet. */
function heads(
  columns: HeatInput['columns'],
  places: readonly number[],
  width: number,
  room: RowsRoom,
  theme: ChartTheme,
): readonly Mark[] {
  const longest = widest(
    columns.map(({ tick }) => tick),
    theme.text,
  );
  const every = [1, 2, 3, 4, 6, 12].find((step) => longest + theme.text * 0.5 <= width * step) ?? columns.length;
  const groups = [...new Set(columns.map(({ group }) => group))];
  return [
    ...groups.flatMap((group): Mark[] => {
      const own = columns.flatMap((column, index) => (column.group === group ? [places[index] ?? Number.NaN] : []));
      const [left, last] = [own[0] ?? room.left, own.at(-1) ?? room.left];
      const y = room.top - theme.text * 1.55;
      const next = places[columns.findLastIndex((column) => column.group === group) + 1] ?? Infinity;
      const named = left + wide(group, theme.text, true) < next;
      return [
        ...(named ? [text(group, left, y - theme.text * 0.65, { size: theme.text, color: theme.inkSoft, bold: true }, theme.font)] : []),
        line(
          [
            [left, y + theme.text * 0.1],
            [last + width - 1, y + theme.text * 0.1],
          ],
          theme.lineStrong,
          1,
        ),
      ];
    }),
    ...columns.flatMap(({ tick, group }, index): Mark[] => {
      const within = index - columns.findIndex((column) => column.group === group);
      const left = places[index];
      if (left === undefined || within % every !== 0) return [];
      return [
        text(tick, left + width / 2, room.top - theme.text * 0.7, { size: theme.text, color: theme.muted, align: 'center' }, theme.font),
      ];
    }),
  ];
}

function cellMarks(
  { fill, text: words }: HeatCell,
  box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number },
  name: string,
  ramp: readonly string[],
  size: number | undefined,
  theme: ChartTheme,
): readonly Mark[] {
  const inner = { left: box.left, top: box.top, width: box.width - 1, height: box.height - 1 };
  if (typeof fill !== 'number') return [rect(inner, theme.absence[fill], name, theme.absentInk)];
  const ground = ramp[fill] ?? theme.paper;
  if (words === null || size === undefined) return [rect(inner, ground, name)];
  const color = readableOn(ground, '#1b2127', '#ffffff');
  return [
    rect(inner, ground, name),
    text(words, box.left + box.width / 2, box.top + box.height / 2, { size, color, align: 'center', name }, theme.font),
  ];
}

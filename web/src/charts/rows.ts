/** Room of charts that have one row a region: names on the left, the picture, printed values on the right. */
import { LEADING, text, wide, widest, type Mark } from './draw.ts';
import { broken } from './endLabels.ts';
import type { Box } from './geometry.ts';
import type { ChartTheme } from './theme.ts';

/** Height of a row as a multiple of the letters, at rest; rows shrink when there are many, and never grow into bands. */
const ROW = 2.4;
const MOST_ROW = 3.6;
/** The most of a picture that names may take; more only where they would else be set smaller. */
const NAMES = [0.32, 0.4, 0.48];
/** Between two columns, as a multiple of the letters. */
const GAP = 0.8;
/** The smallest letters that names are broken into rather than cut. */
const LEAST = 0.72;

export interface RowsRoom {
  /** Between the names and the values. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly row: number;
  /** Middle of a row by index. */
  readonly middle: (index: number) => number;
}

/** How tall a chart of so many rows wants to be, in pixels. */
export const heightOfRows = (rows: number, theme: ChartTheme): number => Math.ceil((rows * ROW + 4) * theme.text);

/** Letters and lines of a name that fit a column of `room` and a row of `height` pixels. */
function setName(name: string, room: number, height: number, size: number): { readonly words: string; readonly size: number } {
  for (let letters = size; letters > size * LEAST; letters -= 1) {
    const lines = wide(name, letters) <= room ? [name] : broken(name, room, letters);
    if (lines.length * letters * LEADING <= height && widest(lines, letters) <= room) return { words: lines.join('\n'), size: letters };
  }
  const letters = size * LEAST;
  return { words: broken(name, room, letters).join('\n'), size: letters };
}

/** 达标 ●, 接近 ■, 未达标 ▼: the shape says it, the colour repeats it. */
export type RowState = 'met' | 'near' | 'missed';
const SHAPES = { met: '●', near: '■', missed: '▼' } as const satisfies Record<RowState, string>;

/** As wide as the longest name, up to the first share at which all keep their size. */
function nameWidth(names: readonly string[], row: number, size: number, box: Box): number {
  const longest = widest(names, size, true);
  const rooms = NAMES.map((share) => Math.min(longest, box.width * share));
  return rooms.find((room) => names.every((name) => setName(name, room, row, size).size === size)) ?? Math.min(longest, box.width * 0.32);
}

export interface RowWords {
  readonly name: string;
  /** What a click reports; the name otherwise. */
  readonly key?: string;
  /** Bold, right-aligned in a column of its own; null: nothing. */
  readonly text: string | null;
  readonly state?: RowState | null;
  /** A word in place of a value: not bold. */
  readonly absent?: boolean;
  /** Smaller, right of the value. */
  readonly note?: string | null;
  readonly strong?: boolean;
  /** Of the value; that of the name otherwise. */
  readonly color?: string;
}

export interface Margins {
  readonly top: number;
  readonly bottom: number;
}

/** Works out the room, and sets the names and values of all rows. */
export function setRows(
  rows: readonly RowWords[],
  theme: ChartTheme,
  box: Box,
  margins: Margins,
): { readonly room: RowsRoom; readonly marks: readonly Mark[] } {
  const { text: size, label } = theme;
  const gap = size * GAP;
  const row = Math.min((box.height - margins.top - margins.bottom) / Math.max(1, rows.length), MOST_ROW * size);
  const names = nameWidth(
    rows.map(({ name }) => name),
    row,
    size,
    box,
  );
  const notes = widest(
    rows.map(({ note }) => note ?? ''),
    size,
  );
  const values = widest(
    rows.map(({ text: words }) => words ?? ''),
    label,
    true,
  );
  const signEdge = box.width - 1 - (notes > 0 ? notes + gap : 0);
  const valueEdge = signEdge - (rows.some(({ state }) => (state ?? null) !== null) ? label * 1.3 : 0);
  const room: RowsRoom = {
    left: Math.ceil(names + gap),
    right: Math.floor(valueEdge - (values > 0 ? values + gap : 0)),
    top: margins.top,
    bottom: margins.top + row * rows.length,
    row,
    middle: (index) => margins.top + row * (index + 0.5),
  };
  const marks = rows.flatMap(
    ({ name, key = name, text: value, state, absent = false, note, strong = false, color: ink }, index): Mark[] => {
      const y = room.middle(index);
      const set = setName(name, names, row, size);
      const color = strong ? theme.lead : theme.ink;
      return [
        text(set.words, 0, y, { size: set.size, color, bold: strong, name: key }, theme.font),
        ...signMarks(state ?? null, signEdge, y, theme),
        ...(value === null
          ? []
          : [text(value, valueEdge, y, { size: absent ? size : label, color: ink ?? color, align: 'right', bold: !absent }, theme.font)]),
        ...((note ?? null) === null
          ? []
          : [text(note ?? '', box.width - 1, y, { size, color: theme.inkSoft, align: 'right' }, theme.font)]),
      ];
    },
  );
  return { room, marks };
}

function signMarks(state: RowState | null, edge: number, y: number, theme: ChartTheme): readonly Mark[] {
  if (state === null) return [];
  const edged = state === 'near' ? { stroke: theme.stateEdge, lineWidth: 1 } : {};
  const sign = text(SHAPES[state], edge, y, { size: theme.label, color: theme[state], align: 'right' }, theme.font);
  return [{ ...sign, style: { ...sign.style, ...edged } }];
}

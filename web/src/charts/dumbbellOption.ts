/** One region under two bases: two dots on one line, how far they lie apart, and the ranks that the basis alone moves. */
import { axisTexts, type Axis } from './axis.ts';
import { axisMarks } from './barsOption.ts';
import { dot, drawing, line, rect, text, wide, type Mark } from './draw.ts';
import type { EChartsOption } from './echartsTypes.ts';
import type { Box } from './geometry.ts';
import type { Absence } from './patterns.ts';
import { setRows, type RowsRoom } from './rows.ts';
import type { ChartTheme } from './theme.ts';

export interface DumbbellEnd {
  readonly value: number;
  readonly text: string;
}

export interface DumbbellRow {
  readonly name: string;
  /** What a click reports; the name otherwise. */
  readonly key?: string;
  /** Under the first and the second basis; an absence where there is no value. */
  readonly from: DumbbellEnd | Absence;
  readonly to: DumbbellEnd | Absence;
  /** The rank change that the basis alone causes, in words: `升 2 位`; null: none. */
  readonly moved: string | null;
  /** True where `moved` is a fall; it takes the colour of a fall. Null: no direction. */
  readonly fell: boolean | null;
  readonly focus: boolean;
}

export interface DumbbellInput {
  readonly rows: readonly DumbbellRow[];
  readonly names: { readonly from: string; readonly to: string };
  readonly axis: Axis;
  /** Said where the axis does not begin at 0: `横轴自 60 起`. */
  readonly cut: string | null;
}

const isEnd = (end: DumbbellEnd | Absence): end is DumbbellEnd => typeof end !== 'string';

export function dumbbellOption(input: DumbbellInput, theme: ChartTheme, box: Box): EChartsOption {
  const { axis } = input;
  const words = input.rows.map(({ name, key = name, moved, fell, focus }) => ({
    name,
    key,
    text: moved,
    strong: focus,
    color: fell === null ? theme.inkSoft : fell ? theme.downText : theme.upText,
  }));
  const margins = { top: theme.text * 2.1, bottom: theme.text * (input.cut === null ? 1.9 : 3.2) };
  const { room, marks } = setRows(words, theme, box, margins);
  // Values stand outside the two dots: the widest of them has room on both sides.
  const aside = Math.max(
    0,
    ...input.rows.flatMap(({ from, to }) => [from, to]).map((end) => (isEnd(end) ? wide(end.text, theme.text, true) : 0)),
  );
  const pad = aside + theme.text * 1.2;
  const x = (value: number): number =>
    room.left + pad + ((value - axis.min) / (axis.max - axis.min)) * Math.max(1, room.right - room.left - 2 * pad);
  return drawing(
    [
      ...axisMarks(axisTexts(axis), x, room, theme, box),
      ...input.rows.flatMap((row, index) => rowMarks(row, room.middle(index), room, x, theme)),
      ...marks,
      ...heads(input, x, room, theme, box),
      ...(input.cut === null
        ? []
        : [text(input.cut, x(axis.min), room.bottom + theme.text * 2.45, { size: theme.text, color: theme.muted }, theme.font)]),
    ],
    theme,
  );
}

function rowMarks(row: DumbbellRow, middle: number, room: RowsRoom, x: (value: number) => number, theme: ChartTheme): readonly Mark[] {
  const { from, to } = row;
  const r = theme.text * 0.42;
  const away = theme.text * 0.9;
  const rule = line(
    [
      [room.left, middle + room.row / 2],
      [room.right, middle + room.row / 2],
    ],
    theme.grid,
    1,
  );
  const key = row.key ?? row.name;
  const value = (end: DumbbellEnd, right: boolean, strong: boolean): Mark =>
    text(
      end.text,
      x(end.value) + (right ? away : -away),
      middle,
      { size: theme.text, color: strong ? theme.lead : theme.inkSoft, align: right ? 'left' : 'right', bold: strong },
      theme.font,
    );
  const hollow = (end: DumbbellEnd): Mark => dot(x(end.value), middle, r, theme.paper, theme.second, key);
  const full = (end: DumbbellEnd): Mark => dot(x(end.value), middle, r, theme.lead, theme.lead, key);
  if (!isEnd(from) || !isEnd(to)) {
    const absent = isEnd(from) ? to : from;
    const swatch = { left: room.left, top: middle - theme.text * 0.5, width: theme.text * 1.8, height: theme.text };
    return [
      rule,
      ...(isEnd(absent) ? [] : [rect(swatch, theme.absence[absent], key, theme.absentInk)]),
      ...(isEnd(from) ? [hollow(from), value(from, true, false)] : []),
      ...(isEnd(to) ? [full(to), value(to, true, true)] : []),
    ];
  }
  const toRight = to.value >= from.value;
  const ends: readonly (readonly [number, number])[] = [
    [x(from.value), middle],
    [x(to.value), middle],
  ];
  return [
    rule,
    line(ends, row.focus ? theme.lead : theme.mute, theme.text / 4),
    hollow(from),
    full(to),
    value(from, !toRight, false),
    value(to, toRight, true),
  ];
}

/** The names of the two bases over the dots of the first row that has both, each on its own side, so that no key is needed. */
function heads({ rows, names }: DumbbellInput, x: (value: number) => number, room: RowsRoom, theme: ChartTheme, box: Box): readonly Mark[] {
  const first = rows.find(({ from, to }) => isEnd(from) && isEnd(to));
  if (!first || !isEnd(first.from) || !isEnd(first.to)) return [];
  const y = room.top - theme.text;
  const toRight = first.to.value >= first.from.value;
  const [leftName, rightName] = toRight ? [names.from, names.to] : [names.to, names.from];
  const [leftAt, rightAt] = [x(first.from.value), x(first.to.value)].sort((a, b) => a - b) as [number, number];
  const gap = theme.text * 0.5;
  const leftWide = wide(leftName, theme.text, true);
  const rightWide = wide(rightName, theme.text, true);
  const leftEdge = Math.max(leftWide, Math.min(leftAt + gap, box.width - rightWide - 2 * gap));
  const rightEdge = Math.min(Math.max(rightAt - gap, leftEdge + 2 * gap), box.width - rightWide);
  const letters = (name: string) => ({ size: theme.text, color: name === names.to ? theme.lead : theme.inkSoft, bold: name === names.to });
  return [
    text(leftName, leftEdge, y, { ...letters(leftName), align: 'right' }, theme.font),
    text(rightName, rightEdge, y, letters(rightName), theme.font),
  ];
}

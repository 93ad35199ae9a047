/** How one level becomes the next: the levels are ticks and the effects float, for on a cut axis a bar would lie about its length. */
import { axisTexts, type Axis } from './axis.ts';
import { drawing, LEADING, line, rect, text, wide, widest, type Mark } from './draw.ts';
import type { EChartsOption } from './echartsTypes.ts';
import { broken } from './endLabels.ts';
import type { Box } from './geometry.ts';
import type { ChartTheme } from './theme.ts';

export interface WaterfallLevel {
  readonly name: string;
  readonly value: number;
  readonly text: string;
}

export interface WaterfallEffect {
  readonly name: string;
  /** Signed, in the unit of the axis. */
  readonly value: number;
  /** Always signed, `−1.6`. */
  readonly text: string;
}

export interface WaterfallInput {
  readonly start: WaterfallLevel;
  /** They add up to the end without residual. */
  readonly effects: readonly WaterfallEffect[];
  readonly end: WaterfallLevel;
  readonly axis: Axis;
  /** Said where the axis does not begin at 0: `纵轴自 72 起`. */
  readonly cut: string | null;
}

const WIDTH = 0.56;

interface Room {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Of the effects; the levels at both ends have columns as wide as their texts. */
  readonly inner: number;
  readonly edge: number;
  /** Middle of a column by index. */
  readonly middle: (index: number) => number;
}

export function waterfallOption(input: WaterfallInput, theme: ChartTheme, box: Box): EChartsOption {
  const { text: size, label } = theme;
  const names = [input.start, ...input.effects, input.end].map(({ name }) => name);
  const ticks = axisTexts(input.axis);
  const left = Math.ceil(
    widest(
      ticks.map((tick) => tick.text),
      size,
    ) +
      size * 0.7,
  );
  const columns = columnsOf(input, left, theme, box);
  const set = setNames(names, columns, size);
  const room: Room = {
    left,
    right: box.width,
    ...columns,
    top: label * 1.7 + (input.cut === null ? 0 : size * 1.5),
    bottom: box.height - Math.max(1, ...set.map(({ lines, above }) => lines.length + above)) * size * LEADING - size * 0.9,
  };
  const { min, max } = input.axis;
  const y = (value: number): number => room.bottom - ((value - min) / (max - min)) * (room.bottom - room.top);
  return drawing(
    [
      ...ticks.flatMap(({ at, text: words }): Mark[] => [
        line(
          [
            [room.left, y(at)],
            [room.right, y(at)],
          ],
          at === min ? theme.lineStrong : theme.grid,
          1,
        ),
        text(words, room.left - size * 0.6, y(at), { size, color: theme.muted, align: 'right' }, theme.font),
      ]),
      ...(input.cut === null ? [] : [text(input.cut, 0, size * 0.7, { size, color: theme.muted }, theme.font)]),
      ...steps(input, room, y, theme),
      ...set.map(({ lines, above }, index) =>
        text(
          lines.join('\n'),
          room.middle(index),
          room.bottom + size * 0.7 + (above + lines.length / 2) * size * LEADING,
          { size, color: theme.ink, align: 'center' },
          theme.font,
        ),
      ),
    ],
    theme,
  );
}

interface SetName {
  readonly lines: readonly string[];
  /** Lines that are left free above it. */
  readonly above: number;
}

/** Names in as many lines as their columns need; where a word is wider than its column, every second name steps down below its neighbours. */
function setNames(
  names: readonly string[],
  { inner, edge, middle }: Pick<Room, 'inner' | 'edge' | 'middle'>,
  size: number,
): readonly SetName[] {
  const lines = names.map((name, index) => {
    const width = 0.92 * (index === 0 || index === names.length - 1 ? edge : inner);
    return wide(name, size) <= width ? [name] : broken(name, width, size);
  });
  const reach = lines.map((words) => widest(words, size) / 2);
  const meet = reach.some((half, index) => index > 0 && middle(index) - middle(index - 1) < half + Number(reach[index - 1]) + size * 0.2);
  const deepest = Math.max(0, ...lines.filter((_, index) => index % 2 === 1).map((words) => words.length));
  return lines.map((words, index) => ({ lines: words, above: meet && index % 2 === 0 ? deepest : 0 }));
}

/** The texts of the levels are the widest: they get the room that they need, and the effects share what is left. */
function columnsOf(
  { start, effects, end }: WaterfallInput,
  left: number,
  theme: ChartTheme,
  box: Box,
): Pick<Room, 'inner' | 'edge' | 'middle'> {
  const width = box.width - left;
  const even = width / (effects.length + 2);
  const edge = Math.min(width / 3, Math.max(even, widest([start.text, end.text], theme.label, true) + theme.text * 0.4));
  const inner = (width - 2 * edge) / Math.max(1, effects.length);
  const middle = (index: number): number =>
    index === 0 ? left + edge / 2 : index > effects.length ? box.width - edge / 2 : left + edge + inner * (index - 0.5);
  return { edge, inner, middle };
}

/** Both levels, the floating effects, and thin rules that carry each level on to the next. */
function steps({ start, effects, end }: WaterfallInput, room: Room, y: (value: number) => number, theme: ChartTheme): readonly Mark[] {
  const half = (room.inner * WIDTH) / 2;
  const { middle } = room;
  const marks: Mark[] = [];
  const level = ({ value, text: words }: WaterfallLevel, index: number): void => {
    const thick = theme.text / 3;
    marks.push(
      rect({ left: middle(index) - half, top: y(value) - thick / 2, width: 2 * half, height: thick }, theme.ink),
      text(words, middle(index), y(value) - theme.label * 0.95, letters(theme.ink, theme), theme.font),
    );
  };
  let now = start.value;
  level(start, 0);
  for (const [index, { value, text: words }] of effects.entries()) {
    const [before, after] = [now, now + value];
    const top = Math.min(y(before), y(after));
    const height = Math.max(Math.abs(y(before) - y(after)), theme.text / 8);
    const below = value < 0;
    marks.push(
      carried(middle(index), middle(index + 1), y(before), half, theme),
      rect({ left: middle(index + 1) - half, top, width: 2 * half, height }, below ? theme.down : theme.up),
      text(
        words,
        middle(index + 1),
        below ? top + height + theme.label * 0.8 : top - theme.label * 0.8,
        letters(value === 0 ? theme.inkSoft : below ? theme.downText : theme.upText, theme),
        theme.font,
      ),
    );
    now = after;
  }
  marks.push(carried(middle(effects.length), middle(effects.length + 1), y(now), half, theme));
  level(end, effects.length + 1);
  return marks;
}

const letters = (color: string, theme: ChartTheme) => ({
  size: theme.label,
  color,
  align: 'center' as const,
  bold: true,
  halo: theme.paper,
});

const carried = (from: number, to: number, y: number, half: number, theme: ChartTheme): Mark =>
  line(
    [
      [from + half, y],
      [to - half, y],
    ],
    theme.mute,
    1,
  );

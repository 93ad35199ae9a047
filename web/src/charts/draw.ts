/** What row charts are drawn of: marks at pixels that were worked out beforehand, so that a label's place is known before anything is painted. */
import type { AbsencePattern } from './patterns.ts';
import type { EChartsOption } from './echartsTypes.ts';
import type { Rect } from './geometry.ts';
import { widthOf } from './labels.ts';
import type { ChartTheme } from './theme.ts';

interface Common {
  /** What a click on the mark reports; silent without it. */
  readonly name?: string;
  readonly silent?: boolean;
  readonly z?: number;
}

export interface RectMark extends Common {
  readonly type: 'rect';
  readonly shape: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly style: { readonly fill: AbsencePattern; readonly stroke?: string; readonly lineWidth?: number };
}

export interface LineMark extends Common {
  readonly type: 'polyline';
  readonly shape: { readonly points: [number, number][] };
  readonly style: { readonly stroke: string; readonly lineWidth: number; readonly lineDash?: number[]; readonly fill?: 'none' };
}

export interface DotMark extends Common {
  readonly type: 'circle';
  readonly shape: { readonly cx: number; readonly cy: number; readonly r: number };
  readonly style: { readonly fill: string; readonly stroke?: string; readonly lineWidth?: number };
}

export interface TextMark extends Common {
  readonly type: 'text';
  readonly x: number;
  readonly y: number;
  readonly style: {
    readonly text: string;
    readonly fill: string;
    readonly font: string;
    readonly align: Align;
    readonly verticalAlign: 'middle';
    readonly lineHeight: number;
    readonly stroke?: string;
    readonly lineWidth?: number;
  };
}

export type Mark = RectMark | LineMark | DotMark | TextMark;
export type Align = 'left' | 'center' | 'right';

/** Half pixels are kept, finer ones would only blur. */
const at = (pixel: number): number => Math.round(pixel * 2) / 2;

const named = (name: string | undefined): Common => (name === undefined ? { silent: true } : { name });

export const rect = ({ left, top, width, height }: Rect, fill: AbsencePattern, name?: string, stroke?: string): RectMark => ({
  type: 'rect',
  ...named(name),
  shape: { x: at(left), y: at(top), width: at(Math.max(0, width)), height: at(Math.max(0, height)) },
  style: { fill, ...(stroke === undefined ? {} : { stroke, lineWidth: 1 }) },
});

export const line = (points: readonly (readonly [number, number])[], stroke: string, lineWidth: number, lineDash?: number[]): LineMark => ({
  type: 'polyline',
  silent: true,
  shape: { points: points.map(([x, y]) => [at(x), at(y)]) },
  style: { stroke, lineWidth, fill: 'none', ...(lineDash === undefined ? {} : { lineDash }) },
});

export const dot = (x: number, y: number, r: number, fill: string, stroke: string, name?: string): DotMark => ({
  type: 'circle',
  ...named(name),
  shape: { cx: at(x), cy: at(y), r },
  style: { fill, stroke, lineWidth: r / 3 },
});

export interface Letters {
  readonly size: number;
  readonly color: string;
  readonly align?: Align;
  readonly bold?: boolean;
  /** Colour of a thin halo that keeps the text readable over lines. */
  readonly halo?: string;
  readonly name?: string;
}

export const LEADING = 1.3;

/** A text whose middle line lies at `y`; more than one line where it has line breaks. */
export const text = (
  words: string,
  x: number,
  y: number,
  { size, color, align = 'left', bold = false, halo, name }: Letters,
  font: string,
): TextMark => ({
  type: 'text',
  ...named(name),
  z: 3,
  x: at(x),
  y: at(y),
  style: {
    text: words,
    fill: color,
    font: `${bold ? 'bold ' : ''}${size}px ${font}`,
    align,
    verticalAlign: 'middle',
    lineHeight: Math.round(size * LEADING),
    ...(halo === undefined ? {} : { stroke: halo, lineWidth: size / 4 }),
  },
});

/** The pixels a text takes, by the same estimate that placed it. */
export function boxOfText({ x, y, style }: TextMark): Rect {
  const bold = style.font.startsWith('bold ');
  const size = Number.parseFloat(style.font.replace('bold ', ''));
  const lines = style.text.split('\n');
  const width = Math.max(0, ...lines.map((words) => wide(words, size, bold)));
  const left = style.align === 'left' ? x : style.align === 'right' ? x - width : x - width / 2;
  const height = (lines.length - 1) * style.lineHeight + size * 1.1;
  return { left, top: y - height / 2, width, height };
}

/** Bold letters are a little wider than the estimate for regular ones. */
const BOLD = 1.08;
export const wide = (words: string, size: number, bold = false): number => widthOf(words, size) * (bold ? BOLD : 1);

/** The widest of several texts; 0 for none. */
export const widest = (texts: readonly string[], size: number, bold = false): number =>
  Math.max(0, ...texts.map((words) => wide(words, size, bold)));

/** A whole option out of marks: nothing moves, nothing floats, nothing is listed beside the picture. */
export const drawing = (marks: readonly Mark[], theme: ChartTheme): EChartsOption => ({
  animation: false,
  textStyle: { fontFamily: theme.font },
  graphic: marks.map((mark) => ({ ...mark })),
});

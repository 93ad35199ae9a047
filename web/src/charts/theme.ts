/** The values a chart draws with. They come from the CSS tokens in one place, so a theme is changed in one file and nowhere in a chart. */
import { absencePatterns, type AbsencePattern, type Absence } from './patterns.ts';

export interface ChartTheme {
  readonly paper: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly muted: string;
  readonly lineStrong: string;
  readonly focus: string;
  /** Six steps from low to high. */
  readonly ramp: readonly string[];
  readonly lead: string;
  readonly second: string;
  readonly mute: string;
  readonly target: string;
  readonly grid: string;
  readonly missed: string;
  readonly mapEdge: string;
  readonly mapOutline: string;
  readonly absentInk: string;
  readonly absence: Readonly<Record<Absence, AbsencePattern>>;
  readonly font: string;
  /** Height of the letters in pixels; a label may stand one above or below it. */
  readonly text: number;
}

/** Reads the tokens that hold on `element` now. */
export function readTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const token = (name: string): string => whole(style.getPropertyValue(`--${name}`).trim());
  const paper = token('paper');
  const absentInk = token('absent-ink');
  return {
    paper,
    ink: token('ink'),
    inkSoft: token('ink-2'),
    muted: token('muted'),
    lineStrong: token('line-2'),
    focus: token('focus'),
    ramp: [1, 2, 3, 4, 5, 6].map((step) => token(`rate-${step}`)),
    lead: token('series-1'),
    second: token('series-2'),
    mute: token('series-mute'),
    target: token('target'),
    grid: token('chart-grid'),
    missed: token('state-missed'),
    mapEdge: token('map-edge'),
    mapOutline: token('map-outline'),
    absentInk,
    absence: absencePatterns({ paper, ink: absentInk, flat: flatOf(token('absent-not-applicable')), edge: token('ink') }),
    font: token('sans'),
    text: Number.parseFloat(token('t-1')),
  };
}

/** `#fff` as `#ffffff`: a build may shorten what the stylesheet says. */
const whole = (color: string): string => color.replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3');

/** The token of 不适用 is a gradient of one colour, as CSS wants it for a background; a canvas wants the colour. */
const flatOf = (gradient: string): string => /#[0-9a-f]{3,8}/i.exec(gradient)?.[0] ?? gradient;

const channel = (hex: string, at: number): number => {
  const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
export const luminance = (hex: string): number => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

/** Which of two text colours stands out more from a ground; all three as `#rrggbb`. */
export function readableOn(ground: string, one: string, other: string): string {
  const contrast = (text: string): number => {
    const [low = Number.NaN, high = Number.NaN] = [luminance(ground), luminance(text)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  return contrast(one) >= contrast(other) ? one : other;
}

/** Colours of `count` classes, low to high, spread over the ramp so that the ends are always used. */
export function rampOf(theme: ChartTheme, count: number): readonly string[] {
  const last = theme.ramp.length - 1;
  if (count <= 1) return theme.ramp.slice(-1);
  return Array.from({ length: count }, (_, step) => theme.ramp[Math.round((step * last) / (count - 1))] ?? theme.ink);
}

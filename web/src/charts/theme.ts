/** The values a chart draws with. They come from the design of page and document, so a colour is changed in one file and nowhere in a chart. */
import { FONTS, TYPE, type Look } from '../theme/design.ts';
import { absencePatterns, drawnTile, type Absence, type AbsencePattern, type TileOf } from './patterns.ts';

export interface ChartTheme {
  readonly paper: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly muted: string;
  /** Hairlines. */
  readonly line: string;
  readonly lineStrong: string;
  readonly focus: string;
  /** Six steps from low to high. */
  readonly ramp: readonly string[];
  /** Seven steps of a change, the greatest fall first, «no change» in the middle. */
  readonly change: readonly string[];
  readonly lead: string;
  readonly second: string;
  readonly mute: string;
  readonly target: string;
  readonly grid: string;
  /** A rise and a fall: as an area, and as digits. */
  readonly up: string;
  readonly down: string;
  readonly upText: string;
  readonly downText: string;
  /** The three states, and the edge that carries the yellow one. */
  readonly met: string;
  readonly near: string;
  readonly missed: string;
  readonly stateEdge: string;
  readonly mapEdge: string;
  readonly mapOutline: string;
  readonly absentInk: string;
  readonly absence: Readonly<Record<Absence, AbsencePattern>>;
  readonly font: string;
  /** Height of the letters in pixels; a label may stand one above or below it. */
  readonly text: number;
  /** The same for printed values and the names beside them. */
  readonly label: number;
}

/**
 * What a chart draws with, for one look: `chartThemeOf(LOOKS.light)` for a document, `projected(LOOKS.dark)` with letters in pixels for a slide.
 * Pure, and so are the patterns, which a canvas cannot paint: a screen gives `paintedTile`.
 */
export function chartThemeOf(look: Look, text: number = TYPE['t-1'], label: number = text + 1, tile: TileOf = drawnTile): ChartTheme {
  const { paper, ink } = look;
  const absentInk = look['absent-ink'];
  return {
    paper,
    ink,
    inkSoft: look['ink-2'],
    muted: look.muted,
    line: look.line,
    lineStrong: look['line-2'],
    focus: look.focus,
    ramp: [look['rate-1'], look['rate-2'], look['rate-3'], look['rate-4'], look['rate-5'], look['rate-6']],
    change: [look['chg-n3'], look['chg-n2'], look['chg-n1'], look['chg-0'], look['chg-p1'], look['chg-p2'], look['chg-p3']],
    lead: look['series-1'],
    second: look['series-2'],
    mute: look['series-mute'],
    target: look.target,
    grid: look['chart-grid'],
    up: look['chg-up'],
    down: look['chg-down'],
    upText: look['chg-up-text'],
    downText: look['chg-down-text'],
    met: look['state-met'],
    near: look['state-near'],
    missed: look['state-missed'],
    stateEdge: look['state-edge'],
    mapEdge: look['map-edge'],
    mapOutline: look['map-outline'],
    absentInk,
    absence: absencePatterns({ paper, ink: absentInk, flat: look['absent-flat'], edge: ink, scale: Math.max(1, text / TYPE['t-3']) }, tile),
    font: FONTS.sans,
    text,
    label,
  };
}

const channel = (hex: string, at: number): number => {
  const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
  return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
};

/** Relative luminance of `#rrggbb`, 0 to 1 (WCAG 2.2). */
export const luminance = (hex: string): number => 0.2126 * channel(hex, 1) + 0.7152 * channel(hex, 3) + 0.0722 * channel(hex, 5);

/** 1 to 21 (WCAG 2.2), of two colours as `#rrggbb`. */
export function contrastOf(one: string, other: string): number {
  const [low = Number.NaN, high = Number.NaN] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** Which of two text colours stands out more from a ground; all three as `#rrggbb`. */
export const readableOn = (ground: string, one: string, other: string): string =>
  contrastOf(ground, one) >= contrastOf(ground, other) ? one : other;

const hex = (part: number): string => Math.round(part).toString(16).padStart(2, '0');

/** Between two colours, `share` 0 for the first to 1 for the other; as CSS mixes them in sRGB. */
function mixed(one: string, other: string, share: number): string {
  const part = (colour: string, at: number): number => Number.parseInt(colour.slice(at, at + 2), 16);
  return `#${[1, 3, 5].map((at) => hex(part(one, at) * (1 - share) + part(other, at) * share)).join('')}`;
}

/** Colours of `count` classes, low to high, spread over the ramp so that the ends are always used; more classes than steps lie between the steps. */
export function rampOf(theme: ChartTheme, count: number): readonly string[] {
  const { ramp } = theme;
  const last = ramp.length - 1;
  if (count <= 1) return ramp.slice(-1);
  return Array.from({ length: count }, (_, step) => {
    const at = (step * last) / (count - 1);
    if (count <= ramp.length) return ramp[Math.round(at)] ?? theme.ink;
    const below = Math.floor(at);
    return mixed(ramp[below] ?? theme.ink, ramp[below + 1] ?? ramp[last] ?? theme.ink, at - below);
  });
}

/** Absence is pattern, never colour, and each reason its own: no hole in the record can be taken for a low rate, nor one reason for another. */

import type { PatternObject } from 'echarts/core';

/** The reasons a value can be absent for, and NO_LEDGER: nothing was ever asked of this region. */
export const ABSENCES = [
  'NOT_RECEIVED',
  'REJECTED',
  'NOT_DUE',
  'NOT_APPLICABLE',
  'ZERO_DENOMINATOR',
  'SUPPRESSED',
  'NO_PERMISSION',
  'NO_LEDGER',
] as const;
export type Absence = (typeof ABSENCES)[number];

/** A colour, or a tile as ECharts takes it. */
export type AbsencePattern = string | PatternObject;

export interface PatternInks {
  readonly paper: string;
  readonly ink: string;
  readonly flat: string;
  readonly edge: string;
  /** How much larger than at a desk the tiles are drawn. */
  readonly scale: number;
}

export type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];
export interface Drawing {
  readonly strokes?: readonly Stroke[];
  readonly dots?: readonly (readonly [x: number, y: number])[];
}

/** A tile is a square of this many pixels. */
export const SIDE = 8;
export const DOT = 1.1;
const RISING: readonly Stroke[] = [-SIDE, 0, SIDE].map((x) => [x, SIDE, x + SIDE, 0] as const);
const FALLING: readonly Stroke[] = [-SIDE, 0, SIDE].map((x) => [x, 0, x + SIDE, SIDE] as const);

/** What is drawn on a tile of 8 × 8; the swatches of the legend are the same drawings in CSS. */
const DRAWINGS: Readonly<Record<Exclude<Absence, 'NOT_APPLICABLE' | 'ZERO_DENOMINATOR' | 'NO_LEDGER'>, Drawing>> = {
  NOT_RECEIVED: { strokes: FALLING },
  REJECTED: {
    dots: [
      [2, 2],
      [6, 6],
    ],
  },
  NOT_DUE: { strokes: [[0, 4, SIDE, 4]] },
  SUPPRESSED: { strokes: [[4, 0, 4, SIDE]] },
  NO_PERMISSION: { strokes: [...RISING, ...FALLING] },
};

export type TileOf = (drawing: Drawing, inks: PatternInks) => AbsencePattern;

const element = (tag: string, attrs: Readonly<Record<string, string | number>>, at: number) => ({
  tag,
  attrs: { ...attrs },
  key: String(at),
});

/** A tile for pictures that are written as SVG, where no canvas is needed; patternTile.ts paints the same for a screen. */
export const drawnTile: TileOf = ({ strokes = [], dots = [] }, { paper, ink, scale }) => {
  const parts = [
    { tag: 'rect', attrs: { width: SIDE, height: SIDE, fill: paper } },
    ...strokes.map(([x1, y1, x2, y2]) => ({ tag: 'line', attrs: { x1, y1, x2, y2, stroke: ink, 'stroke-width': 1 } })),
    ...dots.map(([cx, cy]) => ({ tag: 'circle', attrs: { cx, cy, r: DOT, fill: ink } })),
  ];
  const children = parts.map(({ tag, attrs }, at) => element(tag, attrs, at));
  return { svgElement: { ...element('g', {}, 0), children }, svgWidth: SIDE, svgHeight: SIDE, scaleX: scale, scaleY: scale };
};

export function absencePatterns(inks: PatternInks, tileOf: TileOf = drawnTile): Readonly<Record<Absence, AbsencePattern>> {
  const tile = (absence: keyof typeof DRAWINGS): AbsencePattern => tileOf(DRAWINGS[absence], inks);
  return {
    NOT_RECEIVED: tile('NOT_RECEIVED'),
    REJECTED: tile('REJECTED'),
    NOT_DUE: tile('NOT_DUE'),
    SUPPRESSED: tile('SUPPRESSED'),
    NO_PERMISSION: tile('NO_PERMISSION'),
    NOT_APPLICABLE: inks.flat,
    NO_LEDGER: inks.flat,
    ZERO_DENOMINATOR: inks.paper,
  };
}

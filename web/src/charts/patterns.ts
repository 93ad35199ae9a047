/** Absence is pattern, never colour, and each reason its own: no hole in the record can be taken for a low rate, nor one reason for another. */

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
export type AbsencePattern =
  string | { readonly image: HTMLCanvasElement; readonly repeat: 'repeat'; readonly scaleX: number; readonly scaleY: number };

export interface PatternInks {
  readonly paper: string;
  readonly ink: string;
  readonly flat: string;
  readonly edge: string;
}

type Stroke = readonly [x1: number, y1: number, x2: number, y2: number];
interface Drawing {
  readonly strokes?: readonly Stroke[];
  readonly dots?: readonly (readonly [x: number, y: number])[];
}

const SIDE = 8;
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

/** Twice the size, so that the pattern stays sharp on a fine screen. */
const SHARPNESS = 2;

function tileOf(drawing: Drawing, { paper, ink }: PatternInks): AbsencePattern {
  const image = document.createElement('canvas');
  image.width = image.height = SIDE * SHARPNESS;
  const pen = image.getContext('2d');
  if (!pen) return paper;
  pen.scale(SHARPNESS, SHARPNESS);
  pen.fillStyle = paper;
  pen.fillRect(0, 0, SIDE, SIDE);
  pen.strokeStyle = pen.fillStyle = ink;
  pen.lineWidth = 1;
  for (const [x1, y1, x2, y2] of drawing.strokes ?? []) {
    pen.beginPath();
    pen.moveTo(x1, y1);
    pen.lineTo(x2, y2);
    pen.stroke();
  }
  for (const [x, y] of drawing.dots ?? []) {
    pen.beginPath();
    pen.arc(x, y, 1.1, 0, 7);
    pen.fill();
  }
  return { image, repeat: 'repeat', scaleX: 1 / SHARPNESS, scaleY: 1 / SHARPNESS };
}

export function absencePatterns(inks: PatternInks): Readonly<Record<Absence, AbsencePattern>> {
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

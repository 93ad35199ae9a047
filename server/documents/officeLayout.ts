/** Where things stand on a slide, in points: the same for PPTX and PDF. Type sizes are those of the meeting mode on a slide 7.5 inches high. */
import { SLIDE_TYPE } from '../../web/src/theme/design.ts';
import type { Frame, Lang } from '../../web/src/state/selection.ts';
import { footerRows, linesOf, type FooterEntry } from './officeText.ts';
import type { SheetFooter } from './sheet.ts';

export const HEIGHT = 540;
const WIDTHS: Readonly<Record<Frame, number>> = { '16:9': 960, '4:3': 720 };

const upToHalf = (points: number): number => Math.ceil(points * 2) / 2;
const share = (hundredths: number): number => upToHalf((hundredths * HEIGHT) / 100);
/** Points. `text`: bullets, which are read first after the title. */
export const SIZES = {
  body: share(SLIDE_TYPE.body),
  axis: share(SLIDE_TYPE.axis),
  value: share(SLIDE_TYPE.value),
  title: share(SLIDE_TYPE.title),
  text: 18,
} as const;

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface SlideLayout {
  readonly width: number;
  readonly titleLines: 1 | 2;
  readonly title: Place;
  readonly subtitle: Place;
  /** Between subtitle and footer. */
  readonly body: Place;
  readonly rule: Place;
  readonly footer: Place;
  /** Page number, in the first row of the footer. */
  readonly number: Place;
  readonly footerRows: readonly (readonly FooterEntry[])[];
}

const TOP = 24;
const BOTTOM = 14;
const TITLE_LEADING = 1.3;
const ROW = 1.36;
/** Room for «12 / 48» and the sign of sample data. */
const NUMBER_WIDTH = 170;

export const marginOf = (frame: Frame): number => (frame === '16:9' ? 40 : 30);
export const widthOfFrame = (frame: Frame): number => WIDTHS[frame];
export const titleHeight = (lines: 1 | 2): number => SIZES.title * TITLE_LEADING * lines + 4;

export function layOut(
  frame: Frame,
  { title, subtitle: under }: { readonly title: string; readonly subtitle: string },
  footer: SheetFooter,
  lang: Lang,
): SlideLayout {
  const width = WIDTHS[frame];
  const x = marginOf(frame);
  const w = width - 2 * x;
  const titleLines = linesOf(title, SIZES.title, w - 4) > 1 ? 2 : 1;
  const titlePlace = { x, y: TOP, w, h: titleHeight(titleLines) };
  const subtitle = { x, y: titlePlace.y + titlePlace.h + 1, w, h: SIZES.body * 1.45 * Math.min(2, linesOf(under, SIZES.body, w)) };
  const rows = footerRows(footer, lang, SIZES.body, w, NUMBER_WIDTH);
  const footerHeight = Math.max(1, rows.length) * SIZES.body * ROW;
  const footerTop = HEIGHT - BOTTOM - footerHeight;
  const top = subtitle.y + subtitle.h + 12;
  return {
    width,
    titleLines,
    title: titlePlace,
    subtitle,
    body: { x, y: top, w, h: footerTop - 8 - 10 - top },
    rule: { x, y: footerTop - 8, w, h: 0 },
    footer: { x, y: footerTop, w, h: footerHeight },
    number: { x: x + w - NUMBER_WIDTH, y: footerTop, w: NUMBER_WIDTH, h: SIZES.body * ROW },
    footerRows: rows,
  };
}

/** Room between chart and bullets. */
const BETWEEN = 28;
/** From line to line, in letters. */
export const BULLET_LEADING = 1.4;
/** Room between two bullets, and left of their text. */
export const BULLET_GAP = 9;
export const BULLET_INDENT = 16;
/** A word that does not fit leaves the end of its line empty. */
const RAGGED = 1.13;

const heightOfWords = (bullets: readonly string[], size: number, w: number): number =>
  bullets.reduce((sum, bullet) => sum + linesOf(bullet, size * RAGGED, w - BULLET_INDENT) * size * BULLET_LEADING + BULLET_GAP, 0);

export interface Words {
  readonly place: Place;
  readonly size: number;
  readonly bullets: readonly string[];
}

export interface Division {
  readonly chart: Place;
  readonly words: Words | null;
  /** What found no room beside the chart. */
  readonly rest: readonly string[];
}

const SIZES_OF_WORDS = Array.from({ length: (SIZES.text - SIZES.body) * 2 + 1 }, (_, step) => SIZES.text - step / 2);
const BESIDE: Readonly<Record<Frame, readonly number[]>> = { '16:9': [252, 330], '4:3': [198, 250] };
/** Most of a narrow slide that the bullets below a chart may take. */
const MOST_BELOW = 0.42;

function beside(body: Place, frame: Frame, bullets: readonly string[]): Omit<Division, 'rest'> | null {
  for (const size of SIZES_OF_WORDS)
    for (const w of BESIDE[frame]) {
      if (heightOfWords(bullets, size, w) > body.h) continue;
      const chart = { ...body, w: body.w - w - BETWEEN };
      return { chart, words: { place: { x: chart.x + chart.w + BETWEEN, y: body.y, w, h: body.h }, size, bullets } };
    }
  return null;
}

function below(body: Place, bullets: readonly string[]): Omit<Division, 'rest'> | null {
  for (const size of SIZES_OF_WORDS) {
    const h = heightOfWords(bullets, size, body.w);
    if (h > body.h * MOST_BELOW) continue;
    return { chart: { ...body, h: body.h - h - 10 }, words: { place: { ...body, y: body.y + body.h - h, h }, size, bullets } };
  }
  return null;
}

/** Bullets stand beside a chart; below it on a narrow slide, unless the chart needs the height. As many as can be read; letters shrink no further than the body of a slide. */
export function divide(body: Place, frame: Frame, bullets: readonly string[], tall: boolean): Division {
  for (let count = bullets.length; count > 0; count -= 1) {
    const some = bullets.slice(0, count);
    const found = frame === '16:9' || tall ? beside(body, frame, some) : below(body, some);
    if (found !== null) return { ...found, rest: bullets.slice(count) };
  }
  return { chart: body, words: null, rest: bullets };
}

/** Bullets alone on a slide. */
export const wordsOnly = (body: Place, bullets: readonly string[]): Words => ({
  place: body,
  size: SIZES_OF_WORDS.find((size) => heightOfWords(bullets, size, body.w) <= body.h) ?? SIZES.body,
  bullets,
});

/** Where things stand on a slide, in points: the same for PPTX and PDF. Type sizes are those of the meeting mode on a slide 7.5 inches high. */
import { HALL, SLIDE_TYPE } from '../../web/src/theme/design.ts';
import type { Frame, Lang, Room } from '../../web/src/state/selection.ts';
import { entryText, footerRows, GAP, linesOf, type FooterEntry } from './officeText.ts';
import type { SheetFooter } from './sheet.ts';

export const HEIGHT = 540;
const WIDTHS: Readonly<Record<Frame, number>> = { '16:9': 960, '4:3': 720 };

const upToHalf = (points: number): number => Math.ceil(points * 2) / 2;
const share = (hundredths: number): number => upToHalf((hundredths * HEIGHT) / 100);
/** Points. `text`: bullets, which are read first after the title. */
export interface Sizes {
  readonly body: number;
  readonly axis: number;
  readonly value: number;
  readonly title: number;
  readonly text: number;
}

const TEXT = 18;
const sizesTimes = (factor: number): Sizes => ({
  body: share(SLIDE_TYPE.body * factor),
  axis: share(SLIDE_TYPE.axis * factor),
  value: share(SLIDE_TYPE.value * factor),
  title: share(SLIDE_TYPE.title * factor),
  text: upToHalf(TEXT * factor),
});

/** A hall reads larger letters, and less of them. */
export const SIZES: Readonly<Record<Room, Sizes>> = { meeting: sizesTimes(1), hall: sizesTimes(HALL) };

/** A chart of many rows sets its letters one step smaller before it leaves a row out: as small as the body of a slide, no smaller. */
export const smaller = (sizes: Sizes): Sizes => ({ ...sizes, axis: sizes.body, value: sizes.body });

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export type TitleLines = 1 | 2 | 3;

export interface SlideLayout {
  readonly width: number;
  readonly sizes: Sizes;
  readonly titleLines: TitleLines;
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
/** Lines under the title, and how much of their end stays empty. */
const MOST_UNDER = 3;
const UNDER_RAGGED = 1.04;
const TITLE_LEADING = 1.3;
const ROW = 1.36;
/** Room for «12 / 48» and the sign of sample data, in letters of the body. */
const NUMBER_WIDTH = 11.8;
/** A hall prints as much of the footer as stands in so many rows; the notes have it whole. */
const MOST_FOOTER: Readonly<Record<Room, number>> = { meeting: 6, hall: 2 };

export const marginOf = (frame: Frame): number => (frame === '16:9' ? 40 : 30);
export const widthOfFrame = (frame: Frame): number => WIDTHS[frame];
export const titleHeight = (lines: TitleLines, { title }: Sizes): number => title * TITLE_LEADING * lines + 4;

const TITLE_STEP = 1.5;
/** A bold title is wider than measured, and no line begins with a comma. */
const TITLE_RAGGED = 1.1;
const titleLinesOf = (title: string, size: number, width: number): TitleLines => {
  const lines = linesOf(title, size * TITLE_RAGGED, width);
  return lines > 2 ? 3 : lines > 1 ? 2 : 1;
};

/** A hall's title of more than two lines would leave no room for the chart: it becomes smaller, at least as large as in a meeting room. */
function titleSizeOf(title: string, room: Room, width: number): number {
  const [most, least] = [SIZES[room].title, SIZES.meeting.title];
  const steps = Array.from({ length: Math.floor((most - least) / TITLE_STEP) + 1 }, (_, step) => most - step * TITLE_STEP);
  return steps.find((size) => titleLinesOf(title, size, width) <= 2) ?? least;
}

interface Foot {
  readonly rows: readonly (readonly FooterEntry[])[];
  readonly w: number;
  readonly h: number;
}

/** The first row ends before the page number; where an entry is too long for that, all rows do, and it breaks. */
function footOf(footer: SheetFooter, lang: Lang, room: Room, w: number): Foot {
  const size = SIZES[room].body;
  const taken = NUMBER_WIDTH * size;
  const most = MOST_FOOTER[room];
  const open = footerRows(footer, lang, size, w, taken);
  const tooLong = open.rows.some((row, at) => row.length === 1 && Number(open.widths[at]) > (at === 0 ? w - taken : w));
  if (!tooLong) {
    const rows = open.rows.slice(0, most);
    return { rows, w, h: Math.max(1, rows.length) * size * ROW };
  }
  const narrow = w - taken;
  const rows: (readonly FooterEntry[])[] = [];
  let lines = 0;
  for (const row of footerRows(footer, lang, size, narrow, 0).rows) {
    const more = linesOf(row.map((entry) => entryText(entry, lang)).join(GAP), size * RAGGED, narrow);
    if (rows.length > 0 && lines + more > most) break;
    rows.push(row);
    lines += more;
  }
  return { rows, w: narrow, h: Math.max(1, lines) * size * ROW };
}

export function layOut(
  frame: Frame,
  room: Room,
  { title, subtitle: under }: { readonly title: string; readonly subtitle: string },
  footer: SheetFooter,
  lang: Lang,
): SlideLayout {
  const width = WIDTHS[frame];
  const x = marginOf(frame);
  const w = width - 2 * x;
  const sizes: Sizes = { ...SIZES[room], title: titleSizeOf(title, room, w - 4) };
  const titleLines = titleLinesOf(title, sizes.title, w - 4);
  const titlePlace = { x, y: TOP, w, h: titleHeight(titleLines, sizes) };
  const underHeight = under === '' ? 0 : sizes.body * 1.45 * Math.min(MOST_UNDER, linesOf(under, sizes.body * UNDER_RAGGED, w));
  const subtitle = { x, y: titlePlace.y + titlePlace.h + 1, w, h: underHeight };
  const foot = footOf(footer, lang, room, w);
  const footerTop = HEIGHT - BOTTOM - foot.h;
  const top = subtitle.y + subtitle.h + 12;
  const number = NUMBER_WIDTH * sizes.body;
  return {
    width,
    sizes,
    titleLines,
    title: titlePlace,
    subtitle,
    body: { x, y: top, w, h: footerTop - 8 - 10 - top },
    rule: { x, y: footerTop - 8, w, h: 0 },
    footer: { x, y: footerTop, w: foot.w, h: foot.h },
    number: { x: x + w - number, y: footerTop, w: number, h: sizes.body * ROW },
    footerRows: foot.rows,
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
const RAGGED = 1.18;

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

/** What a chart needs: the height of the slide, and a width in points. */
interface Wants {
  readonly tall: boolean;
  readonly width: number;
}

/** From the size of bullets down to that of the body, half a point a step. */
const sizesOfWords = ({ text, body }: Sizes): readonly number[] =>
  Array.from({ length: Math.round((text - body) * 2) + 1 }, (_, step) => text - step / 2);
const BESIDE: Readonly<Record<Frame, readonly number[]>> = { '16:9': [252, 330, 400], '4:3': [198, 250, 300] };
/** Most of a narrow slide that the bullets below a chart may take. */
const MOST_BELOW = 0.34;

function beside(body: Place, frame: Frame, sizes: Sizes, bullets: readonly string[], { width }: Wants): Omit<Division, 'rest'> | null {
  for (const w of BESIDE[frame]) {
    if (body.w - w - BETWEEN < width) break;
    for (const size of sizesOfWords(sizes)) {
      if (heightOfWords(bullets, size, w) > body.h) continue;
      const chart = { ...body, w: body.w - w - BETWEEN };
      return { chart, words: { place: { x: chart.x + chart.w + BETWEEN, y: body.y, w, h: body.h }, size, bullets } };
    }
  }
  return null;
}

function below(body: Place, sizes: Sizes, bullets: readonly string[]): Omit<Division, 'rest'> | null {
  for (const size of sizesOfWords(sizes)) {
    const h = heightOfWords(bullets, size, body.w);
    if (h > body.h * MOST_BELOW) continue;
    return { chart: { ...body, h: body.h - h - 10 }, words: { place: { ...body, y: body.y + body.h - h, h }, size, bullets } };
  }
  return null;
}

/** Bullets stand beside a chart; below it on a narrow slide, unless the chart needs the height. As many as can be read; letters shrink no further than the body of a slide. */
export function divide(body: Place, frame: Frame, sizes: Sizes, bullets: readonly string[], wants: Wants): Division {
  for (let count = bullets.length; count > 0; count -= 1) {
    const some = bullets.slice(0, count);
    const found =
      frame === '16:9' || wants.tall
        ? beside(body, frame, sizes, some, wants)
        : (below(body, sizes, some) ?? beside(body, frame, sizes, some, wants));
    if (found !== null) return { ...found, rest: bullets.slice(count) };
  }
  return { chart: body, words: null, rest: bullets };
}

/** Bullets alone on a slide. */
export const wordsOnly = (body: Place, sizes: Sizes, bullets: readonly string[]): Words => ({
  place: body,
  size: sizesOfWords(sizes).find((size) => heightOfWords(bullets, size, body.w) <= body.h) ?? sizes.body,
  bullets,
});

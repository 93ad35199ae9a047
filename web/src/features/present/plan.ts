/**
 * What fits on a slide. All lengths are in letters of the slide: one unit is a hundredth of its height, times 1.6 in a hall, so that the same rules hold
 * on every projector; slide.css has the same measures. What does not fit is left out whole: nothing is ever set smaller. Pure.
 */
import { widthOf } from '../../charts/labels.ts';
import type { SlideKind } from '../../state/defaultPlaylist.ts';
import type { Frame, Room } from '../../state/selection.ts';
import { HALL, SLIDE_TYPE } from '../../theme/design.ts';

/** Margins of a slide in hundredths of its height, whatever the room. */
const SIDE = 4.5;
const EDGES = 4 + 2.4;
/** Between head, content and foot. */
const GAPS = 2.4 + 1.6;

export const RATIO: Readonly<Record<Frame, number>> = { '16:9': 16 / 9, '4:3': 4 / 3 };

/** The steps of `+` and `−` over the type of the room. */
export const TYPE_STEPS = [1, 1.15, 1.3, 1.45, 1.6] as const;

/** How much larger than in a meeting room. */
export const factorOf = (room: Room, step: number): number => (room === 'hall' ? HALL : 1) * (TYPE_STEPS[step] ?? 1);

export interface Wish {
  readonly kind: SlideKind;
  readonly title: string;
  readonly subtitle: string;
  /** Never left out, unlike the subtitle. */
  readonly notice: string | null;
  /** Name over the headline number; null: there is no headline. */
  readonly headline: string | null;
  /** It has a state, 达标 or not, on a line of its own. */
  readonly marked: boolean;
  readonly facts: number;
  readonly sentences: readonly string[];
}

export interface Plan {
  /** Letters; the whole slide. */
  readonly width: number;
  readonly height: number;
  /** The headline stands beside the picture, above it, or nowhere. */
  readonly headline: 'aside' | 'above' | 'none';
  /** Width of what stands beside the picture. */
  readonly aside: number;
  readonly subtitle: boolean;
  readonly facts: number;
  /** Lowest regions listed beside a map. */
  readonly worst: number;
  /** Rows of bars, lines of a chart, parts of a change. */
  readonly rows: number;
  readonly lines: number;
  readonly sentences: number;
  /** Rows of the legend of a map, before it takes a second column. */
  readonly legend: number;
  /** The legend stands below the map: beside it there is no room. */
  readonly strip: boolean;
  /** 0: too low for a waterfall; its effects stand as rows. */
  readonly falls: 0 | 1 | 2;
  /** Room for numerator and denominator behind a value. */
  readonly notes: boolean;
}

const { body, axis, value, title: TITLE, headline: HEADLINE } = SLIDE_TYPE;
/** Serif capitals and bold hanzi run a little wider than the estimate, and a line never begins with a comma. */
const WIDER = 1.05;
const LINE = 1.25;
export const ASIDE = { wide: 43, narrow: 38, tight: 31 } as const;
/** Below this a picture and the headline do not stand side by side; a map with its legend below it needs less. */
const BESIDE = 50;
const MAP_BESIDE = 36;
/** The words of the map pack below a map. */
const NOTE = body * 1.5 + 1;
const FACT = value * 1.4;
/** Axis, name of the target and air of a chart of rows. */
const CHART = axis * 3.9;
const ROW = axis * 1.75;
const AIRY_ROW = axis * 2.3;

/** Where a line may break: before every hanzi, and between words. */
const PIECES = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+\s*|\s+/g;

/** How many lines a text takes, broken as a browser breaks it, from `used` letters into the first; and how far the last one reaches. */
function broken(text: string, size: number, width: number, used = 0): { readonly lines: number; readonly reach: number } {
  let [lines, reach] = [1, used];
  for (const piece of text.match(PIECES) ?? []) {
    const wide = widthOf(piece.trimEnd(), size) * WIDER;
    if (reach > 0 && reach + wide > width) [lines, reach] = [lines + 1, 0];
    reach += widthOf(piece, size) * WIDER;
  }
  return { lines, reach };
}

export const linesOf = (text: string, size: number, width: number): number => broken(text, size, width).lines;

/** A title in its clauses, each with its comma or colon: it breaks between them before it breaks inside one. */
export const clausesOf = (title: string): readonly string[] => title.split(/(?<=[，：；])/);

function titleLines(title: string, width: number): number {
  let [lines, used] = [1, 0];
  for (const clause of clausesOf(title)) {
    const whole = broken(clause, TITLE, width);
    // A clause that does not fit beside the one before begins a line of its own.
    if (used > 0 && (whole.lines > 1 || used + whole.reach > width)) [lines, used] = [lines + 1, 0];
    lines += whole.lines - 1;
    used = whole.lines > 1 ? width : used + whole.reach;
  }
  return lines;
}

/** With less than this the picture needs the room of the subtitle, whose words stand in title and foot. */
const LEAST_CONTENT = 30;

const clamp = (wanted: number, least: number, most: number): number => Math.min(most, Math.max(least, Math.floor(wanted)));

/** Kinds whose picture is a list of bars, with the rows it has at most. */
const BARS: Readonly<Partial<Record<SlideKind, number>>> = { compare: 8, gaps: 7, activities: 8, quality: 8, organizations: 4 };

export function planOf(wish: Wish, frame: Frame, factor: number): Plan {
  const height = 100 / factor;
  const width = (RATIO[frame] * 100 - 2 * SIDE) / factor;
  const head = titleLines(wish.title, width) * TITLE * LINE;
  const lineHeight = axis * 1.45;
  const below = linesOf(wish.subtitle, axis, width) * lineHeight;
  const notice = wish.notice === null ? 0 : linesOf(wish.notice, axis, width) * lineHeight;
  const foot = body * 1.5 + 1.2 / factor;
  const free = height - (EDGES + GAPS) / factor - head - notice - foot;
  const subtitle = free - below > LEAST_CONTENT;
  const content = free - (subtitle ? below : 0);
  const asideWidth = asideWidthOf(wish.kind, width);
  const headline = headlineOf(wish, width, content, asideWidth);
  const aside = asideOf(wish, content, asideWidth, headline);
  const picture = {
    width: headline === 'aside' ? width - asideWidth - 3 : width,
    height: headline === 'above' ? content - HEADLINE * 1.2 - 2 : content,
  };
  const bars = BARS[wish.kind];
  const strip = wish.kind === 'overview' && picture.width < BESIDE;
  const rows = clamp((picture.height - CHART) / ROW, 2, bars ?? 6);
  return {
    width,
    height,
    headline,
    aside: asideWidth,
    subtitle,
    ...aside,
    rows,
    lines: clamp((picture.height - axis * 4) / (value * 1.3), 1, 6),
    sentences: bars === undefined ? 0 : sentencesOf(wish.sentences, picture.width, picture.height - CHART - rows * AIRY_ROW),
    legend: Math.max(1, Math.floor((picture.height - NOTE) / (axis * 1.42))),
    strip,
    falls: content < 42 ? 0 : width > 140 ? 2 : 1,
    notes: picture.width > 90,
  };
}

/** The headline of a map stands beside it also where that is narrow: below the title there is no room for both. */
function asideWidthOf(kind: SlideKind, width: number): number {
  if (width > 140) return ASIDE.wide;
  return kind === 'overview' && width - ASIDE.narrow - 3 < BESIDE ? ASIDE.tight : ASIDE.narrow;
}

/** Height of the headline without any fact under it. */
function figureHeight({ headline, marked }: Wish, asideWidth: number): number {
  const name = linesOf(headline ?? '', value, asideWidth - 4) * value * LINE;
  return name + HEADLINE * 1.15 + (marked ? value * 1.7 : 0) + 1;
}

/** Beside the picture where that leaves it room; else above it; else the title has said it. */
function headlineOf(wish: Wish, width: number, content: number, asideWidth: number): Plan['headline'] {
  const { headline, kind } = wish;
  if (headline === null || kind === 'why') return 'none';
  if (width - asideWidth - 3 >= (kind === 'overview' ? MAP_BESIDE : BESIDE) && figureHeight(wish, asideWidth) <= content) return 'aside';
  return kind !== 'overview' && content - HEADLINE * 1.2 > 22 ? 'above' : 'none';
}

function asideOf(
  wish: Wish,
  content: number,
  asideWidth: number,
  headline: Plan['headline'],
): { readonly facts: number; readonly worst: number } {
  if (headline === 'none') return { facts: 0, worst: 0 };
  if (headline === 'above') return { facts: Math.min(2, wish.facts), worst: 0 };
  const left = content - figureHeight(wish, asideWidth) - 2;
  if (wish.kind !== 'overview') return { facts: clamp(left / FACT, 0, wish.facts), worst: 0 };
  const worst = clamp((left - FACT - value * 2) / FACT, 0, 5);
  const listed = worst < 2 ? 0 : worst;
  const rest = left - (listed === 0 ? 0 : value * 2 + listed * FACT);
  return { facts: clamp(rest / FACT, 0, Math.min(2, wish.facts)), worst: listed };
}

/** As many whole sentences as fit below the picture. */
function sentencesOf(sentences: readonly string[], width: number, room: number): number {
  let left = room - 2;
  const fitting = sentences.findIndex((sentence) => {
    left -= linesOf(sentence, body, width) * body * 1.55 + 1;
    return left < 0;
  });
  return fitting === -1 ? sentences.length : fitting;
}

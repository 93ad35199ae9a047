/** What a reader finds on a rendered page: words with their boxes, plain text, ink. */
import { readFileSync } from 'node:fs';
import { textOf } from './programs.ts';

export interface Word {
  readonly text: string;
  /** In points from the upper left corner of the page. */
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface PrintedPage {
  readonly width: number;
  readonly height: number;
  readonly words: readonly Word[];
}

export const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&');

const WORD = /<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">(.*?)<\/word>/g;

export async function printedPages(pdf: string): Promise<readonly PrintedPage[]> {
  const boxes = await textOf(pdf, '-bbox-layout');
  return [...boxes.matchAll(/<page width="([\d.]+)" height="([\d.]+)">(.*?)<\/page>/gs)].map(([, width, height, body = '']) => ({
    width: Number(width),
    height: Number(height),
    words: [...body.matchAll(WORD)].map(([, left, top, right, bottom, text = '']) => ({
      text: unescaped(text),
      left: Number(left),
      top: Number(top),
      right: Number(right),
      bottom: Number(bottom),
    })),
  }));
}

/** Text page by page; columns beside each other with `-layout`, reading order without. */
export async function textPages(pdf: string, ...options: readonly string[]): Promise<readonly string[]> {
  return (await textOf(pdf, ...options)).split('\f').slice(0, -1);
}

/** Without any space: a line that wraps and the thin space between thousands make no difference. */
export const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

/** Text and box of every word that crosses an edge of its page by more than half a point. */
export const outside = ({ width, height, words }: PrintedPage): readonly string[] =>
  words
    .filter(({ left, top, right, bottom }) => left < -0.5 || top < -0.5 || right > width + 0.5 || bottom > height + 0.5)
    .map(({ text, left, right, top, bottom }) => `${text} ${left}–${right} × ${top}–${bottom}`);

/** Above and below the letters a line's box holds air: measured in the two fonts of the slides, a little less than here. */
function letters({ left, right, top, bottom }: Word): Omit<Word, 'text'> {
  const height = bottom - top;
  return { left, right, top: top + 0.2 * height, bottom: bottom - 0.2 * height };
}

/** Share of the smaller of two words that the other covers. */
function covered(one: Word, other: Word): number {
  const [a, b] = [letters(one), letters(other)];
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (width <= 0 || height <= 0) return 0;
  const area = ({ left, right, top, bottom }: Omit<Word, 'text'>): number => (right - left) * (bottom - top);
  return (width * height) / Math.min(area(a), area(b));
}

/** Pairs of words of which one lies on more than `share` of the other. */
export const overlaps = ({ words }: PrintedPage, share = 0.1): readonly string[] =>
  words.flatMap((one, at) =>
    words
      .slice(at + 1)
      .filter((other) => covered(one, other) > share)
      .map((other) => `${one.text} × ${other.text}`),
  );

/** Marked pixels among 10 000 of a grey picture between two heights, 0 the upper and 1 the lower edge: those unlike the corner. */
export function ink(grey: string, from: number, to: number): number {
  const file = readFileSync(grey);
  const [head = '', width, height] = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(file.toString('latin1', 0, 64)) ?? [];
  const pixels = file.subarray(head.length);
  const [across, down] = [Number(width), Number(height)];
  if (pixels.length !== across * down) throw new Error(`${grey} is no grey picture`);
  const ground = pixels[0] ?? 255;
  const part = pixels.subarray(Math.floor(from * down) * across, Math.floor(to * down) * across);
  const marked = part.reduce((sum, pixel) => sum + (Math.abs(pixel - ground) > 48 ? 1 : 0), 0);
  return (marked / part.length) * 10_000;
}

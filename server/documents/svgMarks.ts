/** Text and rules of a picture that is written as SVG. */
import { LEADING } from '../../web/src/theme/design.ts';
import type { PictureBox } from './picture.ts';

export interface Rect extends PictureBox {
  readonly x: number;
  readonly y: number;
}

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

export interface Letters {
  readonly size: number;
  readonly fill: string;
  readonly bold?: boolean;
  /** `x` is where the text ends. */
  readonly end?: boolean;
}

/** `y` is the base line. */
export const line = (text: string, x: number, y: number, { size, fill, bold = false, end = false }: Letters): string =>
  `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${bold ? ' font-weight="700"' : ''}${end ? ' text-anchor="end"' : ''} xml:space="preserve">${escaped(text)}</text>`;

export const rule = (x: number, y: number, width: number, fill: string, thick: number): string =>
  `<rect x="${x}" y="${y}" width="${width}" height="${thick}" fill="${fill}"/>`;

export const block = (lines: readonly string[], x: number, y: number, letters: Letters): string =>
  lines.map((text, index) => line(text, x, Math.round(y + letters.size + index * letters.size * LEADING), letters)).join('');

export const heightOf = (lines: number, size: number): number => Math.round(lines * size * LEADING);

/** Letters and strokes of the charts of a slide as SVG. */
import { escapeXml } from './pptxXml.ts';

interface Letters {
  readonly size: number;
  readonly colour: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly bold?: boolean;
}

/** `y` is the middle of its line. */
export const text = (words: string, x: number, y: number, { size, colour, anchor, bold = false }: Letters): string =>
  `<text x="${x.toFixed(2)}" y="${(y + size * 0.36).toFixed(2)}" font-size="${size}" fill="${colour}" text-anchor="${anchor}"${bold ? ' font-weight="bold"' : ''}>${escapeXml(words)}</text>`;
export const stroke = (x1: number, y1: number, x2: number, y2: number, colour: string, width: number, dash = ''): string =>
  `<line x1="${x1.toFixed(2)}" y1="${y1.toFixed(2)}" x2="${x2.toFixed(2)}" y2="${y2.toFixed(2)}" stroke="${colour}" stroke-width="${width}"${dash === '' ? '' : ` stroke-dasharray="${dash}"`}/>`;

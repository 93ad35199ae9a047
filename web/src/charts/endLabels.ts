/** Names at the ends of lines: how much room they get beside the picture, and where they break when that is not enough. */
import { widthOf } from './labels.ts';

/** Bold letters are a little wider than the estimate for regular ones. */
const BOLD = 1.08;
/** Between the line end and its label, and between the label and the edge of the picture. */
export const DISTANCE = 9;
const EDGE = 5;
/** The most of a picture that names may take from its lines. */
const MOST = 0.26;

const wide = (text: string, size: number): number => widthOf(text, size) * BOLD;

/** Words of a Latin text, letters of a Chinese one: between these a name may break. */
const pieces = (name: string): readonly string[] => (name.includes(' ') ? name.split(/(?<= )/) : [...name]);

/** A name in as few lines as fit `room` pixels, the lines about equally long. */
export function broken(name: string, room: number, size: number): readonly string[] {
  const count = Math.max(1, Math.ceil(wide(name, size) / room));
  const aim = wide(name, size) / count;
  const lines: string[] = [];
  for (const piece of pieces(name)) {
    const last = lines.at(-1);
    const joined = `${last ?? ''}${piece}`;
    const open = last !== undefined && (wide(joined.trimEnd(), size) <= room || lines.length === count) && wide(last, size) < aim;
    if (open) lines[lines.length - 1] = joined;
    else lines.push(piece);
  }
  return lines.map((line) => line.trimEnd());
}

export interface EndLabels {
  /** Lines of each label, the printed value last. */
  readonly lines: readonly (readonly string[])[];
  /** Pixels right of the plot that hold the longest line whole. */
  readonly margin: number;
}

/** Labels of all line ends of a picture `width` pixels wide. */
export function endLabels(ends: readonly { readonly name: string; readonly end: string }[], size: number, width: number): EndLabels {
  const most = Math.max(width * MOST, 7 * size);
  const lines = ends.map(({ name, end }) => [...broken(name, most, size), end]);
  const longest = Math.max(0, ...lines.flat().map((line) => wide(line, size)));
  return { lines, margin: Math.ceil(longest + DISTANCE + EDGE) };
}

/** Two numbers on one line that begins at 0. Pure geometry, in percent of the line's length. */
import { plain } from '../../theme/format.ts';

export interface LinePoint {
  readonly at: number;
  /** Which way the label grows from the dot: always towards the middle, so that it stays on the line. */
  readonly grows: 'left' | 'right';
}

export interface NumberLine {
  readonly published: LinePoint;
  readonly recomputed: LinePoint;
  /** The stretch between the two. */
  readonly from: number;
  readonly length: number;
  /** Text of the right end. */
  readonly end: string;
}

/** Smallest of 1, 2, 5, 10 × 10ⁿ that holds `value`; 100 for a share. */
function endOf(value: number, share: boolean): number {
  if (share && value <= 100) return 100;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 5].find((factor) => factor * power >= value) ?? 10);
}

/** Null when there is nothing to draw: one of the numbers is absent, or both are 0. */
export function toNumberLine(
  published: number | null | undefined,
  recomputed: number | null | undefined,
  share: boolean,
): NumberLine | null {
  if (published === null || published === undefined || recomputed === null || recomputed === undefined) return null;
  const top = Math.max(published, recomputed);
  if (top <= 0) return null;
  const end = endOf(top, share);
  const point = (value: number): LinePoint => {
    const at = (value / end) * 100;
    return { at, grows: at > 50 ? 'left' : 'right' };
  };
  const [low, high] = [point(Math.min(published, recomputed)), point(top)];
  return { published: point(published), recomputed: point(recomputed), from: low.at, length: high.at - low.at, end: plain(end) };
}

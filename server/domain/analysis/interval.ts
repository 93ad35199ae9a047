/** How sure a share is when its denominator is small. */

/** Two-sided 95 %. */
const Z = 1.959963984540054;

/** Wilson score interval of numerator / denominator, in percent; null unless 0 ≤ numerator ≤ denominator and denominator > 0. */
export function wilson(numerator: number, denominator: number): { low: number; high: number } | null {
  if (denominator <= 0 || numerator < 0 || numerator > denominator) return null;
  const share = numerator / denominator;
  const square = Z * Z;
  const centre = share + square / (2 * denominator);
  const half = Z * Math.sqrt((share * (1 - share)) / denominator + square / (4 * denominator * denominator));
  const scale = 1 + square / denominator;
  return { low: Math.max(0, ((centre - half) / scale) * 100), high: Math.min(100, ((centre + half) / scale) * 100) };
}

/** What one unit more or less changes, in points; null without a denominator. */
export const pointsPerUnit = (denominator: number | null): number | null =>
  denominator === null || denominator <= 0 ? null : 100 / denominator;

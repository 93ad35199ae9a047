/** Counting in quarters. Pure. */

/** `2025Q1` one quarter back is `2024Q4`. */
export function quartersBefore(period: string, back: number): string {
  const quarters = Number(period.slice(0, 4)) * 4 + Number(period.slice(5)) - 1 - back;
  return `${Math.floor(quarters / 4)}Q${(quarters % 4) + 1}`;
}

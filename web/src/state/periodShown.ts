/** Which period an address means. Pure. */
import type { BadParameter } from './selection.ts';

/** The period to show: the wanted one if the server has it, else the latest; `problem` is set when the wanted one is not there. */
export function periodShown(
  wanted: string | null,
  held: { readonly periods: readonly string[]; readonly latestPeriod?: string | null },
): { readonly period: string | null; readonly problem: BadParameter | null } {
  if (wanted === null) return { period: held.latestPeriod ?? null, problem: null };
  return held.periods.includes(wanted)
    ? { period: wanted, problem: null }
    : { period: held.latestPeriod ?? null, problem: { name: 'period', value: wanted } };
}

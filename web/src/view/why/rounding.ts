/** How many decimals let printed parts add up to the printed whole: a sum on screen must be one that a reader can check. */

/** What is printed of a number, in units of its last digit. */
const printed = (value: number, decimals: number): number => Math.round(Number(value.toFixed(decimals)) * 10 ** decimals);

export const addsUp = (parts: readonly number[], whole: number, decimals: number): boolean =>
  parts.reduce((sum, part) => sum + printed(part, decimals), 0) === printed(whole, decimals);

/** The fewest decimals from `least` to `most` with which the parts add up; `least` where none does. */
export function decimalsAddingUp(parts: readonly number[], whole: number, least: number, most: number): number {
  for (let decimals = least; decimals <= most; decimals += 1) if (addsUp(parts, whole, decimals)) return decimals;
  return least;
}

/** The fewest decimals from `least` to `most` with which the largest of the values does not print as 0; all values 0: `least`. */
export function decimalsShowing(values: readonly number[], least: number, most: number): number {
  const largest = Math.max(0, ...values.map(Math.abs));
  if (largest === 0) return least;
  for (let decimals = least; decimals < most; decimals += 1) if (printed(largest, decimals) !== 0) return decimals;
  return most;
}

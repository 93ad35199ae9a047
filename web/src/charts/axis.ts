/** A value axis in round steps. */

export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const STEPS = [1, 2, 5, 10, 20, 25];

/** Most lines a small chart can carry without becoming a grid. */
const MOST_STEPS = 6;

/**
 * Covers all values in at most six round steps, never leaves 0 to 100, and cuts the lower end when the values lie high: only lines may do so, and the chart has to say
 * where the axis begins (`min`). An empty list gives the whole range.
 */
export function percentAxis(values: readonly number[]): Axis {
  if (values.length === 0) return { min: 0, max: 100, step: 20 };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  for (const step of STEPS) {
    const min = Math.max(0, Math.floor((low - step * 0.2) / step) * step);
    const max = Math.min(100, Math.ceil((high + step * 0.2) / step) * step);
    if ((max - min) / step <= MOST_STEPS) return { min, max, step };
  }
  return { min: 0, max: 100, step: 20 };
}

/** Moves positions apart until each is at least `gap` from the next, downwards first and back up from `bottom`; the order stays, and answers come in the order given. */
export function spread(positions: readonly number[], gap: number, top: number, bottom: number): readonly number[] {
  const order = positions.map((position, index) => ({ position, index })).sort((a, b) => a.position - b.position);
  const moved: number[] = [];
  let last = -Infinity;
  for (const { position } of order) {
    last = Math.max(position, last + gap, top);
    moved.push(last);
  }
  let next = Infinity;
  for (let at = moved.length - 1; at >= 0; at -= 1) {
    next = Math.min(moved[at] ?? bottom, next - gap, at === moved.length - 1 ? bottom : Infinity);
    moved[at] = next;
  }
  const answer = positions.slice();
  for (const [rank, { index }] of order.entries()) answer[index] = moved[rank] ?? Number.NaN;
  return answer;
}

/** Where a thin space parts the thousands. */
const THOUSANDS = /(?<=\d)(?=(?:\d{3})+(?:\.|$))/g;

/** The printed steps of an axis, with as many decimals as a step has. */
export function axisTexts({ min, max, step }: Axis): readonly { readonly at: number; readonly text: string }[] {
  const decimals = step < 1 ? Math.ceil(-Math.log10(step) - 1e-9) : 0;
  const count = Math.round((max - min) / step);
  return Array.from({ length: count + 1 }, (_, index) => {
    const at = Number((min + index * step).toFixed(decimals));
    return { at, text: at.toFixed(decimals).replace('-', '\u2212').replaceAll(THOUSANDS, '\u202f') };
  });
}

const FINE_STEPS = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 25];

/** Covers all values closely in at most six round steps: for levels that differ by little, where the whole chart is about the difference. */
export function closeAxis(values: readonly number[]): Axis {
  if (values.length === 0) return { min: 0, max: 100, step: 20 };
  const [low, high] = [Math.min(...values), Math.max(...values)];
  for (const step of FINE_STEPS) {
    const decimals = step < 1 ? 1 : 0;
    const min = Number((Math.floor((low - step * 0.3) / step) * step).toFixed(decimals));
    const max = Number((Math.ceil((high + step * 0.3) / step) * step).toFixed(decimals));
    if ((max - min) / step <= MOST_STEPS) return { min: Math.max(0, min), max: Math.min(100, max), step };
  }
  return { min: 0, max: 100, step: 20 };
}

/** From zero in at most five round steps: a count has no upper end, and a cut axis would make its growth look steeper. */
export function countAxis(values: readonly number[]): Axis {
  const high = Math.max(...values);
  if (!(high > 0)) return { min: 0, max: 1, step: 1 };
  const power = 10 ** Math.floor(Math.log10(high / 5));
  const round = [1, 2, 5].find((one) => one * power * 5 >= high);
  const step = (round === undefined ? 10 : round) * power;
  return { min: 0, max: Math.ceil(high / step) * step, step };
}

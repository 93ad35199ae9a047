/** Numbers from 0 up to below `end`, the same sequence for the same seed. */
export type Roll = (end: number) => number;

export function rolls(seed: number): Roll {
  let state = seed >>> 0;
  return (end) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * end);
  };
}

export const pick = <Item>(roll: Roll, items: readonly Item[]): Item => {
  const found = items[roll(items.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
};

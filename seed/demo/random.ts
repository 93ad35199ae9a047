/** Chance that is the same on every machine and in every order: a roll is a hash of who rolls, for what, and when. */

/** A 32-bit seed from a name (FNV-1a). */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}

/** A number in [0, 1) for one seed, one purpose and one quarter; asking again gives the same. */
export function roll(seed: number, purpose: number, quarter = -1): number {
  let hash = seed ^ Math.imul(purpose + 1, 0x9e3779b1) ^ Math.imul(quarter + 2, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x7feb352d);
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

/** A standard normal value (Box–Muller over two rolls). */
export const normal = (seed: number, purpose: number): number =>
  Math.sqrt(-2 * Math.log(1 - roll(seed, purpose, 900))) * Math.cos(2 * Math.PI * roll(seed, purpose, 901));

/** The member of a list of [member, weight] on which a number in [0, 1) falls. Weights add up to anything above 0. */
export function pick<T>(list: readonly (readonly [T, number])[], at: number): T {
  let left = at * list.reduce((sum, [, weight]) => sum + weight, 0);
  const found = list.find(([, weight]) => (left -= weight) < 0) ?? list[list.length - 1];
  return (found as readonly [T, number])[0];
}

/** The member of a list on which a number in [0, 1) falls, all alike. */
export const choose = <T>(list: readonly T[], at: number): T => list[Math.floor(at * list.length)] as T;

/** How many of `tries` succeed with `chance` each, in one quarter. */
export function successes(tries: number, chance: number, seed: number, purpose: number, quarter: number): number {
  let count = 0;
  for (let at = 0; at < tries; at += 1) if (roll(seed ^ Math.imul(at + 1, 0x27d4eb2f), purpose, quarter) < chance) count += 1;
  return count;
}

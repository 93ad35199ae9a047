/** What was made of the same things before is not made again. */

interface Made<Result> {
  readonly of: readonly unknown[];
  readonly result: Result;
}

/** Results that are kept of one thing at most. */
const MOST = 4;

/** Keeps what `make` makes, for as long as `owner` is there, by what it is made of besides; compared as things, so that lists have to be the same lists. */
export function keeping<Result>(): (owner: object, of: readonly unknown[], make: () => Result) => Result {
  const kept = new WeakMap<object, readonly Made<Result>[]>();
  return (owner, of, make) => {
    const before = kept.get(owner) ?? [];
    const found = before.find((one) => one.of.length === of.length && one.of.every((part, index) => Object.is(part, of[index])));
    if (found) return found.result;
    const result = make();
    kept.set(owner, [{ of, result }, ...before].slice(0, MOST));
    return result;
  };
}

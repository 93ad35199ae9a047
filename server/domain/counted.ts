/** Items that are gone through in order, as often as wanted, without all of them being held at once; a list is one of these. */
export interface Counted<Item> extends Iterable<Item> {
  readonly length: number;
}

/** Each item is made when it is reached, anew at every passage. */
export const mapped = <From, To>(items: Counted<From>, toOther: (item: From) => To): Counted<To> => ({
  length: items.length,
  *[Symbol.iterator]() {
    for (const item of items) yield toOther(item);
  },
});

/** More items than this, of all that is held together, are made or read anew at every passage; fewer cost less when they are held. */
const HELD = 20_000;

/** Holds the same items as lists, as long as all of them together are few. */
export function createHolding(most = HELD): { few<Item>(items: Counted<Item>): Counted<Item>; release(): void } {
  let held = 0;
  return {
    few: (items) => {
      if (held + items.length > most) return items;
      held += items.length;
      return [...items];
    },
    release: () => {
      held = 0;
    },
  };
}

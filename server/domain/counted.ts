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

/** More items than this are made or read anew at every passage; fewer cost less when they are held. */
const HELD = 20_000;

/** The same items, as a list where they are few. */
export const heldIfFew = <Item>(items: Counted<Item>): Counted<Item> => (items.length <= HELD ? [...items] : items);

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

/** The same where they have to be waited for: a page at a time, anew at every passage. */
export interface Paged<Item> {
  readonly length: number;
  pages(): AsyncIterable<readonly Item[]>;
}

/** Items of either kind; the order and the pages are the same at every passage. */
export type Many<Item> = Counted<Item> | Paged<Item>;

/** Items of a page of what need not be waited for. */
const PAGE = 250;

export async function* pagesOf<Item>(items: Many<Item>): AsyncGenerator<readonly Item[], void> {
  if ('pages' in items) {
    yield* items.pages();
    return;
  }
  let page: Item[] = [];
  for (const item of items) {
    if (page.push(item) < PAGE) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** Each item is made when its page is reached, anew at every passage. */
export const mappedMany = <From, To>(items: Many<From>, toOther: (item: From) => To): Many<To> =>
  'pages' in items
    ? {
        length: items.length,
        async *pages() {
          for await (const page of items.pages()) yield page.map(toOther);
        },
      }
    : mapped(items, toOther);

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

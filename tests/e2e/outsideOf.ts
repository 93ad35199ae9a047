/** Figures of regions outside a scope, found in what a page was answered. */
import type { Exchange } from './accountPages.ts';

/** Numbers that a ledger gives: the parts of a rate, what follows from them, staff of a unit. */
const FIGURES = ['value', 'numerator', 'denominator', 'gap', 'staff', 'members', 'rank', 'changeOnPrevious', 'changeOnYear'];

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Region that an object of an answer speaks of; null where it names none. */
const placeOf = (one: Record<string, unknown>): string | null => {
  const { region, regionCode } = one;
  if (isRecord(region) && typeof region['code'] === 'string') return region['code'];
  return typeof regionCode === 'string' ? regionCode : null;
};

const figuresIn = (one: Record<string, unknown>): readonly string[] =>
  [one, one['rate']].filter(isRecord).flatMap((part) => FIGURES.filter((name) => typeof part[name] === 'number'));

/** A park is named after the county it lies in. */
const lies = (code: string, root: string): boolean => code.replace(/^P/, '').startsWith(root);

function* searched(value: unknown, roots: readonly string[], published: boolean): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* searched(one, roots, published);
  else if (isRecord(value)) {
    const code = placeOf(value);
    // What others have published is public wherever anything is readable; it always names its source.
    const open = published || isRecord(value['source']) || 'sources' in value;
    if (code !== null && !open && !roots.some((root) => lies(code, root))) for (const figure of figuresIn(value)) yield `${code} ${figure}`;
    for (const one of Object.values(value)) yield* searched(one, roots, open);
  }
}

/** `410500 value in <address>` of every figure of a region that lies at or below none of the roots (code prefixes). */
export const outsideOf = (exchanges: readonly Exchange[], roots: readonly string[]): readonly string[] =>
  exchanges
    .filter(({ body, address }) => address.includes('/graphql') && body.startsWith('{'))
    .flatMap(({ body, address }) => [...searched(JSON.parse(body), roots, false)].map((found) => `${found} in ${address.slice(0, 200)}`));

/** The part behind `#` of the explorer's address: what it opens on arrival. It never reaches a server. Pure. */

/** A document with its variables, to be opened in a tab of its own. */
export interface ArrivingQuery {
  readonly query: string;
  /** JSON; empty: none. */
  readonly variables: string;
  /** What the tab is called; empty: by its operation. */
  readonly name: string;
}

export interface Arrival {
  readonly opened: ArrivingQuery | null;
  /** Id of a saved query; null: none. */
  readonly saved: string | null;
}

/** Longest parts that are read: a longer one is not ours. */
const MOST_QUERY = 20_000;
const MOST_NAME = 120;

/** `#query=…&variables=…&name=…`. Empty variables and names are left out. */
export function printArrival({ query, variables, name }: ArrivingQuery): string {
  const parts = Object.entries({ query, variables, name }).filter(([, value]) => value !== '');
  return `#${parts.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join('&')}`;
}

/** Variables that say where and when, in the order in which a name says them. */
const TELLING = ['region', 'under', 'parent', 'code', 'codes', 'regions', 'period', 'indicator', 'indicators'];
/** More than these many in a list tell nothing. */
const MOST_TOLD = 2;

const toldBy = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string' && one !== '');

/** Of a query that a chart asked: the title of its panel, or its operation, and by which values it differs from the same of another place or time. */
export function arrivalName(title: string, operation: string, variables: Readonly<Record<string, unknown>>): string {
  const told = TELLING.filter((name) => title === '' || !name.startsWith('indicator')).flatMap((name) => {
    const values = toldBy(variables[name]);
    return values.length > MOST_TOLD ? [] : values;
  });
  return [...new Set([title || operation, ...told])].filter((part) => part !== '').join(' · ');
}

export const printSavedArrival = (id: string): string => `#saved=${encodeURIComponent(id)}`;

/** Pieces of the hash by name; a piece with a broken escape is left out. */
function piecesOf(hash: string): ReadonlyMap<string, string> {
  const pieces = new Map<string, string>();
  for (const piece of hash.replace(/^#/, '').split('&')) {
    const at = piece.indexOf('=');
    try {
      if (at > 0) pieces.set(piece.slice(0, at), decodeURIComponent(piece.slice(at + 1)));
    } catch {
      // `%` that begins no escape: the piece was cut short on its way
    }
  }
  return pieces;
}

/** Reads what printArrival and printSavedArrival print; anything else opens nothing. */
export function readArrival(hash: string): Arrival {
  const pieces = piecesOf(hash);
  const query = pieces.get('query') ?? '';
  const saved = pieces.get('saved') ?? null;
  return {
    saved: saved !== null && /^[\w-]{1,80}$/.test(saved) ? saved : null,
    opened:
      query.trim() === '' || query.length > MOST_QUERY
        ? null
        : { query, variables: pieces.get('variables') ?? '', name: (pieces.get('name') ?? '').slice(0, MOST_NAME) },
  };
}

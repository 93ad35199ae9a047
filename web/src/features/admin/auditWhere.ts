/** Conditions on the audit log as the server takes them. Pure. */
import type { AuditFilter } from '../../api/gql/graphql.ts';
import type { Selection } from '../../state/selection.ts';

type Chosen = Pick<Selection, 'actor' | 'action' | 'outcome' | 'chain' | 'since' | 'until'>;

const DAY_MS = 86_400_000;

/** First moment of a day at the reader's clock. */
const startOf = (day: string): Date => new Date(`${day}T00:00:00`);

/** A day that does not exist sets no condition. */
const momentOf = (day: string | null, daysLater: number): string | null => {
  if (day === null || Number.isNaN(startOf(day).getTime())) return null;
  // By noon of the next day a day of 23 or 25 hours has ended as well.
  const start = daysLater === 0 ? startOf(day) : startOf(localDay(new Date(startOf(day).getTime() + DAY_MS * 1.5)));
  return start.toISOString();
};

const two = (part: number): string => String(part).padStart(2, '0');
const localDay = (moment: Date): string => `${moment.getFullYear()}-${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;

/** Both days included. */
export function toAuditFilter({ actor, action, outcome, chain, since, until }: Chosen): AuditFilter {
  return {
    actor: actor.trim() === '' ? null : actor.trim(),
    action: action.length === 0 ? null : [...action],
    outcome,
    chain,
    from: momentOf(since, 0),
    to: momentOf(until, 1),
  };
}

/** The same conditions behind the address of the file; empty without any. */
export function toAuditSearch({ from, to, actor, action, outcome, chain }: AuditFilter): string {
  const given = Object.entries({ from, to, actor, action: action?.join(','), outcome, chain }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

/** The facts of an entry, a line each; what is no object of facts is shown as it is. */
export function factLines(facts: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(facts);
    if (typeof read !== 'object' || read === null) return [facts];
    return Object.entries(read).map(([name, value]) => `${name}: ${String(value)}`);
  } catch {
    return [facts];
  }
}

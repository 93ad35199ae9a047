/**
 * The schema as it was last released against the schema of now. The rule for whoever changes it:
 *
 * - Adding a type, a field, an optional argument or a member of an enum needs nothing.
 * - What shall go is first marked `deprecationReason: '改用 …'` in its decorator and stays for at least one release.
 * - Removing it afterwards, or any other breaking change, is declared in declared.ts with its sentence, its day and why.
 * - `npm run schema:release` makes the schema of now the released one and empties the list.
 */
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

export interface DeclaredChange {
  /** The sentence that this comparison prints. */
  readonly change: string;
  /** Day on which it was decided, `2026-10-31`. */
  readonly on: string;
  /** Why, and what to use instead. */
  readonly why: string;
}

export interface Compared {
  /** Breaking changes that nobody declared. */
  readonly undeclared: readonly string[];
  /** Declared changes that are none. */
  readonly unfounded: readonly string[];
  /** Additions that may surprise, such as a new member of an enum. */
  readonly dangerous: readonly string[];
}

const sentences = (changes: readonly { readonly description: string }[]): string[] => changes.map((change) => change.description);

/** Both schemas as SDL. */
export function compareSchemas(released: string, current: string, declared: readonly DeclaredChange[]): Compared {
  const [before, after] = [buildSchema(released), buildSchema(current)];
  const breaking = sentences(findBreakingChanges(before, after));
  const known = declared.map(({ change }) => change);
  return {
    undeclared: breaking.filter((one) => !known.includes(one)),
    unfounded: known.filter((one) => !breaking.includes(one)),
    dangerous: sentences(findDangerousChanges(before, after)),
  };
}

/** What a document asks. Pure. */
import { Kind, parse } from 'graphql';

export interface FirstOperation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** Null: it has none. */
  readonly name: string | null;
}

/** The first operation of a document; null when it does not parse or holds none. */
export function firstOperation(query: string): FirstOperation | null {
  try {
    const found = parse(query, { noLocation: true }).definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
    return found ? { kind: found.operation, name: found.name?.value ?? null } : null;
  } catch {
    return null;
  }
}

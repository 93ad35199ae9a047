import type { ReactNode } from 'react';

export interface ProvenanceEntry {
  readonly term: string;
  /** Undefined or empty while it is not known: the entry is then left out. */
  readonly detail: ReactNode;
}

/** The footer of numbers that closes every page: basis, as-of date, receipt, source, data version, map. */
export function Provenance({ entries }: { readonly entries: readonly ProvenanceEntry[] }) {
  return (
    <dl className="provenance">
      {entries
        .filter(({ detail }) => detail !== undefined && detail !== '')
        .map(({ term, detail }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{detail}</dd>
          </div>
        ))}
    </dl>
  );
}

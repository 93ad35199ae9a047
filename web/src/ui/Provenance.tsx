import type { ReactNode } from 'react';

export interface ProvenanceEntry {
  readonly term: string;
  readonly detail: ReactNode;
}

/** The footer of numbers that closes every page: basis, as-of date, receipt, source, data version, map. */
export function Provenance({ entries }: { readonly entries: readonly ProvenanceEntry[] }) {
  return (
    <dl className="provenance">
      {entries.map(({ term, detail }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{detail}</dd>
        </div>
      ))}
    </dl>
  );
}

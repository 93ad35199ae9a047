export type MarkKind = 'met' | 'near' | 'missed';

/** A policy state: colour, shape and word together, never one alone. */
export function StateMark({ kind, shape, word }: { readonly kind: MarkKind; readonly shape: string; readonly word: string }) {
  return (
    <span className={`state ${kind}`} data-shape={shape}>
      {word}
    </span>
  );
}

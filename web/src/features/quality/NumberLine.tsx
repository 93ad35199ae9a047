import { toNumberLine, type LinePoint } from './toNumberLine.ts';

interface NumberLineProps {
  readonly label: string;
  readonly published: number | null | undefined;
  readonly recomputed: number | null | undefined;
  readonly share: boolean;
  readonly words: { readonly published: string; readonly recomputed: string };
}

function Dot({ kind, point, word }: { readonly kind: 'published' | 'recomputed'; readonly point: LinePoint; readonly word: string }) {
  return (
    <span className={`point ${kind} grows-${point.grows}`} style={{ left: `${point.at}%` }}>
      <b />
      <em>{word}</em>
    </span>
  );
}

/** What was printed and what comes out, on one line from 0; the stretch between them is the disagreement. */
export function NumberLine({ label, published, recomputed, share, words }: NumberLineProps) {
  const line = toNumberLine(published, recomputed, share);
  if (line === null) return null;
  return (
    <figure className="number-line" aria-label={label}>
      <span className="edge">0</span>
      <div className="axis">
        <i style={{ left: `${line.from}%`, width: `${line.length}%` }} />
        <Dot kind="recomputed" point={line.recomputed} word={words.recomputed} />
        <Dot kind="published" point={line.published} word={words.published} />
      </div>
      <span className="edge">{line.end}</span>
    </figure>
  );
}

import { overviewWords } from '../../i18n/overview.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import type { Row } from '../../view/row.ts';

/** What the colours show beside the rate, or what stood in the period beside it. */
export interface ReadoutNote {
  readonly term: string;
  readonly text: string;
}

/** What is pointed at, in words, in a line of its own: nothing floats over the map, and a screen reader hears it. */
export function Readout({
  row,
  notes = [],
  hint,
}: {
  readonly row: Row | null;
  readonly notes?: readonly ReadoutNote[];
  readonly hint: string;
}) {
  const words = useWords(overviewWords);
  const { selection } = useSelection();
  const partly = selection.accepted ? words.partlyAccepted : words.partly;
  return (
    <p className="readout" aria-live="polite">
      {row === null ? (
        <span className="muted">{hint}</span>
      ) : (
        <>
          <strong>{row.fullName}</strong> <strong>{row.absence ?? row.text}</strong>
          {row.mark && <StateMark {...row.mark} />}
          {notes.map(({ term, text }) => (
            <span key={term}>
              {term} <b>{text}</b>
            </span>
          ))}
          {row.parts && (
            <span>
              {row.parts.numerator} / {row.parts.denominator}
            </span>
          )}
          {row.summary && <span title={words.summaryNote}>{words.summary}</span>}
          {row.partly && <span title={words.partlyNote}>{partly(row.partly.received, row.partly.expected)}</span>}
          {row.gap !== null && (
            <span>
              {words.gap} {row.gap}
            </span>
          )}
          {row.onPrevious && (
            <span>
              {words.onPrevious} <b className={row.onPrevious.direction}>{row.onPrevious.text}</b>
            </span>
          )}
          {row.onYear && (
            <span>
              {words.onYear} <b className={row.onYear.direction}>{row.onYear.text}</b>
            </span>
          )}
        </>
      )}
    </p>
  );
}

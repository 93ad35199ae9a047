import { compareWords } from '../../i18n/compare.ts';
import { useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { SortHead } from '../../view/SortHead.tsx';
import { fillClass } from '../../view/swatch.ts';
import type { BasesRow, BasisSide } from './toBases.ts';

interface BasesTableProps {
  readonly rows: readonly BasesRow[];
  readonly names: { readonly from: string; readonly to: string };
  readonly label: string;
  readonly focus: string | null;
  /** What the difference is measured in. */
  readonly counted: string;
}

/** The numbers of the dumbbell: both rates with their counts, the difference, both ranks. */
export function BasesTable({ rows, names, label, focus, counted }: BasesTableProps) {
  const words = useWords(compareWords);
  return (
    <Scroller name={label} className="compare-table bases-table">
      <table aria-label={label}>
        <thead>
          <tr>
            <SortHead column="region" name={words.region} />
            <SortHead column="from" name={names.from} note={words.parts} className="n" />
            <SortHead column="to" name={names.to} note={words.parts} className="n" />
            <SortHead column="difference" name={words.difference} note={counted} className="n" />
            <SortHead column="rank" name={words.rankUnder} rest="descending" className="n" />
            <SortHead column="move" name={words.moveAlone} note={words.moveAloneNote} className="n" />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.code} row={row} focus={row.code === focus} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

function Line({ row, focus }: { readonly row: BasesRow; readonly focus: boolean }) {
  const { hrefFor } = useSelection();
  const { difference, move } = row;
  return (
    <tr data-focus={focus}>
      <th scope="row">
        <ViewLink href={hrefFor({ why: row.code })}>{row.name}</ViewLink>
      </th>
      <Side side={row.from} />
      <Side side={row.to} />
      <td className={`n ${difference?.direction ?? ''}`}>{difference?.text}</td>
      <td className="n">
        {row.from.rank !== null && row.to.rank !== null && (
          <>
            {row.from.rank} <span className="muted">→</span> {row.to.rank}
          </>
        )}
      </td>
      <td className={`n ${move?.direction ?? ''}`}>{move?.text}</td>
    </tr>
  );
}

const Side = ({ side: { text, absence, parts } }: { readonly side: BasisSide }) => (
  <td className="n">
    {absence === null ? (
      <>
        <strong>{text}</strong> <small className="muted">{parts}</small>
      </>
    ) : (
      <>
        <i className={`swatch ${fillClass(absence, 0)}`} aria-hidden="true" /> {text}
      </>
    )}
  </td>
);

import './list.css';

interface BarCellProps {
  readonly text: string;
  /** Percent of the room; null: no bar, because there is no number. */
  readonly length: number | null;
  /** Percent of the room where the target lies. */
  readonly target?: number | null;
  /** Stands out among its column. */
  readonly lead?: boolean;
  /** Small after the number. */
  readonly note?: string | null;
}

/** A number of a table with its bar beside it; what is compared starts at 0. */
export function BarCell({ text, length, target = null, lead = false, note = null }: BarCellProps) {
  return (
    <td className={lead ? 'bar-cell lead' : 'bar-cell'}>
      <span className="num">
        {text}
        {note !== null && <small className="muted"> {note}</small>}
      </span>
      <span className={length === null ? 'measure-bar none' : 'measure-bar'} aria-hidden="true">
        {length !== null && <i style={{ width: `${length}%` }} />}
        {target !== null && <b style={{ left: `${target}%` }} />}
      </span>
    </td>
  );
}

import { useState, type ReactNode } from 'react';
import { overviewWords } from '../../i18n/overview.ts';
import { useWords } from '../../i18n/words.ts';
import { count } from '../../theme/format.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import type { Pointing } from './MapPanel.tsx';
import type { Change, Row } from './row.ts';
import { fillClass } from './swatch.ts';

/** The worst that leadership asks for first. */
export const WORST = 5;

interface RankTableProps extends Omit<Pointing, 'open'> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly classes: number;
  /** Head of the value column, with what the tick on the bar means. */
  readonly valueHead: ReactNode;
  readonly partsHead: string;
  readonly gapHead: string;
  /** Bars only for what lies between 0 and 100. */
  readonly bars: boolean;
  /** Rank, gap, changes and state exist in a ledger, not among published figures. */
  readonly full: boolean;
  readonly worstFirst: boolean;
  readonly hrefOf: (code: string) => string;
}

/** Columns that would be empty in every line are left out: not every indicator has a bound. */
interface Columns {
  readonly gap: boolean;
  readonly mark: boolean;
}

/** Who: one line a region; also the table twin of the map. */
export function RankTable(props: RankTableProps) {
  const { label, rows, full, worstFirst, valueHead, partsHead, gapHead } = props;
  const columns: Columns = { gap: full && rows.some(({ gap }) => gap !== null), mark: full && rows.some(({ mark }) => mark !== null) };
  const words = useWords(overviewWords);
  const [whole, setWhole] = useState(false);
  return (
    <>
      <table aria-label={label} className={whole ? 'whole' : undefined} data-worst={worstFirst}>
        <thead>
          <tr>
            {full && <th className="n">{words.rank}</th>}
            <th>{words.region}</th>
            <th className="measure">{valueHead}</th>
            <th className="n wide">{partsHead}</th>
            {columns.gap && <th className="n">{gapHead}</th>}
            {full && <th className="n wide">{words.onPrevious}</th>}
            {full && <th className="n wide">{words.onYear}</th>}
            {columns.mark && <th>{words.state}</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <RankLine key={row.code} row={row} columns={columns} {...props} />
          ))}
        </tbody>
      </table>
      {rows.length > WORST && (
        <button
          type="button"
          className="button expand"
          aria-expanded={whole}
          onClick={() => {
            setWhole(!whole);
          }}
        >
          {whole ? words.showWorst : words.showAll(count(rows.length))}
        </button>
      )}
    </>
  );
}

function RankLine({
  row,
  columns,
  classes,
  bars,
  full,
  hrefOf,
  pointed,
  point,
}: RankTableProps & { readonly row: Row; readonly columns: Columns }) {
  const words = useWords(overviewWords);
  const { gap, mark } = columns;
  const rest = [true, full, full, gap, mark].filter(Boolean).length;
  return (
    <tr
      data-pointed={row.code === pointed}
      onMouseEnter={() => {
        point(row.code);
      }}
      onMouseLeave={() => {
        point(null);
      }}
    >
      {full && <td className="n order">{row.rank}</td>}
      <th scope="row">
        <ViewLink href={hrefOf(row.code)}>{row.fullName}</ViewLink>
      </th>
      {row.absence === null ? (
        <>
          <td>
            <div className="cell">
              <strong className="num">{row.text}</strong>
              {bars && row.value !== null && (
                <div className="bar" aria-hidden="true">
                  <i className={fillClass(row.fill, classes)} style={{ width: `${row.value}%` }} />
                  {row.target !== null && <b style={{ left: `${row.target}%` }} />}
                </div>
              )}
            </div>
          </td>
          <td className="n wide parts">
            {row.parts && (
              <>
                {row.parts.numerator} <span>/</span> {row.parts.denominator}
              </>
            )}
          </td>
          {gap && <td className="n">{row.gap}</td>}
          {full && <ChangeCell change={row.onPrevious} />}
          {full && <ChangeCell change={row.onYear} />}
          {mark && <td>{row.mark && <StateMark {...row.mark} />}</td>}
        </>
      ) : (
        <td className="absent" colSpan={1 + rest}>
          <i className={`swatch ${fillClass(row.fill, classes)}`} /> {full ? words.notCounted(row.absence) : row.absence}
        </td>
      )}
    </tr>
  );
}

const ChangeCell = ({ change }: { readonly change: Change | null }) => (
  <td className={`n wide ${change?.direction ?? ''}`}>{change?.text}</td>
);

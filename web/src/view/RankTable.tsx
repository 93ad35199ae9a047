import { useState, type ReactNode } from 'react';
import { overviewWords } from '../i18n/overview.ts';
import { whyWords } from '../i18n/why.ts';
import { useWords } from '../i18n/words.ts';
import { useSelection } from '../state/useSelection.ts';
import { count, THIN } from '../theme/format.ts';
import { StateMark } from '../ui/StateMark.tsx';
import { ViewLink } from '../ui/ViewLink.tsx';
import { useIsPointed } from './pointer.ts';
import type { Change, Pointing, Row } from './row.ts';
import { fillClass } from './swatch.ts';

/** The worst that leadership asks for first. */
export const WORST = 5;

/** A column's head; `title` names in full what is counted. */
export interface ColumnHead {
  readonly text: string;
  readonly title?: string;
}

interface RankTableProps extends Omit<Pointing, 'open'> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly classes: number;
  /** Head of the value column, with what the tick on the bar means. */
  readonly valueHead: ReactNode;
  /** Null where there are no two counts: the column is left out. */
  readonly partsHead: ColumnHead | null;
  readonly gapHead: ColumnHead | null;
  /** What the changes are measured in, below their heads. */
  readonly changeUnit: string;
  /** Bars only for what lies between 0 and 100. */
  readonly bars: boolean;
  /** Rank, gap, changes and state exist in a ledger, not among published figures. */
  readonly full: boolean;
  readonly worstFirst: boolean;
  readonly hrefOf: (code: string) => string;
  /** Unit of the value, `%`, for the name of the link to its reasons; null beside a value that has none. */
  readonly unit?: string | null;
}

/** Columns that would be empty in every line are left out: not every indicator has a bound. */
interface Columns {
  readonly parts: boolean;
  readonly gap: boolean;
  readonly mark: boolean;
}

/** Who: one line a region; also the table twin of the map. */
export function RankTable(props: RankTableProps) {
  const { label, rows, full, worstFirst, valueHead, partsHead, gapHead, changeUnit } = props;
  const columns: Columns = {
    parts: partsHead !== null,
    gap: full && gapHead !== null && rows.some(({ gap }) => gap !== null),
    mark: full && rows.some(({ mark }) => mark !== null),
  };
  const words = useWords(overviewWords);
  const [whole, setWhole] = useState(false);
  const first = worstOf(rows);
  const worst = rows.slice(0, first).every(({ value }) => value !== null) ? first : 0;
  return (
    <>
      <table aria-label={label} className={whole ? 'whole' : undefined}>
        <thead>
          <tr>
            {full && <th className="n">{words.rank}</th>}
            <th>{words.region}</th>
            <th className="measure">{valueHead}</th>
            {partsHead && (
              <th className="n wide" title={partsHead.title}>
                {partsHead.text}
              </th>
            )}
            {columns.gap && <th className="n">{gapHead?.text}</th>}
            {full && <ChangeHead name={words.onPrevious} unit={changeUnit} />}
            {full && <ChangeHead name={words.onYear} unit={changeUnit} />}
            {columns.mark && <th>{words.state}</th>}
            {full && <WhyHead />}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <RankLine key={row.code} row={row} columns={columns} folded={index >= first} worst={worstFirst && index < worst} {...props} />
          ))}
        </tbody>
      </table>
      {rows.length > first && (
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

/** The worst rows, and all that print the same figure as the last of them: no line is drawn inside a tie. */
export function worstOf(rows: readonly Row[]): number {
  const last = rows[WORST - 1];
  if (last === undefined) return rows.length;
  const tied = rows.slice(WORST).findIndex(({ text, absence }) => text !== last.text || absence !== null);
  return last.absence !== null ? WORST : WORST + (tied === -1 ? rows.length - WORST : tied);
}

interface RankLineProps extends RankTableProps {
  readonly row: Row;
  readonly columns: Columns;
  readonly worst: boolean;
  /** Behind the button on a telephone. */
  readonly folded: boolean;
}

function RankLine({ row, columns, worst, folded, classes, bars, full, hrefOf, unit, pointer }: RankLineProps) {
  const words = useWords(overviewWords);
  const { selection } = useSelection();
  const { parts, gap, mark } = columns;
  // The changes, and the link to the reasons, which there are none of.
  const rest = [parts, full, full, gap, mark, full].filter(Boolean).length;
  return (
    <tr
      data-pointed={useIsPointed(pointer, row.code)}
      data-worst={worst}
      data-folded={folded}
      onMouseEnter={() => {
        pointer.point(row.code);
      }}
      onMouseLeave={() => {
        pointer.point(null);
      }}
    >
      {full && <td className="n order">{row.rank}</td>}
      <th scope="row">
        <ViewLink href={hrefOf(row.code)}>{row.fullName}</ViewLink>
        {row.summary && (
          <small className="muted" title={words.summaryNote}>
            {words.summary}
          </small>
        )}
        {row.partly && (
          <small className="muted" title={words.partlyNote}>
            {(selection.accepted ? words.partlyAccepted : words.partly)(row.partly.received, row.partly.expected)}
          </small>
        )}
      </th>
      {row.absence === null ? (
        <>
          <ValueCells row={row} columns={columns} classes={classes} bars={bars} full={full} />
          {full && <WhyCell row={row} unit={unit} />}
        </>
      ) : (
        <td className="absent" colSpan={1 + rest}>
          <i className={`swatch ${fillClass(row.fill, classes)}`} /> {full ? words.notCounted(row.absence) : row.absence}
        </td>
      )}
    </tr>
  );
}

type ValueCellsProps = Pick<RankTableProps, 'classes' | 'bars' | 'full'> & { readonly row: Row; readonly columns: Columns };

/** The cells of a row that has a value. */
function ValueCells({ row, columns, classes, bars, full }: ValueCellsProps) {
  const { parts, gap, mark } = columns;
  return (
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
      {parts && (
        <td className="n wide parts">
          {row.parts && (
            <>
              {row.parts.numerator} <span>/</span> {row.parts.denominator}
            </>
          )}
        </td>
      )}
      {gap && <td className="n">{row.gap}</td>}
      {full && <ChangeCell change={row.onPrevious} />}
      {full && <ChangeCell change={row.onYear} />}
      {mark && <td>{row.mark && <StateMark {...row.mark} />}</td>}
    </>
  );
}

const ChangeHead = ({ name, unit }: { readonly name: string; readonly unit: string }) => (
  <th className="n wide" title={unit}>
    {name}
    <br />
    <small className="muted">{unit}</small>
  </th>
);

const ChangeCell = ({ change }: { readonly change: Change | null }) => (
  <td className={`n wide ${change?.direction ?? ''}`} title={change?.reason}>
    {change?.text}
  </td>
);

function WhyHead() {
  const words = useWords(whyWords);
  return (
    <th className="why">
      <span className="unseen">{words.why}</span>
    </th>
  );
}

/** One click to the reasons. */
function WhyCell({ row, unit = null }: { readonly row: Row; readonly unit?: string | null }) {
  const words = useWords(whyWords);
  const { hrefFor } = useSelection();
  const value = unit === null ? (row.text ?? '') : `${row.text ?? ''}${THIN}${unit}`;
  return (
    <td className="why">
      <ViewLink href={hrefFor({ why: row.code, split: null })} aria-label={words.whyOf(row.fullName, value)}>
        {words.why}
      </ViewLink>
    </td>
  );
}

import type { ReactNode } from 'react';
import { compareWords } from '../../i18n/compare.ts';
import { overviewWords } from '../../i18n/overview.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { countedIn } from '../../view/counting.ts';
import type { Change } from '../../view/row.ts';
import { Scroller } from '../../view/Scroller.tsx';
import { SortHead } from '../../view/SortHead.tsx';
import { fillClass } from '../../view/swatch.ts';
import type { LedgerScene } from '../../view/useScene.ts';
import type { CompareRow } from './toCompare.ts';

interface CompareTableProps {
  readonly rows: readonly CompareRow[];
  readonly scene: LedgerScene;
  readonly against: string | null;
  readonly label: string;
  readonly focus: string | null;
  /** How many classes the colours of the bars have. */
  readonly classes: number;
  /** What the tick on the bars means. */
  readonly tick: ReactNode;
}

/** Columns that would be empty in every line are left out. */
interface Columns {
  readonly interval: boolean;
  readonly parts: boolean;
  readonly gap: boolean;
  readonly previous: boolean;
  readonly year: boolean;
  readonly mark: boolean;
  readonly move: boolean;
}

const columnsOf = (rows: readonly CompareRow[], against: string | null): Columns => ({
  interval: rows.some(({ interval }) => interval !== null),
  parts: rows.some(({ parts }) => parts !== null),
  gap: rows.some(({ gap }) => gap !== null),
  previous: rows.some(({ onPrevious }) => onPrevious !== null),
  year: rows.some(({ onYear }) => onYear !== null),
  mark: rows.some(({ mark }) => mark !== null),
  move: against !== null,
});

/** One line a region, worst first unless a column says otherwise. */
export function CompareTable({ rows, scene, against, label, focus, classes, tick }: CompareTableProps) {
  const columns = columnsOf(rows, against);
  return (
    <Scroller name={label} className="compare-table">
      <table aria-label={label}>
        <Heads columns={columns} scene={scene} against={against} tick={tick} />
        <tbody>
          {rows.map((row) => (
            <Line key={row.code} row={row} columns={columns} classes={classes} focus={row.code === focus} />
          ))}
        </tbody>
      </table>
    </Scroller>
  );
}

type HeadsProps = Pick<CompareTableProps, 'scene' | 'against' | 'tick'> & { readonly columns: Columns };

function Heads({ columns, scene: { indicator }, against, tick }: HeadsProps) {
  const words = useWords(compareWords);
  const overview = useWords(overviewWords);
  const lang = useLang();
  const unit = pickLabel(indicator.unit, lang);
  const counted = countedIn(indicator, overview);
  const changeUnit = indicator.shape === 'PERCENT' ? words.pointsUnit : unit;
  return (
    <thead>
      <tr>
        <SortHead column="rank" name={words.rank} rest="descending" className="n" />
        <SortHead column="region" name={words.region} />
        <SortHead column="value" name={words.inUnit(pickLabel(indicator.label, lang), unit)} note={tick} className="measure" />
        {columns.interval && (
          <th scope="col" className="n">
            {words.interval}
          </th>
        )}
        {columns.parts && <SortHead column="parts" name={words.parts} note={counted ?? undefined} className="n" />}
        {columns.gap && <SortHead column="gap" name={words.gap} note={counted ?? undefined} className="n" />}
        {columns.previous && <SortHead column="previous" name={words.onPrevious} note={changeUnit} className="n" />}
        {columns.year && <SortHead column="year" name={words.onYear} note={changeUnit} className="n" />}
        <SortHead column="receipt" name={words.receipt} note="%" className="n" />
        {columns.mark && <SortHead column="state" name={words.state} />}
        {columns.move && <SortHead column="move" name={words.move} note={words.since(against ?? '')} className="n" />}
        <th scope="col">
          <span className="unseen">{words.why}</span>
        </th>
      </tr>
    </thead>
  );
}

interface LineProps {
  readonly row: CompareRow;
  readonly columns: Columns;
  readonly classes: number;
  readonly focus: boolean;
}

function Line({ row, columns, classes, focus }: LineProps) {
  const words = useWords(compareWords);
  const { hrefFor } = useSelection();
  return (
    <tr data-focus={focus}>
      <td className="n order">{row.rank}</td>
      <th scope="row">
        <ViewLink href={hrefFor({ region: row.code, regions: [], focus: null, among: 'children' })}>{row.fullName}</ViewLink>
        {row.parent !== null && <small className="muted"> {row.parent}</small>}{' '}
        {row.unstable !== null && (
          <small className="unstable" title={row.unstable}>
            {words.unstable}
          </small>
        )}
      </th>
      {row.absence === null ? <Figures row={row} columns={columns} classes={classes} /> : <Absent row={row} columns={columns} />}
      <td className="n" title={row.received?.parts ?? undefined}>
        {row.received?.text}
        {row.received !== null && <small className="of muted">{row.received.parts}</small>}
      </td>
      {columns.mark && <td>{row.mark && <StateMark {...row.mark} />}</td>}
      {columns.move && <ChangeCell change={row.move} title={row.moveNote} />}
      <td className="why">
        <ViewLink className="link" href={hrefFor({ why: row.code })} aria-label={words.whyOf(row.fullName)}>
          {words.why}
        </ViewLink>
      </td>
    </tr>
  );
}

/** The reason takes the place of the figures. */
function Absent({ row, columns }: { readonly row: CompareRow; readonly columns: Columns }) {
  const words = useWords(compareWords);
  const span = 1 + [columns.interval, columns.parts, columns.gap, columns.previous, columns.year].filter(Boolean).length;
  return (
    <td className="absent" colSpan={span}>
      <i className={`swatch ${fillClass(row.fill, 0)}`} aria-hidden="true" /> {words.notCounted(row.absence ?? '')}
    </td>
  );
}

function Figures({ row, columns, classes }: Omit<LineProps, 'focus'>) {
  return (
    <>
      <td>
        <RateBar row={row} classes={classes} />
      </td>
      {columns.interval && <td className="n muted">{row.interval?.text}</td>}
      {columns.parts && (
        <td className="n parts">
          {row.parts && (
            <>
              {row.parts.numerator} <span>/</span> {row.parts.denominator}
            </>
          )}
        </td>
      )}
      {columns.gap && <td className="n">{row.gap}</td>}
      {columns.previous && <ChangeCell change={row.onPrevious} title={row.onPrevious?.reason ?? null} />}
      {columns.year && <ChangeCell change={row.onYear} title={row.onYear?.reason ?? null} />}
    </>
  );
}

/** The rate, its length, the target as a tick, and how far it may be off where it is uncertain. */
function RateBar({ row, classes }: { readonly row: CompareRow; readonly classes: number }) {
  const { text, fill, bar } = row;
  return (
    <div className="cell">
      <strong className="num">{text}</strong>
      {bar && (
        <div className="bar" aria-hidden="true">
          <i className={fillClass(fill, classes)} style={{ width: `${bar.width}%` }} />
          {bar.whisker && <u style={{ left: `${bar.whisker[0]}%`, right: `calc(100% - ${bar.whisker[1]}%)` }} />}
          {bar.target !== null && <b style={{ left: `${bar.target}%` }} />}
        </div>
      )}
    </div>
  );
}

const ChangeCell = ({ change, title }: { readonly change: Change | null; readonly title: string | null }) => (
  <td className={`n ${change?.direction ?? ''}`} title={title ?? undefined}>
    {change?.text}
  </td>
);

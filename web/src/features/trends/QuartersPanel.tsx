import type { ReactNode } from 'react';
import { trendsWords } from '../../i18n/trends.ts';
import { pickLabel, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { Scroller } from '../../view/Scroller.tsx';
import { fillClass } from '../../view/swatch.ts';
import type { QuarterCell, QuarterTable } from './toQuarters.ts';

interface QuartersPanelProps {
  readonly table: QuarterTable;
  /** Whether the page has more than one indicator: the title then names this one. */
  readonly several: boolean;
  readonly copy: ReactNode;
}

/** The numbers behind the lines. */
export function QuartersPanel({ table: { indicator, periods, rows, breaks }, several, copy }: QuartersPanelProps) {
  const words = useWords(trendsWords);
  const lang = useLang();
  const { hrefFor, selection } = useSelection();
  const title = several && indicator ? words.tableTitleOf(pickLabel(indicator.label, lang)) : words.tableTitle;
  const note = indicator ? words.tableNote(pickLabel(indicator.unit, lang)) : words.tableNoteUnits;
  return (
    <Panel className="quarters" title={title} note={note} actions={copy}>
      <Scroller name={title}>
        <table aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{indicator ? words.region : words.indicator}</th>
              {periods.map((period) => (
                <th scope="col" key={period} className="n">
                  {period}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, code, name, unit, own, cells }) => (
              <tr key={key} data-own={own} data-lead={code === selection.focus}>
                <th scope="row">
                  <ViewLink href={hrefFor({ why: code })} title={words.whyOf(name)}>
                    {name}
                  </ViewLink>
                  {unit !== null && <small className="muted"> {unit}</small>}
                </th>
                {cells.map((cell) => (
                  <Cell key={cell.period} cell={cell} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      <p className="small muted">
        {rows.some(({ cells }) => cells.some(({ partly }) => partly)) && words.partly}
        {selection.divisions === 'was' ? words.asWasNote : words.asNowNote}
      </p>
      {breaks.length > 0 && (
        <ul className="small" aria-label={words.breaksTitle}>
          {breaks.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Cell({ cell: { text, title, absence, broken, partly } }: { readonly cell: QuarterCell }) {
  const words = useWords(trendsWords);
  const className = ['n', broken ? 'broken' : '', partly ? 'partly' : ''].filter(Boolean).join(' ');
  return (
    <td className={className} title={title ?? undefined}>
      {absence !== null && absence !== undefined && <i className={`swatch ${fillClass(absence, 0)}`} aria-hidden="true" />}
      <span className={absence === null ? undefined : 'small'}>{text}</span>
      {broken && <span className="unseen">{words.breaksTitle}</span>}
    </td>
  );
}

import { templateAddress } from '../../api/sending.ts';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { momentText } from '../../theme/momentText.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import type { CalendarRow } from '../../api/calendar.ts';
import { DueMark } from './DueMark.tsx';
import type { Place } from './parts.ts';
import { dueText } from './dueText.ts';

/** How a region stands in a quarter: due date, what came, in which version and state. */
export function Standing({ row }: { readonly row: CalendarRow }) {
  const words = useWords(calendarWords);
  const lang = useLang();
  const { doorHref } = useSelection();
  return (
    <dl className="standing-facts">
      <dt>{words.standing}</dt>
      <dd>
        <DueMark row={row} />
      </dd>
      <dt>{words.dueOn}</dt>
      <dd>
        {row.dueOn} <small className="muted">{dueText(row, words)}</small>
      </dd>
      {row.receivedAt && (
        <>
          <dt>{words.receivedAt}</dt>
          <dd>{momentText(row.receivedAt, lang)}</dd>
        </>
      )}
      {row.submission && (
        <>
          <dt>{row.state === 'RECEIVED' ? words.waitingVersion : words.version}</dt>
          <dd>
            <ViewLink
              className="link"
              href={doorHref('submit', { part: 'calendar', submission: row.submission.id, focus: row.region.code, period: row.period })}
            >
              {words.versionOf(String(row.submission.version))}
            </ViewLink>
          </dd>
        </>
      )}
      {row.summary && (
        <>
          <dt>{words.summary}</dt>
          <dd>{words.summarySent}</dd>
        </>
      )}
    </dl>
  );
}

/** Beside the field: how the region stands, the template with one click, and what happens next. */
export function PlaceCard({ place }: { readonly place: Place }) {
  const words = useWords(submitWords);
  return (
    <div className="place-card">
      <Panel title={words.standingTitle}>
        <Standing row={place.row} />
      </Panel>
      <Panel title={words.template}>
        <p className="small">{words.templateNote}</p>
        <a className="button" href={templateAddress('LEDGER', place.region.code, place.period)} download>
          {words.downloadTemplate}
        </a>
      </Panel>
      <Panel title={words.steps}>
        <ol className="how-steps">
          {words.stepList.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </Panel>
    </div>
  );
}

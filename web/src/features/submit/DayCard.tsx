import { useState } from 'react';
import type { Access } from '../../api/access.ts';
import { useCarryForward, type CalendarRow } from '../../api/calendar.ts';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Refusal } from '../../ui/Confirmed.tsx';
import { Panel } from '../../ui/Panel.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { LinkButton, ViewLink } from '../../ui/ViewLink.tsx';
import { permissionsOf } from '../../view/may.ts';
import { Standing } from './PlaceCard.tsx';

/** Where nothing came: the quarter before stands in its place, marked as such, for a reason that everybody reads. */
function CarryForward({ row }: { readonly row: CalendarRow }) {
  const words = useWords(calendarWords);
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const carry = useCarryForward();
  if (!asking)
    return (
      <button
        type="button"
        className="button"
        onClick={() => {
          setAsking(true);
        }}
      >
        {words.carry}
      </button>
    );
  return (
    <form
      className="form"
      aria-label={words.carry}
      onSubmit={(event) => {
        event.preventDefault();
        carry.mutate({ region: row.region.code, period: row.period, reason: reason.trim() });
      }}
    >
      <p className="small">{words.carryNote}</p>
      <TextField label={words.carryReason} value={reason} onChange={setReason} maxLength={500} required />
      <div className="row">
        <button type="submit" className="button strong" disabled={carry.isPending || reason.trim() === ''}>
          {words.carryNow}
        </button>
        <button
          type="button"
          className="button"
          onClick={() => {
            setAsking(false);
          }}
        >
          {words.cancel}
        </button>
      </div>
      <Refusal message={carry.error?.message} />
    </form>
  );
}

/** What is known of a region in a quarter, and what this reader can do about it. */
export function DayCard({ row, access }: { readonly row: CalendarRow; readonly access: Access }) {
  const words = useWords(calendarWords);
  const lang = useLang();
  const { hrefFor, doorHref } = useSelection();
  const permissions = permissionsOf(access);
  const place = { region: row.region.code, period: row.period };
  const came = row.state !== null && row.state !== undefined && row.state !== 'RETURNED';
  const past = row.due !== 'NOT_DUE' && row.due !== 'DUE_SOON';
  return (
    <Panel
      title={`${regionName(row.region, lang)} · ${periodText(row.period, lang)}`}
      className="day-card"
      actions={
        <ViewLink className="link" href={hrefFor({ focus: null })}>
          {words.close}
        </ViewLink>
      }
    >
      <Standing row={row} />
      <div className="row">
        {permissions.has('SUBMIT') && <LinkButton href={doorHref('submit', { part: 'fill', ...place })}>{words.toFill}</LinkButton>}
        {permissions.has('REVIEW') && row.submission && (
          <LinkButton href={doorHref('submit', { part: 'review', submission: row.submission.id })}>{words.toReview}</LinkButton>
        )}
        {permissions.has('REVIEW') && !came && past && <CarryForward row={row} />}
      </div>
    </Panel>
  );
}

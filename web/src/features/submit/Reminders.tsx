import type { Reminder } from '../../api/calendar.ts';
import { useReminders } from '../../api/calendar.ts';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import type { Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { periodText } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { REMINDER_MARKS } from './toCalendar.ts';

/** As many as are read at a glance; the calendar has them all. */
const SHOWN = 5;

/** Where what waits is done. */
const placeFor = ({ kind, region, period, submission }: Reminder): Partial<Selection> => ({
  part: kind === 'TO_REVIEW' ? 'review' : 'fill',
  region: region.code,
  period,
  submission: kind === 'TO_REVIEW' || kind === 'TO_APPLY' || kind === 'RETURNED' ? (submission?.id ?? null) : null,
});

function Line({ reminder }: { readonly reminder: Reminder }) {
  const words = useWords(calendarWords);
  const lang = useLang();
  const { doorHref } = useSelection();
  const { kind, region, period, message } = reminder;
  const { shape, className } = REMINDER_MARKS[kind];
  return (
    <li>
      <span className={`due-mark ${className}`} data-shape={shape}>
        {words.reminders[kind]}
      </span>
      <ViewLink href={doorHref('submit', placeFor(reminder))}>
        {regionName(region, lang)} · {periodText(period, lang)}
      </ViewLink>
      <span className="why" lang="zh-CN">
        {message}
      </span>
    </li>
  );
}

/** What waits for the reader, the most pressing first; nothing where nothing waits. */
export function Reminders() {
  const words = useWords(calendarWords);
  const { doorHref } = useSelection();
  const reminders = useReminders(true).data?.reminders ?? [];
  if (reminders.length === 0) return null;
  return (
    <Panel title={words.waiting} note={words.waitingCount(String(reminders.length))} className="reminders">
      <ul>
        {reminders.slice(0, SHOWN).map((reminder) => (
          <Line key={`${reminder.kind} ${reminder.region.code} ${reminder.period}`} reminder={reminder} />
        ))}
      </ul>
      {reminders.length > SHOWN && (
        <ViewLink className="link" href={doorHref('submit', { part: 'calendar' })}>
          {words.allInCalendar}
        </ViewLink>
      )}
    </Panel>
  );
}

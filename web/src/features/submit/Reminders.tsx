import type { Access } from '../../api/access.ts';
import { useReminders, type Reminder } from '../../api/reminders.ts';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { regionName, useLang, useWords } from '../../i18n/words.ts';
import type { Selection } from '../../state/selection.ts';
import { useSelection } from '../../state/useSelection.ts';
import { count, periodText } from '../../theme/format.ts';
import { Panel } from '../../ui/Panel.tsx';
import { ViewLink } from '../../ui/ViewLink.tsx';
import { permissionsOf } from '../../view/may.ts';
import { MarkWord } from './MarkWord.tsx';
import { groupsOf, REMINDER_MARKS, type ReminderGroup } from './toCalendar.ts';

/** As many as are read at a glance; the calendar has them all. */
const SHOWN = 5;

/** Where what waits is done, or seen by who cannot do it. */
function placeFor({ kind, region, period, submission }: Reminder, submits: boolean): Partial<Selection> {
  const id = submission?.id ?? null;
  if (kind === 'TO_REVIEW') return { part: 'review', submission: id };
  if (!submits) return { part: 'calendar', focus: region.code, period };
  return { part: 'fill', region: region.code, period, submission: kind === 'TO_APPLY' || kind === 'RETURNED' ? id : null };
}

function Line({ reminder, submits }: { readonly reminder: Reminder; readonly submits: boolean }) {
  const words = useWords(calendarWords);
  const lang = useLang();
  const { doorHref } = useSelection();
  const { kind, region, period, message } = reminder;
  return (
    <li>
      <span>
        <MarkWord mark={REMINDER_MARKS[kind]} word={words.reminders[kind]} />
      </span>
      <ViewLink href={doorHref('submit', placeFor(reminder, submits))}>
        {regionName(region, lang)} · {periodText(period, lang)}
      </ViewLink>
      <span className="why" lang="zh-CN">
        {message}
      </span>
    </li>
  );
}

/** Those of many regions in one line: who reviews a province reads how many are overdue, not 150 names. */
function GroupLine({ group }: { readonly group: ReminderGroup }) {
  const words = useWords(calendarWords);
  const lang = useLang();
  const { doorHref } = useSelection();
  const { kind, period, regions } = group;
  const href = kind === 'TO_REVIEW' ? doorHref('submit', { part: 'review' }) : doorHref('submit', { part: 'calendar', period });
  return (
    <li>
      <span>
        <MarkWord mark={REMINDER_MARKS[kind]} word={words.reminders[kind]} />
      </span>
      <ViewLink href={href}>{periodText(period, lang)}</ViewLink>
      <span className="why">{words.regionsOf(count(regions))}</span>
    </li>
  );
}

function Each({ reminders, submits }: { readonly reminders: readonly Reminder[]; readonly submits: boolean }) {
  const words = useWords(calendarWords);
  const { doorHref } = useSelection();
  return (
    <>
      <ul>
        {reminders.slice(0, SHOWN).map((reminder) => (
          <Line key={`${reminder.kind} ${reminder.region.code} ${reminder.period}`} reminder={reminder} submits={submits} />
        ))}
      </ul>
      {reminders.length > SHOWN && (
        <ViewLink className="link" href={doorHref('submit', { part: 'calendar' })}>
          {words.allInCalendar}
        </ViewLink>
      )}
    </>
  );
}

/** What waits for the reader, the most pressing first; nothing where nothing waits. */
export function Reminders({ access }: { readonly access: Access }) {
  const words = useWords(calendarWords);
  const permissions = permissionsOf(access);
  const submits = permissions.has('SUBMIT');
  const reminders = useReminders(submits || permissions.has('REVIEW')).data?.reminders ?? [];
  if (reminders.length === 0) return null;
  return (
    <Panel title={words.waiting} note={words.waitingCount(count(reminders.length))} className="reminders">
      {!submits && reminders.length > SHOWN ? (
        <ul>
          {groupsOf(reminders).map((group) => (
            <GroupLine key={`${group.kind} ${group.period}`} group={group} />
          ))}
        </ul>
      ) : (
        <Each reminders={reminders} submits={submits} />
      )}
    </Panel>
  );
}

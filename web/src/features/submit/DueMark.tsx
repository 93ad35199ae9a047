import type { CalendarRow } from '../../api/calendar.ts';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';
import { CELL_MARKS, kindOf } from './toCalendar.ts';

/** How a region stands in a quarter: shape, word and ground together. */
export function DueMark({ row }: { readonly row: Pick<CalendarRow, 'carriedForward' | 'state' | 'due'> }) {
  const words = useWords(calendarWords);
  const submit = useWords(submitWords);
  const kind = kindOf(row);
  const { shape, className } = CELL_MARKS[kind];
  return (
    <>
      <span className={`due-mark ${className}`} data-shape={shape}>
        {words.kinds[kind]}
      </span>
      {row.state && row.state !== 'RECEIVED' && row.state !== 'RETURNED' && <small className="muted"> {submit.states[row.state]}</small>}
    </>
  );
}

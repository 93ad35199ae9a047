import type { CalendarRow } from '../../api/calendar.ts';
import { calendarWords } from '../../i18n/submitCalendar.ts';
import { submitWords } from '../../i18n/submit.ts';
import { useWords } from '../../i18n/words.ts';
import { MarkWord } from './MarkWord.tsx';
import { CELL_MARKS, kindOf } from './toCalendar.ts';

/** How a region stands in a quarter: shape, word and ground together. */
export function DueMark({ row }: { readonly row: Pick<CalendarRow, 'carriedForward' | 'state' | 'due'> }) {
  const words = useWords(calendarWords);
  const submit = useWords(submitWords);
  const kind = kindOf(row);
  return (
    <>
      <MarkWord mark={CELL_MARKS[kind]} word={words.kinds[kind]} />
      {row.state && row.state !== 'RECEIVED' && row.state !== 'RETURNED' && <small className="muted"> {submit.states[row.state]}</small>}
    </>
  );
}

import { useCalendar, type CalendarRow } from '../../api/calendar.ts';
import { useSelection } from '../../state/useSelection.ts';
import { placeOf, type Place } from './parts.ts';

/** Quarters that one may report for without asking. */
const QUARTERS = 4;

/** Where one reports: the calendar of the reader's own scope, and the place in it that the address names. */
export function usePlace() {
  const { selection } = useSelection();
  const query = useCalendar(null, QUARTERS);
  const at = (rows: readonly CalendarRow[]): Place | null => placeOf(rows, selection.region, selection.period);
  return { query, at };
}

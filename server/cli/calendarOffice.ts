/** The calendar of a running server: the writer thread changes it. */
import type { CalendarOffice } from '../graphql/calendarOffice.ts';
import type { Writer } from './writer.ts';

export const calendarOffice = (writer: Writer): CalendarOffice => {
  return {
    setDueDate: (step, by) => writer.run('dueSet', { step, by: by.name }, by),
    removeDueDate: (place, by) => writer.run('dueRemove', place, by),
    carryForward: (ask, by) => writer.run('carry', { ...ask, by }, by),
  };
};

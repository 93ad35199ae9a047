/** The calendar of a running server: the writer thread changes it, a thread of its own makes the templates. */
import type { CalendarOffice } from '../graphql/calendarOffice.ts';
import { createTemplates } from './templates.ts';
import type { Writer } from './writer.ts';

export const calendarOffice = (url: string, writer: Writer): CalendarOffice => {
  const templates = createTemplates(url);
  return {
    setDueDate: (step, by) => writer.run('dueSet', { step, by: by.name }, by),
    removeDueDate: (place, by) => writer.run('dueRemove', place, by),
    carryForward: (ask, by) => writer.run('carry', { ...ask, by }, by),
    template: (ask) => templates.make(ask),
  };
};

/** What is changed in the calendar. Others do the work; here is what may be asked of them. */
import type { Actor } from '../domain/audit.ts';
import type { DueStep, SetDueDate } from '../domain/dueDates.ts';
import { DomainError } from '../domain/errors.ts';
import type { Quarter } from '../domain/period.ts';

export interface CarryAsk {
  readonly region: string;
  readonly period: Quarter;
  readonly reason: string;
}

/** Every method refuses with a DomainError; whether `by` may ask is asked before. */
export interface CalendarOffice {
  setDueDate(step: DueStep, by: Actor): Promise<SetDueDate>;
  /** False where there was none. */
  removeDueDate(step: Omit<DueStep, 'dueOn'>, by: Actor): Promise<boolean>;
  carryForward(ask: CarryAsk, by: Actor): Promise<{ readonly region: string; readonly period: Quarter; readonly version: number }>;
}

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里不能改动报送日历，也不生成模板：它们属于运行中的网站（npm start）。');
};

export const NO_CALENDAR: CalendarOffice = {
  setDueDate: refused,
  removeDueDate: refused,
  carryForward: refused,
};

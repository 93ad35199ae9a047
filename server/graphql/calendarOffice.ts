/** What is changed in the calendar, and the templates that are filled from it. Others do the work; here is what may be asked of them. */
import type { Actor } from '../domain/audit.ts';
import type { DueStep, SetDueDate } from '../domain/dueDates.ts';
import { DomainError } from '../domain/errors.ts';
import type { Quarter } from '../domain/period.ts';
import type { Sight } from '../domain/sight.ts';

export interface CarryAsk {
  readonly region: string;
  readonly period: Quarter;
  readonly reason: string;
  /** Whose it is; the log names the token that they use. */
  readonly person: string;
}

export const TEMPLATES = ['ledger.xlsx', 'summary.xlsx', 'units.csv', 'organizations.csv'] as const;
export type TemplateName = (typeof TEMPLATES)[number];

export interface TemplateAsk {
  readonly template: TemplateName;
  readonly region: string;
  readonly period: Quarter;
  /** Rows of the quarter before are filled in where they lie in this sight. */
  readonly sight: Sight;
  /** Nothing is filled in. */
  readonly blank: boolean;
}

export interface MadeTemplate {
  readonly bytes: Uint8Array;
  /** Of the file, without its suffix: for who reads Latin letters only, and in Chinese. */
  readonly name: string;
  readonly named: string;
  /** Rows that were filled in beforehand. */
  readonly rows: number;
}

/** Every method refuses with a DomainError; whether `by` may ask is asked before. */
export interface CalendarOffice {
  setDueDate(step: DueStep, by: Actor): Promise<SetDueDate>;
  /** False where there was none. */
  removeDueDate(step: Omit<DueStep, 'dueOn'>, by: Actor): Promise<boolean>;
  carryForward(ask: CarryAsk, by: Actor): Promise<{ readonly region: string; readonly period: Quarter; readonly version: number }>;
  template(ask: TemplateAsk): Promise<MadeTemplate>;
}

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里不能改动报送日历，也不生成模板：它们属于运行中的网站（npm start）。');
};

export const NO_CALENDAR: CalendarOffice = {
  setDueDate: refused,
  removeDueDate: refused,
  carryForward: refused,
  template: refused,
};

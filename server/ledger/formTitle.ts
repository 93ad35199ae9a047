/** The line above the headers of a template: whose ledger it is and of which quarter, as it comes back with the file. */
import { isQuarter, type Quarter } from '../domain/period.ts';
import { toHalfWidth } from './text.ts';

export interface FormTitle {
  /** `河南省洛阳市老城区`. */
  readonly name: string;
  readonly region: string;
  readonly period: Quarter;
}

export const writeFormTitle = ({ name, region, period }: FormTitle, what: string): string => `${name}（${region}）${period} ${what}`;

const WRITTEN = /^(\S+)\((\d{6}|\d{9})\)\s?(20\d{2}Q[1-4])\s/;

/** Null for a title that is none of a template's. */
export function readFormTitle(text: string): FormTitle | null {
  const [, name = '', region = '', period = ''] = WRITTEN.exec(toHalfWidth(text)) ?? [];
  return isQuarter(period) ? { name, region, period } : null;
}

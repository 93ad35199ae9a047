/** Which quarters the demo covers, when its submissions came in, and the exceptions that a real year has. */
import { quartersBetween, shiftQuarter, firstDay, type Quarter } from '../../server/domain/period.ts';
import { roll, seedOf } from './random.ts';

/** Twelve quarters; the last one ends on 2026-09-30. Fixed, so that the demo does not depend on the day it is made. */
export const QUARTERS: readonly Quarter[] = quartersBetween('2023Q4', '2026Q3');
export const LAST = QUARTERS.length - 1;

/** One exception: the submission never came, came after the due date (the 15th of the next month), or was sent back. */
export interface Exception {
  readonly region: string;
  readonly period: Quarter;
  readonly missing?: true;
  readonly late?: true;
  readonly returned?: true;
}

export const EXCEPTIONS: readonly Exception[] = [
  { region: '411527', period: '2024Q1', missing: true },
  { region: '411681', period: '2024Q3', missing: true },
  { region: '410928', period: '2025Q1', missing: true },
  { region: '411224', period: '2025Q3', missing: true },
  { region: '411328', period: '2026Q3', missing: true },
  { region: '410425', period: '2025Q2', returned: true },
  { region: '411526', period: '2026Q3', returned: true, late: true },
  { region: '411625', period: '2023Q4', late: true },
  { region: '411728', period: '2023Q4', late: true },
  { region: '410782', period: '2024Q2', late: true },
  { region: '411381', period: '2024Q4', late: true },
  { region: '410927', period: '2024Q4', late: true },
  { region: '411422', period: '2025Q1', late: true },
  { region: '410526', period: '2025Q4', late: true },
  { region: '411403', period: '2025Q4', late: true },
  { region: '410223', period: '2026Q1', late: true },
  { region: '411322', period: '2026Q2', late: true },
  { region: '411627', period: '2026Q3', late: true },
  { region: '410183', period: '2026Q3', late: true },
];

const BY_KEY = new Map(EXCEPTIONS.map((exception) => [`${exception.region} ${exception.period}`, exception]));
export const exceptionOf = (region: string, period: Quarter): Exception | undefined => BY_KEY.get(`${region} ${period}`);

export type DemoState = 'APPLIED' | 'ACCEPTED' | 'RETURNED';

/** Of the last quarter a part is still waiting for its acceptance; all earlier ones are accepted unless sent back. */
export function stateOf(region: string, period: Quarter): DemoState {
  if (exceptionOf(region, period)?.returned === true) return 'RETURNED';
  return period === QUARTERS[LAST] && roll(seedOf(region), 71) < 0.35 ? 'APPLIED' : 'ACCEPTED';
}

const pad = (count: number): string => String(count).padStart(2, '0');

/** Date and time of receipt, in office hours of China, in the month after the quarter: by the 14th, or from the 17th when late. */
export function receivedOn(region: string, period: Quarter): string {
  const seed = seedOf(`${region} ${period}`);
  const late = exceptionOf(region, period)?.late === true;
  const day = late ? 17 + Math.floor(roll(seed, 1) * 10) : 3 + Math.floor(roll(seed, 1) * 12);
  const month = firstDay(shiftQuarter(period, 1)).slice(0, 8);
  return `${month}${pad(day)}T${pad(8 + Math.floor(roll(seed, 2) * 10))}:${pad(Math.floor(roll(seed, 3) * 60))}:00+08:00`;
}

/** What is due, from whom, and what came of it by a day. Days are those of China; the clock is always an argument. */
import { dayInChina, dueDate } from './calendar.ts';
import { asOfDate, quarterOfDate, quartersBetween, shiftQuarter, type Quarter } from './period.ts';
import type { Region } from './region.ts';
import { lineIn, subtreeIn, type Tree } from './regionTree.ts';
import type { Words } from './words.ts';

/** A day that an administrator set in place of the usual one, for a region and all below it that have none of their own. */
export interface DueStep {
  readonly region: string;
  readonly period: string;
  readonly dueOn: string;
}

export interface SetDueDate extends DueStep {
  readonly setBy: string;
  readonly setAt: string;
}

/**
 * RETURNED and MISSING are owed still. A ledger carried forward is no answer of its region: its stocks are counted and receipt holds it as
 * received, never as on time, and here the region stays MISSING until it sends its own.
 */
export const DUE_STATES = {
  NOT_DUE: { zh: '未到期', en: 'Not due yet' },
  DUE_SOON: { zh: '即将到期', en: 'Due within days' },
  ON_TIME: { zh: '按时', en: 'On time' },
  LATE: { zh: '逾期报送', en: 'Late' },
  MISSING: { zh: '逾期未报', en: 'Missing' },
  RETURNED: { zh: '已退回待重报', en: 'Returned, to be sent again' },
} as const satisfies Record<string, Words>;
export type DueState = keyof typeof DUE_STATES;

/** Days before the last one from which on somebody is reminded. */
export const SOON_DAYS = 7;

/** The last day for a region, given as its line upward: the nearest that has a day of its own holds. */
export function dueOnFor(steps: readonly DueStep[], line: readonly string[], period: Quarter): string {
  for (const code of line) {
    const step = steps.find((one) => one.region === code && one.period === period);
    if (step !== undefined) return step.dueOn;
  }
  return dueDate(period);
}

const DAY_MS = 86_400_000;

/** Days from one day to another; negative when it has passed. */
export const daysFrom = (day: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${day}T00:00:00Z`)) / DAY_MS);

/** What stands for a region and quarter: what it sent, what was carried forward in its place, or nothing. */
export type Standing = 'ON_TIME' | 'LATE' | 'CARRIED' | 'NONE';

export function dueStateOf({
  dueOn,
  today,
  standing,
  returned,
}: {
  readonly dueOn: string;
  readonly today: string;
  readonly standing: Standing;
  /** The newest that it sent was returned. */
  readonly returned: boolean;
}): DueState {
  if (standing === 'ON_TIME' || standing === 'LATE') return standing;
  if (returned) return 'RETURNED';
  const left = daysFrom(today, dueOn);
  if (left < 0) return 'MISSING';
  return left <= SOON_DAYS ? 'DUE_SOON' : 'NOT_DUE';
}

/** The newest quarter that has ended by a moment. */
export const newestEnded = (now: string): Quarter => shiftQuarter(quarterOfDate(dayInChina(now)), -1);

/** Quarters that a region owes by a moment, ascending: from its province's first one on, and in any case the newest that has ended. */
export function owedQuarters(first: Quarter | null, now: string): Quarter[] {
  const newest = newestEnded(now);
  return first === null || first > newest ? [newest] : quartersBetween(first, newest);
}

/** Nothing can be sent before the quarter's last day is over. */
export const canBeDue = (period: Quarter, dueOn: string): boolean => dueOn > asOfDate(period);

/** Whether a region sends a ledger of its own: a county, or a prefecture without counties. */
function owesLedger(tree: Tree, region: Region): boolean {
  if (region.kind === 'PARK') return false;
  if (region.level === 'COUNTY') return true;
  const isCounty = (child: Region): boolean => child.level === 'COUNTY' && child.kind === 'ADMINISTRATIVE';
  return region.level === 'PREFECTURE' && !(tree.children.get(region.code) ?? []).some(isCounty);
}

/** Regions at or below a code that owe a ledger, in the order of the tree; those above a township instead of it. */
export const owingRegions = (tree: Tree, code: string): Region[] =>
  subtreeIn(tree, code).flatMap((one) => {
    const region = tree.byCode.get(one);
    return region !== undefined && owesLedger(tree, region) ? [region] : [];
  });

export const levelAbove = (tree: Tree, code: string, level: Region['level']): string | null =>
  lineIn(tree, code).find((one) => tree.byCode.get(one)?.level === level) ?? null;

/** Setting and removing due dates, as an administrator asks: what has come is judged by the new day in the same change. */
import { readRegions } from '../db/regions.ts';
import { settleDueDate } from '../db/settleDueDate.ts';
import type { AuditedStore } from '../db/trail.ts';
import { isDay } from '../domain/calendar.ts';
import { canBeDue, type DueStep, type SetDueDate } from '../domain/dueDates.ts';
import { badInput } from '../domain/errors.ts';
import { asOfDate, isQuarter, type Quarter } from '../domain/period.ts';

type Place = Omit<DueStep, 'dueOn'>;

/** @throws DomainError */
async function readPlace(store: AuditedStore, { region, period }: Place): Promise<Quarter> {
  if (!isQuarter(period)) throw badInput(`报告期须为季度，如 2025Q4；收到「${period}」。`);
  const known = (await readRegions(store.db)).filter((one) => one.code === region);
  if (known.length === 0) throw badInput(`没有这个行政区划代码：${region}。`);
  if (known.every((one) => one.kind === 'PARK')) throw badInput(`${region} 是园区，不单独报送台账；请改用其所在的县或地级市。`);
  return period;
}

/** @throws DomainError for an unknown region, for what is no quarter, and for a day on which the quarter has not ended */
export async function setDueDate(store: AuditedStore, step: DueStep, by: string, now: string): Promise<SetDueDate> {
  const period = await readPlace(store, step);
  if (!isDay(step.dueOn)) throw badInput(`日期写法有误：「${step.dueOn}」，应为 2026-01-15。`);
  if (!canBeDue(period, step.dueOn)) throw badInput(`截止日须在 ${period} 的最后一天（${asOfDate(period)}）之后；收到「${step.dueOn}」。`);
  const set = { ...step, setBy: by, setAt: now };
  await settleDueDate(store, { region: step.region, period, set }, now);
  return set;
}

/** @returns false where there was none @throws DomainError */
export async function removeDueDate(store: AuditedStore, place: Place, now: string): Promise<boolean> {
  const period = await readPlace(store, place);
  return settleDueDate(store, { region: place.region, period, set: null }, now);
}

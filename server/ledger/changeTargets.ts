/** Setting and removing targets, as an administrator asks. */
import { readRegions } from '../db/regions.ts';
import { readRuleAssignments } from '../db/rules.ts';
import { dropTarget, putTarget, type TargetKey } from '../db/targets.ts';
import type { AuditedStore } from '../db/trail.ts';
import { isDay } from '../domain/calendar.ts';
import { badInput } from '../domain/errors.ts';
import { INDICATORS } from '../domain/indicators.ts';
import { stepsOf } from '../domain/rules/goals.ts';
import type { DatedTarget, Target } from '../domain/targets.ts';

async function refuseUnknown(store: AuditedStore, { region, indicator, validFrom }: TargetKey): Promise<void> {
  if (!isDay(validFrom)) throw badInput(`日期写法有误：「${validFrom}」，应为 2026-01-01。`);
  if (!Object.hasOwn(INDICATORS, indicator)) throw badInput(`没有这个指标：${indicator}。全部指标见「指标口径」页。`);
  if (!(await readRegions(store.db)).some((one) => one.code === region)) throw badInput(`没有这个行政区划代码：${region}。`);
}

/** @throws DomainError for an unknown region or indicator, or a target outside 0–100 */
export async function setTarget(store: AuditedStore, step: Target, by: string, now: string): Promise<DatedTarget> {
  await refuseUnknown(store, step);
  if (!(step.target >= 0 && step.target <= 100)) throw badInput(`目标须为 0 到 100 的百分数；收到「${step.target}」。`);
  return putTarget(store, step, by, now);
}

/** @returns false where there was none @throws DomainError for an unknown region or indicator, and for a step of a rule set */
export async function removeTarget(store: AuditedStore, key: TargetKey, now: string): Promise<boolean> {
  await refuseUnknown(store, key);
  const assignments = await readRuleAssignments(store.db);
  const laidDown = assignments.flatMap(({ set, region }) => stepsOf(set).map((step) => ({ ...step, region })));
  return dropTarget(store, key, laidDown, now);
}

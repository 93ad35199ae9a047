/** Putting a rule set in force for a region from a day on. */
import type { AuditedStore } from '../db/trail.ts';
import { readRegions } from '../db/regions.ts';
import { assignRuleSet } from '../db/rules.ts';
import { nextVersion, publishChange } from '../db/publishing.ts';
import { together } from '../db/transaction.ts';
import { badInput } from '../domain/errors.ts';
import { isQuarter } from '../domain/period.ts';
import { stepsOf } from '../domain/rules/goals.ts';
import type { RuleSetDocument } from '../domain/rules/ruleSet.ts';
import { reclassify } from './reclassify.ts';

export interface RuleChange {
  readonly set: RuleSetDocument;
  readonly region: string;
  /** First day it holds. */
  readonly validFrom: string;
  /** Quarter from which submitted ledgers are judged anew; null: later ones only. */
  readonly recompute: string | null;
}

/** @throws DomainError for an unknown region, a date or a quarter that is none */
export async function applyRules(store: AuditedStore, change: RuleChange, now: string): Promise<{ submissions: number }> {
  const { set, region, validFrom, recompute } = change;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(validFrom) || Number.isNaN(Date.parse(validFrom)))
    throw badInput(`日期写法有误：「${validFrom}」，应为 2026-01-01`);
  if (recompute !== null && !isQuarter(recompute)) throw badInput(`重算的起始报告期须为季度，如 2026Q1；收到「${recompute}」`);
  if (!(await readRegions(store.db)).some((one) => one.code === region)) throw badInput(`没有这个行政区划代码：${region}`);
  return together(store, async (inside) => {
    await assignRuleSet(
      inside,
      { region, validFrom, validTo: null, by: 'ADMINISTRATOR', set },
      stepsOf(set).map((step) => ({ ...step, region })),
    );
    const judged =
      recompute === null
        ? { submissions: 0 }
        : await reclassify(inside, region, recompute, { version: await nextVersion(inside.db), knownOn: now });
    // The ledgers of before stay readable as revisions; the rules themselves are those of now, whatever version they are asked of.
    await publishChange(inside, now, `rules ${set.id} ${region}`, judged.submissions > 0);
    return judged;
  });
}

/** The filter of a question → conditions on unit rows. */
import type { UnitCondition } from '../db/facts.ts';
import { basisColumn } from '../db/facts.ts';
import { badInput } from '../domain/errors.ts';
import { TIERS_OF } from '../domain/organizations.ts';
import type { UnitFilter } from './types.ts';

const LISTS = ['kind', 'sector', 'industry', 'scale', 'status', 'management', 'reason'] as const;

export function toCondition(where: UnitFilter | undefined): UnitCondition {
  const subject = where?.subject ?? 'PARTY';
  const tiers = where?.tier;
  const wrong = tiers?.find((tier) => !TIERS_OF[subject].includes(tier));
  if (wrong !== undefined) throw badInput(`${subject} 没有覆盖方式 ${wrong}；可用：${TIERS_OF[subject].join('、')}`);
  return {
    region: where?.region,
    park: where?.park,
    equals: Object.fromEntries(LISTS.flatMap((name) => (where?.[name] ? [[name, where[name]]] : []))),
    flags: where?.basis ? [basisColumn(where.basis, subject)] : [],
    tier: tiers ? { subject, tiers } : undefined,
    without: where?.eligibleWithout,
    minStaff: where?.minStaff,
    search: where?.search,
  };
}

/** Whether a filter narrows unit rows at all; `subject` alone only names whom a per-subject indicator is about. */
export function narrows(where: UnitFilter | undefined): boolean {
  if (!where) return false;
  return Object.entries(where).some(([name, value]) => name !== 'subject' && value !== undefined && value !== null);
}

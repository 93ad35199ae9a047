/** Why an organization carries a shell flag, in a sentence of its own figures (domain.md §6). */
import { SHELL_COLUMN, termEnd, type OrganizationClass } from './shells.ts';
import type { OrganizationFact } from './facts.ts';
import { SHELL_FLAGS, type ShellFlag } from './organizations.ts';
import { asOfDate, shiftQuarter, type Quarter } from './period.ts';
import type { RuleSet } from './rules/ruleSet.ts';
import type { Words } from './words.ts';

export interface RaisedFlag {
  readonly flag: ShellFlag;
  /** As-of date of the ledger that raised it. */
  readonly on: string;
  readonly explanation: Words;
}

/** What the sentences speak of. */
export interface ShellEvidence {
  readonly fact: Pick<OrganizationFact, 'termStartedOn' | 'termYears'>;
  readonly of: OrganizationClass;
  readonly period: Quarter;
  readonly rules: Pick<RuleSet, 'partyMinFullMembers' | 'jointBranchMaxUnits'>;
}

const SENTENCES: Readonly<Record<ShellFlag, (evidence: ShellEvidence) => Words>> = {
  NO_ACTIVITY: ({ period }) => {
    const before = shiftQuarter(period, -1);
    return {
      zh: `${before} 与 ${period} 两期台账均无任何活动记录`,
      en: `No activity of any kind in the ledgers of ${before} and ${period}`,
    };
  },
  TOO_FEW_MEMBERS: ({ of, rules }) => ({
    zh: `所覆盖单位的正式党员合计 ${of.covered_full_members} 名，连续两期不足 ${rules.partyMinFullMembers} 名`,
    en: `${of.covered_full_members} full members over all units it covers, below ${rules.partyMinFullMembers} for two periods`,
  }),
  UNITS_GONE: ({ of }) => ({
    zh: `所覆盖的 ${of.units_covered} 家单位均已注销吊销、迁出或失联`,
    en: `All ${of.units_covered} units it covers are cancelled, moved away or out of contact`,
  }),
  TERM_OVERDUE: ({ fact, period }) => {
    const end = termEnd({ termStartedOn: fact.termStartedOn, termYears: fact.termYears }) ?? '';
    return {
      zh: `本届于 ${end} 任满，至 ${asOfDate(period)} 未换届已超过 12 个月`,
      en: `Term ended on ${end}; not renewed for over 12 months by ${asOfDate(period)}`,
    };
  },
  OVERSTRETCHED: ({ of, rules }) => ({
    zh: `联合党支部覆盖 ${of.units_covered} 家单位，超过上限 ${rules.jointBranchMaxUnits} 家`,
    en: `Joint branch over ${of.units_covered} units, above the limit of ${rules.jointBranchMaxUnits}`,
  }),
};

/** The flags that are raised, in the order of the registry. */
export const raisedFlags = (evidence: ShellEvidence): RaisedFlag[] =>
  (Object.keys(SHELL_FLAGS) as ShellFlag[])
    .filter((flag) => evidence.of[SHELL_COLUMN[flag]] === 1)
    .map((flag) => ({ flag, on: asOfDate(evidence.period), explanation: SENTENCES[flag](evidence) }));

/** What administrators change beside users: targets, rule sets, backups. Others do the work; here is what may be asked of them. */
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import type { RuleSetDocument } from '../domain/rules/ruleSet.ts';
import type { DatedTarget, Target } from '../domain/targets.ts';
import { NO_INTAKE, type Intake } from './intake.ts';
import { NO_STATES, type States } from './states.ts';
import { NO_CALENDAR, type CalendarOffice } from './calendarOffice.ts';
import { NO_MAPPINGS, type Mappings } from './mappings.ts';
import { NO_SUMMARIES, type Summaries } from './summaries.ts';

/** A rule set that is to be in force for a region from a day on. */
export interface RulesAsk {
  readonly set: RuleSetDocument;
  readonly region: string;
  readonly validFrom: string;
  /** Quarter from which submitted ledgers are judged anew; null: later ones only. */
  readonly recompute: string | null;
}

export interface BackupRow {
  readonly name: string;
  readonly createdAt: string;
  readonly bytes: number;
  readonly dataVersion: string;
  /** Its files are there as its manifest says. */
  readonly checked: boolean;
}

/** Every method refuses with a DomainError; whether `by` may ask is asked before. */
export interface Office extends CalendarOffice, Intake, Mappings, States, Summaries {
  setTarget(step: Target, by: Actor): Promise<DatedTarget>;
  /** False where there was none. */
  removeTarget(step: Omit<Target, 'target'>, by: Actor): Promise<boolean>;
  applyRules(ask: RulesAsk, by: Actor): Promise<{ readonly submissions: number }>;
  /** The newest first. */
  backups(): Promise<readonly BackupRow[]>;
  createBackup(by: Actor): Promise<BackupRow>;
}

const refused = async (): Promise<never> => {
  throw new DomainError('UNAVAILABLE', '这里不能改动设置或备份：它们属于运行中的网站（npm start）。');
};

/** Of a program that answers without anybody to do the work, such as a single query at the command line. */
export const NO_OFFICE: Office = {
  ...NO_INTAKE,
  ...NO_STATES,
  setTarget: refused,
  removeTarget: refused,
  applyRules: refused,
  backups: refused,
  createBackup: refused,
  ...NO_CALENDAR,
  ...NO_MAPPINGS,
  ...NO_SUMMARIES,
};

/** What the log keeps of each job of the writer. A job without an entry here does not compile. */
import type { AuditAction } from '../domain/audit.ts';
import type { AuditFacts } from '../db/trail.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { DomainError } from '../domain/errors.ts';
import type { JobName, Jobs } from './jobs.ts';

/** States of an upload that left nothing behind. */
const CAME_TO_NOTHING: readonly string[] = ['REFUSED', 'CANCELLED', 'INTERRUPTED', 'FAILED'];

interface JobAudit<Ask, Answer> {
  /** Of a job that does one of several things: which. */
  readonly action: AuditAction | ((ask: Ask) => AuditAction);
  /** What it was done to. */
  object(ask: Ask): string | null;
  /** What is known of it before it is done. */
  facts(ask: Ask): AuditFacts;
  /** What an answer that is a refusal says of itself; null for one that is none. */
  refusal?(answer: Answer): AuditFacts | null;
}

/** Codes of what was wrong, each once, in order. */
const codesOf = (problems: readonly { readonly code: string }[]): string =>
  [...new Set(problems.map((one) => one.code))].toSorted().join(',');

/** Of an upload that came to nothing. */
function refusedUpload({ state, message, problems, errors, more_errors: more }: UploadTable): AuditFacts | null {
  if (!CAME_TO_NOTHING.includes(state)) return null;
  const wrong = (JSON.parse(problems) as { code: string; severity: string }[]).filter(({ severity }) => severity === 'error');
  return { state, ...(errors > 0 ? { errors: errors + more, codes: codesOf(wrong) } : { reason: message }) };
}

/** All but those of the start and of what others left behind, which name each of their changes themselves. */
export type PlainJob = Exclude<JobName, 'seeds' | 'recover'>;

export const JOB_AUDIT: { readonly [Name in PlainJob]: JobAudit<Jobs[Name]['ask'], Jobs[Name]['answer']> } = {
  import: {
    action: 'IMPORT',
    object: ({ files }) => files.map((one) => `${one.region} ${one.period}`).join(', '),
    facts: ({ files, dryRun }) => ({ files: files.length, ...(dryRun && { dryRun }) }),
    refusal: (results) => {
      const errors = results.flatMap(({ reading }) => reading.errors);
      const more = results.reduce((sum, { reading }) => sum + reading.moreErrors, 0);
      return errors.length === 0 ? null : { errors: errors.length + more, codes: codesOf(errors) };
    },
  },
  receive: {
    action: ({ ask }) => (ask.kind === 'SUMMARY' ? 'SUMMARY' : 'IMPORT'),
    object: ({ ask }) => `${ask.region} ${ask.period}`,
    facts: ({ row, ask }) => ({ upload: row.id, kind: ask.kind, bytes: row.bytes, ...(ask.dryRun && { dryRun: true }) }),
    refusal: refusedUpload,
  },
  uploadCut: {
    action: 'IMPORT',
    object: ({ region, period }) => `${region} ${period}`,
    facts: ({ id, bytes }) => ({ upload: id, bytes }),
    refusal: refusedUpload,
  },
  figures: {
    action: 'FIGURES',
    object: () => null,
    facts: ({ checkOnly }) => (checkOnly ? { checkOnly } : {}),
    refusal: ({ reading }) => (reading.problems.length === 0 ? null : { errors: reading.problems.length }),
  },
  demoLoad: { action: 'DEMO', object: () => 'load', facts: () => ({}) },
  demoRemove: { action: 'DEMO', object: () => 'remove', facts: () => ({}) },
  regionChange: {
    action: 'REGIONS',
    object: ({ from, to }) => `${from.join(',')} → ${to.map((one) => one.code).join(',')}`,
    facts: ({ kind, on }) => ({ kind, on }),
  },
  rulesApply: {
    action: 'RULES',
    object: ({ set, region }) => `${set.id} ${region}`,
    facts: ({ validFrom, recompute }) => ({ from: validFrom, recompute }),
  },
  targetSet: {
    action: 'TARGET',
    object: ({ step }) => `${step.region} ${step.indicator} ${step.validFrom}`,
    facts: ({ step }) => ({ target: step.target }),
  },
  targetRemove: {
    action: 'TARGET',
    object: ({ region, indicator, validFrom }) => `${region} ${indicator} ${validFrom}`,
    facts: () => ({ target: null }),
  },
  submissionApply: {
    action: 'APPLY',
    object: ({ id }) => `submission ${id}`,
    facts: ({ note, confirmRemovals }) => ({ ...(note !== null && { note }), ...(confirmRemovals && { confirmRemovals }) }),
  },
  submissionDiscard: { action: 'DISCARD', object: ({ id }) => `submission ${id}`, facts: () => ({}) },
  submissionReview: { action: ({ act }) => act, object: ({ id }) => `submission ${id}`, facts: () => ({}) },
  reviewSettings: { action: 'SETTING', object: () => 'noteShare', facts: ({ noteShare }) => ({ noteShare }) },
  dueSet: { action: 'DUE', object: ({ step }) => `${step.region} ${step.period}`, facts: ({ step }) => ({ dueOn: step.dueOn }) },
  dueRemove: { action: 'DUE', object: ({ region, period }) => `${region} ${period}`, facts: () => ({ dueOn: null }) },
  carry: { action: 'CARRY', object: ({ region, period }) => `${region} ${period}`, facts: ({ reason }) => ({ reason }) },
  mappingSet: {
    action: 'MAPPING',
    object: ({ change }) => `${change.region} ${change.sheet}`,
    facts: ({ change }) => ({ sheet: change.name, columns: change.columns.length }),
  },
  summarySend: {
    action: 'SUMMARY',
    object: ({ region, period }) => `${region} ${period}`,
    facts: ({ values, file }) => ({ values: values.length, ...(file !== null && { file: file.name, sha256: file.sha256 }) }),
  },
  backupNoted: { action: 'BACKUP', object: ({ name }) => name, facts: ({ bytes, version }) => ({ bytes, version }) },
  restoreNoted: { action: 'RESTORE', object: ({ name }) => name, facts: ({ bytes, version }) => ({ bytes, version }) },
  auditExport: { action: 'AUDIT_EXPORT', object: () => null, facts: (ask) => ({ ...ask }) },
  auditPrune: {
    action: 'AUDIT_PRUNE',
    object: () => 'ledger_audit',
    facts: ({ end, entries, file, sha256 }) => ({ upTo: end.position, hash: end.hash, entries, file, sha256 }),
  },
  divide: {
    action: 'DIVIDE',
    object: ({ division }) => division.servers.map(({ name, provinces }) => `${name} ${provinces.join(',')}`).join('; ') || null,
    facts: ({ division: { from, until }, dryRun }) => ({ ...(from && { from }), ...(until && { until }), ...(dryRun && { dryRun }) }),
  },
  rollupRebuild: { action: 'ROLLUP', object: () => null, facts: () => ({}) },
};

/** What the log keeps of a job that failed. The words of a bug are for the program's log: they may hold a value or a path. */
export const failureFacts = (error: unknown): AuditFacts =>
  error instanceof DomainError ? { code: error.code, reason: error.message } : { code: 'INTERNAL_SERVER_ERROR' };

/**
 * What becomes of a submission after it was received: applied, taken away, accepted, returned, locked, unlocked. Whether who asks may is
 * asked here, of what stands now; of two who judge the same one the second is told what it has become.
 */
import { baseOf, countDifferences, findStandingBefore } from '../db/differences.ts';
import { findNamedElsewhere, findTakenFrom, isPublishedSince, promoteHeld, recordBase, removeHeld, rewriteHeld } from '../db/held.ts';
import type { Db } from '../db/open.ts';
import { publish } from '../db/publishing.ts';
import type { Publishing } from '../db/revisions.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { changeState, findReviewed } from '../db/stateChange.ts';
import { findSteps } from '../db/steps.ts';
import { findSubmissions } from '../db/submissions.ts';
import { together } from '../db/transaction.ts';
import type { AuditedStore } from '../db/trail.ts';
import type { Actor } from '../domain/audit.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import { isQuarter, type Quarter } from '../domain/period.ts';
import { obstacleTo, type Judge } from '../domain/review.ts';
import { SUBMISSION_ACTS, type SubmissionAct } from '../domain/submissions.ts';
import { settleNeighbours, Versions } from './apply.ts';
import { classifyLedgers } from './classify.ts';
import { refuseIfClosed, refuseMixing } from './closed.ts';
import { refreshLedgerFindings } from './ledgerFindings.ts';
import { refuseUnconfirmed } from './changesTold.ts';
import { readStored } from './reclassify.ts';
import { refreshSubmissionFindings } from './submissionFindings.ts';
import { refreshSummaryFindings } from './summaryFindings.ts';
import { obstacleWords } from './obstacles.ts';
import { ORGANIZATION_COLUMN_ORDER, UNIT_COLUMN_ORDER, UNIT_FACT_COLUMNS } from './rows.ts';

/** Who does it, and as whom the log and the steps name them. */
interface Asked {
  readonly id: string;
  readonly judge: Judge;
  readonly by: Pick<Actor, 'id' | 'name'>;
}

export interface Application extends Asked {
  /** 变更说明; what came with the file otherwise. */
  readonly note: string | null;
  /** Rows of the version before that are gone are meant to be. */
  readonly confirmRemovals: boolean;
}

export interface Review extends Asked {
  readonly act: SubmissionAct;
  readonly reason: string | null;
}

/** Whom a step is by: who sends with a session and goes on with a token of their own is one person. */
const personOf = ({ judge, by }: Asked): Asked['by'] => ({ id: judge.id, name: by.name });

const LONGEST_REASON = 500;

/** Trimmed; null for an empty one. @throws DomainError for one that is no sentence any more */
function readWords(text: string | null, what: string): string | null {
  const words = text === null ? '' : text.trim();
  if (words.length > LONGEST_REASON) throw badInput(`${what}至多 ${LONGEST_REASON} 个字，收到 ${words.length} 个；请写得简短些。`);
  return words === '' ? null : words;
}

const placeOf = (one: SubmissionRow) => ({
  region: one.region,
  ledgerRegion: one.ledger_region,
  prefecture: one.prefecture,
  province: one.province,
});

function periodOf({ period }: SubmissionRow): Quarter {
  if (!isQuarter(period)) throw new Error(`a submission of ${period}`);
  return period;
}

/** Those who sent and who applied a version. */
async function sendersOf(db: Db, one: SubmissionRow): Promise<string[]> {
  const applied = (await findSteps(db, one)).filter((step) => step.act === 'APPLY').map((step) => step.actor);
  return [...new Set([...(one.actor === null ? [] : [one.actor]), ...applied])];
}

/** The submission, where the act may be done with it. @throws DomainError */
async function mustAllow(store: AuditedStore, act: SubmissionAct, { id, judge }: Asked): Promise<SubmissionRow> {
  const found = /^\d{1,15}$/.test(id) ? await findReviewed(store.db, Number(id)) : undefined;
  if (found === undefined) throw new DomainError('NOT_FOUND', `没有编号为 ${id} 的报送：可能已被撤回，或已由新的文件代替。请刷新后再看。`);
  store.trail.tell({ region: found.region, period: found.period, version: found.version });
  const judged = { region: found.region, state: found.state, current: found.is_current === 1, senders: await sendersOf(store.db, found) };
  const obstacle = obstacleTo(act, judged, judge);
  if (obstacle !== null) throw obstacleWords(obstacle, act, found);
  return found;
}

/** Held against what stands now, where that is not what it was held against. @throws DomainError then, so that who applies sees it first */
async function refuseStale(store: AuditedStore, one: SubmissionRow, before: readonly SubmissionRow[]): Promise<void> {
  const base = baseOf(before);
  if (base === one.base) return;
  const ask = { sheet: 'UNITS', after: one.id, before: before.map((row) => row.id), columns: UNIT_FACT_COLUMNS } as const;
  await recordBase(store, one.id, base, await countDifferences(store.db, ask));
  const [newest] = before;
  const against = newest === undefined ? '原来的一版已不在' : `${newest.region} ${newest.period} 又有第 ${newest.version} 版入库`;
  throw badInput(`收到这份台账之后，${against}，没有提交。差别已改为与现在的一版相比：请核对差别后再提交。`);
}

async function refuseTaken(db: Db, one: SubmissionRow): Promise<void> {
  const taken = await findTakenFrom(db, one);
  if (taken === undefined) return;
  throw badInput(
    `组织代码"${taken.code}"（${taken.name}）本期已由 ${taken.ledger_region} 报送；组织代码在地级市内不能重复，请撤回后改用本组织自己的代码重新上传`,
  );
}

/** Judges the rows anew where others were published since they were received. Gives the organizations of other ledgers that its units name. */
async function judgeNow(store: AuditedStore, one: SubmissionRow): Promise<readonly string[]> {
  if (!(await isPublishedSince(store.db, one.received_at))) return one.foreign_refs === 0 ? [] : findNamedElsewhere(store.db, one.id);
  const [rows] = await classifyLedgers(store, [(await readStored(store, one)).ledger], periodOf(one));
  if (rows === undefined) throw new Error('a ledger was not classified');
  await rewriteHeld(store, one.id, {
    ...rows,
    units: { columns: UNIT_COLUMN_ORDER, rows: rows.units },
    organizations: { columns: ORGANIZATION_COLUMN_ORDER, rows: rows.organizations },
  });
  return rows.named;
}

/** What checks find changes with what stands, and in the same transaction. */
async function refreshFindings(inside: AuditedStore, one: SubmissionRow): Promise<void> {
  const period = periodOf(one);
  if (one.demo === 0) await refreshLedgerFindings(inside);
  await refreshSubmissionFindings(inside, period, [one.ledger_region]);
  await refreshSummaryFindings(inside, [period]);
}

/** Applies what was received: published, with all that follows from it, in one transaction. @throws DomainError */
export async function applySubmission(store: AuditedStore, ask: Application, now: string): Promise<SubmissionRow> {
  const one = await mustAllow(store, 'APPLY', ask);
  const period = periodOf(one);
  await refuseMixing(store.db, [{ demo: one.demo === 1 }]);
  await refuseIfClosed(store.db, placeOf(one), period);
  await refuseTaken(store.db, one);
  const before = await findStandingBefore(store.db, one);
  await refuseStale(store, one, before);
  if (before.some((row) => row.is_current === 1 && row.region === one.region && row.content_sha256 === one.content_sha256))
    throw badInput(`与现行的一版内容相同，不必提交：请撤回这份报送。`);
  const note = readWords(ask.note, '变更说明') ?? one.note;
  await refuseUnconfirmed(store.db, one, before, { note, confirmRemovals: ask.confirmRemovals });
  const versions = new Versions(await findSubmissions(store.db, period, [one.ledger_region]));
  const version = versions.next(one.region);
  store.trail.tell({ version, units: one.units, added: one.units_added, changed: one.units_changed, removed: one.units_removed });
  await together(store, async (inside) => {
    await promoteHeld(inside, one, { version, note });
    const named = await judgeNow(inside, one);
    const settle = async (deep: AuditedStore, publishing: Publishing): Promise<void> => {
      await settleNeighbours(deep, [one.id], [{ period, place: placeOf(one) }], named, publishing);
      await refreshFindings(deep, one);
    };
    await publish(inside, [one.id], now, `${one.region} ${period}`, settle, personOf(ask));
  });
  return mustFind(store, one);
}

/** Takes away what was received and not applied. @throws DomainError */
export async function discardSubmission(store: AuditedStore, ask: Asked, now: string): Promise<void> {
  const one = await mustAllow(store, 'DISCARD', ask);
  await together(store, async (inside) => {
    await removeHeld(inside, one);
    await inside.trail.note(inside.db, now);
  });
}

async function mustFind(store: AuditedStore, one: SubmissionRow): Promise<SubmissionRow> {
  const found = await findReviewed(store.db, one.id);
  if (found === undefined) throw new Error(`submission ${one.id} is gone`);
  return found;
}

/** What no longer stands covered units of others, and the next quarter was held against it. */
async function settleReturn(inside: AuditedStore, one: SubmissionRow, publishing: Publishing): Promise<void> {
  const named = await findNamedElsewhere(inside.db, one.id);
  await settleNeighbours(inside, [], [{ period: periodOf(one), place: placeOf(one) }], named, publishing);
  await refreshFindings(inside, one);
}

/** Accepts, returns, locks or unlocks. @throws DomainError */
export async function reviewSubmission(store: AuditedStore, ask: Review, now: string): Promise<SubmissionRow> {
  const { act } = ask;
  const entry = SUBMISSION_ACTS[act];
  if (entry.to === null || act === 'APPLY') throw badInput('提交、撤回不是审核。');
  const one = await mustAllow(store, act, ask);
  const reason = readWords(ask.reason, '原因');
  if (reason === null && entry.reason === 'REQUIRED') throw badInput(`${entry.zh}须写明原因：请写清要改什么，再${entry.zh}。`);
  if (reason !== null) store.trail.tell({ reason });
  await changeState(store, one, { act, state: entry.to, at: now, by: personOf(ask), reason }, async (inside, publishing) => {
    if (act === 'RETURN') await settleReturn(inside, one, publishing);
  });
  return mustFind(store, one);
}

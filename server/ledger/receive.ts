/**
 * A file that somebody sent, from its bytes to a submission that waits to be applied: read and checked as every ledger is, judged and kept where
 * nobody counts it. What came of it is written in one transaction with it.
 */
import { createHash } from 'node:crypto';
import { diskRefusal } from '../db/disk.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { stage } from '../db/publishing.ts';
import { clearStaging } from '../db/removing.ts';
import { baseOf } from '../db/differences.ts';
import { findHeld, holdStaged } from '../db/held.ts';
import type { SubmissionRow } from '../db/schema.ts';
import { findSubmissions } from '../db/submissions.ts';
import { together } from '../db/transaction.ts';
import { addUpload, endUpload, findUpload, setUploadState } from '../db/uploads.ts';
import { findAnswer, keepAnswers } from '../db/answeredKeys.ts';
import { withTrail, type AuditedStore } from '../db/trail.ts';
import { DomainError } from '../domain/errors.ts';
import { INTERRUPTED_WORDS } from '../domain/uploads.ts';
import { countStaged, toStaged, Versions, type Submittable } from './apply.ts';
import { classifyLedgers } from './classify.ts';
import { receiveSummary } from './receiveSummary.ts';
import { applySubmission } from './states.ts';
import { Cancelled } from './progress.ts';
import { readSent, Receipt, wrongWords, type Outcome, type ReceiveAsk, type Receiving } from './receipt.ts';

const DISK_WORDS = '服务器磁盘空间不足，数据未改动，已通知管理员';
const NO_RIGHT = '您在这个地区的报送权限已被收回，没有写入任何数据。请联系安全管理员';
const CHINA_OFFSET_MS = 8 * 3_600_000;

const dayOf = (moment: string): string => new Date(Date.parse(moment) + CHINA_OFFSET_MS).toISOString().slice(0, 10);

const sameWords = (
  row: { readonly received_at: string; readonly file_sha256: string; readonly version: number },
  one: Submittable,
): string =>
  row.file_sha256 === one.fileSha256
    ? `与 ${dayOf(row.received_at)} 上传的文件相同，数据没有变化`
    : `与 ${dayOf(row.received_at)} 报送的第 ${row.version} 版内容相同：0 新增 0 变更 ${one.units.length} 相同`;

/** What it will stand among when it is kept. */
interface Surroundings {
  /** What it would take the place of. */
  readonly replaced: readonly SubmissionRow[];
  /** What was received before it and waits. */
  readonly waiting: SubmissionRow | undefined;
  readonly version: number;
  /** A number that nobody has, until it is kept. */
  readonly free: number;
}

async function surroundingsOf(
  { store }: Receipt,
  { place, period }: Submittable,
): Promise<Surroundings & { readonly current: SubmissionRow | undefined }> {
  const rows = await findSubmissions(store.db, period, [place.ledgerRegion]);
  const versions = new Versions(rows);
  return {
    current: versions.current(place.region),
    replaced: versions.replacedBy(place),
    waiting: await findHeld(store.db, { region: place.region, period }),
    version: versions.next(place.region),
    free: 1 + Math.max(0, ...rows.filter((row) => row.region === place.region).map((row) => row.version)),
  };
}

/** Judges and writes it where nobody counts it. */
async function stageReceived(receipt: Receipt, one: Submittable, { free, replaced }: Surroundings): Promise<number> {
  const { store, progress } = receipt;
  progress.stage = 'COMPARING';
  progress.rowsTotal = one.units.length + one.organizations.length;
  await clearStaging(store);
  await setUploadState(store.db, receipt.asked.row.id, 'COMPARING');
  const [rows] = await classifyLedgers(store, [{ ...one, returned: false }], one.period);
  if (rows === undefined) throw new Error('a ledger was not judged');
  progress.check();
  const staged = toStaged(one, rows, free);
  const [id] = await stage(store, [{ ...staged, submission: { ...staged.submission, state: 'RECEIVED' } }]);
  if (id === undefined) throw new Error('a ledger was not written');
  await countStaged(store, id, replaced, one.units.length);
  progress.check();
  return id;
}

/** Keeps what was staged, in the place of what waited there before, and says so: all at once. */
function hold(receipt: Receipt, id: number, one: Submittable, message: string, among: Surroundings): Promise<UploadTable> {
  const { asked, parts, taken } = receipt;
  return together(receipt.store, async (inside) => {
    const { waiting, version, replaced } = among;
    await holdStaged(inside, id, { older: waiting, version, base: baseOf(replaced) });
    const row = receipt.ended({ state: 'RECEIVED', message, submission: id });
    await endUpload(inside.db, row.id, row);
    await keepTold(inside, receipt, row.id);
    inside.trail.tell({
      units: one.units.length,
      organizations: one.organizations.length,
      version,
      file: one.fileName,
      sha256: one.fileSha256,
      ...(waiting !== undefined && { inPlaceOf: waiting.file_sha256 }),
      ...(taken !== null && { partial: taken.words }),
      ...(asked.ask.note !== null && { note: asked.ask.note }),
    });
    await inside.trail.note(inside.db, parts.now());
    return row;
  });
}

/** SHA-256 of the request that may be sent again; null where its sender did not name it. */
function keyOf({ ask, files }: ReceiveAsk): string | null {
  if (ask.key === null) return null;
  const hash = createHash('sha256').update(JSON.stringify(['upload', ask.region, ask.period, ask.key]));
  for (const { bytes } of files) hash.update(bytes);
  return hash.digest('hex');
}

async function keepTold(store: AuditedStore, { asked, parts }: Receipt, upload: string): Promise<void> {
  const key = keyOf(asked);
  if (key !== null) await keepAnswers(store.db, [{ key, answer: JSON.stringify({ upload }) }], parts.now());
}

/** What was answered to the same request before. */
async function findTold(store: AuditedStore, asked: ReceiveAsk): Promise<UploadTable | undefined> {
  const key = keyOf(asked);
  const answer = key === null ? null : await findAnswer(store.db, key);
  return answer === null ? undefined : findUpload(store.db, (JSON.parse(answer) as { upload: string }).upload);
}

async function receive(receipt: Receipt): Promise<UploadTable> {
  const { asked, parts, progress, store } = receipt;
  const { ask } = asked;
  const end = async (outcome: Outcome): Promise<UploadTable> => {
    const row = receipt.ended(outcome);
    await endUpload(store.db, row.id, row);
    return row;
  };
  if (ask.kind === 'SUMMARY') return receiveSummary(receipt, (inside, upload) => keepTold(inside, receipt, upload));
  const one = await readSent(receipt);
  if (one === null) {
    if (receipt.told === null) throw new Error('a file was refused without a word');
    const message = wrongWords(receipt.told.reading);
    return end({ state: 'REFUSED', message, submission: null });
  }
  const among = await surroundingsOf(receipt, one);
  const { current, waiting } = among;
  if (current?.content_sha256 === one.contentSha256)
    return end({ state: 'UNCHANGED', message: sameWords(current, one), submission: current.origin ?? current.id });
  if (waiting?.content_sha256 === one.contentSha256)
    return end({ state: 'UNCHANGED', message: `与 ${dayOf(waiting.received_at)} 上传、还没有入库的文件内容相同`, submission: waiting.id });
  const counted = `单位 ${one.units.length} 行，组织 ${one.organizations.length} 行`;
  if (ask.dryRun) return end({ state: 'CHECKED', message: `检查通过：${counted}；只检查，未写入`, submission: null });
  const sender = { ...one, note: ask.note, by: { id: asked.row.actor, name: asked.row.actor_name, address: parts.actor.address } };
  const id = await stageReceived(receipt, sender, among);
  if (!(await progress.asked())) {
    await clearStaging(store);
    return end({ state: 'REFUSED', message: NO_RIGHT, submission: null });
  }
  progress.close();
  const instead = waiting === undefined ? '' : `；取代了 ${dayOf(waiting.received_at)} 上传、还没有入库的一份`;
  const message = `${receipt.taken === null ? `已接收：${counted}` : receipt.taken.words}${instead}。核对差异后提交入库`;
  const held = await hold(receipt, id, sender, message, among);
  return ask.apply ? applyAtOnce(receipt, held, id) : held;
}

/** What cannot be applied at once stays as it was received, with the sentence why. */
async function applyAtOnce({ store, asked, parts }: Receipt, held: UploadTable, id: number): Promise<UploadTable> {
  const { row, ask } = asked;
  const judge = { id: row.actor, permissions: ['SUBMIT'], report: [ask.region], trusted: ask.trusted === true } as const;
  const application = {
    id: String(id),
    judge,
    by: { id: row.actor, name: row.actor_name },
    note: ask.note,
    confirmRemovals: ask.trusted === true,
  };
  const applied: UploadTable = { ...held, state: 'APPLIED', message: `已入库：单位 ${held.units} 行，组织 ${held.organizations} 行` };
  try {
    // Two changes, and so two entries: it was sent, and it counts from now on.
    const audited = withTrail(store, {
      actor: parts.actor,
      action: 'APPLY',
      object: `${ask.region} ${ask.period}`,
      facts: { upload: row.id },
    });
    await together(audited, async (inside) => {
      await applySubmission(inside, application, parts.now());
      await endUpload(inside.db, applied.id, applied);
    });
    return applied;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const waits = { ...held, message: `已接收，还没有入库：${error.message}` };
    await endUpload(store.db, waits.id, waits);
    return waits;
  }
}

/** What a failure comes to; null for a bug. */
function failedAs(error: unknown): Outcome | null {
  if (error instanceof Cancelled) return { state: 'CANCELLED', message: error.message, submission: null };
  if (diskRefusal(error) !== null) return { state: 'FAILED', message: DISK_WORDS, submission: null };
  if (!(error instanceof DomainError)) return null;
  const state = error.code === 'UNAVAILABLE' ? 'INTERRUPTED' : 'REFUSED';
  return { state, message: error.message, submission: null };
}

const BROKEN: Outcome = { state: 'FAILED', message: '服务器内部错误，没有写入任何数据。请稍后重试，仍不行请联系管理员', submission: null };

/** Receives one file. What is wrong with it is what comes of it; only bugs are thrown, and even then its row says that it failed. */
export async function receiveUpload(store: AuditedStore, asked: ReceiveAsk, parts: Receiving): Promise<UploadTable> {
  const told = await findTold(store, asked);
  if (told !== undefined) return told;
  const receipt = new Receipt(store, asked, parts);
  const { progress } = receipt;
  progress.stage = 'READING';
  try {
    await addUpload(store.db, { ...asked.row, state: 'READING', message: INTERRUPTED_WORDS });
    progress.check();
    return await receive(receipt);
  } catch (error) {
    const outcome = failedAs(error);
    const row = receipt.ended(outcome ?? BROKEN);
    // On a disk that takes nothing the row stays as it began, and the next start finds it.
    await clearStaging(store)
      .then(() => endUpload(store.db, row.id, row))
      .catch(() => undefined);
    if (outcome === null) throw error;
    return row;
  }
}

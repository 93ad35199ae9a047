/**
 * A file that somebody sent, from its bytes to a submission that waits to be applied: read and checked as every ledger is, judged and kept where
 * nobody counts it. What came of it is written in one transaction with it.
 */
import { createHash } from 'node:crypto';
import { diskRefusal } from '../db/disk.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { stage } from '../db/publishing.ts';
import { clearStaging, removeReceived } from '../db/removing.ts';
import { findSubmissions } from '../db/submissions.ts';
import { together } from '../db/transaction.ts';
import { addUpload, endUpload, findHeld, findUpload, holdSubmission, setUploadState } from '../db/uploads.ts';
import { findAnswer, keepAnswers } from '../db/answeredKeys.ts';
import type { AuditedStore } from '../db/trail.ts';
import type { Actor } from '../domain/audit.ts';
import { DomainError } from '../domain/errors.ts';
import type { Quarter } from '../domain/period.ts';
import type { Region } from '../domain/region.ts';
import { INTERRUPTED_WORDS, type UploadKind, type UploadState } from '../domain/uploads.ts';
import { differenceOf, toStaged, Versions, type Submittable } from './apply.ts';
import { classifyLedgers } from './classify.ts';
import { readBatch, type LedgerFile } from './importLedger.ts';
import { takeSound, type Taken } from './partial.ts';
import type { LedgerParser } from './parser.ts';
import type { Problem } from './problems.ts';
import { Cancelled, Progress } from './progress.ts';
import type { LedgerReading, SentFile } from './read.ts';

export interface ReceiveAsk {
  /** The upload as it is known so far. */
  readonly row: UploadTable;
  readonly ask: {
    readonly region: string;
    readonly period: Quarter;
    readonly kind: UploadKind;
    readonly note: string | null;
    /** Apply it at once where nothing has to be confirmed. */
    readonly apply: boolean;
    /** Take the sound rows where only rows are wrong. */
    readonly partial: boolean;
    readonly dryRun: boolean;
    readonly key: string | null;
  };
  readonly files: readonly SentFile[];
  readonly progress: SharedArrayBuffer;
}

/** Applies what was just received. Gives the sentence why it did not, where something has to be confirmed first. */
export type ApplyReceived = (store: AuditedStore, submission: number, note: string | null, by: Actor) => Promise<string | null>;

export interface Receiving {
  readonly regions: readonly Region[];
  readonly parser: LedgerParser;
  readonly now: () => string;
  readonly actor: Actor;
  readonly apply: ApplyReceived;
}

/** What came of a reading. */
interface Outcome {
  readonly state: UploadState;
  readonly message: string;
  readonly submission: number | null;
}

/** What is told of a reading, whatever comes of it. */
interface Told {
  readonly reading: LedgerReading;
  readonly rows: { readonly units: number; readonly organizations: number };
}

const DISK_WORDS = '服务器磁盘空间不足，数据未改动，已通知管理员';
const NO_RIGHT = '您在这个地区的报送权限已被收回，没有写入任何数据。请联系安全管理员';
const CHINA_OFFSET_MS = 8 * 3_600_000;

const dayOf = (moment: string): string => new Date(Date.parse(moment) + CHINA_OFFSET_MS).toISOString().slice(0, 10);

function toldOf({ reading, rows }: Told): Partial<UploadTable> {
  const { errors, warnings, moreErrors, moreWarnings } = reading;
  const problems: readonly Problem[] = [...errors, ...warnings];
  return {
    file_sha256: reading.fileSha256 === '' ? null : reading.fileSha256,
    errors: errors.length,
    warnings: warnings.length,
    more_errors: moreErrors,
    more_warnings: moreWarnings,
    units: rows.units,
    organizations: rows.organizations,
    problems: JSON.stringify(problems),
  };
}

const sameWords = (
  row: { readonly received_at: string; readonly file_sha256: string; readonly version: number },
  one: Submittable,
): string =>
  row.file_sha256 === one.fileSha256
    ? `与 ${dayOf(row.received_at)} 上传的文件相同，数据没有变化`
    : `与 ${dayOf(row.received_at)} 报送的第 ${row.version} 版内容相同：0 新增 0 变更 ${one.units.length} 相同`;

/** One reading under way. */
class Receipt {
  readonly asked: ReceiveAsk;
  readonly parts: Receiving;
  readonly progress: Progress;
  readonly store: AuditedStore;
  told: Told | null = null;
  taken: Taken | null = null;

  constructor(store: AuditedStore, asked: ReceiveAsk, parts: Receiving) {
    this.asked = asked;
    this.parts = parts;
    this.progress = new Progress(asked.progress);
    this.store = {
      ...store,
      goOn: () => {
        store.goOn();
        this.progress.check();
      },
      insertMany: async (work, table, columns, rows) => {
        await store.insertMany(work, table, columns, rows);
        this.progress.store(rows.length);
      },
    };
  }

  ended({ state, message, submission }: Outcome): UploadTable {
    const told = this.told === null ? {} : toldOf(this.told);
    return { ...this.asked.row, ...told, state, message, submission, finished_at: this.parts.now() };
  }
}

/** Reads the files as an import does; where only sound rows are wanted, what is wrong with the others is put aside. */
async function readSent(receipt: Receipt): Promise<Submittable | null> {
  const { asked, parts, progress, store } = receipt;
  const { ask, row, files } = asked;
  const file: LedgerFile = {
    file: row.file_name,
    region: ask.region,
    period: ask.period,
    receivedAt: row.created_at,
    state: 'APPLIED',
    demo: false,
  };
  const onlooker = { rows: (count: number) => (progress.rowsRead = count), isOver: () => progress.isCancelled };
  const parser: LedgerParser = {
    ...parts.parser,
    read: async (_file, scope) => {
      const parsed = await parts.parser.read(files, scope, onlooker);
      progress.check();
      receipt.taken = ask.partial ? takeSound(parsed) : null;
      return receipt.taken?.parsed ?? parsed;
    },
  };
  const { batch, results } = await readBatch(store, parts.regions, [file], parts.now(), parser);
  const [read] = results;
  if (read === undefined) throw new Error('a file was read without a result');
  const { reading, rows } = read;
  receipt.told = {
    reading:
      receipt.taken === null ? reading : { ...reading, ...receipt.taken.told, errors: [...receipt.taken.told.errors, ...reading.errors] },
    rows,
  };
  parts.parser.rest();
  return batch[0] ?? null;
}

/** Judges and writes it where nobody counts it. */
async function stageReceived(receipt: Receipt, one: Submittable, versions: Versions, version: number): Promise<number> {
  const { store, progress } = receipt;
  progress.stage = 'COMPARING';
  progress.rowsTotal = one.units.length + one.organizations.length;
  await clearStaging(store);
  await setUploadState(store.db, receipt.asked.row.id, 'COMPARING');
  const [rows] = await classifyLedgers(store, [{ ...one, returned: false }], one.period);
  if (rows === undefined) throw new Error('a ledger was not judged');
  progress.check();
  const difference = await differenceOf(store, versions.replacedBy(one.place), one.units);
  progress.check();
  const staged = toStaged(one, rows, version, difference);
  const base = versions.current(one.place.region)?.id ?? null;
  const [id] = await stage(store, [{ ...staged, submission: { ...staged.submission, state: 'RECEIVED', base } }]);
  if (id === undefined) throw new Error('a ledger was not written');
  return id;
}

/** Keeps what was staged, in the place of what waited there before, and says so: all at once. */
function hold(receipt: Receipt, id: number, one: Submittable, message: string, version: number): Promise<UploadTable> {
  const { asked, parts, taken } = receipt;
  return together(receipt.store, async (inside) => {
    const before = await findHeld(inside.db, one.place.region, one.period);
    if (before !== undefined) await removeReceived(inside, before.id);
    await holdSubmission(inside.db, id, version);
    const row = receipt.ended({ state: 'RECEIVED', message, submission: id });
    await endUpload(inside.db, row.id, row);
    await keepTold(inside, receipt, row.id);
    inside.trail.tell({
      units: one.units.length,
      organizations: one.organizations.length,
      version,
      file: one.fileName,
      sha256: one.fileSha256,
      ...(before !== undefined && { replaced: before.version }),
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
  const one = await readSent(receipt);
  if (one === null) {
    const { errors = [], moreErrors = 0 } = receipt.told?.reading ?? {};
    const [only] = errors;
    const message =
      errors.length === 1 && only?.row === undefined
        ? String(only?.message)
        : `有 ${errors.length + moreErrors} 处错误，没有接收任何数据。请改正后重新上传`;
    return end({ state: 'REFUSED', message, submission: null });
  }
  const rows = await findSubmissions(store.db, one.period, [one.place.ledgerRegion]);
  const versions = new Versions(rows.filter((row) => row.held === 0));
  const current = versions.current(one.place.region);
  const waiting = await findHeld(store.db, one.place.region, one.period);
  if (current?.content_sha256 === one.contentSha256)
    return end({ state: 'UNCHANGED', message: sameWords(current, one), submission: current.origin ?? current.id });
  if (waiting?.content_sha256 === one.contentSha256)
    return end({ state: 'UNCHANGED', message: `与 ${dayOf(waiting.received_at)} 上传、还没有入库的文件内容相同`, submission: waiting.id });
  const counted = `单位 ${one.units.length} 行，组织 ${one.organizations.length} 行`;
  if (ask.dryRun) return end({ state: 'CHECKED', message: `检查通过：${counted}；只检查，未写入`, submission: null });
  const sender = { ...one, note: ask.note, by: { id: asked.row.actor, name: asked.row.actor_name, address: parts.actor.address } };
  // Until it takes its place, what waits there keeps its number.
  const id = await stageReceived(receipt, sender, versions, new Versions(rows).next(one.place.region));
  if (!(await progress.asked())) {
    await clearStaging(store);
    return end({ state: 'REFUSED', message: NO_RIGHT, submission: null });
  }
  progress.close();
  const instead = waiting === undefined ? '' : `；取代了 ${dayOf(waiting.received_at)} 上传、还没有入库的一份`;
  const message = `${receipt.taken === null ? `已接收：${counted}` : receipt.taken.words}${instead}。核对差异后提交入库`;
  const held = await hold(receipt, id, sender, message, versions.next(one.place.region));
  return ask.apply ? applyAtOnce(receipt, held, id) : held;
}

/** What cannot be applied at once stays as it was received, with the sentence why. */
async function applyAtOnce({ store, asked, parts }: Receipt, held: UploadTable, id: number): Promise<UploadTable> {
  const by = { id: asked.row.actor, name: asked.row.actor_name, address: parts.actor.address };
  const why = await parts.apply(store, id, asked.ask.note, by).catch((error: unknown) => {
    if (error instanceof DomainError) return error.message;
    throw error;
  });
  const row: UploadTable =
    why === null
      ? { ...held, state: 'APPLIED', message: `已入库：单位 ${held.units} 行，组织 ${held.organizations} 行` }
      : { ...held, message: `已接收，还没有入库：${why}` };
  await endUpload(store.db, row.id, row);
  return row;
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

/** Files on their way: bytes in memory, one reading after another in the writer thread, and what came of each. */
import { randomUUID } from 'node:crypto';
import { Conflict, DomainError, TooMany } from '../domain/errors.ts';
import { holds } from '../domain/extents.ts';
import { EVERYTHING } from '../domain/sight.ts';
import { cutOffWords, UPLOAD_STATES, type UploadState } from '../domain/uploads.ts';
import { assertRoomForBytes } from '../db/disk.ts';
import { openReaders, type Db, type Readers } from '../db/open.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { countUploads, findRevision, findUpload, listUploads } from '../db/uploads.ts';
import type { Incoming, Intake, SentBytes, UploadAsk, UploadBegin, UploadRow, UploadsAsk } from '../graphql/intake.ts';
import { maskPersonal } from '../ledger/persons.ts';
import { CANCELLED_WORDS, Progress } from '../ledger/progress.ts';
import { badInput } from '../domain/errors.ts';
import { cursorsOf, toPage } from '../reports/cursor.ts';
import { toSubmission } from '../reports/submissions.ts';
import type { Page } from '../reports/types.ts';
import { createSentMemory, type SentMemory } from './intakeMemory.ts';
import type { Say } from './prepare.ts';
import { freshUpload, spellTime, toUploadRow } from './uploadRows.ts';
import type { Writer } from './writer.ts';

/** Under way at a time, over all senders: the bytes of each are held in memory. */
const MOST_AT_ONCE = 2;
/** Ended ones that are told from memory: what could not be written is known here alone. */
const MOST_KEPT = 50;
/** Taken for the size of what its sender does not say. */
const LEAST_BYTES = 1;
const FAILED_WORDS = '服务器内部错误，没有写入任何数据。请稍后重试，仍不行请联系管理员';

export type Annotate = (
  files: readonly SentBytes[],
  problems: UploadRow['problems'],
  more: { readonly errors: number; readonly warnings: number },
) => Promise<Uint8Array>;

export interface IntakeParts {
  readonly url: string;
  readonly writer: Writer;
  readonly say: Say;
  /** Without one no workbook comes back. */
  readonly annotate?: Annotate;
}

export interface OpenIntake extends Intake {
  close(): Promise<void>;
}

/** One upload as this process knows it. */
interface Live {
  row: UploadTable;
  readonly begin: UploadBegin;
  readonly progress: Progress;
  readonly controller: AbortController;
  readonly ended: Promise<void>;
  readonly end: () => void;
  received: number;
}

const now = (): string => new Date().toISOString();
const isOver = ({ row }: Live): boolean => UPLOAD_STATES[row.state as UploadState].ended;

/** What is under way keeps others out, so that nobody's file is overtaken by another's unseen. @throws DomainError */
function refuseTogether(underWay: readonly Live[], { region, period, sender }: UploadBegin): void {
  const there = underWay.find(({ row }) => row.region === region && row.period === period);
  if (there !== undefined && there.row.actor !== sender)
    throw new Conflict(`正在处理另一填报员 ${spellTime(there.row.created_at)} 的文件，请稍候`);
  const own = underWay.find(({ row }) => row.actor === sender);
  if (own !== undefined)
    throw new TooMany(
      `您 ${spellTime(own.row.created_at)} 发来的 ${own.row.region} ${own.row.period} 的文件还在处理，请等它结束，或先取消它`,
    );
  if (underWay.length >= MOST_AT_ONCE) throw new DomainError('UNAVAILABLE', `同时处理的文件已有 ${underWay.length} 个，请稍候几分钟再上传`);
}

/** Where it stands: what the thread that reads says of it, once its turn has come. */
function stateOf({ row, progress }: Live): string {
  if (row.state !== 'WAITING') return row.state;
  return progress.stage;
}

class Uploads {
  readonly live = new Map<string, Live>();
  readonly aliases = new Map<string, string>();
  readonly memory: SentMemory = createSentMemory();
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
  }

  find(id: string): Live | undefined {
    return this.live.get(this.aliases.get(id) ?? id);
  }

  underWay(): Live[] {
    return [...this.live.values()].filter((one) => !isOver(one));
  }

  tell(one: Live): UploadRow {
    const { row, begin, progress, received } = one;
    if (isOver(one)) return this.tellEnded(row);
    const rowsTotal = progress.rowsTotal;
    return toUploadRow({ ...row, state: stateOf(one) }, false, {
      bytesReceived: received,
      bytesTotal: begin.bytesTotal,
      rowsRead: progress.rowsRead,
      rowsTotal: rowsTotal > 0 ? rowsTotal : null,
      rowsStored: progress.rowsStored,
    });
  }

  tellEnded(row: UploadTable): UploadRow {
    const has = this.#parts.annotate !== undefined && row.problems !== '[]' && this.memory.find(row.id) !== null;
    return toUploadRow(row, has);
  }

  end(one: Live, row: UploadTable): void {
    one.row = row;
    one.progress.end();
    one.end();
    const over = [...this.live].filter(([, other]) => isOver(other));
    for (const [id] of over.slice(0, Math.max(0, over.length - MOST_KEPT))) this.live.delete(id);
  }

  begin(begin: UploadBegin): Incoming {
    refuseTogether(this.underWay(), begin);
    this.#refuseWithoutRoom(begin);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const { region, period, kind, by, sender } = begin;
    const upload = { id: randomUUID(), region, period, kind, fileName: '', createdAt: now(), sender, senderName: by.name, bytes: 0 };
    const row = freshUpload(upload, 'RECEIVING');
    const one: Live = { row, begin, progress: new Progress(), controller: new AbortController(), ended, end, received: 0 };
    this.live.set(row.id, one);
    return {
      id: row.id,
      signal: one.controller.signal,
      received: (bytes) => {
        one.received += bytes;
      },
      got: () => one.received,
      read: (ask, files) => this.#read(one, ask, files),
      cut: (why) =>
        why === null ? this.#cut(one, 'INTERRUPTED', cutOffWords(one.received, begin.bytesTotal)) : this.#cut(one, 'REFUSED', why),
    };
  }

  /** Looked at before a byte is taken, as far as its sender says how many will come. @throws DomainError */
  #refuseWithoutRoom({ bytesTotal, region, period }: UploadBegin): void {
    const { url, say } = this.#parts;
    try {
      assertRoomForBytes(url, bytesTotal === null ? LEAST_BYTES : bytesTotal);
    } catch (error) {
      say('no room for an upload', { region, period, bytes: bytesTotal === null ? 'unknown' : bytesTotal });
      throw error;
    }
  }

  #read(one: Live, ask: UploadAsk, files: readonly SentBytes[]): void {
    const { begin, row, progress } = one;
    // People put names and telephone numbers into the names of files, too.
    const fileName = maskPersonal(files.map(({ name }) => name).join('、'));
    const bytes = files.reduce((sum, file) => sum + file.bytes.length, 0);
    one.row = { ...row, region: ask.region, period: ask.period, kind: ask.kind, state: 'WAITING', file_name: fileName, bytes };
    progress.whenAsked(begin.mayStill).catch(() => undefined);
    this.#parts.writer.run('receive', { row: one.row, ask, files, progress: progress.shared }, begin.by).then(
      (answer) => this.#conclude(one, answer, files),
      (error: unknown) => {
        const message = error instanceof DomainError ? error.message : FAILED_WORDS;
        this.#parts.say('an upload failed', { upload: row.id, reason: error instanceof Error ? error.message : String(error) });
        if (!isOver(one)) this.end(one, { ...one.row, state: 'FAILED', message, finished_at: now() });
      },
    );
  }

  #conclude(one: Live, answer: UploadTable, files: readonly SentBytes[]): void {
    // A request that was sent again is the one that was answered before.
    if (answer.id !== one.row.id) this.aliases.set(one.row.id, answer.id);
    if (answer.problems !== '[]') this.memory.keep(answer.id, files);
    if (!isOver(one)) this.end(one, answer);
  }

  /** No more bytes are wanted, or none will come. */
  async #cut(one: Live, state: 'INTERRUPTED' | 'CANCELLED' | 'REFUSED', message: string): Promise<void> {
    if (isOver(one)) return;
    const row = { ...one.row, state, message, bytes: one.received, finished_at: now() };
    this.end(one, row);
    await this.#parts.writer.run('uploadCut', row, one.begin.by).catch((error: unknown) => {
      this.#parts.say('an upload that was cut could not be kept', { upload: row.id, reason: String(error) });
    });
  }

  async cancel(one: Live): Promise<void> {
    if (one.row.state === 'RECEIVING') {
      one.controller.abort();
      return this.#cut(one, 'CANCELLED', CANCELLED_WORDS);
    }
    if (!isOver(one) && one.progress.cancel()) {
      // What has not begun is left out when its turn comes.
      if (one.progress.stage === 'WAITING') this.end(one, { ...one.row, state: 'CANCELLED', message: CANCELLED_WORDS, finished_at: now() });
      return one.ended;
    }
    await one.ended;
    return refuseLate(one.row);
  }
}

function refuseLate({ state }: Pick<UploadTable, 'state'>): never {
  if (state === 'RECEIVED') throw new Conflict('文件已接收，不能再取消；不要它时请撤回这次报送');
  if (state === 'APPLIED') throw new Conflict('数据已经入库，不能再取消；有误时请更正后重新报送');
  throw new Conflict(`这次上传已经结束（${UPLOAD_STATES[state as UploadState].zh}），不能再取消`);
}

/** Those of memory that are not in the database stand before those that are. */
async function page(db: Db, uploads: Uploads, { first, after, ...where }: UploadsAsk): Promise<Page<UploadRow>> {
  const cursors = cursorsOf('uploads', 'NEWEST', where);
  const [at, id] = after === undefined ? [] : cursors.decode(after);
  if (after !== undefined && (typeof at !== 'string' || typeof id !== 'string')) throw badInput('after 不是有效的游标；请从第一页重新读起');
  const place = typeof at === 'string' && typeof id === 'string' ? { at, id } : null;
  const rows = await listUploads(db, { where, first, after: place });
  const kept = new Set(rows.map((row) => row.id));
  const wanted = ({ row }: Live): boolean =>
    !kept.has(row.id) &&
    !isOver({ row } as Live) &&
    holds(where.within, [row.region]) &&
    (where.region === undefined || holds([where.region], [row.region])) &&
    (where.period === undefined || row.period === where.period) &&
    (where.sender === undefined || row.actor === where.sender);
  const before = place === null ? [...uploads.live.values()].filter(wanted).map(({ row }) => row) : [];
  return toPage([...before, ...rows], first, (await countUploads(db, where)) + before.length, place !== null, (row) => {
    const one = uploads.live.get(row.id);
    return { cursor: cursors.encode([row.created_at, row.id]), node: one === undefined ? uploads.tellEnded(row) : uploads.tell(one) };
  });
}

export function openIntake(parts: IntakeParts): OpenIntake {
  const uploads = new Uploads(parts);
  // Made once, and forgotten with the files.
  const annotations = new WeakMap<readonly SentBytes[], Promise<Uint8Array>>();
  let opened: Readers | null = null;
  const reading = async <Answer>(question: (db: Db) => Promise<Answer>): Promise<Answer> => {
    const snapshot = await (opened ??= openReaders(parts.url)).snapshot(EVERYTHING);
    try {
      return await question(snapshot.db);
    } finally {
      await snapshot.close();
    }
  };
  const find = async (id: string): Promise<UploadRow | null> => {
    const one = uploads.find(id);
    if (one !== undefined) return uploads.tell(one);
    const row = await reading((db) => findUpload(db, uploads.aliases.get(id) ?? id));
    return row === undefined ? null : uploads.tellEnded(row);
  };
  return {
    uploads: (ask) => reading((db) => page(db, uploads, ask)),
    upload: find,
    submissionOf: async (origin) => {
      const row = await reading((db) => findRevision(db, origin));
      return row === undefined ? null : toSubmission(row);
    },
    beginUpload: (begin) => uploads.begin(begin),
    uploadEnded: async (id) => {
      await uploads.find(id)?.ended;
      return find(id);
    },
    cancelUpload: async (id) => {
      const one = uploads.find(id);
      if (one !== undefined) await uploads.cancel(one);
      const row = await find(id);
      if (row === null) throw new DomainError('NOT_FOUND', '没有这次上传，请核对编号');
      return one === undefined ? refuseLate(row) : row;
    },
    annotated: async (id) => {
      const row = await find(id);
      const files = row === null ? null : uploads.memory.find(row.id);
      if (row === null || files === null || parts.annotate === undefined) return null;
      const made = annotations.get(files) ?? parts.annotate(files, row.problems, { errors: row.moreErrors, warnings: row.moreWarnings });
      annotations.set(files, made);
      return { name: row.fileName, bytes: await made };
    },
    close: async () => {
      uploads.memory.clear();
      await opened?.close();
    },
  };
}

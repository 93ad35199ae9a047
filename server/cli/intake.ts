/** Files on their way: bytes in memory, one reading after another in the writer thread, and what came of each. */
import { randomUUID } from 'node:crypto';
import { DomainError } from '../domain/errors.ts';
import { cutOffWords, UPLOAD_STATES, type UploadState } from '../domain/uploads.ts';
import { assertRoomForBytes } from '../db/disk.ts';
import type { UploadTable } from '../db/submissionTables.ts';
import { findRevision, findUpload } from '../db/uploads.ts';
import type { Incoming, Intake, SentBytes, UploadAsk, UploadBegin, UploadRow } from '../graphql/intake.ts';
import { maskPersonal } from '../ledger/persons.ts';
import { CANCELLED_WORDS, Progress } from '../ledger/progress.ts';
import { toSubmission } from '../reports/submissions.ts';
import { createSentMemory, type SentMemory } from './intakeMemory.ts';
import type { Say } from './prepare.ts';
import { readingAt } from './readingAt.ts';
import { pageOf, type Moving } from './uploadList.ts';
import { refuseLate, refuseMore, refuseTogether } from './uploadRefusals.ts';
import { freshUpload, toUploadRow } from './uploadRows.ts';
import { NO_WAYS, type OtherWay, type OwnWay, type UploadWays } from './uploadWays.ts';
import type { Writer } from './writer.ts';

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
  /** What other processes are at; nothing without. */
  readonly ways?: UploadWays;
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

/** Where it stands: what the thread that reads says of it, once its turn has come. */
function stateOf({ row, progress }: Live): string {
  if (row.state !== 'WAITING') return row.state;
  return progress.stage;
}

class Uploads {
  readonly live = new Map<string, Live>();
  readonly aliases = new Map<string, string>();
  readonly memory: SentMemory = createSentMemory();
  readonly ways: UploadWays;
  readonly #parts: IntakeParts;

  constructor(parts: IntakeParts) {
    this.#parts = parts;
    this.ways = parts.ways ?? NO_WAYS;
  }

  find(id: string): Live | undefined {
    return this.live.get(this.aliases.get(id) ?? id);
  }

  underWay(): Live[] {
    return [...this.live.values()].filter((one) => !isOver(one));
  }

  tell(one: Live): UploadRow {
    if (isOver(one)) return this.tellEnded(one.row);
    const { row, state, progress } = this.#wayOf(one);
    return toUploadRow({ ...row, state }, false, progress);
  }

  #wayOf(one: Live): OwnWay {
    const { row, begin, progress, received } = one;
    const { rowsRead, rowsTotal, rowsStored } = progress;
    const known = rowsTotal > 0 ? rowsTotal : null;
    return {
      row,
      state: stateOf(one),
      progress: { bytesReceived: received, bytesTotal: begin.bytesTotal, rowsRead, rowsTotal: known, rowsStored },
    };
  }

  /** `kept`: whether another process holds its file. */
  tellEnded(row: UploadTable, kept = false): UploadRow {
    const has = this.#parts.annotate !== undefined && row.problems !== '[]' && (kept || this.memory.find(row.id) !== null);
    return toUploadRow(row, has);
  }

  /** One of another process, as the database has it and as that process says. */
  tellOther(row: UploadTable | undefined, way: OtherWay | null): UploadRow | null {
    if (row === undefined) return way === null ? null : toUploadRow(way.row, false, way.progress);
    if (way === null || way.ended || UPLOAD_STATES[row.state as UploadState].ended) return this.tellEnded(row, way?.kept);
    return toUploadRow({ ...row, state: way.row.state }, false, way.progress);
  }

  /** Those under way here and at other processes. */
  async moving(): Promise<readonly Moving[]> {
    const own = this.underWay().map((one): Moving => ({ row: one.row, tell: () => this.tell(one) }));
    const others = (await this.ways.underWay()).map(({ row, progress }): Moving => ({
      row,
      tell: () => toUploadRow(row, false, progress),
    }));
    return [...own, ...others];
  }

  end(one: Live, row: UploadTable): void {
    const { id } = one.row;
    one.row = row;
    one.progress.end();
    // Who is told of the end may ask any process of it.
    void this.ways.end(row, { id, kept: this.memory.find(row.id) !== null }).finally(one.end);
    const over = [...this.live].filter(([, other]) => isOver(other));
    for (const [id] of over.slice(0, Math.max(0, over.length - MOST_KEPT))) this.live.delete(id);
  }

  async begin(begin: UploadBegin): Promise<Incoming> {
    const here = this.underWay();
    refuseTogether(
      here.map(({ row }) => row),
      begin,
    );
    refuseMore(here.length);
    this.#refuseWithoutRoom(begin);
    const { promise: ended, resolve: end } = Promise.withResolvers<void>();
    const { region, period, kind, by, sender } = begin;
    const upload = { id: randomUUID(), region, period, kind, fileName: '', createdAt: now(), sender, senderName: by.name, bytes: 0 };
    const row = freshUpload(upload, 'RECEIVING');
    const one: Live = { row, begin, progress: new Progress(), controller: new AbortController(), ended, end, received: 0 };
    this.live.set(row.id, one);
    await this.ways
      .begin(
        row.id,
        () => this.#wayOf(one),
        (others) => refuseTogether(others, begin),
        () => this.cancel(one),
      )
      .catch((error: unknown) => {
        this.live.delete(row.id);
        throw error;
      });
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

export function openIntake(parts: IntakeParts): OpenIntake {
  const uploads = new Uploads(parts);
  // Made once, and forgotten with the files.
  const annotations = new WeakMap<readonly SentBytes[], Promise<Uint8Array>>();
  const { reading, close } = readingAt(parts.url);
  const find = async (id: string): Promise<UploadRow | null> => {
    const one = uploads.find(id);
    if (one !== undefined) {
      if (isOver(one)) await one.ended;
      return uploads.tell(one);
    }
    const way = await uploads.ways.find(id);
    const row = await reading((db) => findUpload(db, way?.answer ?? uploads.aliases.get(id) ?? id));
    return uploads.tellOther(row, way);
  };
  return {
    uploads: async (ask) => {
      const moving = await uploads.moving();
      return reading((db) => pageOf(db, ask, moving, (row) => uploads.tellEnded(row)));
    },
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
      const isElsewhere = one === undefined && (await uploads.ways.cancel(id));
      const row = await find(id);
      if (row === null) throw new DomainError('NOT_FOUND', '没有这次上传，请核对编号');
      return one === undefined && !(isElsewhere && row.state === 'CANCELLED') ? refuseLate(row) : row;
    },
    annotated: async (id) => {
      const row = await find(id);
      const files = row === null ? null : uploads.memory.find(row.id);
      if (row === null || files === null || parts.annotate === undefined) return null;
      const made = annotations.get(files) ?? parts.annotate(files, row.problems, { errors: row.moreErrors, warnings: row.moreWarnings });
      annotations.set(files, made);
      return { name: row.fileName, bytes: await made };
    },
    keeperOf: (id) => uploads.ways.keeperOf(id),
    close: async () => {
      uploads.memory.clear();
      await close();
    },
  };
}

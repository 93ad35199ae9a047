/**
 * How far a reading has come, in memory that the thread which works and the thread which answers both see: a message would wait behind the
 * work. The one who asks may cancel, and is asked once more whether the sender may still send, before anything is kept.
 */
import { DomainError } from '../domain/errors.ts';

const CANCEL = 0;
const STAGE = 1;
const ROWS_READ = 2;
const ROWS_TOTAL = 3;
const ROWS_STORED = 4;
const PERMIT = 5;
const CELLS = 6;

/** Whether it may still be cancelled. */
const OPEN = 0;
const CANCELLED = 1;
const TOO_LATE = 2;

/** Whether the sender may still send. */
const UNASKED = 0;
const ASKED = 1;
const GRANTED = 2;
const DENIED = 3;

const STAGES = ['WAITING', 'READING', 'COMPARING'] as const;
export type ReadingStage = (typeof STAGES)[number];

export const CANCELLED_WORDS = '已取消，没有写入任何数据';

/** Somebody has cancelled what is under way. */
export class Cancelled extends DomainError {
  constructor() {
    super('UNAVAILABLE', CANCELLED_WORDS);
  }
}

export class Progress {
  readonly shared: SharedArrayBuffer;
  readonly #cells: Int32Array;

  constructor(shared: SharedArrayBuffer = new SharedArrayBuffer(CELLS * Int32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#cells = new Int32Array(shared);
  }

  get stage(): ReadingStage {
    return STAGES[Atomics.load(this.#cells, STAGE)] ?? 'WAITING';
  }

  set stage(stage: ReadingStage) {
    Atomics.store(this.#cells, STAGE, STAGES.indexOf(stage));
  }

  get rowsRead(): number {
    return Atomics.load(this.#cells, ROWS_READ);
  }

  set rowsRead(rows: number) {
    Atomics.store(this.#cells, ROWS_READ, rows);
  }

  get rowsTotal(): number {
    return Atomics.load(this.#cells, ROWS_TOTAL);
  }

  set rowsTotal(rows: number) {
    Atomics.store(this.#cells, ROWS_TOTAL, rows);
  }

  get rowsStored(): number {
    return Atomics.load(this.#cells, ROWS_STORED);
  }

  store(rows: number): void {
    Atomics.add(this.#cells, ROWS_STORED, rows);
  }

  get isCancelled(): boolean {
    return Atomics.load(this.#cells, CANCEL) === CANCELLED;
  }

  /** False: it is too late. */
  cancel(): boolean {
    return Atomics.compareExchange(this.#cells, CANCEL, OPEN, CANCELLED) !== TOO_LATE;
  }

  /** From here on nobody can cancel. @throws Cancelled */
  close(): void {
    if (Atomics.compareExchange(this.#cells, CANCEL, OPEN, TOO_LATE) === CANCELLED) throw new Cancelled();
  }

  /** @throws Cancelled */
  check(): void {
    if (this.isCancelled) throw new Cancelled();
  }

  /** Nobody need be asked: who runs the program sends. */
  grant(): void {
    Atomics.store(this.#cells, PERMIT, GRANTED);
  }

  /** Of the thread that works: whether the sender may still send. */
  async asked(): Promise<boolean> {
    if (Atomics.compareExchange(this.#cells, PERMIT, UNASKED, ASKED) === UNASKED) {
      Atomics.notify(this.#cells, PERMIT);
      await Atomics.waitAsync(this.#cells, PERMIT, ASKED).value;
    }
    return Atomics.load(this.#cells, PERMIT) === GRANTED;
  }

  /** Of the thread that answers: `may` is asked when the other one wants to know. */
  async whenAsked(may: () => Promise<boolean>): Promise<void> {
    await Atomics.waitAsync(this.#cells, PERMIT, UNASKED).value;
    if (Atomics.load(this.#cells, PERMIT) !== ASKED) return;
    const granted = await may().catch(() => false);
    Atomics.store(this.#cells, PERMIT, granted ? GRANTED : DENIED);
    Atomics.notify(this.#cells, PERMIT);
  }

  /** It has ended: who waits to be asked is not asked any more. */
  end(): void {
    if (Atomics.compareExchange(this.#cells, PERMIT, UNASKED, DENIED) === UNASKED) Atomics.notify(this.#cells, PERMIT);
  }
}

/** One upload while it is received: what was asked, how far it is, and what its reading found. */
import type { UploadTable } from '../db/submissionTables.ts';
import type { AuditedStore } from '../db/trail.ts';
import type { Actor } from '../domain/audit.ts';
import type { Quarter } from '../domain/period.ts';
import type { Region } from '../domain/region.ts';
import type { UploadKind, UploadState } from '../domain/uploads.ts';
import type { Submittable } from './apply.ts';
import { readBatch, type LedgerFile } from './importLedger.ts';
import type { LedgerParser } from './parser.ts';
import { takeSound, type Taken } from './partial.ts';
import { spellCount, type Problem } from './problems.ts';
import { Progress } from './progress.ts';
import type { LedgerReading } from './read.ts';
import type { SentFile } from './sent.ts';

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
    /** Who runs the program sends it: nothing has to be confirmed. */
    readonly trusted?: boolean;
  };
  readonly files: readonly SentFile[];
  readonly progress: SharedArrayBuffer;
}

export interface Receiving {
  readonly regions: readonly Region[];
  readonly parser: LedgerParser;
  readonly now: () => string;
  readonly actor: Actor;
}

/** What came of a reading. */
export interface Outcome {
  readonly state: UploadState;
  readonly message: string;
  readonly submission: number | null;
}

/** What is told of a reading, whatever comes of it. */
interface Told {
  readonly reading: Pick<LedgerReading, 'errors' | 'warnings' | 'moreErrors' | 'moreWarnings' | 'fileSha256' | 'layout' | 'errorCounts'>;
  readonly rows: { readonly units: number; readonly organizations: number };
}

function toldOf({ reading, rows }: Told): Partial<UploadTable> {
  const { errors, warnings, moreErrors, moreWarnings } = reading;
  const problems: readonly Problem[] = [...errors, ...warnings];
  return {
    file_sha256: reading.fileSha256 === '' ? null : reading.fileSha256,
    layout: reading.layout === null ? null : JSON.stringify(reading.layout),
    errors: errors.length,
    warnings: warnings.length,
    more_errors: moreErrors,
    more_warnings: moreWarnings,
    units: rows.units,
    organizations: rows.organizations,
    problems: JSON.stringify(problems),
  };
}

const SPELLED = 5;

/** Why nothing was received: what is wrong with the whole file, or how many errors stand in which columns. */
export function wrongWords({ errors, moreErrors, errorCounts }: Told['reading']): string {
  const [only] = errors;
  if (errors.length === 1 && only !== undefined && only.row === undefined) return only.message;
  const counted = errors.length === 1 ? errors.map(({ message }) => message) : errorCounts.slice(0, SPELLED).map(spellCount);
  const where = counted.length === 0 ? '' : `：${counted.join('，')}${errorCounts.length > SPELLED ? '，等' : ''}`;
  return `有 ${errors.length + moreErrors} 处错误，没有接收任何数据。请改正后重新上传${where}`;
}

export class Receipt {
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
export async function readSent(receipt: Receipt): Promise<Submittable | null> {
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

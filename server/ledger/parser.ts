/**
 * Files are read in a process of their own with a small heap and a deadline: whatever a file does to its reader, nobody else feels it. The
 * facts come back in a staging file that has no name, so that nothing of it remains, however the two processes end.
 */
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, openSync, readdirSync, statSync, unlinkSync } from 'node:fs';
import path from 'node:path';
import { createHolding, type Counted } from '../domain/counted.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from './columns.ts';
import type { LedgerScope } from './context.ts';
import { FileRefusal } from './problems.ts';
import { refusedReading, type LedgerReading, type StagedReading } from './read.ts';
import type { Sent } from './sent.ts';
import { refusedSummary, type SummaryReading, type SummaryScope } from './summary.ts';
import { stagedFacts, stagedRows, unsoundCodes } from './staged.ts';

/** Files in memory are told with their lengths, and their bytes follow in pieces, one file after the other. */
export interface ParseAsk {
  readonly sent: string | readonly { readonly name: string; readonly length: number }[];
  /** Of a ledger; of a return of totals where they are for. */
  readonly scope: LedgerScope | { readonly totals: SummaryScope };
}

export interface ParsePiece {
  readonly piece: Uint8Array;
}

/** Rows of both sheets that were read so far, now and then. */
export interface ParseTold {
  readonly rows: number;
}

/** `broken`: what failed and where, without a word of the file; `code` of the operating system, if it was that. */
export type ParseReply =
  { readonly read: StagedReading } | { readonly totals: SummaryReading } | { readonly broken: string; readonly code: string | null };

/** What came of a file. With errors its facts are not to be kept. */
export interface ParsedLedger {
  readonly reading: LedgerReading;
  /** Read from the staging file at every passage; gone when the parser is closed. */
  readonly units: Counted<UnitFact>;
  /** The same as they are best written: in the order of their codes where that is known. */
  readonly unitsInOrder: Counted<UnitFact>;
  /** The same. */
  readonly organizations: Counted<OrganizationFact>;
  /** Codes of organizations whose rows have errors. */
  readonly unsound: readonly string[];
  /** Rows of the file in which units stand, by their codes. */
  rowsOf(codes: ReadonlySet<string>): ReadonlyMap<string, number>;
}

/** Who looks on while a file is read. */
export interface Onlooker {
  rows(count: number): void;
  /** True ends the reading, and what comes of it is a refusal. */
  isOver(): boolean;
}

export interface LedgerParser {
  /** One file at a time. Whatever is wrong with it comes back as an error of the reading. */
  read(sent: Sent, scope: LedgerScope, onlooker?: Onlooker): Promise<ParsedLedger>;
  /** The same of a return of totals: few enough to come back as they are. */
  readTotals(sent: Sent, scope: SummaryScope, onlooker?: Onlooker): Promise<SummaryReading>;
  /** Ends the process, and with it the memory that it takes; what it has read can still be gone through. */
  rest(): void;
  close(): void;
}

export interface ParserLimits {
  /** Megabytes of heap, which the shared texts of a workbook take the most of: rows pass by. */
  readonly heap: number;
  /** Milliseconds for any file, and for each of its megabytes. */
  readonly patience: number;
  readonly patiencePerMegabyte: number;
}

const LIMITS: ParserLimits = { heap: 320, patience: 20_000, patiencePerMegabyte: 3_000 };
const MEGABYTE = 1_000_000;
/** Megabytes of each half of what is young: with larger ones a row's leavings last long enough to be taken for old. */
const YOUNG = 4;

const REFUSED_BY_MACHINE: Readonly<Record<string, readonly [code: string, sentence: string]>> = {
  EACCES: ['FILE_UNREADABLE', '没有权限读取该文件。请核对文件的权限后重试'],
  EPERM: ['FILE_UNREADABLE', '没有权限读取该文件。请核对文件的权限后重试'],
  ENOSPC: ['DISK_FULL', '服务器磁盘空间不足,没有写入任何数据。请联系管理员腾出空间后重试'],
};

/** A file that disappears from its folder at once: it lasts as long as somebody has it open. */
function openStaging(folder: string): { fd: number; close(): void } {
  const name = path.join(folder, `fugai-staging-${randomUUID()}`);
  const fd = openSync(name, 'wx+', 0o600);
  // Windows keeps the name until the last handle is closed.
  const early = process.platform !== 'win32';
  if (early) unlinkSync(name);
  return {
    fd,
    close: () => {
      closeSync(fd);
      if (!early) unlinkSync(name);
    },
  };
}

/** What is forked. */
type Child = ReturnType<typeof fork>;

function startChild(fd: number, heap: number): Child {
  const file = new URL(import.meta.url.endsWith('.ts') ? './parserProcess.ts' : './parserProcess.js', import.meta.url);
  // It needs no setting, and what a setting holds is none of a file's business.
  return fork(file, {
    execArgv: [`--max-old-space-size=${heap}`, `--max-semi-space-size=${YOUNG}`],
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc', fd],
  });
}

/** Bytes of a file, or of all files of a folder; none for what is not there. */
function sizeOf(file: Sent): number {
  if (typeof file !== 'string') return file.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  if (!found.isDirectory()) return found.size;
  const inside = readdirSync(file).map((name) => statSync(path.join(file, name), { throwIfNoEntry: false })?.size);
  return inside.reduce<number>((sum, size) => sum + (size === undefined ? 0 : size), 0);
}

const outOfTime = (limit: number): FileRefusal =>
  new FileRefusal(
    'READING_TIME',
    `读取文件超过 ${Math.round(limit / 1000)} 秒,已停止,没有写入任何数据。请用 Excel 或 WPS 另存为 .xlsx 后重试,或按县区拆分`,
  );
const ended = (): FileRefusal =>
  new FileRefusal('READER_ENDED', '读取文件时内存不足或意外中断,没有写入任何数据。请用 Excel 或 WPS 另存为 .xlsx 后重试,或按县区拆分');

const PIECE = 1 << 20;
/** Milliseconds between two looks at whether the reading is over. */
const LOOKS = 100;

/** Sent one after another: what waits in the pipe stays small. What ends the child ends this, too. */
async function sendBytes(child: Child, sent: Sent): Promise<void> {
  if (typeof sent === 'string') return;
  for (const { bytes } of sent)
    for (let at = 0; at < bytes.length; at += PIECE) {
      const piece: ParsePiece = { piece: bytes.subarray(at, at + PIECE) };
      await new Promise<void>((resolve, reject) => {
        child.send(piece, (error) => (error === null ? resolve() : reject(error)));
      });
    }
}

const asAsk = (sent: Sent, scope: ParseAsk['scope']): ParseAsk => ({
  sent: typeof sent === 'string' ? sent : sent.map(({ name, bytes }) => ({ name, length: bytes.length })),
  scope,
});

/** One question to the child; a refusal where it ends, takes too long or is not wanted any more, in which cases it is ended. */
const ask = (child: Child, sent: Sent, scope: ParseAsk['scope'], limit: number, onlooker?: Onlooker): Promise<ParseReply | FileRefusal> =>
  new Promise((resolve) => {
    const done = (answer: ParseReply | FileRefusal): void => {
      clearTimeout(timer);
      clearInterval(looking);
      child.off('message', said).off('exit', gone).off('error', gone);
      if (answer instanceof FileRefusal) child.kill('SIGKILL');
      resolve(answer);
    };
    const said = (told: unknown): void => {
      const message = told as ParseReply | ParseTold;
      if ('rows' in message) onlooker?.rows(message.rows);
      else done(message);
    };
    const gone = (): void => done(ended());
    const timer = setTimeout(() => done(outOfTime(limit)), limit);
    const looking = setInterval(() => onlooker?.isOver() === true && gone(), LOOKS);
    child.on('message', said).on('exit', gone).on('error', gone);
    child.send(asAsk(sent, scope), (error) => error !== null && gone());
    sendBytes(child, sent).catch(gone);
  });

const nothingOf = (refusal: FileRefusal): ParsedLedger => ({
  reading: refusedReading(refusal.problem),
  units: [],
  unitsInOrder: [],
  organizations: [],
  unsound: [],
  rowsOf: () => new Map(),
});

const byCode = (one: UnitFact, other: UnitFact): number =>
  one.creditCode < other.creditCode ? -1 : Number(one.creditCode > other.creditCode);
/** What is held is put in order where it lies. */
const inOrder = (facts: Counted<UnitFact>, staged: Counted<UnitFact>): Counted<UnitFact> =>
  Array.isArray(facts) ? (facts as readonly UnitFact[]).toSorted(byCode) : staged;

/** What came of a reading that went to its end. */
type Broken = Extract<ParseReply, { readonly broken: string }>;
type Sound = Exclude<ParseReply, Broken>;

/** @throws Error for what is a bug */
function refusedByMachine({ broken, code: failed }: Broken): FileRefusal {
  const [code, sentence] = REFUSED_BY_MACHINE[failed ?? ''] ?? [];
  if (code === undefined || sentence === undefined) throw new Error(`a file could not be read: ${broken}`);
  return new FileRefusal(code, sentence);
}

/** `folder`: where the staging file is opened. The process is started at once, and again after a file that ended it. */
export function startParser(folder: string, limits: ParserLimits = LIMITS): LedgerParser {
  let staging = openStaging(folder);
  let child: Child | null = startChild(staging.fd, limits.heap);
  const kept = [staging];
  const living = (): Child => {
    if (child !== null && child.exitCode === null && child.signalCode === null && child.connected) return child;
    // What the last one left half written is in a file of its own.
    staging = openStaging(folder);
    kept.push(staging);
    child = startChild(staging.fd, limits.heap);
    return child;
  };
  const held = createHolding();
  const rest = (): void => {
    held.release();
    child?.kill('SIGKILL');
    child = null;
  };
  const question = async (sent: Sent, scope: ParseAsk['scope'], onlooker?: Onlooker): Promise<Sound | FileRefusal> => {
    const limit = limits.patience + (sizeOf(sent) / MEGABYTE) * limits.patiencePerMegabyte;
    const answer = await ask(living(), sent, scope, limit, onlooker);
    if (answer instanceof FileRefusal) {
      child = null;
      return answer;
    }
    return 'broken' in answer ? refusedByMachine(answer) : answer;
  };
  return {
    readTotals: async (sent, totals, onlooker) => {
      const answer = await question(sent, { totals }, onlooker);
      if (answer instanceof FileRefusal) return refusedSummary(answer);
      if (!('totals' in answer)) throw new Error('totals were read as a ledger');
      return answer.totals;
    },
    read: async (sent, scope, onlooker) => {
      const answer = await question(sent, scope, onlooker);
      const { fd } = staging;
      if (answer instanceof FileRefusal) return nothingOf(answer);
      if (!('read' in answer)) throw new Error('a ledger was read as totals');
      const { units, unitsInOrder, organizations, ...reading } = answer.read;
      const facts = held.few(stagedFacts(fd, units, UNIT_COLUMNS));
      return {
        reading,
        units: facts,
        unitsInOrder: unitsInOrder === null ? facts : inOrder(facts, stagedFacts(fd, { ...units, ...unitsInOrder }, UNIT_COLUMNS)),
        organizations: held.few(stagedFacts(fd, organizations, ORGANIZATION_COLUMNS)),
        unsound: [...unsoundCodes(fd, organizations)],
        rowsOf: (codes) => stagedRows(fd, units, codes),
      };
    },
    rest,
    close: () => {
      rest();
      for (const one of kept) one.close();
    },
  };
}

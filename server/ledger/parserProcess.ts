/** A parser process: reads what people send, one file after another, and hands back checked facts. It knows no database and no setting. */
import { setPriority } from 'node:os';
import { contextIn } from './context.ts';
import type { ParseAsk, ParsePiece, ParseReply, ParseTold } from './parser.ts';
import { readLedger } from './read.ts';
import { inMemory, type Sent } from './sent.ts';
import { readSummary, type SummaryReading, type SummaryScope } from './summary.ts';

// Whoever answers everybody else comes first where processors are few.
setPriority(10);

/** Where whoever started this process has opened the staging file. */
const STAGING = 4;

/** Rows between two messages of how far it is. */
const TOLD_EVERY = 5_000;

let free = 0;
const tell = (reply: ParseReply | ParseTold): void => {
  process.send?.(reply);
};

/** What it was reading never reaches a log: only the kind of the failure and where it happened. */
function brokenBy(error: unknown): ParseReply {
  const { name, code, stack = '' } = error as Error & { code?: string };
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return { broken: `${code ?? name}\n${frames.join('\n')}`, code: code ?? null };
}

/** Files whose bytes are still coming. */
interface Coming {
  readonly asked: ParseAsk;
  readonly files: readonly { readonly name: string; readonly bytes: Buffer }[];
  at: number;
  filled: number;
}

/** A return of totals is sent, and never lies on a disk. */
const readTotals = (sent: Sent, scope: SummaryScope): Promise<SummaryReading> =>
  readSummary(typeof sent === 'string' ? [] : sent.map((file) => ({ name: file.name, source: inMemory(file) })), scope);

async function answer(sent: Sent, { scope }: ParseAsk): Promise<ParseReply> {
  let rows = 0;
  const passed = (): void => {
    rows += 1;
    if (rows % TOLD_EVERY === 0) tell({ rows });
  };
  try {
    if ('totals' in scope) return { totals: await readTotals(sent, scope.totals) };
    const read = await readLedger(sent, contextIn(scope), { fd: STAGING, from: free }, undefined, passed);
    free = Math.max(free, read.units.end, read.organizations.end, read.unitsInOrder?.to ?? free);
    tell({ rows });
    return { read };
  } catch (error) {
    return brokenBy(error);
  }
}

let coming: Coming | null = null;

/** Goes on to the next file that is not whole; reads when there is none. */
function readIfWhole(): void {
  if (coming === null) return;
  while (coming.at < coming.files.length && coming.filled === coming.files[coming.at]?.bytes.length) {
    coming.at += 1;
    coming.filled = 0;
  }
  if (coming.at < coming.files.length) return;
  const { files, asked } = coming;
  coming = null;
  void answer(files, asked).then(tell);
}

process.on('message', (message: ParseAsk | ParsePiece) => {
  if ('piece' in message) {
    if (coming === null) return;
    coming.files[coming.at]?.bytes.set(message.piece, coming.filled);
    coming.filled += message.piece.length;
  } else if (typeof message.sent === 'string') void answer(message.sent, message).then(tell);
  else
    coming = { asked: message, files: message.sent.map(({ name, length }) => ({ name, bytes: Buffer.alloc(length) })), at: 0, filled: 0 };
  readIfWhole();
});
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; whoever started this process ends it.
process.on('SIGINT', () => undefined);

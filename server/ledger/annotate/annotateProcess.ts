/** A process that writes problems into the workbook they stand in: what a file does to it, nobody else feels. Bytes come in and go out by its pipes. */
import { FileRefusal, type Problem } from '../problems.ts';
import { sniff } from '../sniff.ts';
import { memorySource } from '../source.ts';
import { openArchive } from '../xlsx/archive.ts';
import { bareWorkbook } from './bare.ts';
import type { AnnotatedFile, More } from './marks.ts';
import { packed, type MadePart } from './pack.ts';
import { annotatedWorkbook } from './workbook.ts';

/** What is asked for; the bytes of the files follow on standard input, one file after the other. */
export interface AnnotateAsk {
  readonly files: readonly { readonly name: string; readonly length: number }[];
  readonly problems: readonly Problem[];
  readonly more: More;
  /** Said at the head of the list where it stands alone. */
  readonly note: string;
}

async function received(length: number): Promise<Buffer> {
  const all = Buffer.allocUnsafe(length);
  let at = 0;
  for await (const piece of process.stdin) at += (piece as Buffer).copy(all, at);
  return all.subarray(0, at);
}

function filesIn(asked: AnnotateAsk['files'], bytes: Buffer): AnnotatedFile[] {
  let at = 0;
  return asked.map(({ name, length }) => ({ name, bytes: bytes.subarray(at, (at += length)) }));
}

async function partsOf(files: readonly AnnotatedFile[], { problems, more, note }: AnnotateAsk): Promise<MadePart[]> {
  const [first, ...others] = files;
  const sources = files.map(({ bytes }) => memorySource(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
  if (first === undefined || sources[0] === undefined) return bareWorkbook([], { problems, more }, note);
  if (others.length === 0 && sniff(sources[0]) === 'zip')
    return annotatedWorkbook({ archive: await openArchive(sources[0]), problems, more });
  if (others.length > 0 && sources.every((source) => sniff(source) === 'text')) return bareWorkbook(files, { problems, more });
  return bareWorkbook([], { problems, more }, note);
}

async function send(parts: readonly MadePart[]): Promise<void> {
  const pieces: Buffer[] = [];
  for await (const piece of packed(parts)) pieces.push(piece);
  // Sent when it is whole: a part that turns out to be damaged leaves nothing half written.
  for (const piece of pieces) if (!process.stdout.write(piece)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  await new Promise<void>((resolve) => process.stdout.end(resolve));
}

async function answer(asked: AnnotateAsk): Promise<void> {
  const bytes = await received(asked.files.reduce((sum, { length }) => sum + length, 0));
  const alone = (): MadePart[] => bareWorkbook([], asked, asked.note);
  try {
    await send(
      await partsOf(filesIn(asked.files, bytes), asked).catch((cause: unknown) =>
        cause instanceof FileRefusal ? alone() : Promise.reject(cause),
      ),
    );
  } catch (cause) {
    if (!(cause instanceof FileRefusal)) throw cause;
    await send(alone());
  }
}

process.once('message', (asked: AnnotateAsk) => {
  void answer(asked).then(() => process.exit(0));
});
// Ctrl-C reaches the whole group; whoever started this process ends it.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => process.exit(1));

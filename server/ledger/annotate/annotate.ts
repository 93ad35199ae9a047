/** The workbook that somebody sent, given back with its problems: comments, red and amber cells, and a first sheet that lists them all. */
import { fork } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Problem } from '../problems.ts';
import type { AnnotateAsk } from './annotateProcess.ts';
import type { AnnotatedFile, More } from './marks.ts';

export type { AnnotatedFile, More } from './marks.ts';

/** Megabytes of heap; milliseconds for any file and for each of its megabytes. */
export interface AnnotateLimits {
  readonly heap: number;
  readonly patience: number;
  readonly patiencePerMegabyte: number;
}

const LIMITS: AnnotateLimits = { heap: 256, patience: 20_000, patiencePerMegabyte: 3_000 };
const MEGABYTE = 1_000_000;
const PIECE = 1 << 18;

const REFUSED_NOTE = '文件本身无法读取,因此这里只有问题清单,没有在原文件中标注。请按清单处理后重新上传。';
const LARGE_NOTE = '文件过大,无法在原文件中标注,这里只有问题清单。请按清单中的工作表、行、列改正后重新上传。';

function* piecesOf(files: readonly AnnotatedFile[]): Generator<Buffer> {
  for (const { bytes } of files)
    for (let at = 0; at < bytes.length; at += PIECE)
      yield Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(PIECE, bytes.length - at));
}

/** One process for one file; null where it ended early or took too long. */
async function annotatedBy(
  files: readonly AnnotatedFile[],
  ask: Omit<AnnotateAsk, 'files'>,
  limits: AnnotateLimits,
): Promise<Buffer | null> {
  const file = new URL(import.meta.url.endsWith('.ts') ? './annotateProcess.ts' : './annotateProcess.js', import.meta.url);
  const child = fork(file, {
    execArgv: [`--max-old-space-size=${limits.heap}`],
    env: {},
    serialization: 'advanced',
    stdio: ['pipe', 'pipe', 'ignore', 'ipc'],
  });
  const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
  const timer = setTimeout(() => child.kill('SIGKILL'), limits.patience + (size / MEGABYTE) * limits.patiencePerMegabyte);
  const ended = new Promise<number | null>((resolve) => {
    child.once('close', resolve);
    child.once('error', () => resolve(null));
  });
  try {
    if (child.stdin === null || child.stdout === null) return null;
    const asked: AnnotateAsk = { ...ask, files: files.map(({ name, bytes }) => ({ name, length: bytes.length })) };
    child.send(asked, () => undefined);
    const given = buffer(child.stdout);
    // A child that ended breaks the pipe: what it came to is told by how it ended.
    await pipeline(Readable.from(piecesOf(files), { objectMode: false }), child.stdin).catch(() => undefined);
    const bytes = await given;
    return (await ended) === 0 && bytes.length > 0 ? bytes : null;
  } finally {
    clearTimeout(timer);
    child.kill('SIGKILL');
  }
}

/**
 * One .xlsx file, or two CSV files, with `problems` in it. A file that cannot be read, or is too large, comes back as the list alone.
 * @param more problems beyond those listed, which the list counts
 */
export async function annotate(
  files: readonly AnnotatedFile[],
  problems: readonly Problem[],
  more: More = { errors: 0, warnings: 0 },
  limits: AnnotateLimits = LIMITS,
): Promise<Uint8Array> {
  const sorted = [...problems].sort((one, other) => Number(one.severity === 'warning') - Number(other.severity === 'warning'));
  const whole = await annotatedBy(files, { problems: sorted, more, note: REFUSED_NOTE }, limits);
  const found = whole ?? (await annotatedBy([], { problems: sorted, more, note: LARGE_NOTE }, LIMITS));
  if (found === null) throw new Error('problems could not be written into a workbook');
  return found;
}

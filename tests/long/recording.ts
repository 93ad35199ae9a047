/** What a program wrote to some files and when it waited for the disk: the log of strace, read. */
import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

export type Step =
  | { readonly kind: 'write'; readonly file: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly file: string; readonly size: number }
  | { readonly kind: 'sync'; readonly file: string }
  | { readonly kind: 'unlink'; readonly file: string };

const CALLS = 'pwrite64,write,ftruncate,fsync,fdatasync,unlink';

/** Runs a Node script with every write to `files` recorded in `log`. @throws Error that says what to install */
export function record(script: readonly string[], files: readonly string[], log: string): void {
  const paths = files.flatMap((file) => ['-P', file]);
  const args = ['-f', '-qq', '-y', '-xx', '-s', '4194304', '-e', `trace=${CALLS}`, ...paths, '-o', log, process.execPath, ...script];
  const ran = spawnSync('strace', args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (ran.error !== undefined)
    throw new Error('the power cuts are recorded with strace: install it (apt-get install strace, dnf install strace)');
  if (ran.status !== 0) throw new Error(`the recorded program failed: ${ran.stderr.slice(-2000)}`);
}

const decode = (text: string): Buffer => Buffer.from(text.replaceAll('\\x', ''), 'hex');
const nameOf = (text: string): string => (text.startsWith('\\x') ? decode(text).toString() : text);

/** `pwrite64(20</data/x>, "\x00…", 4096, 0) = 4096` and its kin; null for a call that failed or says nothing of a file. */
function toStep(line: string): Step | null {
  const found = /^(\w+)\((?:\d+<([^>]*)>|"([^"]*)")(?:, (?:"([^"]*)"|(\d+)))?(?:, (\d+))?(?:, (\d+))?\)\s+= (\d+)/.exec(line);
  if (found === null) return null;
  const [, call, opened, named, bytes, size, , at] = found;
  const file = nameOf(opened ?? named ?? '');
  if (call === 'fsync' || call === 'fdatasync') return { kind: 'sync', file };
  if (call === 'unlink') return { kind: 'unlink', file };
  if (call === 'ftruncate') return { kind: 'truncate', file, size: Number(size) };
  return { kind: 'write', file, at: call === 'write' ? -1 : Number(at), bytes: decode(bytes ?? '') };
}

/** The steps of a recording in their order; a call that another thread interrupts counts where it ended. */
export async function readRecording(log: string): Promise<Step[]> {
  const steps: Step[] = [];
  const begun = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(log, 'latin1') })) {
    const [, thread = '', call = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    const cut = call.indexOf(' <unfinished ...>');
    if (cut >= 0) {
      begun.set(thread, call.slice(0, cut));
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(call);
    const step = toStep(resumed === null ? call : `${begun.get(thread) ?? ''}${resumed[1] ?? ''}`);
    if (step !== null) steps.push(step);
  }
  return steps;
}

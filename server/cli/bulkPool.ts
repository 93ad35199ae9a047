/** The main process's side of the processes that make bulk exports: one file each at a time, given back when it is whole, ended otherwise. */
import { fork } from 'node:child_process';
import type { BulkAsk, BulkBegun, BulkHead, BulkMaker } from '../documents/bulk/away.ts';
import type { Spent } from '../reports/types.ts';
import { DomainError } from '../domain/errors.ts';
import { toError } from './failures.ts';
import type { Failure } from './messages.ts';

export type FromBulk =
  | { readonly head: BulkHead; readonly spent: Spent }
  | { readonly piece: Buffer; readonly spent?: Spent | undefined }
  | { readonly ended: true; readonly spent?: Spent | undefined }
  | { readonly failure: Failure };

/** Milliseconds that a process may take for one piece of a file. */
const LONGEST_PIECE = 30_000;
/** Milliseconds after which a process that has nothing to do is ended. */
const IDLE = 60_000;

/** What is forked. */
type Child = ReturnType<typeof fork>;

function startChild(url: string): Child {
  const file = new URL(import.meta.url.endsWith('.ts') ? './bulkProcess.ts' : './bulkProcess.js', import.meta.url);
  return fork(file, [url], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
}

/** One message and its answer; whoever does not answer in time is ended. */
const exchange = (child: Child, message: BulkAsk | 'more' | 'end', signal: AbortSignal): Promise<FromBulk> =>
  new Promise((resolve, reject) => {
    const leave = (): void => {
      clearTimeout(timer);
      child.off('message', said).off('exit', gone);
      signal.removeEventListener('abort', left);
    };
    const fail = (error: Error): void => {
      leave();
      child.kill('SIGKILL');
      reject(error);
    };
    const said = (answer: unknown): void => {
      leave();
      resolve(answer as FromBulk);
    };
    const gone = (): void => fail(new Error('a process for exports has ended'));
    const left = (): void => fail(new DomainError('UNAVAILABLE', '请求已经结束。'));
    const late = (): void => fail(new DomainError('TIMED_OUT', `导出超过 ${LONGEST_PIECE / 1000} 秒没有进展，已停止。请缩小范围后再试。`));
    const timer = setTimeout(late, LONGEST_PIECE);
    child.on('message', said).on('exit', gone);
    signal.addEventListener('abort', left, { once: true });
    if (signal.aborted) left();
    else child.send(message);
  });

async function* pieces(child: Child, signal: AbortSignal, tell: (spent: Spent) => void, whole: () => void): AsyncGenerator<Buffer> {
  for (;;) {
    const answer = await exchange(child, 'more', signal);
    if ('failure' in answer) throw toError(answer.failure);
    if (answer.spent !== undefined) tell(answer.spent);
    if (!('piece' in answer)) return whole();
    yield Buffer.from(answer.piece);
  }
}

export function createBulkPool(url: string): BulkMaker {
  const idle: { readonly child: Child; readonly timer: NodeJS.Timeout }[] = [];
  const all = new Set<Child>();
  const take = (): Child => {
    const kept = idle.pop();
    if (kept !== undefined) {
      clearTimeout(kept.timer);
      return kept.child;
    }
    const child = startChild(url);
    all.add(child);
    child.once('exit', () => {
      all.delete(child);
      const at = idle.findIndex((one) => one.child === child);
      if (at !== -1) clearTimeout(idle.splice(at, 1)[0]?.timer);
    });
    child.on('error', () => child.kill('SIGKILL'));
    return child;
  };
  const giveBack = (child: Child): void => {
    idle.push({ child, timer: setTimeout(() => child.kill('SIGKILL'), IDLE).unref() });
  };
  return {
    begin: async (ask, signal): Promise<BulkBegun> => {
      const child = take();
      const answer = await exchange(child, ask, signal);
      if ('failure' in answer) {
        giveBack(child);
        throw toError(answer.failure);
      }
      if (!('head' in answer)) throw new Error('an export began without its head');
      let whole = false;
      let { spent } = answer;
      const tell = (latest: Spent): void => {
        spent = latest;
      };
      const bytes = pieces(child, signal, tell, () => {
        whole = true;
        giveBack(child);
      });
      const end = async (): Promise<void> => {
        // Its statement cannot be interrupted, and nobody waits for what it still reads.
        if (!whole) child.kill('SIGKILL');
      };
      return { head: answer.head, bytes, spent: () => spent, end };
    },
    close: async () => {
      const ended = [...all].map((child) => new Promise((resolve) => child.once('exit', resolve)));
      for (const child of all) child.kill('SIGKILL');
      await Promise.all(ended);
    },
  };
}

/**
 * How long the thread that answers everybody was held up: how late its timers came, and how much of that was work of its own. A machine that
 * is busy with something else makes timers late, too; processor time tells the two apart.
 */

/** Milliseconds between two looks. */
const EVERY = 10;
const MILLION = 1_000_000;

export interface Turns {
  /** Seconds, the greatest since this was last asked. */
  greatest(): { readonly waited: number; readonly worked: number };
  stop(): void;
}

/** Seconds of processor time of this thread; of the whole process in a Node before 23.9, which does not tell them apart. */
function processorSeconds(): number {
  const { threadCpuUsage }: { readonly threadCpuUsage?: () => NodeJS.CpuUsage } = process;
  const { user, system } = threadCpuUsage === undefined ? process.cpuUsage() : threadCpuUsage.call(process);
  return (user + system) / MILLION;
}

export function watchTurns(): Turns {
  let waited = 0;
  let worked = 0;
  let last = performance.now();
  let before = processorSeconds();
  const timer = setInterval(() => {
    const now = performance.now();
    const spent = processorSeconds();
    waited = Math.max(waited, (now - last - EVERY) / 1000);
    worked = Math.max(worked, spent - before);
    [last, before] = [now, spent];
  }, EVERY).unref();
  return {
    greatest: () => {
      const found = { waited, worked };
      [waited, worked] = [0, 0];
      return found;
    },
    stop: () => clearInterval(timer),
  };
}

/** Memory of a process and all below it, looked at now and then. */
import { childrenOf, residentBytes } from '../support/memory.ts';

const MEGABYTE = 2 ** 20;
const EVERY = 50;

function* familyOf(pid: number): Generator<number> {
  yield pid;
  for (const child of childrenOf(pid)) yield* familyOf(child);
}

/** Megabytes resident now. */
export const megabytesOf = (pid: number): number => [...familyOf(pid)].reduce((sum, one) => sum + Number(residentBytes(one)), 0) / MEGABYTE;

export function watchMemory(pid: number): { greatest(): number; end(): void } {
  let greatest = 0;
  const look = (): void => {
    greatest = Math.max(greatest, megabytesOf(pid));
  };
  look();
  const timer = setInterval(look, EVERY);
  return { greatest: () => greatest, end: () => clearInterval(timer) };
}

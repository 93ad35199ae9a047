/**
 * Room for others on the one thread that answers everybody: work that lasts lets the event loop turn between its pieces. However many lasting
 * questions there are, one piece runs at a time, and after it everybody else has a quarter of the time that it took: a short question needs
 * several turns of the loop to be read and answered, and would otherwise wait for a piece at each of them.
 */
import type { KyselyPlugin } from 'kysely';

/** Milliseconds that a turn of the loop may have lasted before the next piece of work waits for another. */
const SLICE = 12;
const LONGEST_PAUSE = 20;

let began: number | null = null;
let resting = false;
const waiting: (() => void)[] = [];

/** A turn of the loop has begun in which a piece is worked at; its end is the next turn. */
function begin(): void {
  const start = performance.now();
  began = start;
  setImmediate(() => {
    began = null;
    if (waiting.length > 0) rest(performance.now() - start);
  });
}

function rest(lasted: number): void {
  if (resting) return;
  resting = true;
  const grant = (): void => {
    resting = false;
    begin();
    waiting.shift()?.();
  };
  if (lasted < 1) setImmediate(grant);
  else setTimeout(grant, Math.min(LONGEST_PAUSE, lasted / 4));
}

/** A turn of the loop of one's own, after those who wait already. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    if (began === null) rest(0);
  });

/** Called between two pieces of work: goes on at once while the turn is young, and in a later turn when it is not. */
export function breathe(): Promise<void> | undefined {
  if (began === null) {
    begin();
    return undefined;
  }
  return performance.now() - began < SLICE ? undefined : nextTurn();
}

/** The clock of a turn runs from before its first statement. */
export const startTurn = (): void => {
  if (began === null) begin();
};

/** Breathes after every statement: the SQLite binding answers within the turn that asks. */
export const BREATHING: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    const pause = breathe();
    if (pause !== undefined) await pause;
    return result;
  },
};

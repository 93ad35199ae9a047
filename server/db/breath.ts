/**
 * Room for others on the one thread that answers everybody: work that lasts lets the event loop turn between its pieces, and however many
 * lasting questions there are, one piece runs a turn. What is asked meanwhile waits for a piece, not for a question.
 */
import type { KyselyPlugin } from 'kysely';

/** Milliseconds that a turn of the loop may have lasted before the next piece of work waits for another turn. */
const SLICE = 12;

let began: number | null = null;
let granting = false;
const waiting: (() => void)[] = [];

function grant(): void {
  granting = false;
  began = performance.now();
  waiting.shift()?.();
  if (waiting.length > 0) schedule();
  setImmediate(() => (began = null));
}

function schedule(): void {
  if (granting) return;
  granting = true;
  setImmediate(grant);
}

/** A turn of the loop of one's own, after those who wait already. */
export const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    waiting.push(resolve);
    schedule();
  });

/** Called between two pieces of work: goes on at once while the turn is young, and in a later turn when it is not. */
export function breathe(): Promise<void> | undefined {
  const now = performance.now();
  if (began === null) {
    began = now;
    setImmediate(() => (began = null));
    return undefined;
  }
  return now - began < SLICE ? undefined : nextTurn();
}

/** Breathes after every statement: the SQLite binding answers within the turn that asks. */
export const BREATHING: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => {
    await breathe();
    return result;
  },
};

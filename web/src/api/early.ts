/** Answers that were asked for before the part of the page that wants them was there. Each is given once, to the first who asks the same. */

/** An answer that nobody has come for is not given any more: what it says may be out of date. Milliseconds. */
const KEPT = 30_000;

const begun = new Map<string, { readonly at: number; readonly answer: Promise<unknown> }>();

/** Starts what `run` does; a failure is told to whoever takes it, and to the caller. */
export function begin<Answer>(key: string, run: () => Promise<Answer>): Promise<Answer> {
  const answer = run();
  begun.set(key, { at: performance.now(), answer });
  return answer;
}

/** Null where nothing was begun under this key; the caller asks itself. */
export function taken<Answer>(key: string): Promise<Answer> | null {
  const found = begun.get(key);
  begun.delete(key);
  return found === undefined || performance.now() - found.at > KEPT ? null : (found.answer as Promise<Answer>);
}

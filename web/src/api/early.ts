/** Answers that were asked for before the part of the page that wants them was there. Each is given once, to the first who asks the same. */

/** An answer that nobody has come for is not given any more: what it says may be out of date. Milliseconds. */
const KEPT = 30_000;

interface Begun {
  readonly at: number;
  readonly answer: Promise<unknown>;
  /** Null until it is answered. */
  came: { readonly content: unknown } | null;
}

const begun = new Map<string, Begun>();

/** Starts what `run` does; a failure is told to whoever takes it, and to the caller. */
export function begin<Answer>(key: string, run: () => Promise<Answer>): Promise<Answer> {
  const answer = run();
  const one: Begun = { at: performance.now(), answer, came: null };
  begun.set(key, one);
  void answer.then(
    (content) => {
      one.came = { content };
      return content;
    },
    () => undefined,
  );
  return answer;
}

/** Null where nothing was begun under this key; the caller asks itself. */
export function taken<Answer>(key: string): Promise<Answer> | null {
  const found = begun.get(key);
  begun.delete(key);
  return found === undefined || performance.now() - found.at > KEPT ? null : (found.answer as Promise<Answer>);
}

/** The answer itself, where it is there already: a part of the page that is given it is drawn once and not twice. */
export function come<Answer>(key: string): Answer | undefined {
  const came = begun.get(key)?.came;
  if (!came) return undefined;
  const fresh = taken(key) !== null;
  return fresh ? (came.content as Answer) : undefined;
}

/** Who of the process may write. A thread loads modules of its own, so what is said here holds for the thread that says it. */
let isReading = false;

/** From now on this thread opens nothing for writing: a write in the thread that answers requests makes every one of them wait for the disk. */
export const onlyReadHere = (): void => {
  isReading = true;
};

/** @throws Error in a thread that only reads */
export function assertWritesHere(): void {
  if (isReading) throw new Error('this thread only reads: what writes belongs into a thread of its own');
}

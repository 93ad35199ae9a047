/** Files that were sent, while their bytes are of use: in memory alone, for half an hour, and the oldest first let go where they become too many. */
import type { SentBytes } from '../graphql/intake.ts';

const MOST_BYTES = 100 * 2 ** 20;
const KEPT = 30 * 60 * 1000;

interface Kept {
  readonly files: readonly SentBytes[];
  readonly bytes: number;
  readonly forget: NodeJS.Timeout;
}

export interface SentMemory {
  keep(id: string, files: readonly SentBytes[]): void;
  find(id: string): readonly SentBytes[] | null;
  clear(): void;
}

const sizeOf = (files: readonly SentBytes[]): number => files.reduce((sum, { bytes }) => sum + bytes.length, 0);

export function createSentMemory(most = MOST_BYTES, within = KEPT): SentMemory {
  const kept = new Map<string, Kept>();
  const drop = (id: string): void => {
    clearTimeout(kept.get(id)?.forget);
    kept.delete(id);
  };
  const held = (): number => [...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0);
  return {
    keep: (id, files) => {
      drop(id);
      kept.set(id, { files, bytes: sizeOf(files), forget: setTimeout(() => drop(id), within).unref() });
      for (const oldest of kept.keys()) if (held() > most) drop(oldest);
    },
    find: (id) => kept.get(id)?.files ?? null,
    clear: () => {
      for (const id of kept.keys()) drop(id);
    },
  };
}

/**
 * Whole answers, kept as the bytes that went out. A data version is never changed, so an answer of one is good until a newer version is
 * published; then all of them go. What is in a key decides what may be given to whom: answers that are nobody's own are given to everybody of
 * the same sight, once it has been seen that they may ask.
 */
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';

const BYTES_KEPT = 64 * 2 ** 20;
const ENTRIES_KEPT = 5_000;
/** An answer above this would push out hundreds of others. */
const LARGEST = 8 * 2 ** 20;
/** Below this compression costs more than it saves. */
export const SMALLEST = 1024;
const BROTLI_LEVEL = 4;
/** What an entry takes beside its bytes. */
const OVERHEAD = 300;

const compress = promisify(brotliCompress);

export interface Answered {
  readonly type: string;
  readonly plain: Buffer;
  /** Null: too short to be worth it; undefined: nobody who takes it has asked yet. */
  readonly brotli: Buffer | null | undefined;
}

/** Everything that an answer depends on beside the newest data version. */
export interface Place {
  /** The data version asked of, pinned or the newest. */
  readonly version: string;
  /** The moment whose knowledge is asked for; null: all that the version knows. */
  readonly knownOn: string | null;
  /** `sightKey` of what the asker may see: an answer is given to nobody who may see less. */
  readonly sight: string;
  /** Whether somebody known asks: some fields are told to nobody else (introspection). */
  readonly signedIn: boolean;
  readonly hash: string;
  readonly operationName: string | null;
  readonly variables: object | null;
  readonly accept: string;
}

export interface Answers {
  /** The newest data version that was heard of, empty before the first: no answer of a newer one is held. */
  newest(): string;
  /** Whether there may be an answer: none is held of a place that this denies, whatever was published since. */
  holds(place: Place): boolean;
  find(newest: string, place: Place): Answered | undefined;
  keep(newest: string, place: Place, answer: Answered): void;
  /** Entries and bytes held. */
  size(): { readonly entries: number; readonly bytes: number };
}

/** An answer as it is. */
export const plainly = (text: string | Buffer, type: string): Answered => {
  const plain = typeof text === 'string' ? Buffer.from(text) : text;
  return { type, plain, brotli: plain.length < SMALLEST ? null : undefined };
};

/** An answer with its compressed form. */
export async function pack(text: string | Buffer, type: string): Promise<Answered> {
  const { plain, brotli } = plainly(text, type);
  if (brotli === null) return { type, plain, brotli };
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_LEVEL, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return { type, plain, brotli: await compress(plain, { params }) };
}

const keyOf = ({ version, knownOn, sight, signedIn, hash, operationName, variables, accept }: Place): string =>
  JSON.stringify([version, knownOn, sight, signedIn, hash, operationName, accept, variables]);

/** Of `v12` 12; 0 before the first. */
const numberOf = (version: string): number => Number(version.slice(1));

export function createAnswers(mostBytes = BYTES_KEPT, mostEntries = ENTRIES_KEPT): Answers {
  const kept = new Map<string, Answered>();
  let bytes = 0;
  let of = '';
  const sizeOf = (key: string, { plain, brotli }: Answered): number =>
    key.length * 2 + plain.length + (brotli ? brotli.length : 0) + OVERHEAD;
  const begin = (version: string): void => {
    kept.clear();
    bytes = 0;
    of = version;
  };
  const drop = (key: string, answer: Answered): void => {
    kept.delete(key);
    bytes -= sizeOf(key, answer);
  };
  return {
    newest: () => of,
    holds: (place) => kept.has(keyOf(place)),
    find: (newest, place) => {
      if (newest !== of) {
        begin(newest);
        return undefined;
      }
      const key = keyOf(place);
      const found = kept.get(key);
      if (found === undefined) return undefined;
      kept.delete(key);
      kept.set(key, found);
      return found;
    },
    keep: (newest, place, answer) => {
      if (of === '' || numberOf(newest) > numberOf(of)) begin(newest);
      // What was asked before a publication and answered after it belongs to neither.
      if (newest !== of || answer.plain.length > LARGEST) return;
      const key = keyOf(place);
      const known = kept.get(key);
      if (known !== undefined) drop(key, known);
      kept.set(key, answer);
      bytes += sizeOf(key, answer);
      for (const [oldest, one] of kept) {
        if (bytes <= mostBytes && kept.size <= mostEntries) break;
        drop(oldest, one);
      }
    },
    size: () => ({ entries: kept.size, bytes }),
  };
}

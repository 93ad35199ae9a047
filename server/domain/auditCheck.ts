/** What is held against a chain: that its entries hang together, and that it still is what it was at every anchor. */
import { GENESIS, type AuditChain, type AuditEntry, type ChainPlace } from './auditChain.ts';
import { spellMoment } from './tokens.ts';

/** Where a chain stood at a moment, written down where who changes the database does not write. */
export interface Anchor {
  readonly at: string;
  readonly chain: AuditChain;
  readonly position: number;
  readonly hash: string;
  /** When the backup was made that the chain was taken back to at this moment; anchors before this one that lie further hold no more. */
  readonly restored?: string | undefined;
}

/** Anchors of one place, oldest first. `faults` are what cannot be read of it. */
export interface AnchorList {
  readonly place: string;
  readonly anchors: readonly Anchor[];
  readonly faults: readonly string[];
}

export interface ChainCheck {
  readonly chain: AuditChain;
  readonly entries: number;
  readonly head: ChainPlace;
  /** Of the newest anchor that the chain agrees with. */
  readonly anchoredAt: string | null;
  /** What was done to the chain openly. */
  readonly notes: readonly string[];
  /** Nothing: the chain is whole. */
  readonly problems: readonly string[];
}

/** Problems that are told one by one. */
const MOST = 20;

/** Checks a chain entry by entry, in order, so that it never has to be held whole. */
export interface ChainChecker {
  next(entry: AuditEntry): void;
  end(): ChainCheck;
}

/** Facts of an entry, if they are an object. */
function factsOf(entry: AuditEntry): Readonly<Record<string, unknown>> {
  try {
    const facts: unknown = JSON.parse(entry.facts);
    return typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Those that still hold: of what came after a backup, none does once it is restored. */
export function holdingAnchors(anchors: readonly Anchor[]): Anchor[] {
  let furthest = Number.POSITIVE_INFINITY;
  const latestFirst = anchors.toReversed().filter((anchor) => {
    const holds = anchor.position <= furthest;
    if (anchor.restored !== undefined) furthest = Math.min(furthest, anchor.position);
    return holds;
  });
  return latestFirst.toReversed();
}

/** A line for each time that the chain was taken back, as any of the places tells it. */
const restoredNotes = (lists: readonly AnchorList[]): string[] => [
  ...new Set(
    lists.flatMap(({ anchors }) =>
      anchors.flatMap(({ at, position, restored }) =>
        restored === undefined
          ? []
          : [`${spellMoment(at)}从${spellMoment(restored)}的备份恢复，回到第 ${position} 条；在此之前更靠后的锚点不再适用。`],
      ),
    ),
  ),
];

/** What the anchors say against a chain whose hashes at anchored positions are `seen`. */
function againstAnchors(list: AnchorList, base: ChainPlace, head: ChainPlace, seen: ReadonlyMap<number, string>): string[] {
  const problems = [...list.faults];
  const cut = list.anchors.filter((anchor) => anchor.position > head.position).at(-1);
  if (cut) problems.push(`末尾被截去：${spellMoment(cut.at)}有 ${cut.position} 条（锚点 ${list.place}），现在只到第 ${head.position} 条。`);
  const rewritten = list.anchors.find((anchor) => {
    const hash = anchor.position === base.position ? base.hash : seen.get(anchor.position);
    return hash !== undefined && hash !== anchor.hash;
  });
  if (rewritten)
    problems.push(`第 ${rewritten.position} 条或它以前的内容被改写：与${spellMoment(rewritten.at)}的锚点（${list.place}）不同。`);
  return problems;
}

/** @param base what the oldest entry has to stand on @param hashOf SHA-256 of an entry's text */
export function checkChain(
  chain: AuditChain,
  base: ChainPlace,
  lists: readonly AnchorList[],
  hashOf: (entry: AuditEntry) => string,
): ChainChecker {
  const problems: string[] = [];
  const told = lists.map((list) => ({ ...list, anchors: list.anchors.filter((anchor) => anchor.chain === chain) }));
  const own = told.map((list) => ({ ...list, anchors: holdingAnchors(list.anchors) }));
  const anchored = new Set(own.flatMap(({ anchors }) => anchors.map((anchor) => anchor.position)));
  const seen = new Map<number, string>();
  let last: ChainPlace = base;
  let entries = 0;
  let isBaseTold = base.position === 0;
  return {
    next: (entry) => {
      entries += 1;
      if (entry.position !== last.position + 1)
        problems.push(`第 ${last.position + 1} 条${entry.position > last.position + 2 ? `至第 ${entry.position - 1} 条` : ''}不见了。`);
      else if (entry.previousHash !== last.hash) problems.push(`第 ${entry.position} 条与前一条不相接：有一条被替换过。`);
      if (hashOf(entry) !== entry.hash) problems.push(`第 ${entry.position} 条（${spellMoment(entry.at)}）的内容被改动过。`);
      if (anchored.has(entry.position)) seen.set(entry.position, entry.hash);
      if (!isBaseTold && entry.action === 'AUDIT_PRUNE') {
        const facts = factsOf(entry);
        isBaseTold = facts['upTo'] === base.position && facts['hash'] === base.hash;
      }
      last = { position: entry.position, hash: entry.hash };
    },
    end: () => {
      if (!isBaseTold) problems.push(`第 ${base.position} 条以前的记录不在了，而没有一条归档的记录说明它们去了哪里。`);
      if (base.position === 0 && base.hash !== GENESIS) problems.push('起点被改动过。');
      for (const list of own) problems.push(...againstAnchors(list, base, last, seen));
      if (last.position > 0 && own.every(({ anchors }) => anchors.length === 0))
        problems.push('没有锚点：锚点文件不在或是空的，无法核对末尾是否被截去、全链是否被改写。');
      const agreed = own
        .flatMap(({ anchors }) => anchors)
        .filter((anchor) => seen.get(anchor.position) === anchor.hash)
        .map((anchor) => anchor.at)
        .toSorted();
      const more = problems.length - MOST;
      return {
        chain,
        entries,
        head: last,
        anchoredAt: agreed.at(-1) ?? null,
        notes: restoredNotes(told),
        problems: more > 0 ? [...problems.slice(0, MOST), `另有 ${more} 处。`] : problems,
      };
    },
  };
}

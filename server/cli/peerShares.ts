/**
 * What each reader asks of several processes together. Requests are counted in memory and told to the others about once a second, so a reader
 * may have as many more as the others take in one second; attempts at a secret are counted in the database, one by one.
 */
import type { Db } from '../db/open.ts';
import { countOne, dropCounts, putCounts, readClock, readOthers, UNDER_WAY_SPAN, type ReaderCount } from '../db/readerCounts.ts';
import { TooMany } from '../domain/errors.ts';
import type { Apart } from '../graphql/apart.ts';
import type { Counted, Peers } from '../graphql/peers.ts';

/** Readers of one span; whoever comes from more addresses than that is not held by their number anyway. */
const MOST = 20_000;
const MINUTE = 60_000;

export interface Shares extends Pick<Peers, 'request' | 'attempt'> {
  share(apart: Apart, most: number): Apart;
  /** Tells the others, and hears of them. */
  exchange(): Promise<void>;
}

/** Numbers by reader, and which of them the others have not heard of. */
class Tallies {
  readonly counts = new Map<string, number>();
  readonly news = new Set<string>();

  add(reader: string, by: number): number {
    const n = this.of(reader) + by;
    this.counts.delete(reader);
    this.counts.set(reader, n);
    this.news.add(reader);
    for (const oldest of this.counts.keys()) {
      if (this.counts.size <= MOST) break;
      this.counts.delete(oldest);
    }
    return n;
  }

  of(reader: string): number {
    const n = this.counts.get(reader);
    return n === undefined ? 0 : n;
  }

  take(span: number): ReaderCount[] {
    const told = [...this.news].map((reader) => ({ reader, span, n: this.of(reader) }));
    this.news.clear();
    return told;
  }
}

interface Others {
  readonly span: number;
  readonly requests: ReadonlyMap<string, number>;
  readonly underWay: ReadonlyMap<string, number>;
}

const byReader = (counts: readonly ReaderCount[]): ReadonlyMap<string, number> => new Map(counts.map(({ reader, n }) => [reader, n]));
const sumOf = (one: number, more: number | undefined): number => (more === undefined ? one : one + more);

/** Refuses before another process of this program would: the pool holds what runs here. */
function sharing(underWay: Tallies, others: () => Others): Shares['share'] {
  return (apart, most) => ({
    ...apart,
    run: async (ask, life) => {
      const { reader } = life;
      if (reader === null) return apart.run(ask, life);
      if (sumOf(underWay.of(reader), others().underWay.get(reader)) >= most)
        throw new TooMany(`您有 ${most} 个大查询正在进行，请等其中一个结束后再发。`);
      underWay.add(reader, 1);
      try {
        return await apart.run(ask, life);
      } finally {
        underWay.add(reader, -1);
        if (underWay.of(reader) === 0) underWay.counts.delete(reader);
      }
    },
  });
}

export function createShares(db: Db, peer: number): Shares {
  const underWay = new Tallies();
  let requests = new Tallies();
  let others: Others = { span: 0, requests: new Map(), underWay: new Map() };
  let of = 0;
  /** What the clock of the database server is ahead. */
  let ahead = 0;
  const spanAt = (span: number): { number: number; ttl: number } => {
    const at = Date.now() + ahead;
    return { number: Math.floor(at / span), ttl: span - (at % span) };
  };
  const request = (reader: string, span: number): Counted => {
    const { number, ttl } = spanAt(span);
    if (number !== of) {
      of = number;
      requests = new Tallies();
    }
    const own = requests.add(reader, 1);
    return { current: others.span === number ? sumOf(own, others.requests.get(reader)) : own, ttl };
  };
  const exchange = async (): Promise<void> => {
    const before = Date.now();
    const clock = await readClock(db);
    ahead = clock - (before + Date.now()) / 2;
    const { number } = spanAt(MINUTE);
    const told = requests.take(of);
    await putCounts(db, peer, [...told, ...underWay.take(UNDER_WAY_SPAN)]);
    const heard = await readOthers(db, peer, number);
    const inSpan = heard.filter(({ span }) => span === number);
    others = { span: number, requests: byReader(inSpan), underWay: byReader(heard.filter(({ span }) => span === UNDER_WAY_SPAN)) };
    await dropCounts(db, number - 1);
  };
  return {
    request,
    attempt: async (reader, span) => {
      const { number, ttl } = spanAt(span);
      return { current: await countOne(db, reader, number), ttl };
    },
    share: sharing(underWay, () => others),
    exchange,
  };
}

/** Anchors of the audit chains: where each stood, in files beside the data and, where one is named, in a folder elsewhere. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { AuditLog } from '../accounts/auditLog.ts';
import type { Config } from '../config.ts';
import { AUDIT_CHAIN_IDS, AUDIT_CHAINS, GENESIS, type AuditChain, type ChainPlace } from '../domain/auditChain.ts';
import { holdingAnchors, type Anchor, type AnchorList, type ChainCheck } from '../domain/auditCheck.ts';
import { countEntries, hasChain, readHead, readNewest } from '../db/audit.ts';
import { openAuditReader, verifyChain, type AuditReader } from '../db/auditCheck.ts';
import { openAccountsAudit } from './accounts.ts';
import type { Say } from './prepare.ts';

export const ANCHOR_FILE = 'audit-anchors.jsonl';
const OWNER_ONLY = 0o600;
const DAY = 24 * 60 * 60 * 1000;

export type AnchorPlaces = Pick<Config, 'database' | 'folder' | 'auditAnchor'>;

const ANCHOR = z.object({
  at: z.string(),
  chain: z.enum(AUDIT_CHAIN_IDS),
  position: z.number().int(),
  hash: z.string().length(64),
  restored: z.string().optional(),
});

const filesOf = ({ folder, auditAnchor }: AnchorPlaces): string[] =>
  [folder, ...(auditAnchor === null ? [] : [auditAnchor])].map((one) => path.join(one, ANCHOR_FILE));

function readLine(line: string): Anchor | null {
  try {
    return ANCHOR.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

function readAnchorFile(file: string): AnchorList {
  if (!existsSync(file)) return { place: file, anchors: [], faults: [] };
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean).map(readLine);
  const wrong = lines.findIndex((line) => line === null);
  return {
    place: file,
    anchors: lines.filter((line) => line !== null),
    faults: wrong === -1 ? [] : [`锚点文件 ${file} 的第 ${wrong + 1} 行无法读取。`],
  };
}

/** What stands in each place that anchors are written to. A second place that lost its file is told: the first alone is the attacker's, too. */
export const readAnchors = (places: AnchorPlaces): AnchorList[] =>
  filesOf(places).map((file, at) => {
    const list = readAnchorFile(file);
    return at > 0 && list.anchors.length === 0 ? { ...list, faults: [`另存的锚点文件 ${file} 不在或是空的。`] } : list;
  });

export interface OpenChain {
  readonly chain: AuditChain;
  readonly db: AuditReader['db'];
}

/** Handles that cannot write, on those of the chains that there are. */
export async function openChains(database: string): Promise<{ readonly open: readonly OpenChain[]; close(): Promise<void> }> {
  const readers: readonly (readonly [AuditChain, AuditReader | null])[] = [
    ['LEDGER', openAuditReader(database)],
    ['ACCOUNTS', openAccountsAudit(database)],
  ];
  const open: OpenChain[] = [];
  for (const [chain, reader] of readers)
    if (reader !== null && (await hasChain(reader.db, AUDIT_CHAINS[chain].table))) open.push({ chain, db: reader.db });
  return {
    open,
    close: async () => {
      for (const [, reader] of readers) await reader?.close();
    },
  };
}

/** A chain without a table: of a database that has never been opened for writing, unless an anchor knows better. */
function absentChain(chain: AuditChain, lists: readonly AnchorList[]): ChainCheck {
  const known = lists.some(({ anchors }) =>
    holdingAnchors(anchors.filter((anchor) => anchor.chain === chain)).some((anchor) => anchor.position > 0),
  );
  const problems = known ? ['整条链不在了，而锚点中有它的记录。'] : [];
  return { chain, entries: 0, head: { position: 0, hash: GENESIS }, anchoredAt: null, notes: [], problems };
}

export async function verifyChains(places: AnchorPlaces): Promise<ChainCheck[]> {
  const chains = await openChains(places.database);
  try {
    const anchors = readAnchors(places);
    const checks: ChainCheck[] = [];
    for (const chain of AUDIT_CHAIN_IDS) {
      const found = chains.open.find((one) => one.chain === chain);
      checks.push(found === undefined ? absentChain(chain, anchors) : await verifyChain(found.db, chain, anchors));
    }
    return checks;
  } finally {
    await chains.close();
  }
}

/**
 * Whether a head is worth a line: it is the first, it moved since the last one, or that one is of another day. That a chain is empty yet is
 * worth one line: entries that come without it are those of a chain whose anchors somebody took away.
 */
const isNews = (last: Anchor | undefined, head: ChainPlace, at: string): boolean =>
  last === undefined || last.hash !== head.hash || (head.position > 0 && last.at.slice(0, 10) !== at.slice(0, 10));

function appendAnchor(file: string, anchor: Anchor, say: Say): void {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    appendFileSync(file, `${JSON.stringify(anchor)}\n`, { mode: OWNER_ONLY, flush: true });
  } catch (error) {
    say('an anchor of the audit log was not written', { file, reason: error instanceof Error ? error.message : String(error) });
  }
}

const anchorsIn = (file: string, chain: AuditChain): Anchor[] => readAnchorFile(file).anchors.filter((one) => one.chain === chain);

/** Writes down where both chains stand. A place that cannot be written is told and does not stop the program. */
export async function writeAnchors(places: AnchorPlaces, at: string, say: Say): Promise<void> {
  const chains = await openChains(places.database);
  try {
    for (const { chain, db } of chains.open) {
      const head = await readHead(db, AUDIT_CHAINS[chain].table);
      const behind = filesOf(places).filter((file) => isNews(anchorsIn(file, chain).at(-1), head, at));
      for (const file of behind) appendAnchor(file, { at, chain, ...head }, say);
      if (behind.length > 0) say('audit anchor', { chain, position: head.position, hash: head.hash });
    }
  } finally {
    await chains.close();
  }
}

/** Writes down, before anything else is written, that the chains were taken back to where they stood in a backup made at `from`. */
export async function anchorRestored(places: AnchorPlaces, from: string, at: string, say: Say): Promise<void> {
  const chains = await openChains(places.database);
  try {
    for (const chain of AUDIT_CHAIN_IDS) {
      const found = chains.open.find((one) => one.chain === chain);
      const head = found === undefined ? { position: 0, hash: GENESIS } : await readHead(found.db, AUDIT_CHAINS[chain].table);
      for (const file of filesOf(places))
        if (head.position > 0 || anchorsIn(file, chain).length > 0) appendAnchor(file, { at, chain, ...head, restored: from }, say);
    }
  } finally {
    await chains.close();
  }
}

/** The log for who reads it on the pages; it is opened at the first question. */
export function createAuditLog(places: AnchorPlaces): AuditLog & { close(): Promise<void> } {
  let opening: ReturnType<typeof openChains> | null = null;
  const dbOf = async (chain: AuditChain): Promise<AuditReader['db'] | undefined> =>
    (await (opening ??= openChains(places.database))).open.find((one) => one.chain === chain)?.db;
  return {
    newest: async (chain, ask) => {
      const db = await dbOf(chain);
      return db === undefined ? [] : readNewest(db, AUDIT_CHAINS[chain].table, ask);
    },
    count: async (chain, ask) => {
      const db = await dbOf(chain);
      return db === undefined ? 0 : countEntries(db, AUDIT_CHAINS[chain].table, ask);
    },
    check: () => verifyChains(places),
    close: async () => (await opening)?.close(),
  };
}

const thisMoment = (): string => new Date().toISOString();

/** As `writeAnchors`; what goes wrong is told, and does not undo what was done before it. */
export const anchorNow = (places: AnchorPlaces, say: Say, at = thisMoment()): Promise<void> =>
  writeAnchors(places, at, say).catch((error: unknown) =>
    say('the audit log was not anchored', { reason: error instanceof Error ? error.message : String(error) }),
  );

/** What calls again and again, and at what moment. */
export interface Clock {
  now(): string;
  /** Calls `work` every so many milliseconds until what it gives is called. */
  every(milliseconds: number, work: () => void): () => void;
}

const CLOCK: Clock = {
  now: thisMoment,
  every: (milliseconds, work) => {
    const timer = setInterval(work, milliseconds).unref();
    return () => clearInterval(timer);
  },
};

/** Anchors now, every day, and at the end. `alone` does it while no other process does: two at once would both find the same news. */
export async function startAnchoring(
  places: AnchorPlaces,
  say: Say,
  clock = CLOCK,
  alone: (work: () => Promise<void>) => Promise<void> = (work) => work(),
): Promise<{ close(): Promise<void> }> {
  // One after another, for the same reason.
  let last = Promise.resolve();
  const anchor = (): Promise<void> => {
    const at = clock.now();
    return (last = last.then(() => alone(() => anchorNow(places, say, at))));
  };
  await anchor();
  const stop = clock.every(DAY, () => void anchor());
  return {
    close: async () => {
      stop();
      await anchor();
    },
  };
}

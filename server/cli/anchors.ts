/** Anchors of the audit chains: where each stood, in files beside the data and, where one is named, in a folder elsewhere. */
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { AUDIT_CHAIN_IDS, AUDIT_CHAINS, GENESIS, type AuditChain } from '../domain/auditChain.ts';
import type { Anchor, AnchorList, ChainCheck, ChainEnd } from '../domain/auditCheck.ts';
import { readHead } from '../db/audit.ts';
import { openAuditReader, verifyChain, type AuditReader } from '../db/auditCheck.ts';
import { openAccountsAudit } from './accounts.ts';
import type { Say } from './prepare.ts';

export const ANCHOR_FILE = 'audit-anchors.jsonl';
const OWNER_ONLY = 0o600;
const DAY = 24 * 60 * 60 * 1000;

export type AnchorPlaces = Pick<Config, 'database' | 'folder' | 'auditAnchor'>;

const ANCHOR = z.object({ at: z.string(), chain: z.enum(AUDIT_CHAIN_IDS), position: z.number().int(), hash: z.string().length(64) });

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

/** Handles on both chains that cannot write. */
export function openChains(database: string): { readonly db: (chain: AuditChain) => AuditReader['db']; close(): Promise<void> } {
  const ledger = openAuditReader(database);
  const accounts = openAccountsAudit(database);
  return {
    db: (chain) => (chain === 'LEDGER' ? ledger : accounts).db,
    close: async () => {
      await ledger.close();
      await accounts.close();
    },
  };
}

export async function verifyChains(places: AnchorPlaces): Promise<ChainCheck[]> {
  const chains = openChains(places.database);
  try {
    const anchors = readAnchors(places);
    const checks: ChainCheck[] = [];
    for (const chain of AUDIT_CHAIN_IDS) checks.push(await verifyChain(chains.db(chain), chain, anchors));
    return checks;
  } finally {
    await chains.close();
  }
}

/** Whether a head is worth a line: it moved since the last one, or that one is of another day. */
const isNews = (last: Anchor | undefined, head: ChainEnd, at: string): boolean =>
  head.position > 0 && (last === undefined || last.hash !== head.hash || last.at.slice(0, 10) !== at.slice(0, 10));

/** Writes down where both chains stand. A place that cannot be written is told and does not stop the program. */
export async function writeAnchors(places: AnchorPlaces, at: string, say: Say): Promise<void> {
  const chains = openChains(places.database);
  try {
    for (const chain of AUDIT_CHAIN_IDS) {
      const head = await readHead(chains.db(chain), AUDIT_CHAINS[chain].table);
      if (head.hash === GENESIS) continue;
      let told = false;
      for (const file of filesOf(places)) {
        if (
          !isNews(
            readAnchorFile(file).anchors.findLast((one) => one.chain === chain),
            head,
            at,
          )
        )
          continue;
        told = true;
        try {
          mkdirSync(path.dirname(file), { recursive: true });
          appendFileSync(file, `${JSON.stringify({ at, chain, ...head } satisfies Anchor)}\n`, { mode: OWNER_ONLY, flush: true });
        } catch (error) {
          say('an anchor of the audit log was not written', { file, reason: error instanceof Error ? error.message : String(error) });
        }
      }
      if (told) say('audit anchor', { chain, position: head.position, hash: head.hash });
    }
  } finally {
    await chains.close();
  }
}

/** Anchors now, every day, and at the end. */
export async function startAnchoring(places: AnchorPlaces, say: Say): Promise<{ close(): Promise<void> }> {
  const anchor = (): Promise<void> =>
    writeAnchors(places, new Date().toISOString(), say).catch((error: unknown) =>
      say('the audit log was not anchored', { reason: error instanceof Error ? error.message : String(error) }),
    );
  await anchor();
  const timer = setInterval(() => void anchor(), DAY).unref();
  return {
    close: async () => {
      clearInterval(timer);
      await anchor();
    },
  };
}

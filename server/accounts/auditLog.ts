/** The audit log as who may read it sees it: both chains as one list, the newest first. */
import type { NewestAsk } from '../db/audit.ts';
import type { AuditAction, AuditOutcome } from '../domain/audit.ts';
import { AUDIT_CHAIN_IDS, type AuditChain, type AuditEntry } from '../domain/auditChain.ts';
import type { ChainCheck } from '../domain/auditCheck.ts';
import { badInput, DomainError } from '../domain/errors.ts';
import { assertMay } from '../domain/viewers.ts';
import type { Seat } from './parts.ts';
import type { AccountPage } from './types.ts';

/** Where the chains are read and checked; nothing here can write them. */
export interface AuditLog {
  newest(chain: AuditChain, ask: NewestAsk): Promise<AuditEntry[]>;
  count(chain: AuditChain, ask: Omit<NewestAsk, 'before' | 'most'>): Promise<number>;
  check(): Promise<readonly ChainCheck[]>;
}

export interface AuditRow extends AuditEntry {
  readonly chain: AuditChain;
}

export interface AuditAsk {
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly to?: string | undefined;
  readonly actor?: string | undefined;
  readonly actions?: readonly AuditAction[] | undefined;
  readonly outcome?: AuditOutcome | undefined;
  readonly chain?: AuditChain | undefined;
  readonly first: number;
  readonly after?: string | undefined;
}

export interface AuditDesk {
  auditEntries(ask: AuditAsk): Promise<AccountPage<AuditRow>>;
  auditCheck(): Promise<readonly ChainCheck[]>;
}

const MOST_ROWS = 1_000;
const MOST_POSITION = Number.MAX_SAFE_INTEGER;

interface Cursor {
  readonly at: string;
  readonly chain: AuditChain;
  readonly position: number;
}

const writeCursor = ({ at, chain, position }: Cursor): string => Buffer.from(`${at} ${chain} ${position}`).toString('base64url');

/** @throws DomainError for a text that no list here gave */
function readCursor(text: string): Cursor {
  const found = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) ([A-Z]+) (\d{1,15})$/.exec(Buffer.from(text, 'base64url').toString());
  const chain = AUDIT_CHAIN_IDS.find((id) => id === found?.[2]);
  if (found === null || chain === undefined) throw badInput('after 不是这个列表的游标。请从第一页重新读起。');
  return { at: String(found[1]), chain, position: Number(found[3]) };
}

/** Entries of one moment stand in the order of the chains, each from its newest. */
function beforeIn(chain: AuditChain, cursor: Cursor): NewestAsk['before'] {
  const order = AUDIT_CHAIN_IDS.indexOf(chain) - AUDIT_CHAIN_IDS.indexOf(cursor.chain);
  return { at: cursor.at, position: order === 0 ? cursor.position : order > 0 ? MOST_POSITION : 0 };
}

const inOrder = (left: AuditRow, right: AuditRow): number => {
  if (left.at !== right.at) return left.at < right.at ? 1 : -1;
  return AUDIT_CHAIN_IDS.indexOf(left.chain) - AUDIT_CHAIN_IDS.indexOf(right.chain) || right.position - left.position;
};

async function readPage(log: AuditLog, { first, after, chain, ...where }: AuditAsk): Promise<AccountPage<AuditRow>> {
  if (!Number.isInteger(first) || first < 1 || first > MOST_ROWS) throw badInput(`first 为 ${first}，请取 1 到 ${MOST_ROWS}。`);
  const cursor = after === undefined ? null : readCursor(after);
  const chains = chain === undefined ? AUDIT_CHAIN_IDS : [chain];
  const rows: AuditRow[] = [];
  let totalCount = 0;
  for (const one of chains) {
    const before = cursor === null ? undefined : beforeIn(one, cursor);
    for (const entry of await log.newest(one, { ...where, before, most: first + 1 })) rows.push({ ...entry, chain: one });
    totalCount += await log.count(one, where);
  }
  const sorted = rows.toSorted(inOrder);
  return {
    rows: sorted.slice(0, first).map((node) => ({ cursor: writeCursor(node), node })),
    hasNextPage: sorted.length > first,
    hasPreviousPage: cursor !== null,
    totalCount,
  };
}

export function createAuditDesk(seat: Seat): AuditDesk {
  const open = (): AuditLog => {
    void assertMay(seat.viewer, 'AUDIT');
    const { audit } = seat.parts;
    if (audit === undefined) throw new DomainError('UNAVAILABLE', '这里没有审计日志：它属于运行中的网站（npm start）。');
    return audit;
  };
  return {
    auditEntries: async (ask) => readPage(open(), ask),
    auditCheck: async () => open().check(),
  };
}

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

/** Conditions on what is taken away. */
export type AuditWanted = Omit<AuditAsk, 'first' | 'after'>;

export interface AuditDesk {
  auditEntries(ask: AuditAsk): Promise<AccountPage<AuditRow>>;
  /** All that fits, newest first, read while it is taken. Who takes the log away is in what they take. */
  exportAudit(format: string, wanted: AuditWanted): Promise<AsyncIterable<AuditRow>>;
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

interface ReadRows {
  readonly rows: readonly AuditRow[];
  readonly hasMore: boolean;
}

const chainsOf = (chain: AuditChain | undefined): readonly AuditChain[] => (chain === undefined ? AUDIT_CHAIN_IDS : [chain]);

async function readRows(log: AuditLog, { first, after, chain, ...where }: AuditAsk): Promise<ReadRows> {
  const cursor = after === undefined ? null : readCursor(after);
  const rows: AuditRow[] = [];
  for (const one of chainsOf(chain)) {
    const before = cursor === null ? undefined : beforeIn(one, cursor);
    for (const entry of await log.newest(one, { ...where, before, most: first + 1 })) rows.push({ ...entry, chain: one });
  }
  return { rows: rows.toSorted(inOrder).slice(0, first), hasMore: rows.length > first };
}

async function readPage(log: AuditLog, ask: AuditAsk): Promise<AccountPage<AuditRow>> {
  const { first, after, chain, ...where } = ask;
  if (!Number.isInteger(first) || first < 1 || first > MOST_ROWS) throw badInput(`first 为 ${first}，请取 1 到 ${MOST_ROWS}。`);
  const { rows, hasMore } = await readRows(log, ask);
  let totalCount = 0;
  for (const one of chainsOf(chain)) totalCount += await log.count(one, where);
  return {
    rows: rows.map((node) => ({ cursor: writeCursor(node), node })),
    hasNextPage: hasMore,
    hasPreviousPage: after !== undefined,
    totalCount,
  };
}

/** Entries that are added meanwhile come before those that were read, and so do not move what follows. */
async function* readAll(log: AuditLog, wanted: AuditWanted): AsyncGenerator<AuditRow> {
  for (let after: string | undefined; ;) {
    const { rows, hasMore } = await readRows(log, { ...wanted, first: MOST_ROWS, after });
    yield* rows;
    const last = rows.at(-1);
    if (!hasMore || last === undefined) return;
    after = writeCursor(last);
  }
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
    exportAudit: (format, wanted) =>
      seat.attempt('AUDIT_EXPORT', null, async (write) => {
        const log = open();
        await write('exportAudit', { format, wanted, at: seat.parts.now() });
        return readAll(log, wanted);
      }),
    auditCheck: async () => open().check(),
  };
}

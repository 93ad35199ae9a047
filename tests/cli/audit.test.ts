import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ANCHOR_FILE, startAnchoring, verifyChains, writeAnchors } from '../../server/cli/anchors.ts';
import { readHead, recordAudit } from '../../server/db/audit.ts';
import { openAccountsStore } from '../../server/db/accounts/open.ts';
import { openStore } from '../../server/db/open.ts';
import { SYSTEM } from '../../server/domain/audit.ts';
import { runInside } from './inside.ts';

const OLD = '2025-01-10T08:00:00.000Z';
const EVENT = { actor: SYSTEM, action: 'IMPORT', outcome: 'DONE', object: '410302 2024Q4', facts: { units: 4 } } as const;

let folder: string;
let database: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-audit-'));
  database = path.join(folder, 'fugai.sqlite');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const places = () => ({ database, folder, auditAnchor: null });
const silent = (): void => undefined;
const problems = async (): Promise<string[]> => (await verifyChains(places())).flatMap((check) => check.problems);

/** So many entries at a moment, in the chain of the ledger and in that of the accounts. */
async function record(at: string, times: number): Promise<void> {
  const [ledger, accounts] = [await openStore(database), await openAccountsStore(database)];
  for (let one = 0; one < times; one += 1) {
    await ledger.db.transaction().execute((work) => recordAudit(work, 'ledger_audit', EVENT, at));
    await accounts.db.transaction().execute((work) => recordAudit(work, 'account_audit', { ...EVENT, action: 'LOGIN' }, at));
  }
  await ledger.close();
  await accounts.close();
}

interface Line {
  readonly at: string;
  readonly chain: string;
  readonly position: number;
  readonly restored?: string;
}
const anchorLines = (): Line[] =>
  readFileSync(path.join(folder, ANCHOR_FILE), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('fugai audit prune', () => {
  it('archives 3 old entries of each chain with their hash, keeps the newer, and the chains stay whole', async () => {
    await record(OLD, 3);
    await record(new Date().toISOString(), 2);
    await writeAnchors(places(), new Date().toISOString(), silent);
    const pruned = await runInside(folder, ['audit', 'prune', '--months', '6']);
    expect([pruned.code, pruned.printed]).toEqual([
      0,
      ['台账：3 条已归档到 audit-archive/ledger_audit-3.jsonl', '账户：3 条已归档到 audit-archive/account_audit-3.jsonl'],
    ]);
    for (const [file, table] of [
      ['fugai.sqlite', 'ledger_audit'],
      ['accounts.sqlite', 'account_audit'],
    ] as const) {
      const archived = readFileSync(path.join(folder, 'audit-archive', `${table}-3.jsonl`));
      expect(archived.toString().trim().split('\n')).toHaveLength(3);
      expect(statSync(path.join(folder, 'audit-archive')).mode & 0o077).toBe(0);
      const connection = new SqliteDatabase(path.join(folder, file), { readonly: true });
      const rows = connection.prepare<[], { position: number; action: string; facts: string }>(`select * from ${table}`).all();
      connection.close();
      expect(Math.min(...rows.map(({ position }) => position))).toBe(4);
      const told = rows.find(({ action }) => action === 'AUDIT_PRUNE')?.facts;
      expect(JSON.parse(String(told))).toMatchObject({
        upTo: 3,
        entries: 3,
        sha256: createHash('sha256').update(archived).digest('hex'),
      });
    }
    const verified = await runInside(folder, ['audit', 'verify']);
    expect([verified.code, verified.complained]).toEqual([0, []]);
    const again = await runInside(folder, ['audit', 'prune', '--months', '6']);
    expect(again.printed).toEqual([expect.stringMatching(/^台账：没有早于/), expect.stringMatching(/^账户：没有早于/)]);
  });

  it('archives nothing younger than 6 months, nor of a chain that is not whole', async () => {
    await record(OLD, 3);
    await writeAnchors(places(), OLD, silent);
    expect(await runInside(folder, ['audit', 'prune', '--months', '5'])).toMatchObject({
      code: 2,
      complained: [expect.stringContaining('至少保存 6 个月')],
    });
    const connection = new SqliteDatabase(database);
    connection.exec('drop trigger ledger_audit_no_delete; delete from ledger_audit where position = 3');
    connection.close();
    expect(await runInside(folder, ['audit', 'prune', '--months', '6'])).toMatchObject({
      code: 1,
      complained: [expect.stringContaining('不完整，没有清理')],
    });
  });
});

describe('the anchors', () => {
  it('are written at the start, each day anew, where the chain moved, and at the end', async () => {
    await record(OLD, 1);
    let now = '2026-11-21T08:00:00.000Z';
    let tick = silent;
    let stopped = false;
    const clock = {
      now: () => now,
      every: (milliseconds: number, work: () => void) => {
        expect(milliseconds).toBe(86_400_000);
        tick = work;
        return () => (stopped = true);
      },
    };
    const told: string[] = [];
    const anchoring = await startAnchoring(places(), (event, facts) => told.push(`${event} ${facts['chain']}`), clock);
    const ofLedger = () =>
      anchorLines().flatMap(({ chain, at, position }) => (chain === 'LEDGER' ? [`${at.slice(8, 16)} ${position}`] : []));
    expect(ofLedger()).toEqual(['21T08:00 1']);
    now = '2026-11-22T08:00:00.000Z';
    tick();
    await vi.waitFor(() => expect(ofLedger()).toHaveLength(2), 10_000);
    now = '2026-11-22T09:00:00.000Z';
    await record(OLD, 2);
    await anchoring.close();
    expect([stopped, ofLedger()]).toEqual([true, ['21T08:00 1', '22T08:00 1', '22T09:00 3']]);
    expect(told.filter((line) => line === 'audit anchor ACCOUNTS')).toHaveLength(3);
    expect(statSync(path.join(folder, ANCHOR_FILE)).mode & 0o777).toBe(0o600);
  });
});

describe('an older backup that is restored under newer anchors', () => {
  it('is told as a restore, not as a cut tail; a tail that is cut by hand afterwards is still found', async () => {
    await runInside(folder, ['rollup', 'rebuild']);
    const backup = path.join(folder, 'copy');
    expect((await runInside(folder, ['backup', backup])).code).toBe(0);
    for (let at = 0; at < 3; at += 1) await runInside(folder, ['rollup', 'rebuild']);
    const before = await verifyChains(places());
    const restored = await runInside(folder, ['restore', backup]);
    expect([restored.code, restored.complained]).toEqual([0, []]);
    const [ledger] = await verifyChains(places());
    expect(Number(ledger?.entries)).toBeLessThan(Number(before[0]?.entries));
    expect([ledger?.problems, ledger?.notes]).toEqual([[], [expect.stringMatching(/从.*的备份恢复，回到第 \d+ 条/)]]);
    const verified = await runInside(folder, ['audit', 'verify']);
    expect([verified.code, verified.printed.join('\n')]).toEqual([0, expect.stringContaining('的备份恢复')]);
    expect(anchorLines().filter((line) => line.restored !== undefined)).toHaveLength(1);

    const connection = new SqliteDatabase(database);
    const last = connection.prepare('select max(position) from ledger_audit').pluck().get();
    connection.exec(`drop trigger ledger_audit_no_delete; delete from ledger_audit where position = ${String(last)}`);
    connection.close();
    expect(await problems()).toEqual([expect.stringContaining('末尾被截去')]);
  });

  it('written by hand into one of two places does not hide the cut from the other', async () => {
    const elsewhere = path.join(folder, 'elsewhere');
    mkdirSync(elsewhere);
    const both = { ...places(), auditAnchor: elsewhere };
    await record(OLD, 5);
    await writeAnchors(both, OLD, silent);
    const connection = new SqliteDatabase(database);
    connection.exec('drop trigger ledger_audit_no_delete; delete from ledger_audit where position > 3');
    connection.close();
    const store = await openStore(database);
    const head = await readHead(store.db, 'ledger_audit');
    await store.close();
    appendFileSync(path.join(folder, ANCHOR_FILE), `${JSON.stringify({ at: OLD, chain: 'LEDGER', ...head, restored: OLD })}\n`);
    const [ledger] = await verifyChains(both);
    expect(ledger?.problems).toEqual([expect.stringContaining(elsewhere)]);
  });
});

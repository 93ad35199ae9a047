import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hashEntry, readEntries, readHead, recordAudit, type AuditDb } from '../../server/db/audit.ts';
import { verifyChain } from '../../server/db/auditCheck.ts';
import { openAccountsStore } from '../../server/db/accounts/open.ts';
import { SYSTEM } from '../../server/domain/audit.ts';
import { AUDIT_CHAINS, type AuditChain, type AuditEntry } from '../../server/domain/auditChain.ts';
import type { Anchor, AnchorList, ChainCheck } from '../../server/domain/auditCheck.ts';
import { ENGINES, testDatabase } from '../support/database.ts';

const AT = '2026-11-21T08:00:00.000Z';
const ENTRIES = 10;

/** Whoever has the file or the superuser's password: the triggers are the first thing to go. */
async function dropGuards(db: AuditDb, engine: string, table: string): Promise<void> {
  const names = [`${table}_no_update`, `${table}_no_delete`, `${table}_only_append`, `${table}_base_no_update`, `${table}_base_no_delete`];
  for (const name of names) {
    const of = name.includes('_base_') ? `${table}_base` : table;
    await sql`${sql.raw(`drop trigger if exists ${name}${engine === 'sqlite' ? '' : ` on ${of}`}`)}`.execute(db);
  }
}

/** Puts entries in place of those that stand from `from` on, with hashes that fit. */
async function rewrite(db: AuditDb, table: string, all: readonly AuditEntry[], from: number): Promise<void> {
  let previousHash = String(all[from - 2]?.hash);
  for (const entry of all.slice(from - 1)) {
    const forged = { ...entry, facts: entry.position === from ? '{"units":9999}' : entry.facts, previousHash };
    const hash = hashEntry(forged);
    await sql`update ${sql.table(table)} set facts = ${forged.facts}, previous_hash = ${previousHash}, hash = ${hash} where position = ${entry.position}`.execute(
      db,
    );
    previousHash = hash;
  }
}

type Attack = (db: AuditDb, table: string, all: readonly AuditEntry[]) => Promise<void>;
const run = async (db: AuditDb, text: string): Promise<void> => {
  await sql`${sql.raw(text)}`.execute(db);
};

const ATTACKS: Readonly<Record<string, Attack>> = {
  edit: (db, table) => run(db, `update ${table} set facts = '{"units":1}' where position = 4`),
  'edit of who': (db, table) => run(db, `update ${table} set actor_name = 'other' where position = 4`),
  'edit of when': (db, table) => run(db, `update ${table} set at = '2026-11-20T08:00:00.000Z' where position = 4`),
  delete: (db, table) => run(db, `delete from ${table} where position = 4`),
  'cut front': async (db, table, all) => {
    await run(db, `insert into ${table}_base (position, hash) values (3, '${all[2]?.hash}')`);
    await run(db, `delete from ${table} where position <= 3`);
  },
  replace: async (db, table, all) => {
    const forged = { ...(all[3] as AuditEntry), facts: '{"units":1}' };
    await run(db, `update ${table} set facts = '${forged.facts}', hash = '${hashEntry(forged)}' where position = 4`);
  },
  'cut tail': (db, table) => run(db, `delete from ${table} where position > 7`),
  'cut whole': (db, table) => run(db, `delete from ${table}`),
  rewrite: (db, table, all) => rewrite(db, table, all, 4),
  'rewrite of the last': (db, table, all) => rewrite(db, table, all, ENTRIES),
};

class Undone extends Error {}

interface Chain {
  readonly db: AuditDb;
  record(): Promise<void>;
  /** Does `steps` to the database, and undoes them. */
  tried(steps: (db: AuditDb) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

async function openChain(engine: 'sqlite' | 'postgres', chain: AuditChain): Promise<Chain> {
  const test = await testDatabase(engine, inject('postgresUrl'));
  const accounts = chain === 'LEDGER' ? null : await openAccountsStore(test.url);
  const event = { actor: SYSTEM, action: 'IMPORT', outcome: 'DONE', object: '410302 2026Q3', facts: { units: 4 } } as const;
  const inside = (steps: (db: AuditDb) => Promise<void>): Promise<void> =>
    accounts === null ? test.store.db.transaction().execute(steps) : accounts.db.transaction().execute(steps);
  return {
    db: accounts === null ? test.store.db : accounts.db,
    record: () => inside((work) => recordAudit(work, AUDIT_CHAINS[chain].table, event, AT)),
    tried: (steps) =>
      inside(async (work) => {
        await steps(work);
        throw new Undone();
      }).catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      }),
    close: async () => {
      await accounts?.close();
      await test.drop();
    },
  };
}

const counts = { tampered: 0, reported: 0, alarms: 0 };
afterAll(() => {
  console.log(`audit tampered ${counts.tampered} / reported ${counts.reported} / false alarms ${counts.alarms}`);
});

describe.each(ENGINES.flatMap((engine) => (['LEDGER', 'ACCOUNTS'] as const).map((chain) => ({ engine, chain }))))(
  'the chain $chain on $engine, whole with 10 entries and 2 anchors',
  ({ engine, chain }) => {
    const { table } = AUDIT_CHAINS[chain];
    const anchors: Anchor[] = [];
    const lists: AnchorList[] = [{ place: 'outside', anchors, faults: [] }];
    let opened: Chain;
    beforeAll(async () => {
      opened = await openChain(engine, chain);
      for (let at = 1; at <= ENTRIES; at += 1) {
        await opened.record();
        if (at % 5 === 0) anchors.push({ at: AT, chain, ...(await readHead(opened.db, table)) });
      }
    });
    afterAll(() => opened.close());

    it.each(Object.keys(ATTACKS))('is reported after: %s', async (name) => {
      const before = await verifyChain(opened.db, chain, lists);
      let after: ChainCheck | null = null;
      let alone: ChainCheck | null = null;
      await opened.tried(async (db) => {
        await dropGuards(db, engine, table);
        await (ATTACKS[name] as Attack)(db, table, await readEntries(db, table, { after: 0, most: 100 }));
        after = await verifyChain(db, chain, lists);
        alone = await verifyChain(db, chain, []);
      });
      counts.tampered += 1;
      counts.alarms += before.problems.length;
      counts.reported += (after as ChainCheck | null)?.problems.length === 0 ? 0 : 1;
      expect(before).toMatchObject({ entries: ENTRIES, anchoredAt: AT, problems: [] });
      expect((after as ChainCheck | null)?.problems).not.toEqual([]);
      // What hangs together in itself is found by its anchors alone.
      if (name.startsWith('rewrite')) expect((alone as ChainCheck | null)?.problems).toEqual([expect.stringContaining('没有锚点')]);
    });
  },
);

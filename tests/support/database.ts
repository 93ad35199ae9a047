/** Databases for tests: the real schema and the real divisions on SQLite and on PostgreSQL, filled through the real application. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import { asOfDate, type Quarter } from '../../server/domain/period.ts';
import { openReaders, openStore, type Engine } from '../../server/db/open.ts';
import type { AuditedStore } from '../../server/db/trail.ts';
import { storeRegions } from '../../server/db/regions.ts';
import { ensureRollups } from '../../server/db/rollup.ts';
import { storeShippedRules } from '../../server/db/rules.ts';
import { findLedgerPlace } from '../../server/db/submissions.ts';
import { stepsOf } from '../../server/domain/rules/goals.ts';
import { shippedAssignments } from '../../server/domain/rules/resolve.ts';
import { applyLedgers, type Applied, type Submittable } from '../../server/ledger/apply.ts';
import { createReports } from '../../server/reports/index.ts';
import { EVERYTHING } from '../../server/domain/sight.ts';
import type { PlaceAsk, View } from '../../server/reports/types.ts';
import { loadAliases, loadDivisions } from '../../seed/divisions.ts';
import { loadRuleSets } from '../../seed/rules/loadRuleSets.ts';
import { emptyDatabase } from './postgres.ts';
import { bySystem } from './trail.ts';

export const ENGINES: readonly Engine[] = ['sqlite', 'postgres'];

export interface TestDatabase {
  readonly url: string;
  readonly store: AuditedStore;
  /** Asks one question over one view, of the newest data version or of what is asked for, and closes it. */
  ask<Answer>(question: (view: View) => Promise<Answer>, at?: string | PlaceAsk): Promise<Answer>;
  submit(
    region: string,
    period: Quarter,
    ledger: { units: readonly UnitFact[]; organizations: readonly OrganizationFact[] },
    more?: Partial<Submittable>,
  ): Promise<Applied>;
  /** The same through another handle on the same database. */
  submitTo(store: AuditedStore, ...of: Parameters<TestDatabase['submit']>): Promise<Applied>;
  drop(): Promise<void>;
}

async function place(engine: Engine, postgresUrl: string): Promise<{ url: string; drop(): Promise<void> }> {
  if (engine === 'postgres') return emptyDatabase(postgresUrl);
  const folder = mkdtempSync(path.join(os.tmpdir(), 'fugai-db-'));
  return { url: path.join(folder, 'test.sqlite'), drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

/** A database with divisions and empty rollups. `postgresUrl` is `inject('postgresUrl')`. */
export async function testDatabase(engine: Engine, postgresUrl: string): Promise<TestDatabase> {
  const { url, drop } = await place(engine, postgresUrl);
  const db = await openedDatabase(url, drop);
  const { store } = db;
  await storeRegions(store, loadDivisions(), [...loadAliases()]);
  await ensureRollups(store);
  const sets = loadRuleSets();
  await storeShippedRules(store, shippedAssignments(sets), sets.flatMap(stepsOf));
  return db;
}

/** One that is there. */
export async function openedDatabase(url: string, drop: () => Promise<void>): Promise<TestDatabase> {
  const store = bySystem(await openStore(url));
  const readers = openReaders(url);
  const reports = createReports(readers);
  const submitTo: TestDatabase['submitTo'] = async (to, region, period, ledger, more = {}) => {
    const found = await findLedgerPlace(to.db, region, asOfDate(period));
    if (!found) throw new Error(`no reporting region ${region}`);
    const content = createHash('sha256').update(JSON.stringify(ledger)).digest('hex');
    const one: Submittable = {
      place: found,
      period,
      units: ledger.units,
      organizations: ledger.organizations,
      warnings: 0,
      fileName: `${region}.xlsx`,
      fileSha256: content,
      contentSha256: content,
      receivedAt: '2026-01-10T01:00:00.000Z',
      state: 'APPLIED',
      demo: false,
      ...more,
    };
    const [applied] = await applyLedgers(to, [one], one.receivedAt);
    if (!applied) throw new Error('nothing was applied');
    return applied;
  };
  return {
    url,
    store,
    ask: async (question, at) => {
      const view = await reports.open(EVERYTHING, at);
      try {
        return await question(view);
      } finally {
        await view.close();
      }
    },
    submit: (...of) => submitTo(store, ...of),
    submitTo,
    drop: async () => {
      await readers.close();
      await store.close();
      await drop();
    },
  };
}

/** Submissions that were received, as a clerk's sound file leaves them. */
import { createHash } from 'node:crypto';
import type { AuditedStore } from '../../server/db/trail.ts';
import { findLedgerPlace } from '../../server/db/submissions.ts';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import { asOfDate, type Quarter } from '../../server/domain/period.ts';
import { holdLedger, type Held } from '../../server/ledger/hold.ts';

export interface LedgerRows {
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
}

export interface HeldFrom {
  /** Id and name of who sends. */
  readonly by?: string;
  readonly note?: string | null;
  readonly at?: string;
}

export async function hold(store: AuditedStore, region: string, period: Quarter, rows: LedgerRows, from: HeldFrom = {}): Promise<Held> {
  const { by = 'clerk', note = null, at = '2026-10-10T02:00:00.000Z' } = from;
  const place = await findLedgerPlace(store.db, region, asOfDate(period));
  if (place === undefined) throw new Error(`no reporting region ${region}`);
  const content = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  const sent = { by: { id: by, name: by, address: null }, note, receivedAt: at, state: 'APPLIED', demo: false } as const;
  const file = { warnings: 0, fileName: 'ledger.xlsx', fileSha256: content, contentSha256: content };
  const held = await holdLedger(store, { place, period, ...rows, ...file, ...sent }, at);
  if (held === null) throw new Error('the same content stands already');
  return held;
}

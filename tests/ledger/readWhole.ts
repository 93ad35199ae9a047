/** Reads a ledger in this process, with all its facts in lists. */
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import { ORGANIZATION_COLUMNS, UNIT_COLUMNS } from '../../server/ledger/columns.ts';
import { readLedger as readStaged, type LedgerContext, type LedgerReading } from '../../server/ledger/read.ts';
import { stagedFacts } from '../../server/ledger/staged.ts';

export interface WholeReading extends LedgerReading {
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
}

export async function readLedger(path: string, context: LedgerContext, mostRows?: number): Promise<WholeReading> {
  const folder = mkdtempSync(join(tmpdir(), 'fugai-staging-'));
  const fd = openSync(join(folder, 'staging'), 'wx+');
  try {
    const { units, unitsInOrder: _again, organizations, ...reading } = await readStaged(path, context, { fd, from: 0 }, mostRows);
    return {
      ...reading,
      units: [...stagedFacts(fd, units, UNIT_COLUMNS)],
      organizations: [...stagedFacts(fd, organizations, ORGANIZATION_COLUMNS)],
    };
  } finally {
    closeSync(fd);
    rmSync(folder, { recursive: true });
  }
}

/** A folder of published figures → database, with the findings of all checks. */
import { storeFigures } from '../db/figures.ts';
import type { AuditedStore } from '../db/trail.ts';
import { readRegions } from '../db/regions.ts';
import { together } from '../db/transaction.ts';
import { runChecks, type Finding } from '../domain/checks/index.ts';
import { readFigures, type FiguresReading } from './figures.ts';
import { refreshLedgerFindings } from './ledgerFindings.ts';
import { toStoredFinding } from './storedFinding.ts';

/** Reads and checks a folder; stores it unless there are problems or `checkOnly`. `now` is an ISO date-time. */
export async function loadFigures(
  store: AuditedStore,
  folder: string,
  now: string,
  checkOnly = false,
): Promise<{ reading: FiguresReading; findings: readonly Finding[]; stored: boolean }> {
  const codes = new Set((await readRegions(store.db)).map((region) => region.code));
  const reading = await readFigures(folder, { isRegion: (code) => codes.has(code) });
  const findings = runChecks(reading.figures, reading.relations);
  const stored = reading.problems.length === 0 && !checkOnly;
  store.trail.tell({ figures: reading.figures.length, relations: reading.relations.length, findings: findings.length });
  if (stored) {
    await together(store, async (inside) => {
      await storeFigures(inside, { ...reading, findings: findings.map(toStoredFinding) }, now);
      await refreshLedgerFindings(inside);
    });
  }
  return { reading, findings, stored };
}

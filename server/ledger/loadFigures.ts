/** A folder of published figures → database, with the findings of all checks. */
import type { FindingTable } from '../db/schema.ts';
import { storeFigures } from '../db/figures.ts';
import type { Store } from '../db/open.ts';
import { readRegions } from '../db/regions.ts';
import { runChecks, SEVERITIES, type Finding } from '../domain/checks/index.ts';
import { readFigures, type FiguresReading } from './figures.ts';

const ORDER = Object.keys(SEVERITIES);

const toStored = (finding: Finding, position: number): FindingTable => ({
  id: finding.relation, relation: finding.relation, kind: finding.check, verdict: finding.verdict, severity: finding.severity, position, region: finding.region, period: null,
  printed: finding.printed, computed: finding.computed, difference: finding.difference, decimals: finding.decimals, unit: finding.unit, title: finding.title,
  explanation: finding.explanation, explanation_en: finding.explanationEn, figures: JSON.stringify(finding.figures.map((figure) => figure.id)),
});

/** Reads and checks a folder; stores it unless there are problems or `checkOnly`. `now` is an ISO date-time. */
export async function loadFigures(store: Store, folder: string, now: string, checkOnly = false): Promise<{ reading: FiguresReading; findings: readonly Finding[]; stored: boolean }> {
  const codes = new Set((await readRegions(store.db)).map((region) => region.code));
  const reading = await readFigures(folder, { isRegion: (code) => codes.has(code) });
  const findings = runChecks(reading.figures, reading.relations);
  const stored = reading.problems.length === 0 && !checkOnly;
  if (stored) {
    const bySeverity = findings.toSorted((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity));
    await storeFigures(store, { ...reading, findings: bySeverity.map(toStored) }, now);
  }
  return { reading, findings, stored };
}

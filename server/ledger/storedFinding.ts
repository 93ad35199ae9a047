import type { FindingTable } from '../db/schema.ts';
import { SEVERITIES, type Finding, type Severity } from '../domain/checks/index.ts';

const ORDER = Object.keys(SEVERITIES);
/** More findings of one severity than this are not expected; the place in the list is severity first. */
const ROOM = 1_000_000;

/** Its place in the list; `at` is that among those of its severity. */
export const placeOf = (severity: Severity, at: number): number => ORDER.indexOf(severity) * ROOM + at;

/** A verdict as it is stored; `at` is its place among those of its severity. */
export const toStoredFinding = (finding: Finding, at: number): FindingTable => ({
  id: finding.relation,
  relation: finding.relation,
  kind: finding.check,
  verdict: finding.verdict,
  severity: finding.severity,
  position: placeOf(finding.severity, at),
  region: finding.region,
  period: null,
  printed: finding.printed,
  computed: finding.computed,
  difference: finding.difference,
  decimals: finding.decimals,
  unit: finding.unit,
  title: finding.title,
  explanation: finding.explanation,
  explanation_en: finding.explanationEn,
  figures: JSON.stringify(finding.figures.map((figure) => figure.id)),
  submission: null,
});

/** What checks find in submissions: made anew, in the transaction that changes what stands, for every ledger that the change touches. */
import {
  compareUnits,
  findExceeding,
  findLedgersFound,
  findNames,
  findRepeated,
  findSoleOfSeveral,
  findStanding,
  findTownshipSums,
  type Pair,
  type Standing,
} from '../db/ledgerChecks.ts';
import { replaceSubmissionFindings } from '../db/findings.ts';
import type { Store } from '../db/open.ts';
import { readRollup, type MeasureRow } from '../db/rollup.ts';
import type { FindingTable } from '../db/schema.ts';
import type { LedgerFacts, Sums } from '../domain/checks/ledgers/check.ts';
import { CHECKED_MEASURES, checkLedger, LEDGER_CHECK_IDS, type LedgerCheckId, type LedgerFinding } from '../domain/checks/ledgers/index.ts';
import { TOWNSHIP_SUMS } from '../domain/checks/ledgers/townships.ts';
import { shiftQuarter, type Quarter } from '../domain/period.ts';
import { placeOf } from './storedFinding.ts';

const REPEATED: LedgerCheckId = 'REPEATED_UNITS';
/** Quarters before that a submission is held against. */
const EARLIER: readonly number[] = [-1, -4];

const sumsOf = (row: MeasureRow | undefined): Sums =>
  new Map(CHECKED_MEASURES.flatMap((id) => (row === undefined ? [] : [[id, Number(row[id])] as const])));

/** The latest quarter comes first among findings of one severity, after those of published figures. */
const PUBLISHED_ROOM = 100_000;
const LAST_QUARTER = 40_000;
function rankOf({ period, check }: LedgerFinding): number {
  const quarter = Number(period.slice(0, 4)) * 4 + Number(period.slice(5));
  return PUBLISHED_ROOM + (LAST_QUARTER - quarter) * LEDGER_CHECK_IDS.length + LEDGER_CHECK_IDS.indexOf(check);
}

const toStored = (finding: LedgerFinding): FindingTable => ({
  id: `check:${finding.submission}:${finding.check}`,
  relation: null,
  kind: finding.check,
  verdict: finding.verdict,
  severity: finding.severity,
  position: placeOf(finding.severity, rankOf(finding)),
  region: finding.region,
  period: finding.period,
  printed: finding.printed,
  computed: finding.computed,
  difference: finding.difference,
  decimals: finding.decimals,
  unit: finding.unit,
  title: finding.title.zh,
  explanation: finding.explanation.zh,
  explanation_en: finding.explanation.en,
  figures: '[]',
  submission: finding.submission,
});

/** Everything that checks ask about submissions of one period. */
async function readFacts(store: Store, period: Quarter, { standing, repeats }: Checked): Promise<LedgerFacts[]> {
  const { db } = store;
  const ids = standing.map((one) => one.id);
  const regions = standing.map((one) => one.region);
  const periods = EARLIER.map((steps) => shiftQuarter(period, steps));
  const before = await findStanding(db, { periods, regions });
  const rollup = await readRollup(db, { regions, periods: [period, ...periods], measures: CHECKED_MEASURES });
  const rows = new Map(rollup.map((row) => [`${row.region} ${row.period}`, row]));
  const rowAt = (region: string, quarter: string): MeasureRow | undefined => rows.get(`${region} ${quarter}`);
  const pairs = standing.flatMap((one): Pair[] => {
    const last = before.find((other) => other.period === periods[0] && other.region === one.region);
    return last === undefined ? [] : [[one.id, last.id]];
  });
  const [compared, exceeding, repeated, several] = [
    await compareUnits(db, pairs),
    Map.groupBy(await findExceeding(db, ids), (one) => one.submission),
    Map.groupBy(repeats, (one) => one.submission),
    Map.groupBy(await findSoleOfSeveral(db, ids), (one) => one.submission),
  ];
  const townships = await findTownshipSums(
    db,
    standing.filter((one) => one.region === one.ledger_region),
    TOWNSHIP_SUMS,
  );
  const names = await findNames(db, regions);
  return standing.map((one) => ({
    region: one.region,
    name: names.get(one.region) ?? one.region,
    period,
    submission: Number(one.origin),
    carriedForward: one.carried_forward === 1,
    sums: sumsOf(rowAt(one.region, period)),
    earlier: before
      .filter((other) => other.region === one.region)
      .toSorted((a, b) => (a.period < b.period ? 1 : -1))
      .map((other) => ({ period: other.period, sums: sumsOf(rowAt(other.region, other.period)) })),
    compared: compared.get(one.id) ?? null,
    exceeding: (exceeding.get(one.id) ?? []).map(({ mark, found }) => ({ ...found, part: mark })),
    repeated: (repeated.get(one.id) ?? []).map((other) => other.repeated),
    several: several.get(one.id)?.[0]?.found ?? null,
    townships: one.region === one.ledger_region ? (townships.get(one.region) ?? null) : null,
  }));
}

/** Submissions that are checked, and which of their units stand elsewhere, too. */
interface Checked {
  readonly ledgers: readonly string[];
  readonly standing: readonly Standing[];
  readonly repeats: Awaited<ReturnType<typeof findRepeated>>;
}

async function standingOf({ db }: Store, period: Quarter, ledgers: readonly string[]): Promise<Checked> {
  const standing = await findStanding(db, { periods: [period], ledgers });
  const ids = standing.map((one) => one.id);
  return { ledgers, standing, repeats: await findRepeated(db, period, ids) };
}

/** The same with ledgers that hold a unit of theirs, or held one. */
async function withThoseBeside(store: Store, period: Quarter, checked: Checked): Promise<Checked> {
  const regions = checked.repeats.map(({ repeated }) => repeated.region);
  const beside = await findStanding(store.db, { periods: [period], regions });
  const told = await findLedgersFound(store.db, period, REPEATED);
  const ledgers = [...new Set([...checked.ledgers, ...beside.map((one) => one.ledger_region), ...told])];
  return ledgers.length === checked.ledgers.length ? checked : standingOf(store, period, ledgers);
}

async function refreshPeriod(store: Store, period: Quarter, checked: Checked): Promise<number> {
  const findings = (await readFacts(store, period, checked)).flatMap(checkLedger).map(toStored);
  await replaceSubmissionFindings(store, period, checked.ledgers, findings);
  return findings.length;
}

/**
 * Checks anew what stands of some ledgers of a quarter, the other region of a unit that stands twice, and the quarters that are held against
 * this one. To be called in the transaction that publishes, returns or takes away a submission, after its rollups are refreshed.
 * @returns how many findings of the quarter itself there are
 */
export async function refreshSubmissionFindings(store: Store, period: Quarter, ledgers: readonly string[]): Promise<number> {
  if (ledgers.length === 0) return 0;
  const own = await standingOf(store, period, ledgers);
  const found = await refreshPeriod(store, period, await withThoseBeside(store, period, own));
  for (const steps of EARLIER) {
    const later = shiftQuarter(period, -steps);
    if ((await findStanding(store.db, { periods: [later], ledgers })).length > 0)
      await refreshPeriod(store, later, await standingOf(store, later, ledgers));
  }
  return found;
}

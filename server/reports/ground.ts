/**
 * What every question stands on and what changes only with the data version. What everybody may know (the trees, the targets, the rules) is read
 * once a version; what a sight changes (which quarters and ledgers there are) once a version and sight.
 */
import type { Db, Snapshot } from '../db/open.ts';
import { readDataset, readRuleSetsUsed } from '../db/dataset.ts';
import { readRuleAssignments } from '../db/rules.ts';
import { readRollup } from '../db/rollup.ts';
import { readLedgerCodes, readRegionEvents, readRegions, readTargets } from '../db/regions.ts';
import { findSummaryPeriods } from '../db/summaries.ts';
import { asOfDate, isQuarter, type Quarter } from '../domain/period.ts';
import { NATION, type Region } from '../domain/region.ts';
import type { RegionEvent } from '../domain/regionHistory.ts';
import { FOREVER, lineIn, subtreeIn, treeOn, turningDays, type Tree } from '../domain/regionTree.ts';
import { rulesFor, type RuleAssignment } from '../domain/rules/resolve.ts';
import type { RuleSet } from '../domain/rules/ruleSet.ts';
import { reaches, type Seen } from '../domain/sight.ts';
import { isSmall } from '../domain/smallCells.ts';
import type { Target } from '../domain/targets.ts';

/** Rule sets of one period: by ledger region, and each once in order of their names. */
export interface RuleSetsUsed {
  readonly byRegion: ReadonlyMap<string, string>;
  readonly all: readonly string[];
}

/** What is the same for every reader. */
export interface CommonGround {
  /** Every region of every time, in table order. */
  readonly regions: readonly Region[];
  /** The tree that holds now. */
  readonly tree: Tree;
  /** The tree of a day, `2025-12-31`. */
  treeAt(date: string): Tree;
  /** Latest row of a code, whether it holds now or not. */
  readonly latest: ReadonlyMap<string, Region>;
  readonly events: readonly RegionEvent[];
  readonly targets: readonly Target[];
  /** Which set was put in force where and since when, in no order. */
  readonly ruleAssignments: readonly RuleAssignment[];
  /** Rules in force for a region at the end of a quarter. */
  rulesAt(region: string, quarter: Quarter): RuleSet;
}

export interface Ground extends CommonGround {
  /** What the reader may see. */
  readonly seen: Seen;
  /** The last event that is known; null: all that the version knows. */
  readonly moment: string | null;
  /** The question asks of accepted submissions only: no sum and no list counts another. */
  readonly acceptedOnly: boolean;
  /** Quarters with a published ledger, ascending. */
  readonly periods: readonly Quarter[];
  readonly ledgerCodes: ReadonlySet<string>;
  /** Periods in which a region reported totals itself. */
  readonly summaryPeriods: ReadonlySet<string>;
  readonly ruleSets: ReadonlyMap<string, RuleSetsUsed>;
  readonly dataset: Awaited<ReturnType<typeof readDataset>>;
}

function toRuleSets(rows: readonly { period: string; region: string; rule_set: string }[]): Map<string, RuleSetsUsed> {
  const found = new Map<string, Map<string, string>>();
  for (const row of rows) found.set(row.period, (found.get(row.period) ?? new Map<string, string>()).set(row.region, row.rule_set));
  return new Map([...found].map(([period, byRegion]) => [period, { byRegion, all: [...new Set(byRegion.values())].toSorted() }]));
}

/** The rule sets that the rows below a region were classified by in a quarter, each once, in order of their names. */
export function ruleSetsOf(ground: Ground, region: string, quarter: string): readonly string[] {
  const used = ground.ruleSets.get(quarter);
  if (used === undefined) return [];
  if (used.all.length === 1 || region === NATION) return used.all;
  const tree = ground.treeAt(asOfDate(quarter));
  const within = tree.byCode.get(region)?.level === 'TOWNSHIP' ? lineIn(tree, region) : subtreeIn(tree, region);
  return [...new Set(within.flatMap((code) => used.byRegion.get(code) ?? []))].toSorted();
}

/** A day after all others: what holds then holds now. */
export const NOW = '9999-12-30';

export async function readCommonGround(db: Db): Promise<CommonGround> {
  const regions = await readRegions(db);
  const days = turningDays(regions).filter((day) => day < FOREVER);
  const trees = new Map<string, Tree>();
  const treeAt = (date: string): Tree => {
    const day = String(days.findLast((turn) => turn <= date));
    const known = trees.get(day);
    if (known) return known;
    const made = treeOn(regions, day);
    trees.set(day, made);
    return made;
  };
  const latest = new Map<string, Region>();
  for (const region of regions) {
    const other = latest.get(region.code);
    if (other === undefined || other.validTo !== null) latest.set(region.code, region);
  }
  const assignments = await readRuleAssignments(db);
  const rulesAt = (region: string, quarter: Quarter): RuleSet =>
    rulesFor(assignments, lineIn(treeAt(asOfDate(quarter)), region), asOfDate(quarter)).rules;
  return {
    regions,
    tree: treeAt(NOW),
    treeAt,
    latest,
    events: await readRegionEvents(db),
    targets: await readTargets(db),
    ruleAssignments: assignments,
    rulesAt,
  };
}

/** Of a reader who sees sums and not all rows the units and organizations that those sums hold: of the regions that lie in no other of theirs; null: so few that it would tell of each. */
async function countSums(
  db: Db,
  { tree }: CommonGround,
  { rows: own, sums }: Seen,
  latest: string,
): Promise<{ units: number | null; organizations: number | null }> {
  const roots =
    sums === 'ALL'
      ? [NATION]
      : [...sums].filter(
          (code) =>
            !lineIn(tree, code)
              .slice(1)
              .some((above) => sums.has(above)),
        );
  const rows = await readRollup(db, { regions: roots, periods: [latest], measures: ['ledger_units', 'ledger_organizations'] });
  const total = (id: string): number | null => {
    const count = rows.reduce((sum, row) => sum + Number(row[id]), 0);
    return isSmall(count) && !roots.every((code) => reaches(own, code)) ? null : count;
  };
  return { units: total('ledger_units'), organizations: total('ledger_organizations') };
}

export async function readGround({ db, seen, moment }: Snapshot, common: CommonGround): Promise<Ground> {
  const dataset = await readDataset(db);
  const latest = dataset.periods.at(-1);
  const counted = seen.rows === 'ALL' || latest === undefined ? {} : await countSums(db, common, seen, latest);
  return {
    ...common,
    seen,
    moment,
    acceptedOnly: false,
    periods: dataset.periods.filter(isQuarter),
    ledgerCodes: new Set(await readLedgerCodes(db)),
    summaryPeriods: new Set(await findSummaryPeriods(db)),
    ruleSets: toRuleSets(await readRuleSetsUsed(db)),
    dataset: { ...dataset, ...counted },
  };
}

/** The region, then its ancestors upward; of a region that has ended, as it last stood. */
export function lineOf(ground: Ground, code: string): string[] {
  const line = lineIn(ground.tree, code);
  if (line.length > 0) return line;
  const ended = ground.latest.get(code);
  return ended === undefined ? [] : [code, ...(ended.parent === null ? [] : lineOf(ground, ended.parent))];
}

/** Codes whose regions below are kept, of each tree. */
const DESCENDANTS_KEPT = 50;
const DESCENDANTS = new WeakMap<Tree, Map<string, readonly Region[]>>();

/** All administrative regions and parks below a code in a tree, in table order. */
export function descendantsIn(tree: Tree, code: string): readonly Region[] {
  const kept = DESCENDANTS.get(tree) ?? new Map<string, readonly Region[]>();
  DESCENDANTS.set(tree, kept);
  const known = kept.get(code);
  if (known !== undefined) return known;
  const found = findDescendantsIn(tree, code);
  if (kept.size >= DESCENDANTS_KEPT) kept.clear();
  kept.set(code, found);
  return found;
}

function findDescendantsIn(tree: Tree, code: string): readonly Region[] {
  const inside = new Set(subtreeIn(tree, code));
  inside.delete(code);
  return [...tree.byCode.values()].filter((region) => inside.has(region.code));
}

/** Judging submitted ledgers anew: by the rules of now when that is asked for, and where a neighbour's new version changes what covers whom. */
import type { Store } from '../db/open.ts';
import { reviseRows, type Publishing, type Revised } from '../db/revisions.ts';
import type { OrganizationRowStored, SubmissionRow, UnitRowStored } from '../db/schema.ts';
import { findOrganizationRows, findSubmissionsSince, findUnitRows } from '../db/submissions.ts';
import type { Counted } from '../domain/counted.ts';
import { isQuarter } from '../domain/period.ts';
import { classifyLedgers, type ClassifiedLedger, type Ledger } from './classify.ts';
import { ORGANIZATION_COLUMN_ORDER, toOrganizationFact, toUnitFact, UNIT_COLUMN_ORDER } from './rows.ts';

/** A submission as it lies there: what it says, and how it was judged. */
interface Stored {
  readonly ledger: Ledger;
  readonly units: readonly UnitRowStored[];
  readonly organizations: readonly OrganizationRowStored[];
}

export async function readStored(store: Store, one: SubmissionRow): Promise<Stored> {
  const units = await findUnitRows(store.db, one.id);
  const organizations = await findOrganizationRows(store.db, one.id);
  const place = { region: one.region, ledgerRegion: one.ledger_region, prefecture: one.prefecture, province: one.province };
  const facts = { units: units.map(toUnitFact), organizations: organizations.map(toOrganizationFact) };
  return { ledger: { place, ...facts, returned: false }, units, organizations };
}

const toRevised = (before: SubmissionRow, rows: ClassifiedLedger): Revised => ({
  before,
  ruleSet: rows.ruleSet,
  dissolved: rows.dissolved,
  hasEarlier: rows.hasEarlier,
  units: { columns: UNIT_COLUMN_ORDER, rows: rows.units },
  organizations: { columns: ORGANIZATION_COLUMN_ORDER, rows: rows.organizations },
});

/** Both lists are in the order in which the rows are stored: those judged were made of them. */
function sameRows(stored: readonly object[], judged: Counted<readonly unknown[]>, columns: readonly string[]): boolean {
  let at = 0;
  for (const row of judged) {
    const before = (stored[at] ?? {}) as Readonly<Record<string, unknown>>;
    if (columns.some((column, place) => (before[column] ?? null) !== (row[place] ?? null))) return false;
    at += 1;
  }
  return at === stored.length;
}

/** Whether judging anew came to what stands already. */
const isSame = ({ units, organizations }: Stored, { before, dissolved, ruleSet, hasEarlier, ...rows }: Revised): boolean =>
  before.rule_set === ruleSet &&
  before.has_earlier === Number(hasEarlier) &&
  before.party_dissolved === dissolved.PARTY &&
  before.union_dissolved === dissolved.UNION &&
  before.league_dissolved === dissolved.LEAGUE &&
  before.women_dissolved === dissolved.WOMEN &&
  sameRows(units, rows.units.rows, rows.units.columns) &&
  sameRows(organizations, rows.organizations.rows, rows.organizations.columns);

/**
 * Judges current submissions anew, quarter by quarter; where a derived column or a sum comes out otherwise that makes a further revision. Facts
 * are not touched. Part of the change that its caller publishes.
 */
export async function reclassifySubmissions(store: Store, all: readonly SubmissionRow[], publishing: Publishing): Promise<void> {
  for (const period of [...new Set(all.map((one) => one.period))].toSorted()) {
    if (!isQuarter(period)) continue;
    const submissions = all.filter((one) => one.period === period);
    const stored: Stored[] = [];
    for (const one of submissions) stored.push(await readStored(store, one));
    const classified = await classifyLedgers(
      store,
      stored.map(({ ledger }) => ledger),
      period,
    );
    const revised = submissions.flatMap((one, at) => {
      const [rows, then] = [classified[at], stored[at]];
      if (rows === undefined || then === undefined) return [];
      const now = toRevised(one, rows);
      return isSame(then, now) ? [] : [now];
    });
    await reviseRows(store, period, revised, publishing);
  }
}

/** Every current submission at or below a region from a quarter on, by the rules of now: a change of rules counts for later periods only unless this is asked for. */
export async function reclassify(store: Store, region: string, from: string, publishing: Publishing): Promise<{ submissions: number }> {
  const all = await findSubmissionsSince(store.db, region, from);
  await reclassifySubmissions(store, all, publishing);
  return { submissions: all.length };
}

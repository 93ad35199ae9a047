/** Judging submitted ledgers anew: by the rules of now when that is asked for, and where a neighbour's new version changes what covers whom. */
import type { Store } from '../db/open.ts';
import { reviseRows, type Publishing, type Revised } from '../db/revisions.ts';
import type { OrganizationRowStored, SubmissionRow, UnitRowStored } from '../db/schema.ts';
import { findOrganizationRows, findSubmissionsSince, findUnitRows, findUnitsPast } from '../db/submissions.ts';
import { mappedMany, pagesOf, type Many } from '../domain/counted.ts';
import { isQuarter } from '../domain/period.ts';
import { classifyLedgers, type ClassifiedLedger, type Ledger } from './classify.ts';
import { ORGANIZATION_COLUMN_ORDER, toOrganizationFact, toUnitFact, UNIT_COLUMN_ORDER } from './rows.ts';

/** A submission as it lies there: what it says, and how it was judged. */
interface Stored {
  readonly ledger: Ledger;
  readonly units: Many<UnitRowStored>;
  readonly organizations: readonly OrganizationRowStored[];
}

/** Units of a ledger that is read whole; those of a larger one are read a page at a time, as often as they are gone through. */
const FEW = 2_000;

async function storedUnits({ db }: Store, { id, units }: SubmissionRow): Promise<Many<UnitRowStored>> {
  if (units <= FEW) return findUnitRows(db, id);
  return {
    length: units,
    async *pages() {
      for (let past = ''; ;) {
        const page = await findUnitsPast(db, id, past, FEW);
        if (page.length > 0) yield page;
        const last = page.at(-1);
        if (last === undefined || page.length < FEW) return;
        past = last.credit_code;
      }
    },
  };
}

export async function readStored(store: Store, one: SubmissionRow): Promise<Stored> {
  const units = await storedUnits(store, one);
  const organizations = await findOrganizationRows(store.db, one.id);
  const place = { region: one.region, ledgerRegion: one.ledger_region, prefecture: one.prefecture, province: one.province };
  const facts = { units: mappedMany(units, toUnitFact), organizations: organizations.map(toOrganizationFact) };
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

/** Both come in the order and the pages in which the rows are stored: those judged are made of them. */
async function sameRows(stored: Many<object>, judged: Many<readonly unknown[]>, columns: readonly string[]): Promise<boolean> {
  const before = pagesOf(stored);
  try {
    for await (const page of pagesOf(judged)) {
      const then = await before.next();
      if (then.done === true || then.value.length !== page.length) return false;
      const rows = then.value as readonly Readonly<Record<string, unknown>>[];
      for (const [at, row] of page.entries())
        if (columns.some((column, place) => (rows[at]?.[column] ?? null) !== (row[place] ?? null))) return false;
    }
    return (await before.next()).done === true;
  } finally {
    await before.return();
  }
}

/** Whether judging anew came to what stands already. */
const isSame = async ({ units, organizations }: Stored, { before, dissolved, ruleSet, hasEarlier, ...rows }: Revised): Promise<boolean> =>
  before.rule_set === ruleSet &&
  before.has_earlier === Number(hasEarlier) &&
  before.party_dissolved === dissolved.PARTY &&
  before.union_dissolved === dissolved.UNION &&
  before.league_dissolved === dissolved.LEAGUE &&
  before.women_dissolved === dissolved.WOMEN &&
  (await sameRows(organizations, rows.organizations.rows, rows.organizations.columns)) &&
  (await sameRows(units, rows.units.rows, rows.units.columns));

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
    const revised: Revised[] = [];
    for (const [at, one] of submissions.entries()) {
      const [rows, then] = [classified[at], stored[at]];
      if (rows === undefined || then === undefined) continue;
      const now = toRevised(one, rows);
      if (!(await isSame(then, now))) revised.push(now);
    }
    await reviseRows(store, period, revised, publishing);
  }
}

/** Every current submission at or below a region from a quarter on, by the rules of now: a change of rules counts for later periods only unless this is asked for. */
export async function reclassify(store: Store, region: string, from: string, publishing: Publishing): Promise<{ submissions: number }> {
  const all = await findSubmissionsSince(store.db, region, from);
  await reclassifySubmissions(store, all, publishing);
  return { submissions: all.length };
}

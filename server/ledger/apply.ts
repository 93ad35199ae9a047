/** Checked readings of one period → classified rows → published submissions. Nothing is kept of a reading with errors. */
import { classifyUnit, type Coverer } from '../domain/classify.ts';
import { isOnTime } from '../domain/calendar.ts';
import type { OrganizationFact, UnitFact } from '../domain/facts.ts';
import { asOfDate, shiftQuarter, type Quarter } from '../domain/period.ts';
import { NATIONAL, type RuleSet } from '../domain/rules/ruleSet.ts';
import { classifyOrganization, type Covered, type Earlier, type OrganizationClass } from '../domain/shells.ts';
import { SUBJECTS, type Subject } from '../domain/organizations.ts';
import type { Store } from '../db/open.ts';
import type { SubmissionRow, SubmissionState } from '../db/schema.ts';
import {
  findEarlierOrganizations, findKnownOrganizations, findSubmissions, findUnitRows, findUnitsCoveredElsewhere, publish, stage,
  type KnownOrganization, type LedgerPlace, type Staged,
} from '../db/submissions.ts';
import { ORGANIZATION_COLUMN_ORDER, sameUnit, toOrganizationRow, toUnitRow, UNIT_COLUMN_ORDER, type CovererLook } from './rows.ts';

/** One reading without errors, ready to be applied. Times are ISO date-times. */
export interface Submittable {
  readonly place: LedgerPlace;
  readonly period: Quarter;
  readonly units: readonly UnitFact[];
  readonly organizations: readonly OrganizationFact[];
  readonly warnings: number;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly contentSha256: string;
  readonly receivedAt: string;
  readonly state: Extract<SubmissionState, 'APPLIED' | 'ACCEPTED' | 'RETURNED'>;
  readonly demo: boolean;
}

export interface Applied {
  readonly region: string;
  readonly period: string;
  readonly version: number;
  /** The same content stands already: nothing was written. */
  readonly unchanged: boolean;
  readonly difference: Difference;
}

/** Against the previous version of the same region and period. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly same: number;
}

type Covering = Coverer & CovererLook;
type CoveringBySubject = Readonly<Record<Subject, Covering | null>>;
const NOBODY: CoveringBySubject = { PARTY: null, UNION: null, LEAGUE: null, WOMEN: null };
const SUBJECT_LIST = Object.keys(SUBJECTS) as Subject[];
const orgOf = (unit: UnitFact, subject: Subject): string | null => ({ PARTY: unit.partyOrg, UNION: unit.unionOrg, LEAGUE: unit.leagueOrg, WOMEN: unit.womenOrg })[subject];

/** Sums over the units that name each organization code. */
function coveredBy(units: Iterable<{ codes: readonly (string | null)[]; status: UnitFact['status']; fullMembers: number; members: number }>): Map<string, Covered> {
  const found = new Map<string, { units: number; fullMembers: number; members: number; statuses: UnitFact['status'][] }>();
  for (const unit of units) {
    for (const code of unit.codes) {
      if (code === null) continue;
      const sum = found.get(code) ?? { units: 0, fullMembers: 0, members: 0, statuses: [] };
      sum.units += 1;
      sum.fullMembers += unit.fullMembers;
      sum.members += unit.members;
      sum.statuses.push(unit.status);
      found.set(code, sum);
    }
  }
  return found;
}

const membersOf = (unit: UnitFact): number => (unit.probationaryMembers === null ? unit.fullMembers : unit.fullMembers + unit.probationaryMembers);
const NONE_COVERED: Covered = { units: 0, fullMembers: 0, members: 0, statuses: [] };

async function classifyOrganizations(store: Store, batch: readonly Submittable[], period: Quarter, rules: RuleSet): Promise<Map<OrganizationFact, OrganizationClass>> {
  const ledgers = [...new Set(batch.map((one) => one.place.ledgerRegion))];
  const before = new Map((await findEarlierOrganizations(store.db, shiftQuarter(period, -1), ledgers)).map((row) => [row.code, row]));
  const partyCodes = batch.flatMap((one) => one.organizations.filter((fact) => fact.subject === 'PARTY').map((fact) => fact.code));
  const elsewhere = batch.length === 1 ? await findUnitsCoveredElsewhere(store.db, period, partyCodes, ledgers) : [];
  const covered = coveredBy([
    ...batch.flatMap((one) => one.units.map((unit) => ({ codes: SUBJECT_LIST.map((subject) => orgOf(unit, subject)), status: unit.status, fullMembers: unit.fullMembers, members: membersOf(unit) }))),
    ...elsewhere.map((unit) => ({ codes: [unit.code], status: unit.status, fullMembers: unit.fullMembers, members: unit.members })),
  ]);
  const classes = new Map<OrganizationFact, OrganizationClass>();
  for (const fact of batch.flatMap((one) => one.organizations)) {
    const row = before.get(fact.code);
    const earlier: Earlier | null = row === undefined ? null : { active: row.active !== 0, fullMembers: row.covered_full_members };
    classes.set(fact, classifyOrganization(fact, covered.get(fact.code) ?? NONE_COVERED, earlier, period, rules));
  }
  return classes;
}

/** Who covers what: organizations of the batch, and those of the same prefecture that were submitted before. */
function covererLookup(batch: readonly Submittable[], classes: ReadonlyMap<OrganizationFact, OrganizationClass>, known: ReadonlyMap<string, ReadonlyMap<string, KnownOrganization>>) {
  const own = new Map<string, Covering>();
  for (const one of batch) {
    for (const fact of one.organizations) own.set(`${one.place.prefecture}/${fact.code}`, { subject: fact.subject, setup: fact.setup, form: fact.form, shell: classes.get(fact)?.shell === 1 });
  }
  return (prefecture: string, code: string | null): Covering | null => {
    if (code === null) return null;
    const found = own.get(`${prefecture}/${code}`);
    if (found) return found;
    const earlier = known.get(prefecture)?.get(code);
    return earlier ? { subject: earlier.subject, setup: earlier.setup, form: earlier.form, shell: earlier.shell === 1 } : null;
  };
}

async function differenceOf(store: Store, previous: SubmissionRow | undefined, units: readonly UnitFact[]): Promise<Difference> {
  if (previous === undefined) return { added: units.length, removed: 0, changed: 0, same: 0 };
  const rows = new Map((await findUnitRows(store.db, previous.id)).map((row) => [row.credit_code, row]));
  let added = 0;
  let same = 0;
  for (const unit of units) {
    const row = rows.get(unit.creditCode);
    if (row === undefined) added += 1;
    else if (sameUnit({ ...row }, unit)) same += 1;
  }
  const changed = units.length - added - same;
  return { added, removed: rows.size - same - changed, changed, same };
}

const codesBySubject = (rows: readonly { code: string; subject: Subject }[], kept: ReadonlySet<string>, subject: Subject): number => rows.filter((row) => row.subject === subject && !kept.has(row.code)).length;

/**
 * Applies readings of one period and publishes them together. A reading whose content equals the current version's is left out.
 * @param publishedAt ISO date-time of the publication
 */
export async function applyLedgers(store: Store, batch: readonly Submittable[], publishedAt: string, rules: RuleSet = NATIONAL): Promise<Applied[]> {
  const period = batch[0]?.period;
  if (period === undefined) return [];
  const versions = await findSubmissions(store.db, period, [...new Set(batch.map((one) => one.place.ledgerRegion))]);
  const newest = (region: string): SubmissionRow | undefined => versions.filter((row) => row.region === region).reduce<SubmissionRow | undefined>((top, row) => (top === undefined || row.version > top.version ? row : top), undefined);
  const current = (region: string): SubmissionRow | undefined => versions.find((row) => row.region === region && row.is_current === 1);
  const results: Applied[] = [];
  const fresh: Submittable[] = [];
  for (const one of batch) {
    const same = current(one.place.region);
    if (same?.content_sha256 === one.contentSha256) results.push({ region: one.place.region, period, version: same.version, unchanged: true, difference: { added: 0, removed: 0, changed: 0, same: one.units.length } });
    else fresh.push(one);
  }
  if (fresh.length === 0) return results;
  const ledgers = [...new Set(fresh.map((one) => one.place.ledgerRegion))];
  const ended = await findEarlierOrganizations(store.db, shiftQuarter(period, -1), ledgers);
  const classes = await classifyOrganizations(store, fresh, period, rules);
  const coverer = covererLookup(fresh, classes, await knownByPrefecture(store, fresh, period));
  const staged: Staged[] = [];
  for (const one of fresh) {
    const difference = await differenceOf(store, current(one.place.region), one.units);
    const version = (newest(one.place.region)?.version ?? 0) + 1;
    staged.push(toStaged(one, { version, difference, rules, ended, classes, coverer }));
    results.push({ region: one.place.region, period, version, unchanged: false, difference });
  }
  const ids = await stage(store, staged);
  await publish(store, ids, publishedAt, fresh.length === 1 ? `${fresh[0]?.place.region ?? ''} ${period}` : `${fresh.length} × ${period}`);
  return results;
}

/** Only prefectures in which some unit names a code that the batch does not hold are looked up. */
async function knownByPrefecture(store: Store, batch: readonly Submittable[], period: Quarter): Promise<Map<string, Map<string, KnownOrganization>>> {
  const own = new Set(batch.flatMap((one) => one.organizations.map((fact) => `${one.place.prefecture}/${fact.code}`)));
  const wanted = new Set<string>();
  for (const one of batch) {
    const names = (unit: UnitFact): boolean => SUBJECT_LIST.some((subject) => orgOf(unit, subject) !== null && !own.has(`${one.place.prefecture}/${orgOf(unit, subject) ?? ''}`));
    if (one.units.some(names)) wanted.add(one.place.prefecture);
  }
  const found = new Map<string, Map<string, KnownOrganization>>();
  for (const prefecture of wanted) found.set(prefecture, await findKnownOrganizations(store.db, prefecture, period));
  return found;
}

interface StagingContext {
  readonly version: number;
  readonly difference: Difference;
  readonly rules: RuleSet;
  readonly ended: readonly { ledger: string; code: string; subject: Subject }[];
  readonly classes: ReadonlyMap<OrganizationFact, OrganizationClass>;
  readonly coverer: (prefecture: string, code: string | null) => Covering | null;
}

function toStaged(one: Submittable, context: StagingContext): Staged {
  const kept = new Set(one.organizations.map((fact) => fact.code));
  const gone = one.place.region === one.place.ledgerRegion ? context.ended.filter((row) => row.ledger === one.place.ledgerRegion) : [];
  const toRow = (unit: UnitFact): unknown[] => {
    const found: Record<Subject, Covering | null> = { ...NOBODY };
    for (const subject of SUBJECT_LIST) {
      const covering = context.coverer(one.place.prefecture, orgOf(unit, subject));
      found[subject] = covering?.subject === subject ? covering : null;
    }
    return toUnitRow(unit, classifyUnit(unit, found, context.rules), found);
  };
  const organizations = one.organizations.flatMap((fact) => {
    const of = context.classes.get(fact);
    return of === undefined ? [] : [toOrganizationRow(fact, of)];
  });
  return {
    submission: {
      region: one.place.region, ledger_region: one.place.ledgerRegion, prefecture: one.place.prefecture, province: one.place.province, period: one.period, as_of: asOfDate(one.period),
      version: context.version, state: one.state, on_time: Number(isOnTime(one.period, one.receivedAt)), carried_forward: 0, demo: Number(one.demo), file_name: one.fileName,
      file_sha256: one.fileSha256, content_sha256: one.contentSha256, received_at: one.receivedAt, accepted_at: one.state === 'ACCEPTED' ? one.receivedAt : null,
      units: one.units.length, organizations: one.organizations.length, errors: 0, warnings: one.warnings,
      units_added: context.difference.added, units_removed: context.difference.removed, units_changed: context.difference.changed,
      organizations_founded: organizations.filter((row) => row[ORGANIZATION_COLUMN_ORDER.indexOf('founded_now')] === 1).length,
      party_dissolved: codesBySubject(gone, kept, 'PARTY'), union_dissolved: codesBySubject(gone, kept, 'UNION'),
      league_dissolved: codesBySubject(gone, kept, 'LEAGUE'), women_dissolved: codesBySubject(gone, kept, 'WOMEN'), rule_set: context.rules.id,
    },
    units: { columns: UNIT_COLUMN_ORDER, rows: one.units.map(toRow) },
    organizations: { columns: ORGANIZATION_COLUMN_ORDER, rows: organizations },
  };
}

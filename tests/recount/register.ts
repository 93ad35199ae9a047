/**
 * The counted submissions in an order that lets one ask: what did this region send for that quarter, and what before it; which organization
 * does a code mean; which units does an organization cover.
 */
import type { LedgerOrganization, LedgerSubmission, LedgerUnit } from './files.ts';
import { ALL_SUBJECTS, type Subject } from './words.ts';

/** A region of the table of divisions, as far as counting needs it. */
export interface Place {
  readonly code: string;
  readonly level: string;
  readonly kind: string;
  readonly parent: string | null;
}

export interface Register {
  /** Ascending. */
  readonly periods: readonly string[];
  /** What counts of a region's quarter: undefined when nothing came or it was sent back. */
  submission(region: string, period: string): LedgerSubmission | undefined;
  /** Anything that came, also what was sent back. */
  sent(region: string, period: string): LedgerSubmission | undefined;
  /** The quarter of the region's last counted submission before `period`. */
  before(region: string, period: string): string | undefined;
  ofPeriod(period: string): readonly LedgerSubmission[];
  /** The organization that covers a unit which `region` reported in `period`; undefined when the code names none that stands. */
  covering(unit: LedgerUnit, region: string, period: string, subject: Subject): LedgerOrganization | undefined;
  /** Every unit of the prefecture that an organization of `region` covers in a quarter. */
  covered(one: LedgerOrganization, region: string, period: string): readonly LedgerUnit[];
  /** The region and all above it, and nothing for a code that is unknown. */
  line(code: string): readonly string[];
}

const key = (...parts: readonly string[]): string => parts.join(' ');

/** Codes of organizations are unique in a prefecture; a county that hangs on the province is a family of its own. */
const familyOf = (places: ReadonlyMap<string, Place>, region: string): string => {
  const parent = places.get(region)?.parent;
  return parent !== undefined && parent !== null && places.get(parent)?.level === 'PREFECTURE' ? parent : region;
};

export function openRegister(submissions: readonly LedgerSubmission[], regions: readonly Place[]): Register {
  const places = new Map(regions.map((region) => [region.code, region]));
  const sent = new Map(submissions.map((one) => [key(one.region, one.period), one]));
  const counted = submissions.filter((one) => one.state !== 'RETURNED');
  const byRegion = Map.groupBy(counted, (one) => one.region);
  const byPeriod = Map.groupBy(counted, (one) => one.period);
  const families = Map.groupBy(byRegion.keys(), (region) => familyOf(places, region));
  const submission = (region: string, period: string): LedgerSubmission | undefined =>
    byRegion.get(region)?.find((one) => one.period === period);

  // A region that has not reported this quarter still has the organizations of its last ledger: nobody said that they were dissolved.
  const standing = (region: string, period: string): LedgerSubmission | undefined =>
    byRegion.get(region)?.findLast((one) => one.period <= period);
  const organizations = new Map<string, LedgerOrganization>();
  for (const period of byPeriod.keys())
    for (const [family, members] of families)
      for (const region of members)
        for (const one of standing(region, period)?.organizations ?? []) organizations.set(key(period, family, one.code), one);

  const covering = (unit: LedgerUnit, region: string, period: string, subject: Subject): LedgerOrganization | undefined => {
    const code = unit.coveredBy[subject];
    const found = code === null ? undefined : organizations.get(key(period, familyOf(places, region), code));
    return found?.subject === subject ? found : undefined;
  };

  const covered = new Map<string, LedgerUnit[]>();
  for (const one of counted)
    for (const unit of one.units)
      for (const subject of ALL_SUBJECTS) {
        const by = covering(unit, one.region, one.period, subject);
        if (by === undefined) continue;
        const under = key(one.period, familyOf(places, one.region), by.code);
        const sofar = covered.get(under);
        if (sofar === undefined) covered.set(under, [unit]);
        else sofar.push(unit);
      }

  const line = (code: string): string[] => {
    const place = places.get(code);
    return place === undefined ? [] : [code, ...(place.parent === null ? [] : line(place.parent))];
  };

  return {
    periods: [...byPeriod.keys()].sort(),
    submission,
    sent: (region, period) => sent.get(key(region, period)),
    before: (region, period) => byRegion.get(region)?.findLast((one) => one.period < period)?.period,
    ofPeriod: (period) => byPeriod.get(period) ?? [],
    covering,
    covered: (one, region, period) => covered.get(key(period, familyOf(places, region), one.code)) ?? [],
    line,
  };
}

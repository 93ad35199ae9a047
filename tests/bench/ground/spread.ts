/** How many units each county has at a size, and the files of one quarter. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadDivisions } from '../../../seed/divisions.ts';
import { QUARTERS } from '../../../seed/demo/calendar.ts';
import { roll, seedOf } from '../../../seed/demo/random.ts';
import { ORGANIZATION_SHEET, UNIT_SHEET } from '../../../server/ledger/columns.ts';
import { ledgerCsv } from '../../../server/ledger/writeXlsx.ts';
import { countyLedger, type CountyLedger, type Place } from './units.ts';

export const SIZES = { '100k': 100_000, '300k': 300_000, '1M': 1_000_000, '3M': 3_000_000 } as const;
/** `10k` is for trying the bench out; no goal is said of it. */
export type Size = keyof typeof SIZES | '10k';
export const unitsOf = (size: Size): number => (size === '10k' ? 10_000 : SIZES[size]);

/** The quarter that goes in as files; the eleven before it are made from it. */
export const PERIOD = QUARTERS[QUARTERS.length - 1] ?? '2026Q3';
/** After the quarter, so that its ledgers may be sent. */
export const SENT = '2026-10-10T01:00:00.000Z';
export const NOW = '2026-10-11T01:00:00.000Z';
/** The county that is sent again: ten thousand units at every size but the one for trying out. */
export const RESENT = '410302';
export const resentUnits = (size: Size): number => (size === '10k' ? 1_000 : 10_000);

/** Whole provinces, until counties have some six hundred units each; from a million on, the nation. */
const PROVINCES: Readonly<Partial<Record<Size, readonly string[]>>> = {
  '10k': ['41'],
  '100k': ['41'],
  '300k': ['41', '42', '37'],
};

export interface Reporting extends Place {
  readonly prefecture: string;
  readonly province: string;
}

/** Every region of the nation that reports: the counties, and prefectures without any. */
export function reportingPlaces(): Reporting[] {
  const regions = loadDivisions().filter((region) => region.kind === 'ADMINISTRATIVE');
  const below = Map.groupBy(regions, (region) => region.parent);
  const levels = new Map(regions.map((region) => [region.code, region]));
  const reports = regions.filter(
    ({ code, level }) => level === 'COUNTY' || (level === 'PREFECTURE' && (below.get(code) ?? []).every((one) => one.level !== 'COUNTY')),
  );
  return reports.map(({ code, name, parent, level }) => {
    const above = levels.get(String(parent));
    const underProvince = above?.level === 'PROVINCE';
    const townships = level === 'COUNTY' ? (below.get(code) ?? []).map((one) => one.code) : [];
    return {
      code,
      name,
      spots: townships.length > 0 ? townships : [code],
      prefecture: underProvince ? code : String(parent),
      province: underProvince ? String(parent) : String(above?.parent),
    };
  });
}

/** Units by county, of those that send a ledger at this size. Their sum is the size to a unit. */
export function spread(size: Size): ReadonlyMap<string, number> {
  const starts = PROVINCES[size];
  const places = reportingPlaces().filter(({ code }) => starts === undefined || starts.some((start) => code.startsWith(start)));
  const others = places.filter(({ code }) => code !== RESENT);
  const left = unitsOf(size) - resentUnits(size);
  const weights = others.map(({ code }) => 0.6 + 0.8 * roll(seedOf(code), 1));
  const total = weights.reduce((sum, one) => sum + one, 0);
  const counts = new Map<string, number>([[RESENT, resentUnits(size)]]);
  let given = 0;
  let weighed = 0;
  for (const [at, { code }] of others.entries()) {
    weighed += Number(weights[at]);
    const until = Math.round((left * weighed) / total);
    counts.set(code, until - given);
    given = until;
  }
  return counts;
}

export interface WrittenQuarter {
  readonly folder: string;
  readonly regions: readonly string[];
  readonly units: number;
  readonly organizations: number;
  readonly bytes: number;
}

function write(folder: string, { units, organizations }: CountyLedger): number {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, UNIT_SHEET.file), ledgerCsv(UNIT_SHEET, units));
  writeFileSync(path.join(folder, ORGANIZATION_SHEET.file), ledgerCsv(ORGANIZATION_SHEET, organizations));
  return [UNIT_SHEET.file, ORGANIZATION_SHEET.file].reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/** Writes a folder of two CSV files for each county that sends at this size. */
export function writeQuarter(size: Size, folder: string): WrittenQuarter {
  const counts = spread(size);
  const sums = { units: 0, organizations: 0, bytes: 0 };
  const regions: string[] = [];
  for (const place of reportingPlaces()) {
    const count = counts.get(place.code);
    if (count === undefined) continue;
    const ledger = countyLedger(place, count);
    sums.bytes += write(path.join(folder, place.code), ledger);
    sums.units += ledger.units.length;
    sums.organizations += ledger.organizations.length;
    regions.push(place.code);
  }
  return { folder, regions, ...sums };
}

/** The ledger of RESENT as it is, and as it is sent again: every tenth unit has one more at work. `round` makes each different. */
export function writeResent(size: Size, folder: string, round: number): void {
  const place = reportingPlaces().find(({ code }) => code === RESENT);
  if (place === undefined) throw new Error(`the divisions hold no ${RESENT}`);
  const { units, organizations } = countyLedger(place, resentUnits(size));
  const changed = units.map((unit, at) => (round > 0 && at % 10 === 0 ? { ...unit, staff: unit.staff + round } : unit));
  write(folder, { units: changed, organizations });
}

/**
 * The demo ledger of 河南: its real divisions, invented units and organizations, twelve quarters. Deterministic to the byte: no clock, no
 * `Math.random`, no order of a hash. It is imported through the same path as anybody's ledger.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { OrganizationFact, UnitFact } from '../../server/domain/facts.ts';
import type { Quarter } from '../../server/domain/period.ts';
import { writeLedgerCsv, writeLedgerWorkbook } from '../../server/ledger/writeXlsx.ts';
import { exceptionOf, LAST, QUARTERS, receivedOn, stateOf, type DemoState } from './calendar.ts';
import { coverCounty, leave, type County } from './cover.ts';
import { organizationFact } from './organization.ts';
import { demoPlaces } from './places.ts';
import { roll } from './random.ts';
import { unitFact } from './rows.ts';
import type { DemoUnit } from './life.ts';
import { bornUnit, liveOn, movedUnit } from './unit.ts';

/** One region's ledger of one quarter. `receivedOn` is a date-time with offset; `late` means after the 15th of the next month. */
export interface DemoSubmission {
  readonly region: string;
  readonly period: Quarter;
  readonly units: UnitFact[];
  readonly organizations: OrganizationFact[];
  readonly receivedOn: string;
  readonly late: boolean;
  readonly state: DemoState;
}

const SUBJECTS = ['PARTY', 'UNION', 'LEAGUE', 'WOMEN'] as const;
/** The prefecture whose last quarter comes as workbooks, so that both kinds of file go in. */
const WORKBOOKS = '410300';

/** Units that left their county for another one of the prefecture, by the county they go to. */
type Movers = Map<string, DemoUnit[]>;

/** Takes out who is gone since the last quarter, lets the others live on, and notes who moves next. */
function passQuarter(county: County, siblings: readonly County[], movers: Movers, quarter: number): void {
  const gone = county.units.filter((unit) => unit.status === 'CANCELLED' || unit.status === 'MOVED');
  for (const unit of gone) for (const subject of SUBJECTS) leave(unit, subject);
  county.units = county.units.filter((unit) => !gone.includes(unit));
  for (const unit of county.units) {
    liveOn(unit, quarter);
    const target = siblings[Math.floor(roll(unit.seed, 88) * siblings.length)];
    if (unit.status === 'MOVED' && target !== undefined && roll(unit.seed, 89) < 0.7)
      movers.set(target.place.code, [...(movers.get(target.place.code) ?? []), unit]);
  }
}

function fillUp(county: County, arrivals: readonly DemoUnit[], quarter: number): void {
  const { place } = county;
  for (const unit of arrivals) county.units.push(movedUnit(unit, place));
  while (county.units.length < (place.units[quarter] as number)) {
    county.serials.UNIT += 1;
    county.units.push(bornUnit(place, county.serials.UNIT, quarter));
  }
}

/** After the first county of a prefecture is covered: its smallest joint branch opens for two units of the next county. */
function openBridge(county: County, next: County | undefined): void {
  const joint = county.organizations.filter((one) => one.subject === 'PARTY' && one.limit > 1).sort((a, b) => a.units.size - b.units.size);
  const smallest = joint[0];
  if (next === undefined || smallest === undefined) return;
  smallest.limit = smallest.units.size + 2;
  next.bridge = smallest;
}

/** A county whose ledger always comes and always before its neighbours', so that they may name its organizations. */
const isSteady = (county: County): boolean => QUARTERS.every((period) => exceptionOf(county.place.code, period) === undefined);

function submissionOf(county: County, quarter: number): DemoSubmission {
  const { place } = county;
  const period = QUARTERS[quarter] as Quarter;
  return {
    region: place.code,
    period,
    units: county.units.map((unit) => unitFact(unit, place, quarter)),
    organizations: county.organizations.map((one) => organizationFact(one, place, quarter)),
    receivedOn: receivedOn(place.code, period),
    late: exceptionOf(place.code, period)?.late === true,
    state: stateOf(place.code, period),
  };
}

/** All submissions of the demo, by period, then by region. A region that reported nothing in a period is left out. */
export function* demoSubmissions(): Generator<DemoSubmission> {
  const counties: County[] = demoPlaces().map((place) => ({
    place,
    units: [],
    organizations: [],
    serials: { UNIT: 0, PARTY: 0, UNION: 0, LEAGUE: 0, WOMEN: 0 },
    bridge: null,
  }));
  const families = new Map<string, County[]>();
  for (const county of counties) families.set(county.place.prefecture, [...(families.get(county.place.prefecture) ?? []), county]);
  let arriving: Movers = new Map();
  for (const quarter of QUARTERS.keys()) {
    const leaving: Movers = new Map();
    for (const county of counties) {
      const family = families.get(county.place.prefecture) as County[];
      if (quarter > 0)
        passQuarter(
          county,
          family.filter((other) => other !== county),
          leaving,
          quarter,
        );
      fillUp(county, arriving.get(county.place.code) ?? [], quarter);
      coverCounty(county, quarter);
      if (quarter === 0 && family[0] === county && isSteady(county)) openBridge(county, family[1]);
      if (exceptionOf(county.place.code, QUARTERS[quarter] as Quarter)?.missing !== true) yield submissionOf(county, quarter);
    }
    arriving = leaving;
  }
}

/** Path inside the folder: a folder of two CSV files, or a workbook. */
const fileOf = ({ period, region }: DemoSubmission): string =>
  period === QUARTERS[LAST] && region.startsWith(WORKBOOKS.slice(0, 4)) ? `${period}/${region}.xlsx` : `${period}/${region}`;

/**
 * Writes every submission as a file and `<folder>/submissions.csv` (region, period, file, received_at, state; in the order in which they
 * are to be imported). `units` and `organizations` count rows over all quarters.
 */
export async function writeDemo(
  folder: string,
  goOn: () => void = () => undefined,
): Promise<{ files: number; units: number; organizations: number }> {
  const lines = ['region,period,file,received_at,state'];
  const sums = { files: 0, units: 0, organizations: 0 };
  for (const submission of demoSubmissions()) {
    goOn();
    const file = fileOf(submission);
    const path = join(folder, file);
    const workbook = file.endsWith('.xlsx');
    mkdirSync(workbook ? dirname(path) : path, { recursive: true });
    await (workbook ? writeLedgerWorkbook : writeLedgerCsv)(path, submission.units, submission.organizations);
    lines.push([submission.region, submission.period, file, submission.receivedOn, submission.state].join(','));
    sums.files += 1;
    sums.units += submission.units.length;
    sums.organizations += submission.organizations.length;
  }
  writeFileSync(join(folder, 'submissions.csv'), `${lines.join('\n')}\n`);
  return sums;
}

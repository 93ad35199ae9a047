/** Two periods of one region over the same reporting regions, whole and by parts: what a change is split from. */
import type { Db } from '../db/open.ts';
import { readSameRegions, readSameRegionsBy, type MeasureRow } from '../db/rollup.ts';
import type { PartPair } from '../domain/analysis/change.ts';
import { indicatorOf, type Asked } from '../domain/indicators.ts';
import type { Dimension } from '../domain/measures.ts';
import { measureOf } from '../domain/measures.ts';
import { absent, type Rate } from '../domain/rate.ts';
import type { Quarter } from '../domain/period.ts';
import { footingMeasures } from '../domain/smallCells.ts';
import type { Ground } from './ground.ts';
import { observe } from './observations.ts';
import { ratePrefixed } from './rates.ts';
import { seesAll, seesRows } from './withheld.ts';

export interface Sides {
  readonly before: Rate;
  readonly after: Rate;
  readonly sameRegions: number;
  readonly children: readonly PartPair[];
  readonly bySector: readonly PartPair[];
  readonly byScale: readonly PartPair[];
}

const measuresOf = (asked: Asked): string[] => [...new Set([...asked.numerator, ...(asked.denominator ?? []), ...footingMeasures(asked)])];
const countsUnits = (asked: Asked): boolean =>
  [...asked.numerator, ...(asked.denominator ?? [])].every((id) => measureOf(id)?.source === 'unit');
const pair = (ground: Ground, asked: Asked, region: string, key: string, row: MeasureRow): PartPair => ({
  key,
  before: ratePrefixed(ground, asked, region, row, 'then_'),
  after: ratePrefixed(ground, asked, region, row, 'now_'),
});

async function pairsBy(
  db: Db,
  ground: Ground,
  asked: Asked,
  dimension: Dimension,
  region: string,
  from: Quarter,
  to: Quarter,
): Promise<PartPair[]> {
  if (!countsUnits(asked) || !seesRows(ground, region)) return [];
  const rows = await readSameRegionsBy(db, {
    dimension,
    region,
    now: to,
    then: from,
    measures: measuresOf(asked),
    acceptedOnly: ground.acceptedOnly,
  });
  return rows.map((row) => pair(ground, asked, region, String(row['value']), row));
}

/** What is withheld of a region in either quarter is withheld of both. */
async function readWithheld(db: Db, ground: Ground, asked: Asked, codes: readonly string[], periods: readonly Quarter[]) {
  const ask = { indicators: [asked.id], regions: { codes }, periods: { only: periods }, compare: false, where: { subject: asked.subject } };
  const rows = seesAll(ground) ? [] : await observe(db, ground, { ...ask, ...(asked.basis === null ? {} : { basis: asked.basis }) });
  const reasons = new Map(
    rows.flatMap(({ region, rate: { missing } }) => (missing === 'SUPPRESSED' || missing === 'NO_PERMISSION' ? [[region, missing]] : [])),
  );
  return {
    sides: (code: string, { before, after }: Pick<Sides, 'before' | 'after'>): Pick<Sides, 'before' | 'after'> => {
      const reason = reasons.get(code);
      return reason === undefined ? { before, after } : { before: absent(reason), after: absent(reason) };
    },
  };
}

/** From county level upward: sums over the counties that both quarters hold. */
async function overCounties(
  db: Db,
  ground: Ground,
  asked: Asked,
  region: string,
  children: readonly string[],
  from: Quarter,
  to: Quarter,
): Promise<Sides | null> {
  const rows = await readSameRegions(db, {
    regions: [region, ...children],
    pairs: [[to, from]],
    measures: measuresOf(asked),
    acceptedOnly: ground.acceptedOnly,
  });
  const at = new Map(rows.map((row) => [row.region, row]));
  const whole = at.get(region);
  if (whole === undefined) return null;
  const withheld = await readWithheld(db, ground, asked, [region, ...children], [from, to]);
  return {
    ...withheld.sides(region, {
      before: ratePrefixed(ground, asked, region, whole, 'then_'),
      after: ratePrefixed(ground, asked, region, whole, 'now_'),
    }),
    sameRegions: Number(whole['same']),
    children: children.map((code) => {
      const row = at.get(code);
      if (row === undefined) return { key: code, before: absent('NOT_RECEIVED'), after: absent('NOT_RECEIVED') };
      return { key: code, ...withheld.sides(code, pair(ground, asked, code, code, row)) };
    }),
    bySector: await pairsBy(db, ground, asked, 'SECTOR', region, from, to),
    byScale: await pairsBy(db, ground, asked, 'SCALE', region, from, to),
  };
}

/** Below the county, and for parks: the plain answers of both quarters. */
async function plain(
  db: Db,
  ground: Ground,
  asked: Asked,
  region: string,
  children: readonly string[],
  from: Quarter,
  to: Quarter,
): Promise<Sides> {
  const ask = {
    indicators: [asked.id],
    periods: { only: [from, to] },
    compare: false,
    where: { subject: asked.subject },
    ...(asked.basis === null ? {} : { basis: asked.basis }),
  };
  const rows = await observe(db, ground, { ...ask, regions: { codes: [region, ...children] } });
  const rate = (code: string, period: string): Rate =>
    rows.find((row) => row.region === code && row.period === period)?.rate ?? absent('NOT_RECEIVED');
  const split = async (dimension: Dimension): Promise<PartPair[]> => {
    if (!countsUnits(asked) || !seesRows(ground, region)) return [];
    const parts = await observe(db, ground, { ...ask, regions: { codes: [region] }, by: [dimension] });
    const of = (value: string | null, period: string): Rate =>
      parts.find((row) => row.dimensions[0]?.value === value && row.period === period)?.rate ?? absent('NOT_APPLICABLE');
    return [...new Set(parts.map((row) => row.dimensions[0]?.value ?? null))].map((value) => ({
      key: value ?? '',
      before: of(value, from),
      after: of(value, to),
    }));
  };
  return {
    before: rate(region, from),
    after: rate(region, to),
    sameRegions: 1,
    children: children.map((code) => ({ key: code, before: rate(code, from), after: rate(code, to) })),
    bySector: await split('SECTOR'),
    byScale: await split('SCALE'),
  };
}

/** Both periods of a region. Its children are those of the later one. */
export async function readSides(
  db: Db,
  ground: Ground,
  asked: Asked,
  place: { code: string; children: readonly string[]; belowCounty: boolean },
  from: Quarter,
  to: Quarter,
): Promise<Sides> {
  const flows = indicatorOf(asked.id).group === 'RECEIPT';
  if (!place.belowCounty && !flows) {
    const found = await overCounties(db, ground, asked, place.code, place.children, from, to);
    if (found) return found;
  }
  return plain(db, ground, asked, place.code, place.children, from, to);
}

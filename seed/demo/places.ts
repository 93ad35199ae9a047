/** What sets the reporting regions of the demo apart: how many units, how far covered, on which way, how diligent. All invented. */
import { loadDivisions } from '../divisions.ts';
import { LAST } from './calendar.ts';
import { normal, roll, seedOf } from './random.ts';

export const PROVINCE = '410000';
/** Units of the whole demo in the last quarter, before rounding by county. */
const UNITS = 20_000;

/** Counties with hardly any units, where one unit is several points. */
const SMALL: Readonly<Record<string, number>> = { 410404: 14, 410603: 19, 410803: 26, 411281: 31 };
/** Two counties whose Party coverage breaks away near the end: quarter of the fall, and its depth as a share. */
const FALLS: Readonly<Record<string, readonly [quarter: number, depth: number]>> = { 411422: [9, 0.19], 410527: [10, 0.14] };

/** Shares in [0, 1] by quarter, 0 … 11. */
export type Path = readonly number[];

/** One reporting region: a county, or 济源市 directly under the province. */
export interface Place {
  readonly code: string;
  readonly name: string;
  /** Its prefecture, or itself where it hangs on the province. */
  readonly prefecture: string;
  readonly seed: number;
  readonly townships: readonly string[];
  readonly parks: readonly string[];
  /** Units listed, by quarter. */
  readonly units: Path;
  readonly party: Path;
  readonly work: Path;
  readonly union: Path;
  readonly league: Path;
  readonly women: Path;
  /** Share of the meetings due that are held. */
  readonly diligence: Path;
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));
const QUARTER_INDEXES = Array.from({ length: LAST + 1 }, (_, at) => at);

/** A way from one level to another with a little unrest; it stays within [0.04, 0.985]. */
const pathOf = (seed: number, purpose: number, from: number, to: number): number[] =>
  QUARTER_INDEXES.map((at) => clamp(from + ((to - from) * at) / LAST + (roll(seed, purpose, at) - 0.5) * 0.012, 0.04, 0.985));

/** Level of Party coverage at the end: the prefecture's own, and the county's distance from it. */
function partyPath(code: string, seed: number, prefecture: string): number[] {
  const level = 0.68 + 0.24 * roll(seedOf(prefecture), 11);
  const end = clamp(level + 0.07 * normal(seed, 12), 0.55, 0.972);
  const rises = roll(seed, 13) < 0.92;
  const start = rises ? end - 0.05 - 0.13 * roll(seed, 14) : end + 0.02 + 0.04 * roll(seed, 14);
  const path = pathOf(seed, 15, Math.max(0.4, start), end);
  const fall = FALLS[code];
  return fall === undefined ? path : path.map((share, at) => (at < fall[0] ? share : share - fall[1]));
}

/** Weight of a county in the province's units. */
const weightOf = (name: string, seed: number, prefecture: string): number =>
  (name.endsWith('区') ? 1.15 : name.endsWith('市') ? 1.2 : 0.9) *
  Math.exp(0.42 * normal(seed, 21)) *
  (prefecture === '410100' ? 2.1 : 0.75 + 0.6 * roll(seedOf(prefecture), 22));

function placeOf(
  code: string,
  name: string,
  prefecture: string,
  last: number,
  townships: readonly string[],
  parks: readonly string[],
): Place {
  const seed = seedOf(`place ${code}`);
  const party = partyPath(code, seed, prefecture);
  const close = 0.3 + 0.6 * roll(seed, 31);
  const union = 0.42 + 0.42 * roll(seed, 32);
  const league = 0.5 + 0.42 * roll(seed, 33);
  const women = 0.45 + 0.45 * roll(seed, 34);
  const diligent = 0.66 + 0.3 * roll(seed, 35);
  const paths = { seed, townships, parks, units: QUARTER_INDEXES.map((at) => Math.round(last * (0.86 + (0.14 * at) / LAST))) };
  return {
    code,
    name,
    prefecture,
    ...paths,
    party,
    work: party.map((share, at) => clamp(share + (1 - share) * clamp(close + 0.02 * (at - LAST), 0.1, 0.97), 0, 0.995)),
    union: pathOf(seed, 36, union - 0.08 - 0.08 * roll(seed, 37), union),
    league: pathOf(seed, 38, league - 0.1 * roll(seed, 39), league),
    women: pathOf(seed, 40, women - 0.12 * roll(seed, 41), women),
    diligence: pathOf(seed, 42, diligent - 0.06, diligent).map((share, at) => (at % 4 === 1 ? share - 0.05 : share)),
  };
}

/** The reporting regions of 河南 in the order of their codes: 156 counties of 17 prefectures and 419001. */
export function demoPlaces(): Place[] {
  const regions = loadDivisions().filter((region) => region.code.startsWith('41') || region.code.startsWith('P41'));
  const below = (parent: string, kind: 'ADMINISTRATIVE' | 'PARK'): string[] =>
    regions.filter((region) => region.parent === parent && region.kind === kind).map((region) => region.code);
  const counties = regions.filter((region) => region.level === 'COUNTY' && region.kind === 'ADMINISTRATIVE');
  const prefectureOf = (parent: string | null, code: string): string => (parent === null || parent === PROVINCE ? code : parent);
  const weighed = counties.map((county) => ({
    county,
    weight: weightOf(county.name, seedOf(`place ${county.code}`), prefectureOf(county.parent, county.code)),
  }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.map(({ county, weight }) => {
    const prefecture = prefectureOf(county.parent, county.code);
    const last = SMALL[county.code] ?? Math.max(34, Math.round((UNITS * weight) / total));
    return placeOf(county.code, county.name, prefecture, last, below(county.code, 'ADMINISTRATIVE'), below(prefecture, 'PARK'));
  });
}

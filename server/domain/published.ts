/** Published figures put to use: rates from two printed counts, and series by date. Pure. */
import type { Figure } from './figures.ts';
import { absent, formRate, type Rate } from './rate.ts';
import { byDate, findBreaks, type SeriesBreak } from './checks/series.ts';
import type { Subject } from './organizations.ts';

/** A rate formed from two counts that one source printed for one region, date and subject. */
export interface PublishedRate {
  readonly region: string;
  readonly source: string;
  readonly asOf: string;
  readonly numerator: Figure;
  readonly denominator: Figure;
  readonly rate: Rate;
}

export interface PublishedRatesAsk {
  /** Region codes in the order of the answer. */
  readonly regions: readonly string[];
  readonly subject: Subject;
  /** Quantities: `covered_units`, `units` … */
  readonly numerator: string;
  readonly denominator: string;
}

/** A bound («不足», «以上») or a masked number has no value to divide. */
const hasValue = (figure: Figure): boolean => figure.value !== null && (figure.qualifier === 'EXACT' || figure.qualifier === 'ABOUT');

function rateOf(numerator: Figure, denominator: Figure): Rate {
  if (numerator.value === null || denominator.value === null || !hasValue(numerator) || !hasValue(denominator))
    return absent('NOT_APPLICABLE');
  return formRate('percent', numerator.value, denominator.value);
}

const newestFirst = (a: PublishedRate, b: PublishedRate): number => {
  if (a.asOf !== b.asOf) return a.asOf < b.asOf ? 1 : -1;
  return a.source < b.source ? -1 : 1;
};

/**
 * By region in the order asked, newest first within a region. Where a source prints a quantity more than once for one region, date
 * and subject, it does not say which counts belong together, and no rate is formed; nor where the parts count different things.
 */
export function publishedRates(figures: readonly Figure[], ask: PublishedRatesAsk): readonly PublishedRate[] {
  const wanted = figures.filter(
    (figure) =>
      figure.subject === ask.subject && figure.asOf !== null && (figure.quantity === ask.numerator || figure.quantity === ask.denominator),
  );
  const groups = Map.groupBy(wanted, (figure) => JSON.stringify([figure.region, figure.source, figure.asOf]));
  const pairs = [...groups.values()].flatMap((group): PublishedRate[] => {
    const [numerator, ...moreNumerators] = group.filter((figure) => figure.quantity === ask.numerator);
    const [denominator, ...moreDenominators] = group.filter((figure) => figure.quantity === ask.denominator);
    if (numerator === undefined || denominator === undefined || moreNumerators.length + moreDenominators.length > 0) return [];
    if (numerator.asOf === null || numerator.unit !== denominator.unit) return [];
    return [
      {
        region: numerator.region,
        source: numerator.source,
        asOf: numerator.asOf,
        numerator,
        denominator,
        rate: rateOf(numerator, denominator),
      },
    ];
  });
  const byRegion = Map.groupBy(pairs, (pair) => pair.region);
  return ask.regions.flatMap((region) => (byRegion.get(region) ?? []).toSorted(newestFirst));
}

/** One quantity in one unit over time. A line is never drawn across a break. */
export interface PublishedSeries {
  readonly quantity: string;
  readonly unit: Figure['unit'];
  /** Oldest first, never two of one date. */
  readonly points: readonly Figure[];
  readonly breaks: readonly SeriesBreak[];
}

const pairsOfCharacters = (label: string): readonly string[] => {
  const characters = Array.from(label.normalize('NFKC').replace(/\s+/gu, ''));
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
};

/** 0–1: how far two labels share their pairs of characters (Dice). */
function likeness(a: string, b: string): number {
  if (a === b) return 1;
  const [left, right] = [pairsOfCharacters(a), pairsOfCharacters(b)];
  if (left.length + right.length === 0) return 0;
  const shared = left.filter((pair) => right.includes(pair)).length;
  return Math.min(1, (2 * shared) / (left.length + right.length));
}

/** Below this, two labels name different things and not one thing under a changed name. */
const SAME_THING = 0.3;

interface Candidate {
  readonly series: Figure[];
  readonly figure: Figure;
  readonly score: number;
}

/** Appends the figures of one date: the most alike labels find each other first, the rest begin series of their own. */
function appendDate(open: Figure[][], figures: readonly Figure[]): void {
  const candidates = open.flatMap((series) =>
    figures.map((figure): Candidate => ({ series, figure, score: likeness(String(series.at(-1)?.label), figure.label) })),
  );
  const taken = new Set<Figure | Figure[]>();
  for (const { series, figure } of candidates.filter(({ score }) => score >= SAME_THING).toSorted((a, b) => b.score - a.score)) {
    if (taken.has(series) || taken.has(figure)) continue;
    series.push(figure);
    taken.add(series).add(figure);
  }
  open.push(...figures.filter((figure) => !taken.has(figure)).map((figure) => [figure]));
}

/**
 * Figures of one region and subject as series: by quantity and unit, then by what their labels name, since one source may print
 * enterprises and social organizations side by side. Order: quantity, unit, longest first.
 */
export function publishedSeries(figures: readonly Figure[], region: string, subject: Subject): readonly PublishedSeries[] {
  const wanted = byDate(figures.filter((figure) => figure.region === region && figure.subject === subject));
  const groups = Map.groupBy(wanted, (figure) => `${figure.quantity}\u0000${figure.unit}`);
  return [...groups.entries()]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, group]) => {
      const open: Figure[][] = [];
      for (const sameDate of Map.groupBy(group, (figure) => figure.asOf).values()) appendDate(open, sameDate);
      return open
        .toSorted((a, b) => b.length - a.length)
        .flatMap((points) => {
          const [first] = points;
          return first === undefined ? [] : [{ quantity: first.quantity, unit: first.unit, points, breaks: findBreaks(points) }];
        });
    });
}

/** What every page is made from, and what it gives back. */
import type { Basis } from '../../domain/bases.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { Quarter } from '../../domain/period.ts';
import type { Words } from '../../domain/words.ts';
import type { RankRow, RegionRow, RegionSelection } from '../../reports/types.ts';
import type { MapPack } from '../mapPack.ts';
import type { Sheet } from '../sheet.ts';
import { regionName, unitsWhere, type Situation } from '../situation.ts';

export type BuildSheet = (situation: Situation, maps: MapPack) => Promise<Sheet>;

/** Stem of a file name: the page, the place, the time and what is measured. */
export const nameOf = (page: string, { region, period }: Situation, ...further: readonly string[]): string =>
  [page, region.code, ...(period === null ? [] : [period]), ...further].join('-');

async function named(
  { view }: Situation,
  codes: readonly string[],
  nameOne: (row: RegionRow) => string,
): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(codes)];
  const rows = await view.regionsByCode(distinct);
  return new Map(
    distinct.map((code, at) => {
      const row = rows[at];
      return [code, row === undefined ? code : nameOne(row)];
    }),
  );
}

/** Full names by code; a code that is no longer known stands for itself. */
export const namesOf = (situation: Situation, codes: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  named(situation, codes, (row) => regionName(row, situation.lang));

/** As they stand on a map: 许昌 for 许昌市. */
export const shortNamesOf = (situation: Situation, codes: readonly string[]): Promise<ReadonlyMap<string, string>> =>
  named(situation, codes, (row) => (situation.lang === 'en' ? (row.nameEn ?? row.shortName) : row.shortName));

interface RankedAsk {
  readonly indicator: IndicatorId;
  readonly period: string;
  readonly basis?: Basis;
  /** The earlier period that ranks are held against. */
  readonly against?: string | undefined;
}

/** The parts of the region that the address ranks: its children, or all its counties. */
export function rankedParts(
  { view, region, selection }: Situation,
  { indicator, period, against, basis = selection.basis }: RankedAsk,
): Promise<readonly RankRow[]> {
  const counties = selection.among === 'counties' ? { level: 'COUNTY' as const } : {};
  return view.ranking({
    indicator,
    parent: region.code,
    period,
    against,
    basis,
    where: unitsWhere(selection),
    acceptedOnly: selection.accepted,
    ...counties,
  });
}

/** The regions that stand side by side: those the address names, else the parts. */
export function rankedRegions(situation: Situation, ask: RankedAsk): Promise<readonly RankRow[]> {
  const { view, selection } = situation;
  if (selection.regions.length === 0) return rankedParts(situation, ask);
  const { indicator, period, against, basis = selection.basis } = ask;
  return view.ranking({
    indicator,
    regions: { codes: selection.regions },
    period,
    against,
    basis,
    where: unitsWhere(selection),
    acceptedOnly: selection.accepted,
  });
}

/** What the address asks of lists of regions: the ones it names, else the children of its region. */
export const regionsAsked = ({ selection, region }: Situation): RegionSelection =>
  selection.regions.length > 0
    ? { codes: selection.regions }
    : selection.among === 'counties'
      ? { under: region.code, level: 'COUNTY' }
      : { childrenOf: region.code, kind: 'ADMINISTRATIVE' };

const QUARTERS_ZH = ['一', '二', '三', '四'];

export const periodWords = (period: Quarter): Words => ({
  zh: `${period.slice(0, 4)} 年第${QUARTERS_ZH[Number(period.slice(5)) - 1]}季度`,
  en: `Q${period.slice(5)} ${period.slice(0, 4)}`,
});

/** «河南省党的组织覆盖率，2026 年第三季度»: what a page is about where no finding is stated. */
export function plainTitle({ region, period }: Situation, subject: Words): Words {
  const when = period === null ? null : periodWords(period);
  return {
    zh: `${region.name}${subject.zh}${when === null ? '' : `，${when.zh}`}`,
    en: `${subject.en}, ${region.nameEn ?? region.name}${when === null ? '' : `, ${when.en}`}`,
  };
}

export const indicatorWords = (id: IndicatorId): Words => ({ zh: indicatorOf(id).zh, en: indicatorOf(id).en });

/** What every page is made from, and what it gives back. */
import { formatPercent } from '../../domain/format.ts';
import { indicatorOf, type IndicatorId } from '../../domain/indicators.ts';
import type { Quarter } from '../../domain/period.ts';
import type { Words } from '../../domain/words.ts';
import type { RegionRow } from '../../reports/types.ts';
import type { MapPack } from '../mapPack.ts';
import type { Sheet } from '../sheet.ts';
import { regionName, type Situation } from '../situation.ts';

export type BuildSheet = (situation: Situation, maps: MapPack) => Promise<Sheet>;

/** Stem of a file name: the page, the place, the time and what is measured. */
export const nameOf = (page: string, { region, period }: Situation, ...further: readonly string[]): string =>
  [page, region.code, ...(period === null ? [] : [period]), ...further].join('-');

/** Names of regions as they were called at a quarter, by code. */
export async function namesOf({ view, lang }: Situation, codes: readonly string[], asOf?: string): Promise<ReadonlyMap<string, string>> {
  const distinct = [...new Set(codes)];
  const rows = await view.regionsByCode(distinct, asOf);
  return new Map(distinct.map((code, at) => [code, nameAt(rows[at], code, lang)]));
}

const nameAt = (row: RegionRow | undefined, code: string, lang: Situation['lang']): string => (row === undefined ? code : regionName(row, lang));

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

/** A value as it is printed everywhere. */
export const percentText = (value: number, decimals = 1): string => formatPercent(value, decimals);

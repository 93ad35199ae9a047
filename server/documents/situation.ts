/** What an address means on this data: a region and a quarter that exist, and every value that was not understood, in words. */
import { INDICATOR_IDS, indicatorOf, type IndicatorId } from '../domain/indicators.ts';
import type { Basis } from '../domain/bases.ts';
import type { Quarter } from '../domain/period.ts';
import type { Words } from '../domain/words.ts';
import type { UnitFilter } from '../reports/unitTypes.ts';
import type { DatasetRow, RegionRow, View } from '../reports/types.ts';
import { periodShown } from '../../web/src/state/periodShown.ts';
import { NATION, type Lang, type Selection } from '../../web/src/state/selection.ts';

export interface Situation {
  readonly view: View;
  readonly selection: Selection;
  readonly region: RegionRow;
  readonly dataset: DatasetRow;
  /** Null: there is no ledger of any quarter. */
  readonly period: Quarter | null;
  readonly indicator: IndicatorId;
  /** Null where the indicator has no basis. */
  readonly basis: Basis | null;
  readonly lang: Lang;
  /** A ledger speaks for the region: its own, or one of a region above it. */
  readonly covered: boolean;
  /** What was asked for and is not there, each with what is shown instead. */
  readonly notices: readonly Words[];
}

/** The registry's id of what the address writes in capitals. */
export const indicatorAsked = (name: Selection['indicator']): IndicatorId =>
  INDICATOR_IDS.find((id) => id.toUpperCase() === name) ?? 'party_org_coverage';

export const regionName = (region: Pick<RegionRow, 'name' | 'nameEn'>, lang: Lang): string =>
  lang === 'en' ? (region.nameEn ?? region.name) : region.name;

/** Conditions on units that the address holds; undefined when there are none, so that rolled-up counts can answer. */
export function unitsWhere({ kind, sector, industry, management, status }: Selection): UnitFilter | undefined {
  const lists = given({ kind, sector, industry, management, status });
  return Object.keys(lists).length === 0 ? undefined : lists;
}

/** Lists of the address that name something; an empty one sets no condition. */
export const given = (lists: Readonly<Record<string, readonly string[]>>): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(Object.entries(lists).filter(([, members]) => members.length > 0));

const unknownRegion = (code: string, shown: Words): Words => ({
  zh: `没有代码为「${code}」的地区，已改为显示${shown.zh}。`,
  en: `There is no region with the code “${code}”; ${shown.en} is shown instead.`,
});
const noLedger = (asked: Words, shown: Words): Words => ({
  zh: `${asked.zh}没有台账，已改为显示${shown.zh}。`,
  en: `${asked.en} has no ledger; ${shown.en} is shown instead.`,
});
const unknownPeriod = (period: string): Words => ({
  zh: `没有「${period}」这一期，已改为显示最近一期。`,
  en: `There is no period “${period}”; the latest is shown instead.`,
});

const wordsOf = (region: RegionRow): Words => ({ zh: regionName(region, 'zh'), en: regionName(region, 'en') });

/** Whether a ledger speaks for the region: its own, or one of a region above it. */
export async function hasLedger(view: View, { ledgerRegions }: DatasetRow, { code }: Pick<RegionRow, 'code'>): Promise<boolean> {
  const [ancestors = []] = await view.ancestorsOf([code]);
  return [code, ...ancestors.map((ancestor) => ancestor.code)].some((one) => ledgerRegions.includes(one));
}

interface Placed {
  readonly region: RegionRow;
  readonly covered: boolean;
  readonly notices: readonly Words[];
}

/** An unknown region falls back to the nation; a view that says nothing without a ledger to the first region that has one. */
async function placeOf(view: View, code: string, dataset: DatasetRow, needsLedger: boolean): Promise<Placed> {
  const [first = NATION] = dataset.ledgerRegions;
  const [[wanted], [nation], [substitute]] = await Promise.all([
    view.regionsByCode([code]),
    view.regionsByCode([NATION]),
    view.regionsByCode([first]),
  ]);
  const known = wanted ?? nation;
  if (known === undefined) throw new Error('the divisions hold no nation');
  const covered = await hasLedger(view, dataset, known);
  const region = needsLedger && !covered && dataset.ledgerRegions.length > 0 && substitute !== undefined ? substitute : known;
  return {
    region,
    covered: covered || region !== known,
    notices:
      wanted === undefined ? [unknownRegion(code, wordsOf(region))] : region === known ? [] : [noLedger(wordsOf(wanted), wordsOf(region))],
  };
}

/** Falls back as the page does, for an unknown period to the latest; `needsLedger`: see placeOf. */
export async function situate(view: View, selection: Selection, needsLedger = false): Promise<Situation> {
  const dataset = await view.dataset();
  const { region, covered, notices } = await placeOf(view, selection.region, dataset, needsLedger);
  const { period, problem } = periodShown(selection.period, dataset);
  const indicator = indicatorAsked(selection.indicator);
  return {
    view,
    selection: { ...selection, region: region.code },
    region,
    dataset,
    period: dataset.periods.find((one) => one === period) ?? null,
    indicator,
    basis: indicatorOf(indicator).basis === null ? null : selection.basis,
    lang: selection.lang,
    covered,
    notices: [...notices, ...(problem === null ? [] : [unknownPeriod(problem.value)])],
  };
}

/** What every question of the view is asked with. */
export const askingOf = ({ selection }: Situation) => ({
  basis: selection.basis,
  where: unitsWhere(selection),
  acceptedOnly: selection.accepted,
  regionBasis: selection.divisions === 'now' ? ('AS_NOW' as const) : ('AS_WAS' as const),
});
